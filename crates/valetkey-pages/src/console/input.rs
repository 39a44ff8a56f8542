//! The inputs of the form that adds or edits a record.

use std::fmt::Display;

use super::{ConsoleField, ConsoleWord};
use crate::Language;

/// An input of a form.
#[derive(Clone, Debug)]
pub struct ConsoleInput {
    /// Its name, with its label.
    pub name: ConsoleInputName,
    /// Its kind and the value to fill in.
    pub value: ConsoleInputValue,
    /// Whether the browser refuses to leave it empty.
    pub is_required: bool,
}

/// The name of an input.
#[derive(Clone, Debug)]
pub enum ConsoleInputName {
    /// That of a field.
    Field(ConsoleField),
    /// `variable:NAME`, for a value that the preset of an identity provider asks for.
    Variable {
        /// The name of the variable.
        name: String,
        /// The kind of value.
        description: String,
    },
}

/// The kind of an input, and the value to fill in.
#[derive(Clone, Debug)]
pub enum ConsoleInputValue {
    /// A text of one line.
    Text(String),
    /// A text of a protocol, of one line.
    Token(String),
    /// Several texts, one a line.
    Lines(String),
    /// One of several words.
    Choice {
        /// The words, in the order to show.
        words: Vec<ConsoleWord>,
        /// The value of the selected word.
        selected: String,
    },
    /// A checkbox, which sends `yes`.
    Checkbox(bool),
    /// A checkbox `permission:WORD`, which sends `yes`, for each permission.
    Permissions(Vec<(String, bool)>),
    /// A secret. It is never filled in.
    Secret,
    /// A value that the form sends and does not show.
    Hidden(String),
}

impl ConsoleInput {
    fn new(field: ConsoleField, value: ConsoleInputValue) -> Self {
        Self { name: ConsoleInputName::Field(field), value, is_required: false }
    }

    /// Returns an input for a text.
    pub fn text(field: ConsoleField, value: &str) -> Self {
        Self::new(field, ConsoleInputValue::Text(value.to_owned()))
    }

    /// Returns an input for a text of a protocol.
    pub fn token(field: ConsoleField, value: &str) -> Self {
        Self::new(field, ConsoleInputValue::Token(value.to_owned()))
    }

    /// Returns an input for several texts.
    pub fn lines(field: ConsoleField, value: &[String]) -> Self {
        Self::new(field, ConsoleInputValue::Lines(value.join("\n")))
    }

    /// Returns an input for one of several words.
    pub fn choice(field: ConsoleField, words: &[ConsoleWord], selected: &str) -> Self {
        let (words, selected) = (words.to_vec(), selected.to_owned());
        Self::new(field, ConsoleInputValue::Choice { words, selected })
    }

    /// Returns a checkbox.
    pub fn checkbox(field: ConsoleField, is_checked: bool) -> Self {
        Self::new(field, ConsoleInputValue::Checkbox(is_checked))
    }

    /// Returns checkboxes for permissions.
    pub fn permissions(permissions: Vec<(String, bool)>) -> Self {
        Self::new(ConsoleField::Permissions, ConsoleInputValue::Permissions(permissions))
    }

    /// Returns an input for a secret.
    pub fn secret(field: ConsoleField) -> Self {
        Self::new(field, ConsoleInputValue::Secret)
    }

    /// Returns an input that is not shown.
    pub fn hidden(field: ConsoleField, value: &str) -> Self {
        Self::new(field, ConsoleInputValue::Hidden(value.to_owned()))
    }

    /// Returns an input for a value that a preset asks for.
    pub fn variable(name: &str, description: &str, value: &str) -> Self {
        let [name, description] = [name, description].map(str::to_owned);
        Self {
            name: ConsoleInputName::Variable { name, description },
            value: ConsoleInputValue::Token(value.to_owned()),
            is_required: false,
        }
    }

    /// Returns the same input, required.
    #[must_use]
    pub fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    /// Returns the same input with the value that `value_of` has for a name. A secret stays empty.
    #[must_use]
    pub fn filled(mut self, value_of: impl Fn(&str) -> Option<String>) -> Self {
        let name = self.form_name();
        let value = || value_of(&name).unwrap_or_default();
        match &mut self.value {
            ConsoleInputValue::Text(text)
            | ConsoleInputValue::Token(text)
            | ConsoleInputValue::Lines(text)
            | ConsoleInputValue::Choice { selected: text, .. } => *text = value(),
            ConsoleInputValue::Checkbox(is_checked) => *is_checked = value() == "yes",
            ConsoleInputValue::Permissions(permissions) => {
                for (permission, is_checked) in permissions {
                    *is_checked = value_of(&format!("{name}:{permission}")).as_deref() == Some("yes");
                }
            }
            ConsoleInputValue::Secret | ConsoleInputValue::Hidden(_) => {}
        }
        self
    }

    /// Returns what a browser sends for this input, as it is filled in. A secret sends nothing.
    pub fn sent(&self) -> Vec<(String, String)> {
        let (name, checked) = (self.form_name(), || "yes".to_owned());
        match &self.value {
            ConsoleInputValue::Text(text)
            | ConsoleInputValue::Token(text)
            | ConsoleInputValue::Lines(text)
            | ConsoleInputValue::Hidden(text)
            | ConsoleInputValue::Choice { selected: text, .. } => vec![(name, text.clone())],
            ConsoleInputValue::Checkbox(is_checked) => {
                is_checked.then(|| (name, checked())).into_iter().collect()
            }
            ConsoleInputValue::Permissions(permissions) => {
                let all = permissions.iter().filter(|(_, is_checked)| *is_checked);
                all.map(|(permission, _)| (format!("{name}:{permission}"), checked())).collect()
            }
            ConsoleInputValue::Secret => Vec::new(),
        }
    }

    /// Returns the name in the form.
    pub fn form_name(&self) -> String {
        match &self.name {
            ConsoleInputName::Field(field) => field.name().to_owned(),
            ConsoleInputName::Variable { name, .. } => format!("variable:{name}"),
        }
    }

    /// Returns the `id` of the element. `place` is the place in the form: names of variables may have any characters.
    pub(crate) fn id(&self, place: impl Display) -> String {
        match &self.name {
            ConsoleInputName::Field(field) => field.name().replace('_', "-"),
            ConsoleInputName::Variable { .. } => format!("variable-{place}"),
        }
    }

    /// Returns the label.
    pub(crate) fn label(&self, text: Language) -> String {
        match &self.name {
            ConsoleInputName::Field(field) => text.say(field.label()),
            ConsoleInputName::Variable { name, .. } => text.isolated(name),
        }
    }

    /// Returns the hint below the input.
    pub(crate) fn hint(&self, text: Language) -> Option<String> {
        match &self.name {
            ConsoleInputName::Field(field) => field.hint().map(|hint| text.say(hint)),
            ConsoleInputName::Variable { description, .. } => Some(text.isolated(description)),
        }
    }
}
