//! The things that configuration files own.

use valetkey_authorization_server::record::{FileOwnership, OwnedKind};
use valetkey_types::{TenantId, Timestamp};

use super::{
    OneWords, document,
    form::{Bag, form},
    read,
    words::{OneWord, Word},
};
use crate::{
    StorageError,
    description::{Column, Description},
    row::{Fields, Row, Stored},
    sql::StatementTexts,
    value::{ColumnKind, Value},
};

/// The things that configuration files own, by kind and key.
pub static FILE_OWNERSHIP: Description = Description {
    name: "file ownership",
    plural: "file ownerships",
    table: "file_ownerships",
    columns: &[
        Column::copy("tenant", ColumnKind::Text),
        Column::copy("kind", ColumnKind::Text),
        Column::copy("name", ColumnKind::Text),
    ],
    key_length: 3,
    unique: &[],
    retention: None,
    keeps_greater: None,
    lock_order: Some(120),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// The owner of a thing as it is stored.
    FileOwnershipForm {
        tenant: TenantId,
        kind: OneWord<OwnedKind>,
        name: String,
        file: String,
        owned_since: Timestamp,
    }
}

const ONE_WORDS: OneWords = &[("kind", OwnedKind::knows)];

impl Stored for FileOwnership {
    fn description() -> &'static Description {
        &FILE_OWNERSHIP
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: FileOwnershipForm = read(fields, ONE_WORDS)?;
        Ok(Self {
            tenant: form.tenant,
            kind: form.kind.0,
            name: form.name,
            file: form.file,
            owned_since: form.owned_since,
            revision: fields.revision()?,
            unknown: Bag::new(form.unknown).close(),
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values =
            vec![Value::text(self.tenant.as_str()), Value::text(self.kind.as_str()), Value::text(&self.name)];
        let form = FileOwnershipForm {
            tenant: self.tenant,
            kind: OneWord(self.kind),
            name: self.name,
            file: self.file,
            owned_since: self.owned_since,
            unknown: Bag::open(&self.unknown).into_members(),
        };
        Ok(Row::new(&FILE_OWNERSHIP, values, document(&form)?))
    }
}

impl Word for OwnedKind {
    fn stored(&self) -> &str {
        self.as_str()
    }

    fn from_stored(word: &str) -> Option<Self> {
        Self::named(word)
    }
}
