//! Checks the values of attributes.

use std::collections::BTreeMap;

use serde_json::Number;
use valetkey_accounts::{AttributeValue, Attributes};

use super::ClaimMap;
use crate::{
    record::{Attribute, AttributeAccess, AttributeKind},
    registration::{clip, is_day, is_text},
};

/// The longest text of a value, in characters.
const LONGEST_TEXT: usize = 500;

/// The most texts of a list.
const MOST_TEXTS: usize = 50;

/// The largest integer that every JSON parser reads exactly (RFC 7493 section 2.2).
const LARGEST_INTEGER: f64 = 9_007_199_254_740_991.0;

/// The most bytes of all values of a user, names included, so that rows and tokens stay small.
pub const LARGEST_ATTRIBUTES: usize = 4_096;

/// The editor of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Editor {
    /// The user.
    User,
    /// An administrator.
    Administrator,
}

/// Why a value is refused. The text says what was expected and what came.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttributeError {
    /// There is no such attribute.
    #[error("expected an attribute of this tenant{}, got {got:?}", one_of(known))]
    NoSuch {
        /// The attributes that the editor may edit.
        known: Vec<String>,
        /// The name that came.
        got: String,
    },
    /// The editor may not edit it.
    #[error("expected an attribute that you may edit, got {name:?}, which is edited by: {edited_by}")]
    NotEditable {
        /// The attribute.
        name: String,
        /// The users who may edit it.
        edited_by: &'static str,
    },
    /// The value does not fit.
    #[error("expected a value of {name}: {expected}, got {got:?}")]
    Value {
        /// The attribute.
        name: String,
        /// The form.
        expected: String,
        /// The value that came, shortened.
        got: String,
    },
    /// A required attribute would be empty.
    #[error("expected a value of {0}, which is required, got none")]
    Required(String),
    /// All values together are too long.
    #[error("expected at most {LARGEST_ATTRIBUTES} bytes in all attributes of a user, got {0}")]
    TooLarge(usize),
}

fn one_of(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) }
}

impl Editor {
    fn is_among(self, access: AttributeAccess) -> bool {
        match self {
            Self::User => access.includes_user(),
            Self::Administrator => access.includes_administrators(),
        }
    }
}

impl ClaimMap {
    /// Returns the attributes that this editor may edit, by name.
    pub fn editable(&self, editor: Editor) -> impl Iterator<Item = &Attribute> {
        let may = move |attribute: &&Attribute| attribute.is_known() && editor.is_among(attribute.edited_by);
        self.attributes.iter().filter(may)
    }

    /// Returns the attributes that this editor may see, by name.
    pub fn visible(&self, editor: Editor) -> impl Iterator<Item = &Attribute> {
        let may = move |attribute: &&Attribute| attribute.is_known() && editor.is_among(attribute.seen_by);
        self.attributes.iter().filter(may)
    }

    /// Returns the values after an edit. A list of texts has an edit for each text; no text, or an empty one, removes the value.
    /// An administrator may also remove a value whose definition is gone.
    ///
    /// # Errors
    /// [`AttributeError`] names the attribute, what was expected and what came. The first one counts.
    pub fn edited(
        &self,
        before: &Attributes,
        edits: &BTreeMap<String, Vec<String>>,
        editor: Editor,
    ) -> Result<Attributes, AttributeError> {
        let mut after = before.clone();
        for (name, texts) in edits {
            let texts: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
            let leftover = || editor == Editor::Administrator && self.attribute(name).is_none();
            if texts.is_empty() && leftover() && after.remove(name).is_some() {
                continue;
            }
            let attribute = self.editable_called(name, editor)?;
            if texts.is_empty() {
                if attribute.is_required {
                    return Err(AttributeError::Required(name.clone()));
                }
                after.remove(name);
            } else {
                after.insert(name.clone(), attribute.read(&texts)?);
            }
        }
        match size(&after) {
            fits if fits <= LARGEST_ATTRIBUTES || fits <= size(before) => Ok(after),
            size => Err(AttributeError::TooLarge(size)),
        }
    }

