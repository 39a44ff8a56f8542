//! The names that users sign in with. Usernames and mail addresses are one set of names: the address of a user can't be the
//! username of another user.

use valetkey_accounts::User;
use valetkey_types::{TenantId, UserId};

use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Names in lower case, each with its user. They are stored together with the user.
pub static USER_NAME: Description = Description {
    name: "user name",
    plural: "user names",
    table: "user_names",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("name_key", ColumnKind::Text),
        Column::copy("user_id", ColumnKind::Text),
    ],
    key_length: 2,
    unique: &[],
    retention: None,
    keeps_greater: None,
    lock_order: Some(11),
    is_announced: false,
    has_document: false,
    statements: StatementTexts::new(),
};

/// A name that a user signs in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserName {
    /// The tenant.
    pub tenant: TenantId,
    /// The name, in lower case.
    pub name: String,
    /// The user with this name.
    pub user_id: UserId,
}

impl Stored for UserName {
    fn description() -> &'static Description {
        &USER_NAME
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            tenant: TenantId::new(fields.text("tenant")?),
            name: fields.text("name_key")?,
            user_id: UserId::new(fields.text("user_id")?),
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let (tenant, user_id) = (Value::text(self.tenant.as_str()), Value::text(self.user_id.as_str()));
        Ok(Row::new(&USER_NAME, vec![tenant, Value::Text(self.name), user_id], String::new()))
    }
}

/// Returns the names of a user, sorted, so that two lists of changes never wait for each other (a deadlock).
pub(crate) fn names_of(user: &User) -> Vec<String> {
    let mut names = vec![user.username.to_ascii_lowercase()];
    names.extend(user.email.as_ref().map(|email| email.to_ascii_lowercase()));
    names.sort();
    names.dedup();
    names
}
