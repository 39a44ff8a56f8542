//! `[[group]]`.

use valetkey_administration::files::{DesiredGroup, Thing};
use valetkey_authorization_server::{record::Group, role_map::RoleMap};

use super::{Again, Everything, is, role, wanted};
use crate::files::{reader::Fields, writer::Writer};

/// Reads a group.
pub(super) fn read(
    fields: &mut Fields<'_, '_, '_>,
    file: &str,
    everything: &mut Everything,
) -> Result<(), Again> {
    let Some((name, place)) = fields.required("name") else { return Ok(()) };
    is(fields, Thing::group(&name), place)?;
    let group = DesiredGroup {
        name,
        parent: fields.text("parent"),
        description: fields.text("description").filter(|text| !text.is_empty()),
        roles: role::names(fields),
    };
    fields.finish();
    everything.desired.groups.push(wanted(file, group));
    Ok(())
}

/// Writes a group.
pub(in crate::files) fn write(group: &Group, map: &RoleMap, writer: &mut Writer) {
    writer.heading("[[group]]");
    writer.value("name", group.name.as_str());
    let parent = group.parent.and_then(|id| map.group(id));
    writer.optional("parent", parent.map(|parent| &parent.name));
    writer.optional("description", group.description.as_ref());
    let roles: Vec<_> = group.roles.iter().filter_map(|id| map.role(*id)).collect();
    if !roles.is_empty() {
        writer.value("roles", role::listed(roles.iter().map(|role| (role.name.as_str(), &role.owner))));
    }
}