    /// Checks that a new user has a value of each required attribute that only administrators edit.
    ///
    /// # Errors
    /// [`AttributeError::Required`] for the first attribute without a value.
    pub fn require_of_new_user(&self, attributes: &Attributes) -> Result<(), AttributeError> {
        let needed = |attribute: &&Attribute| {
            attribute.is_required && attribute.edited_by == AttributeAccess::Administrator
        };
        let mut needed = self.editable(Editor::Administrator).filter(needed);
        match needed.find(|attribute| !attributes.contains_key(&attribute.name)) {
            Some(missing) => Err(AttributeError::Required(missing.name.clone())),
            None => Ok(()),
        }
    }

    fn editable_called(&self, name: &str, editor: Editor) -> Result<&Attribute, AttributeError> {
        match self.attribute(name).filter(|attribute| attribute.is_known()) {
            Some(attribute) if editor.is_among(attribute.edited_by) => Ok(attribute),
            Some(attribute) => Err(AttributeError::NotEditable {
                name: name.to_owned(),
                edited_by: attribute.edited_by.name(),
            }),
            None => Err(AttributeError::NoSuch {
                known: self.editable(editor).map(|attribute| attribute.name.clone()).collect(),
                got: clip(name),
            }),
        }
    }
}

impl Attribute {
    /// Reads a value: one text, or the texts of a list.
    ///
    /// # Errors
    /// [`AttributeError::Value`].
    pub fn read(&self, texts: &[&str]) -> Result<AttributeValue, AttributeError> {
        let value = match (&self.kind, texts) {
            (AttributeKind::Texts, texts) => {
                Some(AttributeValue::Texts(texts.iter().map(|text| (*text).to_owned()).collect()))
            }
            (AttributeKind::Number, [text]) => text.parse::<Number>().ok().map(AttributeValue::Number),
            (AttributeKind::YesNo, ["yes" | "true"]) => Some(AttributeValue::YesNo(true)),
            (AttributeKind::YesNo, ["no" | "false"]) => Some(AttributeValue::YesNo(false)),
            (AttributeKind::YesNo, _) => None,
            (_, [text]) => Some(AttributeValue::Text((*text).to_owned())),
            _ => None,
        };
        value.filter(|value| self.fits(value)).ok_or_else(|| AttributeError::Value {
            name: self.name.clone(),
            expected: self.expected(),
            got: clip(&texts.join(", ")),
        })
    }

    /// Whether a value fits the definition.
    pub fn fits(&self, value: &AttributeValue) -> bool {
        let is_line = |text: &str| is_text(text, LONGEST_TEXT, |_| false);
        match (&self.kind, value) {
            (AttributeKind::Text, AttributeValue::Text(text)) => is_line(text),
            (AttributeKind::Number, AttributeValue::Number(number)) => is_exact(number),
            (AttributeKind::YesNo, AttributeValue::YesNo(_)) => true,
            (AttributeKind::Date, AttributeValue::Text(text)) => is_day(text),
            (AttributeKind::Texts, AttributeValue::Texts(texts)) => {
                texts.len() <= MOST_TEXTS && texts.iter().all(|text| is_line(text))
            }
            (AttributeKind::OneOf(choices), AttributeValue::Text(text)) => choices.contains(text),
            _ => false,
        }
    }

    /// Returns the form of a value, for messages.
    pub fn expected(&self) -> String {
        match &self.kind {
            AttributeKind::Text => format!("1 to {LONGEST_TEXT} characters without control characters"),
            AttributeKind::Number => {
                "a number such as 7 or -1.5, an integer of at most 9007199254740991".to_owned()
            }
            AttributeKind::YesNo => "yes or no".to_owned(),
            AttributeKind::Date => "a day as YYYY-MM-DD".to_owned(),
            AttributeKind::Texts => {
                format!(
                    "up to {MOST_TEXTS} texts of 1 to {LONGEST_TEXT} characters without control characters"
                )
            }
            AttributeKind::OneOf(choices) => format!("one of {}", choices.join(", ")),
            AttributeKind::Unknown(name) => format!("a kind that this version knows, not {name}"),
        }
    }
}

/// Returns whether every JSON parser reads the number exactly, and its text is short.
fn is_exact(number: &Number) -> bool {
    let magnitude = number.as_f64().map(f64::abs);
    number.to_string().len() <= 24 && magnitude.is_some_and(|value| value <= LARGEST_INTEGER)
}

/// Returns the number of bytes of all values, as JSON.
fn size(attributes: &Attributes) -> usize {
    let bytes = |(name, value): (&String, &AttributeValue)| name.len() + value.to_json().to_string().len();
    attributes.iter().map(bytes).sum()
}
