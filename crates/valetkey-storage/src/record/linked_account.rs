//! Accounts at identity providers with which users sign in.

use valetkey_authorization_server::record::LinkedAccount;
use valetkey_types::{TenantId, Timestamp, UserId};

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

/// Accounts at providers. The key is the identity: issuer and subject, compared byte for byte.
pub static LINKED_ACCOUNT: Description = Description {
    name: "linked account",
    plural: "linked accounts",
    table: "linked_accounts",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("issuer", ColumnKind::Text),
        Column::copy("subject", ColumnKind::Text),
        Column::copy("user_id", ColumnKind::Text),
    ],
    key_length: 3,
    unique: &[],
    retention: None,
    keeps_greater: None,
    lock_order: Some(18),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A linked account as it is stored.
    LinkedAccountForm {
        tenant: TenantId,
        issuer: String,
        subject: String,
        user_id: UserId,
        provider: String,
        label: Option<String> = None,
        linked_at: Timestamp,
        last_used_at: Option<Timestamp> = None,
    }
}

impl Stored for LinkedAccount {
    fn description() -> &'static Description {
        &LINKED_ACCOUNT
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: LinkedAccountForm = read(fields, &[])?;
        Ok(Self {
            tenant: form.tenant,
            issuer: form.issuer,
            subject: form.subject,
            user_id: form.user_id,
            provider: form.provider,
            label: form.label,
            linked_at: form.linked_at,
            last_used_at: form.last_used_at,
            revision: fields.revision()?,
            unknown: Bag::new(form.unknown).close(),
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![
            Value::text(self.tenant.as_str()),
            Value::text(&self.issuer),
            Value::text(&self.subject),
            Value::text(self.user_id.as_str()),
        ];
        let form = LinkedAccountForm {
            tenant: self.tenant,
            issuer: self.issuer,
            subject: self.subject,
            user_id: self.user_id,
            provider: self.provider,
            label: self.label,
            linked_at: self.linked_at,
            last_used_at: self.last_used_at,
            unknown: Bag::open(&self.unknown).into_members(),
        };
        Ok(Row::new(&LINKED_ACCOUNT, values, document(&form)?))
    }
}
