//! Rows: values by the names of their columns.

use uuid::Uuid;
use valetkey_types::Timestamp;

use crate::{
    StorageError,
    description::{Columns, Description},
    value::{ColumnKind, Value, ValueRef},
};

/// A row of any kind of record, as it is stored. A copy of a database copies rows, so unknown members are kept.
#[derive(Clone)]
pub struct Row {
    /// The kind of record.
    pub description: &'static Description,
    /// The values of the columns, in the order of the description.
    pub values: Vec<Value>,
    /// The number of changes of the record, including its creation.
    pub revision: u64,
    /// The record; empty if the kind has no document.
    pub document: String,
}

/// The values of the key of a row. Rows of one kind are sorted by them.
pub type Key = Vec<Value>;

impl Row {
    /// Creates a row that is not stored yet.
    pub(crate) fn new(description: &'static Description, values: Vec<Value>, document: String) -> Self {
        Self { description, values, revision: 1, document }
    }

    /// Returns the values of the key.
    pub fn key(&self) -> &[Value] {
        self.values.get(..self.description.key_length).unwrap_or(&self.values)
    }

    /// Returns the value of a column; `None` when there is no such column.
    pub fn get(&self, column: &str) -> Option<&Value> {
        self.values.get(self.description.position(column)?)
    }

    /// Reads the record.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] when this version can't read it.
    pub fn read<T: Stored>(&self) -> Result<T, StorageError> {
        T::read(&Fields::new(self.description, self, 0, Columns::All))
    }

    /// Reads all columns of a row.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] if a value does not have the kind of its column.
    pub fn from_cells(description: &'static Description, cells: &dyn Cells) -> Result<Self, StorageError> {
        let fields = Fields::new(description, cells, 0, Columns::All);
        let value = |column: &crate::Column| {
            let found = fields.value(column.name)?.to_value(column.kind);
            found.ok_or_else(|| fields.wrong_kind(column.name))
        };
        Ok(Self {
            description,
            values: description.columns.iter().map(value).collect::<Result<_, _>>()?,
            revision: fields.revision()?,
            document: if description.has_document { fields.document()?.to_owned() } else { String::new() },
        })
    }
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        self.description.is(other.description)
            && (&self.values, self.revision, &self.document)
                == (&other.values, other.revision, &other.document)
    }
}

/// Does not print the document, because it can have hashes.
impl std::fmt::Debug for Row {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {:?} revision {}", self.description.name, self.key(), self.revision)
    }
}

/// A record that is stored as rows.
pub trait Stored: Sized + Send + 'static {
    /// Returns the description of the kind.
    fn description() -> &'static Description;

    /// Reads the record from the columns of a row, by name.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] if this version can't read it. The text names the record and has no secret.
    fn read(fields: &Fields<'_>) -> Result<Self, StorageError>;

    /// Creates the row of a record that is not stored yet.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] when the record can't be written as a document.
    fn into_row(self) -> Result<Row, StorageError>;
}

/// The values that a statement read, by position.
pub trait Cells {
    /// Returns a value.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] if there is no such value, or if it is of a kind that no column has.
    fn cell(&self, position: usize) -> Result<ValueRef<'_>, StorageError>;
}

/// The values of one record among those that a statement read, by the names of their columns.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    description: &'static Description,
    cells: &'a dyn Cells,
    first: usize,
    columns: Columns,
}

impl<'a> Fields<'a> {
    /// Creates the fields from the values at this position and after it: the revision, the document if the kind has one, the
    /// columns.
    pub fn new(
        description: &'static Description,
        cells: &'a dyn Cells,
        first: usize,
        columns: Columns,
    ) -> Self {
        Self { description, cells, first, columns }
    }

