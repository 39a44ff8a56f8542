//! Roles.

use uuid::Uuid;
use valetkey_authorization_server::record::{ClientRole, Role, RoleOwner};
use valetkey_types::{ClientId, TenantId, Timestamp};

use super::{
    document,
    form::{Bag, form},
    read,
};
use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Roles. The names are in lower case, after the name of the owner.
pub static ROLE: Description = Description {
    name: "role",
    plural: "roles",
    table: "roles",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("id", ColumnKind::Uuid),
        Column::copy("name_key", ColumnKind::Text),
    ],
    key_length: 2,
    unique: &[&["tenant", "name_key"]],
    retention: None,
    keeps_greater: None,
    lock_order: Some(8),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A role as it is stored. A role without client and audience is a role of the tenant.
    RoleForm {
        tenant: TenantId,
        id: Uuid,
        name: String,
        client_id: Option<ClientId> = None,
        audience: Option<String> = None,
        description: Option<String> = None,
        permissions: Vec<String> = Vec::new(),
        limited_to_group: Option<Uuid> = None,
        created_at: Timestamp,
    }
}

form! {
    /// A role of a client as it is stored in the record of the client.
    ClientRoleForm {
        id: Uuid,
        name: String,
        client_id: Option<ClientId> = None,
        audience: Option<String> = None,
        created_at: Timestamp,
    }
}

impl From<ClientRoleForm> for ClientRole {
    fn from(form: ClientRoleForm) -> Self {
        let owner = owner(form.client_id, form.audience);
        Self { id: form.id, name: form.name, owner, created_at: form.created_at }
    }
}

impl From<ClientRole> for ClientRoleForm {
    fn from(role: ClientRole) -> Self {
        let (client_id, audience) = members(role.owner);
        let unknown = super::form::Members::new();
        Self { id: role.id, name: role.name, client_id, audience, created_at: role.created_at, unknown }
    }
}

fn owner(client_id: Option<ClientId>, audience: Option<String>) -> RoleOwner {
    match (client_id, audience) {
        (Some(id), _) => RoleOwner::Client(id),
        (None, Some(audience)) => RoleOwner::Audience(audience),
        (None, None) => RoleOwner::Tenant,
    }
}

fn members(owner: RoleOwner) -> (Option<ClientId>, Option<String>) {
    match owner {
        RoleOwner::Tenant => (None, None),
        RoleOwner::Client(id) => (Some(id), None),
        RoleOwner::Audience(audience) => (None, Some(audience)),
    }
}

/// Returns the owner and the name in lower case, separated by a line break, which no name has.
fn name_key(role: &Role) -> String {
    let name = role.name.to_ascii_lowercase();
    match &role.owner {
        RoleOwner::Tenant => name,
        RoleOwner::Client(id) => format!("client {id}\n{name}"),
        RoleOwner::Audience(audience) => format!("audience {audience}\n{name}"),
    }
}

impl Stored for Role {
    fn description() -> &'static Description {
        &ROLE
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: RoleForm = read(fields, &[])?;
        Ok(Self {
            tenant: form.tenant,
            id: form.id,
            name: form.name,
            owner: owner(form.client_id, form.audience),
            description: form.description,
            permissions: form.permissions,
            limited_to_group: form.limited_to_group,
            created_at: form.created_at,
            revision: fields.revision()?,
            unknown: Bag::new(form.unknown).close(),
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values =
            vec![Value::text(self.tenant.as_str()), Value::Uuid(self.id), Value::Text(name_key(&self))];
        let (client_id, audience) = members(self.owner);
        let form = RoleForm {
            tenant: self.tenant,
            id: self.id,
            name: self.name,
            client_id,
            audience,
            description: self.description,
            permissions: self.permissions,
            limited_to_group: self.limited_to_group,
            created_at: self.created_at,
            unknown: Bag::open(&self.unknown).into_members(),
        };
        Ok(Row::new(&ROLE, values, document(&form)?))
    }
}
