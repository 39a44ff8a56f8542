//! Values of columns.

use uuid::Uuid;

/// The value of a column. Values of one kind are ordered byte by byte.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Nothing.
    Null,
    /// A number, or a time in seconds.
    Integer(i64),
    /// True or false.
    Boolean(bool),
    /// An identifier of sixteen bytes.
    Uuid(Uuid),
    /// A text, compared byte by byte.
    Text(String),
}

/// A borrowed value, for a statement or from a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueRef<'a> {
    /// Nothing.
    Null,
    /// A number, or a time in seconds.
    Integer(i64),
    /// True or false. A database may return it as a number.
    Boolean(bool),
    /// An identifier of sixteen bytes.
    Uuid(Uuid),
    /// A text.
    Text(&'a str),
    /// Bytes from a database: a text or an identifier, according to the kind of the column.
    Bytes(&'a [u8]),
}

/// The kind of value that a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// [`Value::Text`].
    Text,
    /// [`Value::Uuid`].
    Uuid,
    /// [`Value::Integer`].
    Integer,
    /// [`Value::Boolean`].
    Boolean,
}

impl Value {
    /// Copies a text.
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// Borrows the value.
    pub fn as_ref(&self) -> ValueRef<'_> {
        match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Boolean(is) => ValueRef::Boolean(*is),
            Self::Uuid(id) => ValueRef::Uuid(*id),
            Self::Text(text) => ValueRef::Text(text),
        }
    }
}

impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Self {
        number.map_or(Self::Null, Self::Integer)
    }
}

impl From<Option<Uuid>> for Value {
    fn from(id: Option<Uuid>) -> Self {
        id.map_or(Self::Null, Self::Uuid)
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Null, Self::Text)
    }
}

impl ValueRef<'_> {
    /// Copies the value. Bytes that are not UTF-8 become [`Value::Null`].
    pub fn to_owned_value(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Integer(number) => Value::Integer(number),
            Self::Boolean(is) => Value::Boolean(is),
            Self::Uuid(id) => Value::Uuid(id),
            Self::Text(text) => Value::text(text),
            Self::Bytes(bytes) => std::str::from_utf8(bytes).map_or(Value::Null, Value::text),
        }
    }

    /// Copies the value as a value of this kind; `None` if it has another kind.
    pub fn to_value(self, kind: ColumnKind) -> Option<Value> {
        Some(match (self, kind) {
            (Self::Null, _) => Value::Null,
            (Self::Integer(number), ColumnKind::Integer) => Value::Integer(number),
            (Self::Integer(number), ColumnKind::Boolean) => Value::Boolean(number != 0),
            (Self::Boolean(is), ColumnKind::Boolean) => Value::Boolean(is),
            (Self::Uuid(id), ColumnKind::Uuid) => Value::Uuid(id),
            (Self::Bytes(bytes), ColumnKind::Uuid) => Value::Uuid(Uuid::from_slice(bytes).ok()?),
            (Self::Text(text), ColumnKind::Text) => Value::text(text),
            (Self::Bytes(bytes), ColumnKind::Text) => Value::text(std::str::from_utf8(bytes).ok()?),
            _ => return None,
        })
    }
}
