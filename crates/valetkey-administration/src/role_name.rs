//! Names and descriptions of groups and roles.

use crate::operator_text::{clip, is_line};

/// Why a name or description is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// The name.
    #[error(
        "expected a name of a {what} of 1 to 100 characters, without control characters and without blanks at the ends, got {got:?}"
    )]
    Name {
        /// The kind of record that has this name.
        what: &'static str,
        /// The value that came, shortened.
        got: String,
    },
    /// The description.
    #[error("expected a description of at most 500 characters without control characters, got {0:?}")]
    Description(String),
}

/// Checks a name.
pub(crate) fn check_name(what: &'static str, name: &str) -> Result<(), NameError> {
    let is_good = is_line(name, 100) && name.trim() == name;
    if is_good { Ok(()) } else { Err(NameError::Name { what, got: clip(name) }) }
}

/// Checks a description.
pub(crate) fn check_description(text: Option<&str>) -> Result<(), NameError> {
    match text.filter(|text| !is_text(text, 500)) {
        Some(text) => Err(NameError::Description(clip(text))),
        None => Ok(()),
    }
}

fn is_text(text: &str, longest: usize) -> bool {
    text.chars().count() <= longest && !text.chars().any(char::is_control)
}
