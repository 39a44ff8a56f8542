//! Blocks of the audit chain. Their entries are bytes, written as base64url.

use uuid::Uuid;
use valetkey_authorization_server::record::{AuditBlock, AuditEntry, AuditHash};
use valetkey_jose::digest::{base64url, base64url_decode};
use valetkey_types::{TenantId, Timestamp};

use super::{document, form::form, read};
use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// Blocks of the audit chain. Two nodes may try to append the same block. The node that appends blocks also removes expired ones, in
/// order.
pub static AUDIT_BLOCK: Description = Description {
    name: "audit block",
    plural: "audit blocks",
    table: "audit_blocks",
    columns: &[Column::copy("tenant", ColumnKind::Text), Column::copy("number", ColumnKind::Integer)],
    key_length: 2,
    unique: &[],
    retention: None,
    keeps_greater: None,
    lock_order: Some(75),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A block as it is stored.
    AuditBlockForm {
        tenant: TenantId,
        number: u32,
        previous: AuditHash,
        previous_expires_at: Timestamp,
        at: Timestamp,
        through: Uuid,
        swept_to: Uuid,
        expires_at: Timestamp,
        entries: String,
        hash: AuditHash,
    }
}

impl Stored for AuditBlock {
    fn description() -> &'static Description {
        &AUDIT_BLOCK
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: AuditBlockForm = read(fields, &[])?;
        let bytes = base64url_decode(&form.entries).ok();
        let entries = bytes.and_then(|bytes| AuditEntry::read_all(&bytes)).ok_or_else(|| {
            StorageError::Corrupt(format!(
                "the audit block {} can't be read: its entries are damaged",
                form.number
            ))
        })?;
        Ok(Self {
            tenant: form.tenant,
            number: form.number,
            previous: form.previous,
            previous_expires_at: form.previous_expires_at,
            at: form.at,
            through: form.through,
            swept_to: form.swept_to,
            expires_at: form.expires_at,
            entries,
            hash: form.hash,
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![Value::text(self.tenant.as_str()), Value::Integer(self.number.into())];
        let mut bytes = Vec::with_capacity(self.entries.len() * AuditEntry::LENGTH);
        self.entries.iter().for_each(|entry| entry.write(&mut bytes));
        let form = AuditBlockForm {
            tenant: self.tenant,
            number: self.number,
            previous: self.previous,
            previous_expires_at: self.previous_expires_at,
            at: self.at,
            through: self.through,
            swept_to: self.swept_to,
            expires_at: self.expires_at,
            entries: base64url(&bytes),
            hash: self.hash,
            unknown: super::form::Members::new(),
        };
        Ok(Row::new(&AUDIT_BLOCK, values, document(&form)?))
    }
}
