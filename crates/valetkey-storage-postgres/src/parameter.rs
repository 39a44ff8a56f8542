//! Values for statements.

use std::{error::Error, fmt};

use bytes::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use valetkey_storage::{
    directory::PageValue,
    value::{Value, ValueRef},
};

/// An owned value, which can be kept until its transaction.
pub(crate) enum Parameter {
    /// The value of a column. Texts are sent as BYTEA.
    Value(Value),
    /// A document, or the bound of a range of texts.
    Bytes(Vec<u8>),
}

impl From<Value> for Parameter {
    fn from(value: Value) -> Self {
        Self::Value(value)
    }
}

impl From<PageValue> for Parameter {
    fn from(value: PageValue) -> Self {
        match value {
            PageValue::Value(value) => Self::Value(value),
            PageValue::Bytes(bytes) => Self::Bytes(bytes),
        }
    }
}

/// Creates the parameter for a number.
pub(crate) fn number(number: i64) -> Parameter {
    Parameter::Value(Value::Integer(number))
}

/// Converts values for the client library.
pub(crate) fn borrowed(parameters: &[Parameter]) -> Vec<&(dyn ToSql + Sync)> {
    parameters.iter().map(|parameter| parameter as &(dyn ToSql + Sync)).collect()
}

/// A borrowed value of a query.
pub(crate) struct Bound<'a>(pub(crate) ValueRef<'a>);

impl ToSql for Parameter {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Value(value) => write(value.as_ref(), kind, out),
            Self::Bytes(bytes) => write(ValueRef::Bytes(bytes), kind, out),
        }
    }

    /// Accepts every type here; [`write`] checks it.
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl ToSql for Bound<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        write(self.0, kind, out)
    }

    /// Accepts every type here; [`write`] checks it.
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// Writes a value in the binary format of its type. Texts and documents have the same bytes as BYTEA and as TEXT.
fn write(
    value: ValueRef<'_>,
    kind: &Type,
    out: &mut BytesMut,
) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
    match value {
        ValueRef::Null => Ok(IsNull::Yes),
        ValueRef::Integer(number) => number.to_sql_checked(kind, out),
        ValueRef::Boolean(is) => is.to_sql_checked(kind, out),
        ValueRef::Uuid(id) => id.to_sql_checked(kind, out),
        ValueRef::Text(text) if *kind == Type::TEXT => text.to_sql_checked(kind, out),
        ValueRef::Text(text) => text.as_bytes().to_sql_checked(kind, out),
        ValueRef::Bytes(bytes) if *kind == Type::TEXT => {
            std::str::from_utf8(bytes)?.to_sql_checked(kind, out)
        }
        ValueRef::Bytes(bytes) => bytes.to_sql_checked(kind, out),
    }
}

/// Prints no value, because documents contain password hashes.
impl fmt::Debug for Parameter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Parameter")
    }
}

/// Prints no value, like [`Parameter`].
impl fmt::Debug for Bound<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Bound")
    }
}
