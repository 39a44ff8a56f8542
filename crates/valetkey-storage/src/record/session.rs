//! Sessions of browsers. Their documents are not changed after they are stored, so that members of newer versions are kept.

use uuid::Uuid;
use valetkey_authorization_server::record::{Session, Sha256Hash};
use valetkey_types::{TenantId, Timestamp, UserId};

use super::{authentication::AuthenticationForm, document, form::form, read};
use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Sessions.
pub static SESSION: Description = Description {
    name: "session",
    plural: "sessions",
    table: "sessions",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("id", ColumnKind::Uuid),
        Column::copy("user_id", ColumnKind::Text),
        Column::copy("expires_at", ColumnKind::Integer),
        Column::own("ended_at", ColumnKind::Integer).optional(),
        Column::own("continued_by", ColumnKind::Uuid).optional(),
    ],
    key_length: 2,
    unique: &[],
    retention: Some("expires_at"),
    keeps_greater: None,
    lock_order: Some(25),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A session as it is stored.
    SessionForm {
        tenant: TenantId,
        id: Uuid,
        verifier_hash: Sha256Hash,
        sid: Uuid,
        user_id: UserId,
        authentication: AuthenticationForm,
        attempt: Option<Uuid> = None,
        by_trusted_device: bool = false,
        kept: bool = false,
        device: Option<String> = None,
        address: Option<String> = None,
        expires_at: Timestamp,
        // The column counts. Older versions need the member.
        ended_at: Option<Timestamp> = None,
    }
}

impl Stored for Session {
    fn description() -> &'static Description {
        &SESSION
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: SessionForm = read(fields, &[])?;
        Ok(Self {
            tenant: form.tenant,
            id: form.id,
            verifier_hash: form.verifier_hash,
            sid: form.sid,
            user_id: form.user_id,
            authentication: form.authentication.into(),
            attempt: form.attempt,
            by_trusted_device: form.by_trusted_device,
            kept: form.kept,
            device: form.device,
            address: form.address,
            expires_at: form.expires_at,
            ended_at: fields.moment("ended_at")?,
            continued_by: fields.uuid("continued_by")?,
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![
            Value::text(self.tenant.as_str()),
            Value::Uuid(self.id),
            Value::text(self.user_id.as_str()),
            Value::Integer(self.expires_at.seconds()),
            self.ended_at.map(Timestamp::seconds).into(),
            self.continued_by.into(),
        ];
        let form = SessionForm {
            tenant: self.tenant,
            id: self.id,
            verifier_hash: self.verifier_hash,
            sid: self.sid,
            user_id: self.user_id,
            authentication: self.authentication.into(),
            attempt: self.attempt,
            by_trusted_device: self.by_trusted_device,
            kept: self.kept,
            device: self.device,
            address: self.address,
            expires_at: self.expires_at,
            ended_at: self.ended_at,
            unknown: super::form::Members::new(),
        };
        Ok(Row::new(&SESSION, values, document(&form)?))
    }
}
