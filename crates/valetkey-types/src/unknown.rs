//! Values that a newer version has stored.

/// The parts of a stored record that this version does not know: members and enum values of a newer version.
///
/// The storage crate sets it when it reads a record and writes it back when the record is replaced, so that an older program
/// does not lose data of a newer one. No other code reads it. It is empty in a new record.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Unknown(Option<Box<str>>);

impl Unknown {
    /// Wraps the text that the storage crate made from the unknown parts.
    pub fn from_stored(text: String) -> Self {
        Self(Some(text.into_boxed_str()))
    }

    /// Returns that text; `None` if there are no unknown parts.
    pub fn as_stored(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

/// Hides the content, which may contain a secret.
impl std::fmt::Debug for Unknown {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(if self.0.is_some() { "Unknown(hidden)" } else { "Unknown(nothing)" })
    }
}
