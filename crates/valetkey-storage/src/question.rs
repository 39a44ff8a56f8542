//! Questions: what a finder reads, joined over kinds of records. Said once, asked on every backend.

use crate::{
    StorageError,
    description::{Columns, Description},
    row::{Cells, Fields},
    sql::Text,
};

/// A question that is one statement, and so sees one state.
pub struct Question {
    /// The records of one row of the answer.
    pub parts: &'static [Part],
    /// By what the rows are ordered: column of a part.
    pub order: &'static [(usize, &'static str)],
    /// Whether the answer may have many rows.
    pub is_long: bool,
    /// Its statement, made once.
    pub text: Text,
}

/// One record of a row.
pub struct Part {
    /// The kind of record.
    pub description: &'static Description,
    /// Whether the row needs it.
    pub join: Join,
    /// Which record: all its columns are equal.
    pub on: &'static [(&'static str, Operand)],
}

/// Whether a row needs a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// Without the record there is no row.
    Inner,
    /// The record may be missing.
    Outer,
}

/// What a column is compared with.
#[derive(Clone, Copy, Debug)]
pub enum Operand {
    /// The value of this number.
    Value(usize),
    /// A column of an earlier part.
    Column(usize, &'static str),
}

/// Makes something of a row of the answer; `None` leaves the row out.
pub type Reader<T> = fn(&Parts<'_>) -> Result<Option<T>, StorageError>;

/// A row of the answer.
pub struct Parts<'a> {
    question: &'static Question,
    cells: &'a dyn Cells,
}

impl<'a> Parts<'a> {
    /// The row in these values.
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

    /// Reads the record of a part, if it is there.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] when this version can't read it.
    pub fn read<T: crate::row::Stored>(&self, number: usize) -> Result<Option<T>, StorageError> {
        let fields = self.fields(number)?;
        if fields.is_present()? { T::read(&fields).map(Some) } else { Ok(None) }
    }
}
