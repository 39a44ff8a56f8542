//! What can be done to rows: a closed set. A list of changes becomes a list of these in [`crate::lower`].

use crate::{description::Description, row::Row, sql::Text, value::Value};

/// One operation on the rows of one kind. A condition that does not hold cancels the whole list.
#[derive(Clone, Debug)]
pub enum RowOperation {
    /// Stores a new row. *Condition*: its key and its unique columns are free.
    Insert(Row),
    /// Replaces a row but for its own columns; stores the next revision. *Condition*: the row exists with this revision,
    /// and its unique columns are free.
    Replace {
        /// The new row.
        row: Row,
        /// The revision that must be stored now.
        expected: u64,
    },
    /// Stores a new row. Of one that exists, the column that [`Description::keeps_greater`] names keeps the greater value.
    Merge(Row),
    /// Adds to a counter of a row, or stores the row where there is none that still counts.
    Add {
        /// What to add to.
        addition: &'static Addition,
        /// The row with what to add.
        row: Row,
        /// A stored row whose moment is not after this one begins anew.
        since: i64,
    },
    /// Sets columns of the rows that a filter finds.
    Patch {
        /// What to set and where.
        patch: &'static Patch,
        /// The values that it names by number.
        values: Vec<Value>,
    },
    /// Changes nothing. *Condition*: a filter finds a row, which stays until the list is stored.
    Require {
        /// Where to look.
        requirement: &'static Requirement,
        /// The values that it names by number.
        values: Vec<Value>,
    },
    /// Removes the rows that a filter finds.
    Delete {
        /// Which rows.
        deletion: &'static Deletion,
        /// The values that it names by number.
        values: Vec<Value>,
    },
    /// Removes at most `at_most` rows of a tenant.
    DeleteOfTenant {
        /// The kind of record.
        description: &'static Description,
        /// The tenant.
        tenant: Value,
        /// The most rows.
        at_most: u32,
    },
    /// Removes at most `at_most` rows whose retention ended before a moment, those that ended first.
    DeleteExpired {
        /// The kind of record.
        description: &'static Description,
        /// The moment, in seconds.
        before: i64,
        /// The most rows.
        at_most: u32,
    },
}

/// Sets columns of the rows that a filter finds. The columns `revision` and `document` may be among them.
pub struct Patch {
    /// The kind of record.
    pub description: &'static Description,
    /// What becomes of which column.
    pub set: &'static [(&'static str, Set)],
    /// Which rows: all tests hold.
    pub filter: Filter,
    /// *Condition*: there is at least one such row.
    pub is_needed: bool,
    /// Its statement, made once.
    pub text: Text,
}

/// Adds to a column; all others but the key become those of the new row. A row that counts no more is replaced.
pub struct Addition {
    /// The kind of record.
    pub description: &'static Description,
    /// The column that is added to.
    pub sum: &'static str,
    /// The greatest sum.
    pub at_most: i64,
    /// The column with the moment of the last addition.
    pub moment: &'static str,
    /// Its statement, made once.
    pub text: Text,
}

/// Removes the rows that a filter finds.
pub struct Deletion {
    /// The kind of record.
    pub description: &'static Description,
    /// Which rows: all tests hold.
    pub filter: Filter,
    /// *Condition*: there is at least one such row.
    pub is_needed: bool,
    /// Its statement, made once.
    pub text: Text,
}

/// Asks for a row that a filter finds.
pub struct Requirement {
    /// The kind of record.
    pub description: &'static Description,
    /// Which row: all tests hold.
    pub filter: Filter,
    /// Its statement, made once.
    pub text: Text,
    /// Its statement for many rows, made once.
    pub text_of_many: Text,
}

/// Tests of columns; all must hold.
pub type Filter = &'static [(&'static str, Test)];

/// What a column must be.
#[derive(Clone, Copy, Debug)]
pub enum Test {
    /// Equal to the value of this number. Nothing is equal to `NULL`.
    Equal(usize),
    /// The same as the value of this number, both may be `NULL`.
    Same(usize),
    /// `NULL`.
    IsNull,
    /// No.
    IsFalse,
    /// Greater than the value of this number.
    Greater(usize),
}

/// What becomes of a column.
#[derive(Clone, Copy, Debug)]
pub enum Set {
    /// The value of this number.
    To(usize),
    /// One more, up to a greatest number.
    OneMore {
        /// The greatest number.
        at_most: i64,
    },
}

impl RowOperation {
    /// Returns the kind of record that it is about.
    pub fn description(&self) -> &'static Description {
        match self {
            Self::Insert(row) | Self::Replace { row, .. } | Self::Merge(row) => row.description,
            Self::Add { addition, .. } => addition.description,
            Self::Patch { patch, .. } => patch.description,
            Self::Require { requirement, .. } => requirement.description,
            Self::Delete { deletion, .. } => deletion.description,
            Self::DeleteOfTenant { description, .. } | Self::DeleteExpired { description, .. } => description,
        }
    }

    /// Returns the values that its rows are found by: the key, or what the filter compares first.
    pub fn place(&self) -> &[Value] {
        match self {
            Self::Insert(row) | Self::Replace { row, .. } | Self::Merge(row) | Self::Add { row, .. } => {
                row.key()
            }
            Self::Patch { values, patch: Patch { filter, .. } }
            | Self::Require { values, requirement: Requirement { filter, .. } }
            | Self::Delete { values, deletion: Deletion { filter, .. } } => {
                let compared = filter.iter().enumerate();
                let first =
                    compared.take_while(|(n, (_, test))| matches!(test, Test::Equal(value) if value == n));
                values.get(..first.count()).unwrap_or(values)
            }
            Self::DeleteOfTenant { tenant, .. } => std::slice::from_ref(tenant),
            Self::DeleteExpired { .. } => &[],
        }
    }
}

macro_rules! show_description {
    ($($kind:ident),*) => {
        $(impl std::fmt::Debug for $kind {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, "{} {:?}", stringify!($kind), self.description)
            }
        })*
    };
}
show_description!(Patch, Addition, Deletion, Requirement);

/// Operations that are applied together or not at all.
#[derive(Clone, Debug, Default)]
pub struct RowList {
    /// The operations, in order.
    pub operations: Vec<RowOperation>,
    /// For each operation the position of the change that it comes from; empty when each is its own.
    pub(crate) positions: Vec<usize>,
}

impl RowList {
    /// Makes a list that stores rows of another database as they are.
    pub fn of_rows(rows: Vec<Row>) -> Self {
        let operations = rows.into_iter().map(RowOperation::Insert).collect();
        Self::of(operations)
    }

    /// Makes a list of operations.
    pub fn of(operations: Vec<RowOperation>) -> Self {
        Self { operations, positions: Vec::new() }
    }

    /// Returns the position of the change that an operation comes from.
    pub fn position_of(&self, operation: usize) -> usize {
        self.positions.get(operation).copied().unwrap_or(operation)
    }
}
