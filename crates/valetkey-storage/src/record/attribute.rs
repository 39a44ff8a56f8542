//! Definitions of attributes.

use valetkey_authorization_server::record::{Attribute, AttributeAccess, AttributeKind, OperatorText};
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

/// Definitions of attributes. The values are in the records of users.
pub static ATTRIBUTE: Description = Description {
    name: "attribute",
    plural: "attributes",
    table: "attributes",
    columns: &[Column::copy("tenant", ColumnKind::Text), Column::copy("name", ColumnKind::Text)],
    key_length: 2,
    unique: &[],
    retention: None,
    keeps_greater: None,
    lock_order: Some(110),
    is_announced: false,
    has_document: true,
    statements: StatementTexts::new(),
};

form! {
    /// A definition as it is stored. A kind from a newer version is kept, but this version must know the words for access to a
    /// value.
    AttributeForm {
        tenant: TenantId,
        name: String,
        kind: String,
        choices: Vec<String> = Vec::new(),
        labels: OperatorText = OperatorText::new(),
        required: bool,
        seen_by: OneWord<AttributeAccess>,
        edited_by: OneWord<AttributeAccess>,
        claim: Option<String> = None,
        created_at: Timestamp,
    }
}

const ONE_WORDS: OneWords = &[("seen_by", AttributeAccess::knows), ("edited_by", AttributeAccess::knows)];

impl Stored for Attribute {
    fn description() -> &'static Description {
        &ATTRIBUTE
    }

    fn read(fields: &Fields<'_>) -> Result<Self, StorageError> {
        let form: AttributeForm = read(fields, ONE_WORDS)?;
        let mut bag = Bag::new(form.unknown);
        let kind = AttributeKind::from_name(&form.kind, form.choices.clone());
        if !matches!(kind, AttributeKind::OneOf(_)) {
            // A kind from a newer version may have choices too.
            bag.keep_words("choices", form.choices);
        }
        Ok(Self {
            tenant: form.tenant,
            name: form.name,
            kind,
            labels: form.labels,
            is_required: form.required,
            seen_by: form.seen_by.0,
            edited_by: form.edited_by.0,
            claim: form.claim,
            created_at: form.created_at,
            revision: fields.revision()?,
            unknown: bag.close(),
        })
    }

    fn into_row(self) -> Result<Row, StorageError> {
        let values = vec![Value::text(self.tenant.as_str()), Value::text(&self.name)];
        let mut bag = Bag::open(&self.unknown);
        let mut choices = bag.take_words("choices");
        choices.extend(self.kind.choices().iter().cloned());
        let form = AttributeForm {
            tenant: self.tenant,
            name: self.name,
            kind: self.kind.name().to_owned(),
            choices,
            labels: self.labels,
            required: self.is_required,
            seen_by: OneWord(self.seen_by),
            edited_by: OneWord(self.edited_by),
            claim: self.claim,
            created_at: self.created_at,
            unknown: bag.into_members(),
        };
        Ok(Row::new(&ATTRIBUTE, values, document(&form)?))
    }
}
