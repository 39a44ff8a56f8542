//! Questions: joins of several kinds of records that finders read. A question is defined once for all backends.

use crate::{
    StorageError,
    description::{Columns, Description},
    row::{Cells, Fields},
    sql::Text,
};

/// A question. It is one statement, so the answer is a consistent state.
pub struct Question {
    /// The records in each row of the answer.
    pub parts: &'static [Part],
    /// The order of the rows: the numbers of parts, and their columns.
    pub order: &'static [(usize, &'static str)],
    /// Whether the answer may have many rows.
    pub is_long: bool,
    /// Its statement, built once.
    pub text: Text,
}

/// One of the records in each row.
pub struct Part {
    /// The kind of record.
    pub description: &'static Description,
    /// Whether the record may be missing.
    pub join: Join,
    /// The columns that identify the record, and the values that they must be equal to.
    pub on: &'static [(&'static str, Operand)],
}

/// Whether a record may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// If the record is missing, there is no row.
    Inner,
    /// The record may be missing.
    Outer,
}

/// A value for comparison with a column.
#[derive(Clone, Copy, Debug)]
pub enum Operand {
    /// The value with this number.
    Value(usize),
    /// A column of an earlier part.
    Column(usize, &'static str),
}

/// A function that reads a row of the answer; `None` leaves the row out.
pub type Reader<T> = fn(&Parts<'_>) -> Result<Option<T>, StorageError>;

/// A row of the answer.
pub struct Parts<'a> {
    question: &'static Question,
    cells: &'a dyn Cells,
}

impl<'a> Parts<'a> {
    /// Creates a row from the values of a statement.
    pub fn new(question: &'static Question, cells: &'a dyn Cells) -> Self {
        Self { question, cells }
    }

    /// Returns the values of a part.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] when the question has no such part.
    pub fn fields(&self, number: usize) -> Result<Fields<'a>, StorageError> {
        let none = || StorageError::Corrupt("the question has no such part".to_owned());
        let (before, part) = self.question.parts.split_at_checked(number).ok_or_else(none)?;
        let first = before.iter().map(|part| part.description.width(Columns::Own)).sum();
        let description = part.first().ok_or_else(none)?.description;
        Ok(Fields::new(description, self.cells, first, Columns::Own))
    }

    /// Reads the record of a part, if there is one.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] when this version can't read it.
    pub fn read<T: crate::row::Stored>(&self, number: usize) -> Result<Option<T>, StorageError> {
        let fields = self.fields(number)?;
        if fields.is_present()? { T::read(&fields).map(Some) } else { Ok(None) }
    }
}
