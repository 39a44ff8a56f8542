//! Fields of records with names in place of identifiers.

use valetkey_authorization_server::{
    event::FieldChange,
    record::{Client, ClientAccess, GroupMapping, IdentityProvider, Role},
    role_map::RoleMap,
};

use super::State;
use crate::{Describe, difference::difference};

/// Returns the fields that differ from a record, or for a new record every field with a value.
pub(super) fn changed<Record: Describe>(before: Option<&Record>, after: &Record) -> Vec<FieldChange> {
    match before {
        Some(before) => difference(before, after),
        None => {
            let set = after.fields().into_iter().filter(|(_, value)| !value.is_empty());
            set.map(|(field, value)| FieldChange::new(field, "", &value)).collect()
        }
    }
}

/// Returns the change of a client secret, without the secret.
pub(super) fn replaced_secret() -> FieldChange {
    FieldChange::new("client_secret", "set", "replaced")
}

/// A role with the name of the group that limits it.
pub(super) struct NamedRole<'a> {
    pub(super) role: &'a Role,
    pub(super) map: &'a RoleMap,
}

impl Describe for NamedRole<'_> {
    fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = self.role.fields();
        let group = self.role.limited_to_group.and_then(|id| self.map.group(id));
        if let (Some(group), Some(field)) =
            (group, fields.iter_mut().find(|(field, _)| *field == "limited_to_group"))
        {
            field.1.clone_from(&group.name);
        }
        fields
    }
}

/// A client with the names of groups and users.
pub(super) struct NamedClient<'a> {
    pub(super) client: &'a Client,
    pub(super) state: &'a State,
}

impl Describe for NamedClient<'_> {
    fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = self.client.fields();
        // A plan says that the secret is replaced. The moment is that of the plan.
        fields.retain(|(field, _)| *field != "client_secret_made_at");
        if let (ClientAccess::Only { groups, users }, Some(field)) =
            (&self.client.access, fields.iter_mut().find(|(field, _)| *field == "access"))
            && !(groups.is_empty() && users.is_empty())
        {
            let group = |id| match self.state.role_map.group(id) {
                Some(group) => format!("group {}", group.name),
                None => format!("group {id}"),
            };
            let user = |id| {
                let known = self.state.users.iter().find(|(known, _)| known == id);
                known.map_or_else(|| format!("user {id}"), |(_, name)| format!("user {name}"))
            };
            let groups = groups.iter().copied().map(group);
            field.1 = groups.chain(users.iter().map(user)).collect::<Vec<_>>().join("\n");
        }
        fields
    }
}

/// A provider with the names of groups.
pub(super) struct NamedProvider<'a> {
    pub(super) provider: &'a IdentityProvider,
    pub(super) state: &'a State,
}

impl Describe for NamedProvider<'_> {
    fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = self.provider.fields();
        let line = |mapping: &GroupMapping| {
            let group = self.state.role_map.group(mapping.group);
            let name = group.map_or_else(|| mapping.group.to_string(), |group| group.name.clone());
            format!("{name}={}:{}", mapping.pointer, mapping.value)
        };
        let lines: Vec<String> = self.provider.group_mappings.iter().map(line).collect();
        if let Some(field) = fields.iter_mut().find(|(field, _)| *field == "groups") {
            field.1 = lines.join("\n");
        }
        fields
    }
}
