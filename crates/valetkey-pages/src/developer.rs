//! Facts for the people who build an application, on error pages and on sign-out pages.

use crate::Language;
use crate::display::with_marks_shown;

/// The facts behind an error. Anyone who opens the page can read them: no secrets, and no addresses of other people's
/// applications.
#[derive(Clone, Debug)]
pub struct DeveloperDetails {
    /// The error code as on the wire: `invalid_request`.
    pub error: String,
    /// The check that failed, by name.
    pub check: String,
    /// Each value that the check would have accepted. `None` where only the log may say it.
    pub expected: Option<Vec<String>>,
    /// What the check got.
    pub seen: Option<String>,
}

impl DeveloperDetails {
    /// Returns the accepted values to show; an empty list where only the log says them.
    pub(crate) fn expected_in(&self, text: Language) -> Vec<String> {
        match &self.expected {
            None => Vec::new(),
            Some(values) if values.iter().all(String::is_empty) => vec![text.say("error-developer-nothing")],
            Some(values) => values.iter().map(|value| with_marks_shown(value)).collect(),
        }
    }

    /// Returns the value that came; words where there was none.
    pub(crate) fn seen_in(&self, text: Language) -> String {
        match &self.seen {
            Some(value) if !value.is_empty() => with_marks_shown(value),
            _ => text.say("error-developer-nothing"),
        }
    }
}
