//! Links and codes that users get in emails.

use uuid::Uuid;
use valetkey_authorization_server::record::{MailChallenge, MailPurpose, Sha256Hash};
use valetkey_types::{TenantId, Timestamp, UserId};

use super::{document, form::form, read};
use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Links and codes in emails.
pub static MAIL_CHALLENGE: Description = Description {
    name: "mail challenge",
    plural: "mail challenges",
    table: "mail_challenges",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("id", ColumnKind::Uuid),
        Column::copy("user_id", ColumnKind::Text).optional(),
        Column::copy("expires_at", ColumnKind::Integer),
        Column::own("attempts_left", ColumnKind::Integer),
    ],
    key_length: 2,
    unique: &[],
    retention: Some("expires_at"),
    keeps_greater: None,
    lock_order: Some(97),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A mail challenge as it is stored. The number of attempts left is a column.
    MailChallengeForm {
        tenant: TenantId,
        id: Uuid,
        purpose: MailPurpose,
        user_id: Option<UserId> = None,
        link_hash: Sha256Hash,
        code_hash: Option<Sha256Hash> = None,
        sealed: String,
        expires_at: Timestamp,
    }
}

impl Stored for MailChallenge {
    fn description() -> &'static Description {
        &MAIL_CHALLENGE
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: MailChallengeForm = read(fields, &[("purpose", is_purpose)])?;
        Ok(Self {
            tenant: form.tenant,
            id: form.id,
            purpose: form.purpose,
            user_id: form.user_id,
            link_hash: form.link_hash,
            code_hash: form.code_hash,
            attempts_left: fields.count("attempts_left")?,
            sealed: form.sealed,
            expires_at: form.expires_at,
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![
            Value::text(self.tenant.as_str()),
            Value::Uuid(self.id),
            self.user_id.as_ref().map_or(Value::Null, |id| Value::text(id.as_str())),
            Value::Integer(self.expires_at.seconds()),
            Value::Integer(self.attempts_left.into()),
        ];
        let form = MailChallengeForm {
            tenant: self.tenant,
            id: self.id,
            purpose: self.purpose,
            user_id: self.user_id,
            link_hash: self.link_hash,
            code_hash: self.code_hash,
            sealed: self.sealed,
            expires_at: self.expires_at,
            unknown: super::form::Members::new(),
        };
        Ok(Row::new(&MAIL_CHALLENGE, values, document(&form)?))
    }
}

fn is_purpose(word: &str) -> bool {
    MailPurpose::named(word).is_some()
}
