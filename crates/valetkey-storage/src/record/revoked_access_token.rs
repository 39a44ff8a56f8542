//! Access tokens that were revoked without their grant.

use uuid::Uuid;
use valetkey_types::{TenantId, Timestamp};

use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Revoked access tokens. A second revocation is not an error; the later expiry is kept.
pub static REVOKED_ACCESS_TOKEN: Description = Description {
    name: "revoked access token",
    plural: "revoked access tokens",
    table: "revoked_access_tokens",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("id", ColumnKind::Uuid),
        Column::copy("expires_at", ColumnKind::Integer),
    ],
    key_length: 2,
    unique: &[],
    retention: Some("expires_at"),
    keeps_greater: Some("expires_at"),
    lock_order: Some(40),
    is_announced: false,
    has_document: false,
    statements: StatementTexts::new(),
};

/// An access token that was revoked without its grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevokedAccessToken {
    /// The tenant.
    pub tenant: TenantId,
    /// Its `jti`.
    pub id: Uuid,
    /// The expiry of the token.
    pub expires_at: Timestamp,
}

impl Stored for RevokedAccessToken {
    fn description() -> &'static Description {
        &REVOKED_ACCESS_TOKEN
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            tenant: TenantId::new(fields.text("tenant")?),
            id: fields.uuid("id")?.ok_or_else(|| fields.wrong_kind("id"))?,
            expires_at: fields.moment("expires_at")?.ok_or_else(|| fields.wrong_kind("expires_at"))?,
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let (id, expires_at) = (Value::Uuid(self.id), Value::Integer(self.expires_at.seconds()));
        Ok(Row::new(
            &REVOKED_ACCESS_TOKEN,
            vec![Value::text(self.tenant.as_str()), id, expires_at],
            String::new(),
        ))
    }
}
