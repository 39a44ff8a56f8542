//! Values that a newer version stored.

/// The parts of a stored record that this version does not know: members and words of a newer version.
///
/// Storage fills it when it reads a record and writes it back when the record is replaced, so that an older program
/// loses nothing of a newer one. Nothing else looks inside. It is empty in a new record.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Unknown(Option<Box<str>>);

impl Unknown {
    /// Wraps the text that storage made of the unknown parts.
    pub fn from_stored(text: String) -> Self {
        Self(Some(text.into_boxed_str()))
    }

    /// Returns that text; `None` when everything was known.
    pub fn as_stored(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

/// Nobody knows whether it holds a secret.
impl std::fmt::Debug for Unknown {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(if self.0.is_some() { "Unknown(hidden)" } else { "Unknown(nothing)" })
    }
}
