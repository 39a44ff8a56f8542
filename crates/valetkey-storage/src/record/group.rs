//! Groups of users.

use uuid::Uuid;
use valetkey_authorization_server::record::Group;
use valetkey_types::{TenantId, Timestamp};

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

/// Groups. The names are in lower case.
pub static GROUP: Description = Description {
    name: "group",
    plural: "groups",
    table: "user_groups",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("id", ColumnKind::Uuid),
        Column::copy("name_key", ColumnKind::Text),
    ],
    key_length: 2,
    unique: &[&["tenant", "name_key"]],
    retention: None,
    keeps_greater: None,
    lock_order: Some(7),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A group as it is stored.
    GroupForm {
        tenant: TenantId,
        id: Uuid,
        name: String,
        parent: Option<Uuid> = None,
        description: Option<String> = None,
        roles: Vec<Uuid> = Vec::new(),
        created_at: Timestamp,
    }
}

impl Stored for Group {
    fn description() -> &'static Description {
        &GROUP
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: GroupForm = read(fields, &[])?;
        Ok(Self {
            tenant: form.tenant,
            id: form.id,
            name: form.name,
            parent: form.parent,
            description: form.description,
            roles: form.roles,
            created_at: form.created_at,
            revision: fields.revision()?,
            unknown: Bag::new(form.unknown).close(),
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![
            Value::text(self.tenant.as_str()),
            Value::Uuid(self.id),
            Value::Text(self.name.to_ascii_lowercase()),
        ];
        let form = GroupForm {
            tenant: self.tenant,
            id: self.id,
            name: self.name,
            parent: self.parent,
            description: self.description,
            roles: self.roles,
            created_at: self.created_at,
            unknown: Bag::open(&self.unknown).into_members(),
        };
        Ok(Row::new(&GROUP, values, document(&form)?))
    }
}
