//! The values of a form.

use std::collections::BTreeMap;

use valetkey_administration::InvalidField;
use valetkey_authorization_server::record::OperatorText;
use valetkey_pages::{ConsoleField, ConsoleWord};
use valetkey_types::RawParams;

use super::super::new_application::lines;

/// The values that an administrator typed.
pub(in super::super) struct Values<'a>(pub(super) &'a RawParams);

impl Values<'_> {
    /// Returns a text without blanks around it; empty if the form has none.
    pub(in super::super) fn text(&self, field: ConsoleField) -> &str {
        self.0.get(field.name()).map(str::trim).unwrap_or_default()
    }

    /// Returns a text that may be missing.
    pub(in super::super) fn optional(&self, field: ConsoleField) -> Option<String> {
        Some(self.text(field)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// Returns the lines of a text.
    pub(in super::super) fn lines(&self, field: ConsoleField) -> Vec<String> {
        lines(self.text(field))
    }

    /// Returns the value of a variable of a preset; `None` if nothing was typed.
    pub(in super::super) fn variable(&self, name: &str) -> Option<String> {
        let typed = self.0.get(&format!("variable:{name}"))?.trim();
        (!typed.is_empty()).then(|| typed.to_owned())
    }

    /// Returns whether the checkbox of this name is checked.
    pub(in super::super) fn is_checked(&self, name: &str) -> bool {
        self.0.get(name) == Some("yes")
    }

    /// Returns the value of the chosen word.
    pub(in super::super) fn one_of<T: Clone>(
        &self,
        field: ConsoleField,
        words: &[(ConsoleWord, T)],
    ) -> Result<T, InvalidField> {
        let chosen = self.text(field);
        let found = words.iter().find(|(word, _)| word.value() == chosen);
        let names: Vec<&str> = words.iter().map(|(word, _)| word.value()).collect();
        let unknown = || {
            InvalidField::new(
                field.name(),
                format!("one of {}", names.join(", ")),
                format!("{:?}", clip(chosen)),
            )
        };
        found.map(|(_, value)| value.clone()).ok_or_else(unknown)
    }

    /// Returns the lines `NAME=VALUE` of a text. Each name may come once.
    pub(in super::super) fn pairs(
        &self,
        field: ConsoleField,
        example: &str,
    ) -> Result<BTreeMap<String, String>, InvalidField> {
        let mut pairs = BTreeMap::new();
        for line in self.lines(field) {
            let wrong =
                |expected: String| InvalidField::new(field.name(), expected, format!("{:?}", clip(&line)));
            let (name, value) =
                line.split_once('=').ok_or_else(|| wrong(format!("lines such as {example}")))?;
            let is_new = pairs.insert(name.trim().to_owned(), value.trim().to_owned()).is_none();
            if !is_new {
                return Err(wrong("one line for each name".to_owned()));
            }
        }
        Ok(pairs)
    }
}

/// Returns the sentences of an operator as the form shows them.
pub(in super::super) fn in_languages(text: &OperatorText) -> Vec<String> {
    text.iter().map(|(language, sentence)| format!("{language}={sentence}")).collect()
}

/// Returns at most forty characters, for an error.
fn clip(text: &str) -> String {
    text.chars().take(40).collect()
}
