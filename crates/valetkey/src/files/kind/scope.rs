//! `[[scope]]`.

use valetkey_administration::{
    files::{DesiredScope, Thing},
    scope::ScopeSettings,
};
use valetkey_authorization_server::record::TenantScope;

use super::{Again, Everything, is, wanted};
use crate::files::{reader::Fields, writer::Writer};

/// Reads a scope.
pub(super) fn read(
    fields: &mut Fields<'_, '_, '_>,
    file: &str,
    everything: &mut Everything,
) -> Result<(), Again> {
    let Some((name, place)) = fields.required("name") else { return Ok(()) };
    is(fields, Thing::scope(&name), place)?;
    let settings = ScopeSettings {
        claims: fields.texts("claims").unwrap_or_default(),
        descriptions: fields.texts_by_name("descriptions").unwrap_or_default(),
        writes: fields.boolean("writes"),
    };
    fields.finish();
    everything.desired.scopes.push(wanted(file, DesiredScope { name, settings }));
    Ok(())
}

/// Writes a scope.
pub(in crate::files) fn write(scope: &TenantScope, writer: &mut Writer) {
    writer.heading("[[scope]]");
    writer.value("name", scope.name.as_str());
    writer.texts("claims", &scope.claims);
    writer.by_name("descriptions", &scope.descriptions);
    if let Some(writes) = scope.writes {
        writer.value("writes", writes);
    }
}
