//! Facts for developers of an application, on error pages and on sign-out pages.

use crate::Language;
use crate::display::with_marks_shown;

/// The facts behind an error. Any visitor of the page can read them, so they must hold no secrets and no addresses of other
/// applications.
#[derive(Clone, Debug)]
pub struct DeveloperDetails {
    /// The error code as on the wire: `invalid_request`.
    pub error: String,
    /// The check that failed, by name.
    pub check: String,
    /// The values that the check accepts. `None` if only the log may show them.
    pub expected: Option<Vec<String>>,
    /// What the check got.
    pub seen: Option<String>,
}

impl DeveloperDetails {
    /// Returns the accepted values to show; an empty list if only the log may show them.
    pub(crate) fn expected_in(&self, text: Language) -> Vec<String> {
        match &self.expected {
            None => Vec::new(),
            Some(values) if values.iter().all(String::is_empty) => vec![text.say("error-developer-nothing")],
            Some(values) => values.iter().map(|value| with_marks_shown(value)).collect(),
        }
    }

    /// Returns the value in the request, or words that say that there was none.
    pub(crate) fn seen_in(&self, text: Language) -> String {
        match &self.seen {
            Some(value) if !value.is_empty() => with_marks_shown(value),
            _ => text.say("error-developer-nothing"),
        }
    }
}
