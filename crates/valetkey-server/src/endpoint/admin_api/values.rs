//! Reads the members of a body.

use std::str::FromStr;

use valetkey_administration::InvalidField;
use valetkey_authorization_server::record::ConfirmByMail;

/// The values of `confirm_by_mail`.
pub(super) const CONFIRM: [ConfirmByMail; 3] =
    [ConfirmByMail::Never, ConfirmByMail::NewDevice, ConfirmByMail::Always];

/// Sets a value that the body has.
pub(super) fn set<T>(field: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *field = value;
    }
}

/// Reads a value from text.
pub(super) fn parsed<T>(field: &str, text: Option<String>) -> Result<Option<T>, InvalidField>
where
    T: FromStr,
    T::Err: std::fmt::Display,
{
    let Some(text) = text else { return Ok(None) };
    text.parse().map(Some).map_err(|error: T::Err| InvalidField::new(field, error.to_string(), clip(&text)))
}

/// Reads a list of values from text.
pub(super) fn all_parsed<T>(field: &str, texts: Option<Vec<String>>) -> Result<Option<Vec<T>>, InvalidField>
where
    T: FromStr,
    T::Err: std::fmt::Display,
{
    let Some(texts) = texts else { return Ok(None) };
    let read = |text: String| {
        text.parse().map_err(|error: T::Err| InvalidField::new(field, error.to_string(), clip(&text)))
    };
    texts.into_iter().map(read).collect::<Result<_, _>>().map(Some)
}

/// Reads one of these values by its name.
pub(super) fn named<T: Copy>(
    field: &str,
    text: Option<String>,
    values: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<Option<T>, InvalidField> {
    let Some(text) = text else { return Ok(None) };
    let known = values.iter().copied().find(|value| name(*value) == text);
    let names = || values.iter().map(|value| name(*value)).collect::<Vec<_>>().join(", ");
    known.map(Some).ok_or_else(|| InvalidField::new(field, format!("one of {}", names()), clip(&text)))
}

/// Returns the start of a text, for errors.
pub(super) fn clip(text: &str) -> String {
    format!("{:?}", text.chars().take(120).collect::<String>())
}
