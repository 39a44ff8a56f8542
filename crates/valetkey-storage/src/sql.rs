//! SQL statements in two dialects, built from descriptions. Each statement is built once and kept, so that it stays prepared.

mod read;
mod write;

use std::sync::OnceLock;

use crate::{
    description::Description,
    operation::{Addition, Deletion, Patch, Requirement, Test},
    question::Question,
    value::ColumnKind,
};

pub use read::{page, select_list};

/// The SQL dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite. If a condition does not hold, the statement changes no row.
    Sqlite,
    /// PostgreSQL. If a condition does not hold, the statement fails.
    Postgres,
}

/// A statement in each dialect. It is built when it is first used.
#[derive(Debug, Default)]
pub struct Text {
    sqlite: OnceLock<String>,
    postgres: OnceLock<String>,
}

/// The statements that are built from a description only.
#[derive(Debug, Default)]
pub struct StatementTexts {
    insert: Text,
    insert_many: Text,
    replace: Text,
    merge: Text,
    delete_expired: Text,
    delete_of_tenant: Text,
}

impl Text {
    /// Creates a statement that is built later.
    pub const fn new() -> Self {
        Self { sqlite: OnceLock::new(), postgres: OnceLock::new() }
    }

    fn get(&'static self, dialect: Dialect, make: impl FnOnce() -> String) -> &'static str {
        match dialect {
            Dialect::Sqlite => self.sqlite.get_or_init(make),
            Dialect::Postgres => self.postgres.get_or_init(make),
        }
    }
}

impl StatementTexts {
    /// Creates statements that are built later.
    pub const fn new() -> Self {
        Self {
            insert: Text::new(),
            insert_many: Text::new(),
            replace: Text::new(),
            merge: Text::new(),
            delete_expired: Text::new(),
            delete_of_tenant: Text::new(),
        }
    }
}

impl Description {
    /// Stores a row. Values: all columns, revision, document.
    pub fn insert(&'static self, dialect: Dialect) -> &'static str {
        self.statements.insert.get(dialect, || write::insert(self, dialect))
    }

    /// Stores many rows, on PostgreSQL only. Values: the same as for one row, but each is an array.
    pub fn insert_many(&'static self) -> &'static str {
        self.statements.insert_many.get(Dialect::Postgres, || write::insert_many(self))
    }

    /// Replaces a row. Values: [`Description::replaced`], the document, the expected revision.
    pub fn replace(&'static self, dialect: Dialect) -> &'static str {
        self.statements.replace.get(dialect, || write::replace(self, dialect))
    }

    /// Stores a row, or stores the greater value in the existing row. Values: all columns, revision, document.
    pub fn merge(&'static self, dialect: Dialect) -> &'static str {
        self.statements.merge.get(dialect, || write::merge(self, dialect))
    }

    /// Removes expired rows. Values: the time, the maximum number of rows.
    pub fn delete_expired(&'static self, dialect: Dialect) -> &'static str {
        self.statements.delete_expired.get(dialect, || write::delete_expired(self, dialect))
    }

    /// Removes rows of a tenant. Values: the tenant, the maximum number of rows.
    pub fn delete_of_tenant(&'static self, dialect: Dialect) -> &'static str {
        self.statements.delete_of_tenant.get(dialect, || write::delete_of_tenant(self, dialect))
    }
}

impl Patch {
    /// Returns the statement. Values: those that its numbers refer to.
    pub fn sql(&'static self, dialect: Dialect) -> &'static str {
        self.text.get(dialect, || write::patch(self, dialect))
    }
}

impl Addition {
    /// Returns the statement. Values: all columns, revision, document, and the time since which a row must have changed to count.
    pub fn sql(&'static self, dialect: Dialect) -> &'static str {
        self.text.get(dialect, || write::addition(self, dialect))
    }
}

impl Deletion {
    /// Returns the statement. Values: those that its numbers refer to.
    pub fn sql(&'static self, dialect: Dialect) -> &'static str {
        self.text.get(dialect, || write::deletion(self, dialect))
    }
}

impl Requirement {
    /// Returns the statement. Values: those that its numbers refer to.
    pub fn sql(&'static self, dialect: Dialect) -> &'static str {
        self.text.get(dialect, || write::requirement(self, dialect))
    }

    /// Returns the statement for many rows, on PostgreSQL only; `None` if the filter may find several rows for the same values.
    /// Values: the same as for one row, but each is an array.
    pub fn sql_of_many(&'static self) -> Option<&'static str> {
        let has =
            |name| self.filter.iter().any(|(column, test)| *column == name && matches!(test, Test::Equal(_)));
        let is_of_one_row = self.description.key().iter().all(|column| has(column.name));
        is_of_one_row.then(|| self.text_of_many.get(Dialect::Postgres, || write::requirement_of_many(self)))
    }
}

impl Question {
    /// Returns the statement. Values: those that its numbers refer to.
    pub fn sql(&'static self, dialect: Dialect) -> &'static str {
        self.text.get(dialect, || read::question(self, dialect))
    }
}

impl Dialect {
    /// Returns the placeholder of a value, numbered from 0.
    fn value(self, number: usize) -> String {
        match self {
            Self::Sqlite => format!("?{}", number + 1),
            Self::Postgres => format!("${}", number + 1),
        }
    }

    /// Returns the SQL type of an array of values of this kind.
    fn array(self, kind: ColumnKind) -> &'static str {
        match kind {
            ColumnKind::Text => "BYTEA[]",
            ColumnKind::Uuid => "UUID[]",
            ColumnKind::Integer => "BIGINT[]",
            ColumnKind::Boolean => "BOOLEAN[]",
        }
    }
}

/// Returns the part of a statement that names the index. PostgreSQL selects indexes by its statistics.
fn indexed_by(index: Option<&str>, dialect: Dialect) -> String {
    match index.filter(|_| dialect == Dialect::Sqlite) {
        Some(index) => format!(" INDEXED BY {index}"),
        None => String::new(),
    }
}

/// Joins the items of an iterator.
fn joined(parts: impl IntoIterator<Item = String>, between: &str) -> String {
    parts.into_iter().collect::<Vec<_>>().join(between)
}

/// Returns the names of the key columns, separated by commas.
fn key(description: &Description) -> String {
    joined(description.key().iter().map(|column| column.name.to_owned()), ", ")
}
