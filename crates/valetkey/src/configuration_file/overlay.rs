//! Values that come as text: from the environment and from flags.

use super::known_keys::Form;

/// Reads a text in the form that its key has.
pub(super) fn parse(form: Form, text: &str) -> Result<toml::Value, &'static str> {
    match form {
        Form::Text => Ok(toml::Value::String(text.to_owned())),
        Form::List => {
            let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
            Ok(toml::Value::Array(parts.map(|part| toml::Value::String(part.to_owned())).collect()))
        }
        Form::Integer => {
            text.parse().map(toml::Value::Integer).map_err(|_| "expected a whole number such as 65536")
        }
        Form::Boolean => text.parse().map(toml::Value::Boolean).map_err(|_| "expected true or false"),
    }
}

/// Puts a value in its place, in its table if it has one.
pub(super) fn insert(table: &mut toml::Table, name: &str, value: toml::Value) {
    match name.split_once('.') {
        None => {
            table.insert(name.to_owned(), value);
        }
        Some((inner, rest)) => {
            let empty = || toml::Value::Table(toml::Table::new());
            if let toml::Value::Table(inner) = table.entry(inner).or_insert_with(empty) {
                insert(inner, rest, value);
            }
        }
    }
}