    /// Returns the kind of record.
    pub fn description(&self) -> &'static Description {
        self.description
    }

    /// Returns whether the row exists. After an outer join it may be missing.
    ///
    /// # Errors
    /// See [`Cells::cell`].
    pub fn is_present(&self) -> Result<bool, StorageError> {
        Ok(self.cells.cell(self.first)? != ValueRef::Null)
    }

    /// Returns the number of changes of the record, including its creation.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] if it is not a positive number.
    pub fn revision(&self) -> Result<u64, StorageError> {
        match self.cells.cell(self.first)? {
            ValueRef::Integer(number) => u64::try_from(number).map_err(|_| self.wrong_kind("revision")),
            _ => Err(self.wrong_kind("revision")),
        }
    }

    /// Returns the document.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] when there is none.
    pub fn document(&self) -> Result<&'a str, StorageError> {
        match self.cells.cell(self.first + 1)? {
            ValueRef::Text(text) => Ok(text),
            _ => Err(self.wrong_kind("document")),
        }
    }

    /// Returns the value of a column that was read.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] when it was not read.
    pub fn value(&self, name: &str) -> Result<ValueRef<'a>, StorageError> {
        let first = self.first + 1 + usize::from(self.description.has_document);
        let position = self.description.read(self.columns).position(|column| column.name == name);
        self.cells.cell(first + position.ok_or_else(|| self.wrong_kind(name))?)
    }

    /// Returns the time in a column, if there is one.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] for another kind of value.
    pub fn moment(&self, name: &str) -> Result<Option<Timestamp>, StorageError> {
        match self.value(name)? {
            ValueRef::Null => Ok(None),
            ValueRef::Integer(seconds) => Ok(Some(Timestamp(seconds))),
            _ => Err(self.wrong_kind(name)),
        }
    }

    /// Returns the text in a column.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] for another kind of value.
    pub fn text(&self, name: &str) -> Result<String, StorageError> {
        match self.value(name)?.to_value(ColumnKind::Text) {
            Some(Value::Text(text)) => Ok(text),
            _ => Err(self.wrong_kind(name)),
        }
    }

    /// Returns the number in a column.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] for another kind of value, or a number out of range.
    pub fn count(&self, name: &str) -> Result<u32, StorageError> {
        match self.value(name)? {
            ValueRef::Integer(number) => u32::try_from(number).map_err(|_| self.wrong_kind(name)),
            _ => Err(self.wrong_kind(name)),
        }
    }

    /// Returns whether a column is true.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] for another kind of value.
    pub fn flag(&self, name: &str) -> Result<bool, StorageError> {
        match self.value(name)?.to_value(ColumnKind::Boolean) {
            Some(Value::Boolean(flag)) => Ok(flag),
            _ => Err(self.wrong_kind(name)),
        }
    }

    /// Returns the identifier in a column, if there is one.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] for another kind of value.
    pub fn uuid(&self, name: &str) -> Result<Option<Uuid>, StorageError> {
        match self.value(name)?.to_value(ColumnKind::Uuid) {
            Some(Value::Null) => Ok(None),
            Some(Value::Uuid(id)) => Ok(Some(id)),
            _ => Err(self.wrong_kind(name)),
        }
    }

    /// Returns the error for a column whose value has the wrong kind.
    pub(crate) fn wrong_kind(&self, name: &str) -> StorageError {
        StorageError::Corrupt(format!(
            "a {}: the column {name} holds another kind of value",
            self.description.name
        ))
    }
}

impl Cells for Row {
    fn cell(&self, position: usize) -> Result<ValueRef<'_>, StorageError> {
        let columns = 1 + usize::from(self.description.has_document);
        Ok(match position {
            0 => ValueRef::Integer(i64::try_from(self.revision).unwrap_or(i64::MAX)),
            1 if self.description.has_document => ValueRef::Text(&self.document),
            _ => match self.values.get(position - columns) {
                Some(value) => value.as_ref(),
                None => return Err(StorageError::Corrupt("a row has too few values".to_owned())),
            },
        })
    }
}
