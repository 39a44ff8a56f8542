//! Grants. Their documents are not changed after they are stored, so that members of newer versions are kept.

use uuid::Uuid;
use valetkey_authorization_server::record::Grant;
use valetkey_types::{ClientId, Scope, TenantId, Timestamp, UserId};

use super::{authentication::AuthenticationForm, document, form::form, read};
use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Grants. Two redemptions of one code insert the same row.
pub static GRANT: Description = Description {
    name: "grant",
    plural: "grants",
    table: "grants",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("id", ColumnKind::Uuid),
        Column::copy("sid", ColumnKind::Uuid),
        Column::copy("user_id", ColumnKind::Text),
        Column::copy("client_id", ColumnKind::Text),
        Column::copy("offline", ColumnKind::Boolean),
        Column::copy("expires_at", ColumnKind::Integer),
        Column::own("revoked_at", ColumnKind::Integer).optional(),
        Column::own("redeemed_refresh_token", ColumnKind::Uuid).optional(),
    ],
    key_length: 2,
    unique: &[],
    retention: Some("expires_at"),
    keeps_greater: None,
    lock_order: Some(30),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A grant as it is stored.
    GrantForm {
        tenant: TenantId,
        id: Uuid,
        client_id: ClientId,
        user_id: UserId,
        sid: Uuid,
        scope: Scope,
        audiences: Vec<String>,
        authentication: AuthenticationForm,
        created_at: Timestamp,
        expires_at: Timestamp,
        // The columns count. Older versions need the members.
        revoked_at: Option<Timestamp> = None,
        redeemed_refresh_token: Option<Uuid> = None,
    }
}

impl Stored for Grant {
    fn description() -> &'static Description {
        &GRANT
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: GrantForm = read(fields, &[])?;
        Ok(Self {
            tenant: form.tenant,
            id: form.id,
            client_id: form.client_id,
            user_id: form.user_id,
            sid: form.sid,
            scope: form.scope,
            audiences: form.audiences,
            authentication: form.authentication.into(),
            created_at: form.created_at,
            expires_at: form.expires_at,
            revoked_at: fields.moment("revoked_at")?,
            redeemed_refresh_token: fields.uuid("redeemed_refresh_token")?,
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![
            Value::text(self.tenant.as_str()),
            Value::Uuid(self.id),
            Value::Uuid(self.sid),
            Value::text(self.user_id.as_str()),
            Value::text(self.client_id.as_str()),
            Value::Boolean(self.is_offline()),
            Value::Integer(self.expires_at.seconds()),
            self.revoked_at.map(Timestamp::seconds).into(),
            self.redeemed_refresh_token.into(),
        ];
        let form = GrantForm {
            tenant: self.tenant,
            id: self.id,
            client_id: self.client_id,
            user_id: self.user_id,
            sid: self.sid,
            scope: self.scope,
            audiences: self.audiences,
            authentication: self.authentication.into(),
            created_at: self.created_at,
            expires_at: self.expires_at,
            revoked_at: self.revoked_at,
            redeemed_refresh_token: self.redeemed_refresh_token,
            unknown: super::form::Members::new(),
        };
        Ok(Row::new(&GRANT, values, document(&form)?))
    }
}
