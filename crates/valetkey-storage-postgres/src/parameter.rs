//! Values on their way into a statement.

use std::{error::Error, fmt};

use bytes::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

/// One value. It owns what it holds, so that it can wait for its transaction.
pub(crate) struct Parameter(Box<dyn ToSql + Send + Sync>);

/// A name or an identifier: its bytes.
pub(crate) fn text(text: &str) -> Parameter {
    value(text.as_bytes().to_vec())
}

/// A name or an identifier that may be missing.
pub(crate) fn optional_text(text: Option<&str>) -> Parameter {
    value(text.map(|text| text.as_bytes().to_vec()))
}

/// Any other value.
pub(crate) fn value(value: impl ToSql + Send + Sync + 'static) -> Parameter {
    Parameter(Box::new(value))
}

/// The form in which the client library takes values.
pub(crate) fn borrowed(parameters: &[Parameter]) -> Vec<&(dyn ToSql + Sync)> {
    parameters.iter().map(|parameter| &*parameter.0 as &(dyn ToSql + Sync)).collect()
}

/// As an element of an array.
impl ToSql for Parameter {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        self.0.to_sql_checked(kind, out)
    }

    /// The value says itself whether it is of that type.
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// Documents hold hashes: values are shown to nobody.
impl fmt::Debug for Parameter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Parameter")
    }
}
