//! All operations on rows. [`crate::lower`] translates a list of changes into a list of operations.

use crate::{description::Description, row::Row, sql::Text, value::Value};

/// An operation on the rows of one kind. If a condition does not hold, nothing of the list is applied.
#[derive(Clone, Debug)]
pub enum RowOperation {
    /// Stores a new row. *Condition*: no other row has its key or its unique columns.
    Insert(Row),
    /// Replaces a row, except the columns with [`Column::is_own`](crate::description::Column::is_own), and stores the next
    /// revision. *Condition*: the row exists with this revision, and no other row has its unique columns.
    Replace {
        /// The new row.
        row: Row,
        /// The revision that must be stored now.
        expected: u64,
    },
    /// Stores a new row. If the row exists already, stores the greater value in the column [`Description::keeps_greater`].
    Merge(Row),
    /// Adds to a counter of a row. If the row does not exist or does not count any more, stores the new row.
    Add {
        /// The column to add to.
        addition: &'static Addition,
        /// The row with the number to add.
        row: Row,
        /// A stored row whose last addition was not after this time does not count any more.
        since: i64,
    },
    /// Sets columns of the rows that a filter finds.
    Patch {
        /// The columns to set and the filter.
        patch: &'static Patch,
        /// The values that its numbers refer to.
        values: Vec<Value>,
    },
    /// Changes nothing. *Condition*: a filter finds a row. The row is locked until the list is stored.
    Require {
        /// The filter.
        requirement: &'static Requirement,
        /// The values that its numbers refer to.
        values: Vec<Value>,
    },
    /// Removes the rows that a filter finds.
    Delete {
        /// The filter of the rows.
        deletion: &'static Deletion,
        /// The values that its numbers refer to.
        values: Vec<Value>,
    },
    /// Removes at most `at_most` rows of a tenant.
    DeleteOfTenant {
        /// The kind of record.
        description: &'static Description,
        /// The tenant.
        tenant: Value,
        /// The maximum number of rows.
        at_most: u32,
    },
    /// Removes at most `at_most` rows whose retention ended before a time, starting with the earliest.
    DeleteExpired {
        /// The kind of record.
        description: &'static Description,
        /// The time, in seconds.
        before: i64,
        /// The maximum number of rows.
        at_most: u32,
    },
}

/// Sets columns of the rows that a filter finds. The columns `revision` and `document` may be among them.
pub struct Patch {
    /// The kind of record.
    pub description: &'static Description,
    /// The columns and their new values.
    pub set: &'static [(&'static str, Set)],
    /// The filter of the rows.
    pub filter: Filter,
    /// *Condition*: there is at least one such row.
    pub is_needed: bool,
    /// Its statement, built once.
    pub text: Text,
}

/// Adds to a column and takes all other columns, except the key, from the new row. Replaces a row that does not count any more.
pub struct Addition {
    /// The kind of record.
    pub description: &'static Description,
    /// The column to add to.
    pub sum: &'static str,
    /// The maximum sum.
    pub at_most: i64,
    /// The column with the time of the last addition.
    pub moment: &'static str,
    /// Its statement, built once.
    pub text: Text,
}

/// Removes the rows that a filter finds.
pub struct Deletion {
    /// The kind of record.
    pub description: &'static Description,
    /// The filter of the rows.
    pub filter: Filter,
    /// *Condition*: there is at least one such row.
    pub is_needed: bool,
    /// Its statement, built once.
    pub text: Text,
}

/// Requires a row that a filter finds.
pub struct Requirement {
    /// The kind of record.
    pub description: &'static Description,
    /// The filter of the row.
    pub filter: Filter,
    /// Its statement, built once.
    pub text: Text,
    /// Its statement for many rows, built once.
    pub text_of_many: Text,
}

/// Tests of columns; all must hold.
pub type Filter = &'static [(&'static str, Test)];

/// A test of a column.
#[derive(Clone, Copy, Debug)]
pub enum Test {
    /// The column is equal to the value with this number. Nothing is equal to `NULL`.
    Equal(usize),
    /// The column is the same as the value with this number. Both may be `NULL`.
    Same(usize),
    /// The column is `NULL`.
    IsNull,
    /// The column is false.
    IsFalse,
    /// The column is greater than the value with this number.
    Greater(usize),
}

/// The new value of a column.
#[derive(Clone, Copy, Debug)]
pub enum Set {
    /// The value with this number.
    To(usize),
    /// The old value plus one, up to a maximum.
    OneMore {
        /// The maximum.
        at_most: i64,
    },
}

impl RowOperation {
    /// Returns the kind of record that the operation changes.
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

    /// Returns the values that identify its rows: the key, or the first values of the filter.
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
    /// For each operation, the position of its change; empty if the list was not made from changes.
    pub(crate) positions: Vec<usize>,
}

impl RowList {
    /// Creates a list that stores rows of another database as they are.
    pub fn of_rows(rows: Vec<Row>) -> Self {
        let operations = rows.into_iter().map(RowOperation::Insert).collect();
        Self::of(operations)
    }

    /// Creates a list of operations.
    pub fn of(operations: Vec<RowOperation>) -> Self {
        Self { operations, positions: Vec::new() }
    }

    /// Returns the position of the change of an operation.
    pub fn position_of(&self, operation: usize) -> usize {
        self.positions.get(operation).copied().unwrap_or(operation)
    }
}
