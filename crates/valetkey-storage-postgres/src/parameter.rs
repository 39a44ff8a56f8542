//! Values on their way into a statement.

use tokio_postgres::types::ToSql;

/// One value. It owns what it holds, so that it can wait for its transaction.
pub(crate) type Parameter = Box<dyn ToSql + Send + Sync>;

/// A name or an identifier: its bytes.
pub(crate) fn text(text: &str) -> Parameter {
    Box::new(text.as_bytes().to_vec())
}

/// A name or an identifier that may be missing.
pub(crate) fn optional_text(text: Option<&str>) -> Parameter {
    Box::new(text.map(|text| text.as_bytes().to_vec()))
}

/// Any other value.
pub(crate) fn value(value: impl ToSql + Send + Sync + 'static) -> Parameter {
    Box::new(value)
}
