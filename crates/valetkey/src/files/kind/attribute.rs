//! `[[attribute]]`.

use valetkey_administration::{
    attribute::{AttributeSettings, NewAttribute},
    files::Thing,
};
use valetkey_authorization_server::record::{Attribute, AttributeAccess, AttributeKind};

use super::{Again, Everything, is, wanted};
use crate::files::{reader::Fields, writer::Writer};

/// The users who may see or edit the value.
const ACCESS: [(&str, AttributeAccess); 3] = [
    ("user", AttributeAccess::User),
    ("administrator", AttributeAccess::Administrator),
    ("nobody", AttributeAccess::Nobody),
];

/// The defaults, as for `valetkey attribute add`.
const SEEN_BY: AttributeAccess = AttributeAccess::User;
const EDITED_BY: AttributeAccess = AttributeAccess::Administrator;

/// Reads an attribute.
pub(super) fn read(
    fields: &mut Fields<'_, '_, '_>,
    file: &str,
    everything: &mut Everything,
) -> Result<(), Again> {
    let Some((name, place)) = fields.required("name") else { return Ok(()) };
    is(fields, Thing::attribute(&name), place)?;
    let choices = fields.texts("choices").unwrap_or_default();
    let kind = fields.text("type").unwrap_or_else(|| "text".to_owned());
    let new = NewAttribute {
        name,
        kind: AttributeKind::from_name(&kind, choices.clone()),
        claim: fields.text("claim"),
        settings: AttributeSettings {
            choices,
            labels: fields.texts_by_name("labels").unwrap_or_default(),
            is_required: fields.boolean("required").unwrap_or(false),
            seen_by: fields.word("seen_by", &ACCESS).unwrap_or(SEEN_BY),
            edited_by: fields.word("edited_by", &ACCESS).unwrap_or(EDITED_BY),
            add_to_scopes: Vec::new(),
        },
    };
    fields.finish();
    everything.desired.attributes.push(wanted(file, new));
    Ok(())
}

/// Writes an attribute.
pub(in crate::files) fn write(attribute: &Attribute, writer: &mut Writer) {
    writer.heading("[[attribute]]");
    writer.value("name", attribute.name.as_str());
    writer.value("type", attribute.kind.name());
    writer.texts("choices", attribute.kind.choices());
    writer.optional("claim", attribute.claim.as_ref());
    writer.by_name("labels", &attribute.labels);
    writer.unless(&false, "required", &attribute.is_required, |required| (*required).into());
    writer.unless(&SEEN_BY, "seen_by", &attribute.seen_by, |who| who.name().into());
    writer.unless(&EDITED_BY, "edited_by", &attribute.edited_by, |who| who.name().into());
}
