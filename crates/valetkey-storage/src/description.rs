//! Descriptions of the kinds of records. Statements, dump, copy, housekeeping, locks, announcements and the conformance suite are
//! derived from them.

use crate::{sql::StatementTexts, value::ColumnKind};

/// A kind of record. A row has these columns, a revision, and usually the record itself as a JSON document.
pub struct Description {
    /// The name in the singular.
    pub name: &'static str,
    /// The name in the plural.
    pub plural: &'static str,
    /// The name of the table.
    pub table: &'static str,
    /// The columns, those of the key first.
    pub columns: &'static [Column],
    /// The number of columns in the key. The first column is the tenant.
    pub key_length: usize,
    /// Groups of columns whose values are unique together.
    pub unique: &'static [&'static [&'static str]],
    /// The column with the time after which housekeeping may remove the row.
    pub retention: Option<&'static str>,
    /// The column that keeps the greater value when a row is merged into an existing row.
    pub keeps_greater: Option<&'static str>,
    /// The position of its rows in the order in which transactions lock rows. `None` if no other transaction can use the same
    /// identifier.
    pub lock_order: Option<u8>,
    /// Whether other servers get a notice of a change, because they keep copies.
    pub is_announced: bool,
    /// Whether a row has a document.
    pub has_document: bool,
    /// The statements, built once.
    pub statements: StatementTexts,
}

/// A column other than the revision and the document.
pub struct Column {
    /// The name.
    pub name: &'static str,
    /// The kind of its values.
    pub kind: ColumnKind,
    /// Whether it may be `NULL`.
    pub is_optional: bool,
    /// Whether its value counts instead of the value in the document. Changes set only the column, and a replacement of the
    /// record keeps it.
    pub is_own: bool,
}

/// The columns that a statement reads of a row, beside revision and document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// The columns whose values count instead of the values in the document.
    Own,
    /// All columns.
    All,
}

impl Column {
    /// Creates a column with a copy of a value of the document, for searches.
    pub(crate) const fn copy(name: &'static str, kind: ColumnKind) -> Self {
        Self { name, kind, is_optional: false, is_own: false }
    }

    /// Creates a column whose value is changed without the document.
    pub(crate) const fn own(name: &'static str, kind: ColumnKind) -> Self {
        Self { name, kind, is_optional: false, is_own: true }
    }

    /// Returns the same column, which may be `NULL`.
    pub(crate) const fn optional(self) -> Self {
        Self { is_optional: true, ..self }
    }
}

impl Description {
    /// Returns the columns of the key.
    pub fn key(&self) -> &'static [Column] {
        self.columns.get(..self.key_length).unwrap_or(self.columns)
    }

    /// Returns the columns that a statement reads.
    pub fn read(&self, columns: Columns) -> impl Iterator<Item = &'static Column> {
        self.columns.iter().filter(move |column| columns == Columns::All || column.is_own)
    }

    /// Returns the columns that a replacement writes, those of the key first.
    pub fn replaced(&self) -> impl Iterator<Item = &'static Column> {
        self.columns.iter().filter(|column| !column.is_own)
    }

    /// Returns the number of values that a statement reads of a row.
    pub fn width(&self, columns: Columns) -> usize {
        1 + usize::from(self.has_document) + self.read(columns).count()
    }

    /// Returns the position of a column among all of them.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// Returns whether both are the same kind.
    pub fn is(&self, other: &Description) -> bool {
        self.name == other.name
    }
}

impl std::fmt::Debug for Description {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name)
    }
}
