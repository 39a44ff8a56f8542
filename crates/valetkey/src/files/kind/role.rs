//! `[[role]]`, and the names of roles in other tables.

use toml::{Value, de::DeValue};
use valetkey_administration::{
    files::{DesiredRole, RoleName, Thing},
    permission::{Permission, Permissions},
};
use valetkey_authorization_server::{
    record::{Role, RoleOwner},
    role_map::RoleMap,
};
use valetkey_types::ClientId;

use super::{Again, Everything, is, wanted};
use crate::files::{reader::Fields, writer::Writer};

/// Reads a role.
pub(super) fn read(
    fields: &mut Fields<'_, '_, '_>,
    file: &str,
    everything: &mut Everything,
) -> Result<(), Again> {
    let owner = owner(fields);
    let Some((name, place)) = fields.required("name") else { return Ok(()) };
    is(fields, Thing::role(&name, &owner), place)?;
    // Only now is the role known, so this records the places of the owner.
    for key in ["client", "audience"] {
        fields.value(key);
    }
    let name = RoleName { name, owner };
    let permission =
        |text: &str| text.parse::<Permission>().map(|one| one.to_string()).map_err(|error| error.to_string());
    let words = fields.parsed_list("permissions", permission).unwrap_or_default();
    let role = DesiredRole {
        name,
        description: fields.text("description").filter(|text| !text.is_empty()),
        permissions: Permissions::of_words(&words),
        limited_to_group: fields.text("limited_to_group"),
    };
    fields.finish();
    everything.desired.roles.push(wanted(file, role));
    Ok(())
}

/// Reads the roles of a group or client: each is the name of a role of the tenant, or a table with name and owner.
pub(super) fn names(fields: &mut Fields<'_, '_, '_>) -> Vec<RoleName> {
    let names = fields.list("roles", |fields, value, span| match value {
        DeValue::String(name) => {
            fields.reading.visible.push(span);
            Some(RoleName { name: name.to_string(), owner: RoleOwner::Tenant })
        }
        DeValue::Table(table) => fields.inside("roles", table, span, |fields| {
            let owner = owner(fields);
            fields.required("name").map(|(name, _)| RoleName { name, owner })
        }),
        other => {
            fields.expected(
                "roles",
                span,
                "the name of a role, or a table with name and client or audience",
                other,
            );
            None
        }
    });
    names.unwrap_or_default()
}

fn owner(fields: &mut Fields<'_, '_, '_>) -> RoleOwner {
    let client = fields.text("client");
    match (client, fields.text_at("audience")) {
        (Some(_), Some((_, span))) => {
            fields.wrong("audience", span, "expected a client or an audience, got both");
            RoleOwner::Tenant
        }
        (Some(id), None) => RoleOwner::Client(ClientId::new(id)),
        (None, Some((audience, _))) => RoleOwner::Audience(audience),
        (None, None) => RoleOwner::Tenant,
    }
}

/// Writes a role.
pub(in crate::files) fn write(role: &Role, map: &RoleMap, writer: &mut Writer) {
    writer.heading("[[role]]");
    writer.value("name", role.name.as_str());
    match &role.owner {
        RoleOwner::Tenant => {}
        RoleOwner::Client(id) => writer.value("client", id.as_str()),
        RoleOwner::Audience(audience) => writer.value("audience", audience.as_str()),
    }
    writer.optional("description", role.description.as_ref());
    let limit = role.limited_to_group.map(|id| map.group(id));
    // The permissions of a role within a removed group permit nothing. Without the limit they would permit more.
    if !matches!(limit, Some(None)) {
        writer.texts("permissions", &Permissions::of_words(&role.permissions).words());
        writer.optional("limited_to_group", limit.flatten().map(|group| &group.name));
    }
}

/// Returns the names of roles for the table of a group or client.
pub(super) fn listed<'a>(roles: impl Iterator<Item = (&'a str, &'a RoleOwner)>) -> Value {
    let mut roles: Vec<(String, Value)> = roles
        .map(|(name, owner)| {
            let with_owner = |key: &str, id: &str| {
                let fields = [("name", name), (key, id)].map(|(key, text)| (key.to_owned(), text.into()));
                Value::Table(fields.into_iter().collect())
            };
            let value = match owner {
                RoleOwner::Tenant => Value::from(name),
                RoleOwner::Client(id) => with_owner("client", id.as_str()),
                RoleOwner::Audience(audience) => with_owner("audience", audience),
            };
            (format!("{} {name} {owner}", *owner != RoleOwner::Tenant), value)
        })
        .collect();
    roles.sort_by(|one, other| one.0.cmp(&other.0));
    Value::Array(roles.into_iter().map(|(_, value)| value).collect())
}
