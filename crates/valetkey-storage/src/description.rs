//! What there is to know about a kind of record, said once. Statements, dump, copy, housekeeping, locks, announcements
//! and the conformance suite follow from it.

use crate::{sql::StatementTexts, value::ColumnKind};

/// A kind of record. A row has the columns, a revision, and usually the record itself as a JSON document.
pub struct Description {
    /// Its name in the singular.
    pub name: &'static str,
    /// Its name in the plural.
    pub plural: &'static str,
    /// The table.
    pub table: &'static str,
    /// The columns, those of the key first.
    pub columns: &'static [Column],
    /// How many columns make the key. The first is the tenant.
    pub key_length: usize,
    /// Groups of columns that no two rows share.
    pub unique: &'static [&'static [&'static str]],
    /// The column with the moment from which housekeeping may remove the row.
    pub retention: Option<&'static str>,
    /// The column whose greater value stays when a row is merged into one that exists.
    pub keeps_greater: Option<&'static str>,
    /// The place of its rows in the order in which transactions lock. `None` for rows whose identifier nobody else wants.
    pub lock_order: Option<u8>,
    /// Whether other servers are told of a change, since they keep copies.
    pub is_announced: bool,
    /// Whether a row has a document.
    pub has_document: bool,
    /// Its statements, made once.
    pub statements: StatementTexts,
}

/// A column beside the revision and the document.
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnKind,
    /// Whether it may be empty.
    pub is_optional: bool,
    /// Whether its value counts instead of the document's: changes set it alone, and replacing a record keeps it.
    pub is_own: bool,
}

/// Which columns a statement reads of a row, beside revision and document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// Those whose values count instead of the document's.
    Own,
    /// All.
    All,
}

impl Column {
    /// A copy of what the document says, to search by.
    pub(crate) const fn copy(name: &'static str, kind: ColumnKind) -> Self {
        Self { name, kind, is_optional: false, is_own: false }
    }

    /// A value that changes by itself.
    pub(crate) const fn own(name: &'static str, kind: ColumnKind) -> Self {
        Self { name, kind, is_optional: false, is_own: true }
    }

    /// The same, where it may be empty.
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

    /// Returns how many values a statement reads of a row.
    pub fn width(&self, columns: Columns) -> usize {
        1 + usize::from(self.has_document) + self.read(columns).count()
    }

    /// Returns the position of a column among all of them.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// Whether it is the same kind.
    pub fn is(&self, other: &Description) -> bool {
        self.name == other.name
    }
}

impl std::fmt::Debug for Description {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name)
    }
}
