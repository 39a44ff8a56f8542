//! Statements in the two dialects, made from descriptions. Each is made once and kept, so that it stays prepared.

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

/// Whose SQL it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite. A condition that does not hold changes no row.
    Sqlite,
    /// PostgreSQL. A condition that does not hold is an error of the statement.
    Postgres,
}

/// A statement in each dialect, made when it is first used.
#[derive(Debug, Default)]
pub struct Text {
    sqlite: OnceLock<String>,
    postgres: OnceLock<String>,
}

/// The statements that follow from a description alone.
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
    /// One that is not made yet.
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
    /// Those that are not made yet.
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

    /// Stores many rows, on PostgreSQL. Values: as of one, each an array.
    pub fn insert_many(&'static self) -> &'static str {
        self.statements.insert_many.get(Dialect::Postgres, || write::insert_many(self))
    }

    /// Replaces a row. Values: [`Description::replaced`], the document, the expected revision.
    pub fn replace(&'static self, dialect: Dialect) -> &'static str {
        self.statements.replace.get(dialect, || write::replace(self, dialect))
    }

    /// Stores a row, or the greater value in the one that exists. Values: all columns, revision, document.
    pub fn merge(&'static self, dialect: Dialect) -> &'static str {
        self.statements.merge.get(dialect, || write::merge(self, dialect))
    }

    /// Removes expired rows. Values: the moment, the most rows.
    pub fn delete_expired(&'static self, dialect: Dialect) -> &'static str {
        self.statements.delete_expired.get(dialect, || write::delete_expired(self, dialect))
    }

    /// Removes rows of a tenant. Values: the tenant, the most rows.
    pub fn delete_of_tenant(&'static self, dialect: Dialect) -> &'static str {
        self.statements.delete_of_tenant.get(dialect, || write::delete_of_tenant(self, dialect))
    }
}

impl Patch {
    /// Its statement. Values: its own.
    pub fn sql(&'static self, dialect: Dialect) -> &'static str {
        self.text.get(dialect, || write::patch(self, dialect))
    }
}

impl Addition {
    /// Its statement. Values: all columns, revision, document, and the moment until which a row counts no more.
    pub fn sql(&'static self, dialect: Dialect) -> &'static str {
        self.text.get(dialect, || write::addition(self, dialect))
    }
}

impl Deletion {
    /// Its statement. Values: its own.
    pub fn sql(&'static self, dialect: Dialect) -> &'static str {
        self.text.get(dialect, || write::deletion(self, dialect))
    }
}

impl Requirement {
    /// Its statement. Values: its own.
    pub fn sql(&'static self, dialect: Dialect) -> &'static str {
        self.text.get(dialect, || write::requirement(self, dialect))
    }

    /// Its statement for many rows, on PostgreSQL; `None` where the filter may find more than one row for the same values.
    /// Values: its own, each an array.
    pub fn sql_of_many(&'static self) -> Option<&'static str> {
        let has =
            |name| self.filter.iter().any(|(column, test)| *column == name && matches!(test, Test::Equal(_)));
        let is_of_one_row = self.description.key().iter().all(|column| has(column.name));
        is_of_one_row.then(|| self.text_of_many.get(Dialect::Postgres, || write::requirement_of_many(self)))
    }
}

impl Question {
    /// Its statement. Values: its own.
    pub fn sql(&'static self, dialect: Dialect) -> &'static str {
        self.text.get(dialect, || read::question(self, dialect))
    }
}

impl Dialect {
    /// The value of this number, from 0.
    fn value(self, number: usize) -> String {
        match self {
            Self::Sqlite => format!("?{}", number + 1),
            Self::Postgres => format!("${}", number + 1),
        }
    }

    /// The type of an array of a column's values.
    fn array(self, kind: ColumnKind) -> &'static str {
        match kind {
            ColumnKind::Text => "BYTEA[]",
            ColumnKind::Uuid => "UUID[]",
            ColumnKind::Integer => "BIGINT[]",
            ColumnKind::Boolean => "BOOLEAN[]",
        }
    }
}

/// Joins what an iterator yields.
fn joined(parts: impl IntoIterator<Item = String>, between: &str) -> String {
    parts.into_iter().collect::<Vec<_>>().join(between)
}

/// The names of the key, with commas.
fn key(description: &Description) -> String {
    joined(description.key().iter().map(|column| column.name.to_owned()), ", ")
}
