//! The users of the simulator: the one in the recordings, and a second one.

use serde_json::Value;
use valetkey_providers::{Preset, UserSource};

use crate::recording::Recording;

/// A user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Person {
    /// The user of the recordings.
    #[default]
    Ada,
    /// Another user, with another name, address and identifier.
    Grace,
}

impl Person {
    /// Both users.
    pub(crate) const ALL: [Self; 2] = [Self::Ada, Self::Grace];

    /// Finds a user by the name on the page or in the parameter `person`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|person| person.name() == name)
    }

    /// The name in lower case.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ada => "ada",
            Self::Grace => "grace",
        }
    }

    /// The display name.
    pub(crate) fn display_name(self) -> &'static str {
        match self {
            Self::Ada => "Ada",
            Self::Grace => "Grace",
        }
    }

    /// Adapts recorded facts to this user. `subject` is the identifier of the recorded user.
    pub(crate) fn put_into(self, value: &mut Value, subject: &str) {
        if self != Self::Ada {
            replace(value, subject);
        }
    }
}

/// Returns the recorded identifier of the user, as text.
pub(crate) fn recorded_subject(preset: &Preset, recording: &Recording) -> String {
    let source = match preset.user.source {
        UserSource::TokenResponse => Some(recording.token_answer.value()),
        UserSource::Userinfo => recording.userinfo_answer.as_ref().map(|answer| answer.value()),
        UserSource::IdToken => {
            recording.id_token.as_ref().and_then(|token| serde_json::from_str(&token.claims).ok())
        }
    };
    match source.as_ref().and_then(|source| source.pointer(&preset.user.subject)) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn replace(value: &mut Value, subject: &str) {
    match value {
        Value::String(text) if text == subject => *text = other(subject),
        Value::String(text) if text == Person::Ada.name() => *text = Person::Grace.name().to_owned(),
        Value::String(text) => *text = text.replace("Ada", "Grace").replace("ada@", "grace@"),
        Value::Number(number) if number.to_string() == subject => {
            if let Ok(other) = other(subject).parse::<u64>() {
                *value = Value::from(other);
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|entry| replace(entry, subject)),
        Value::Object(object) => object.values_mut().for_each(|entry| replace(entry, subject)),
        _ => {}
    }
}

/// Returns the identifier of the second user: the recorded one with another last character, so that the format stays the same.
fn other(subject: &str) -> String {
    let mut text = subject.to_owned();
    let last = text.pop();
    text.push(if last == Some('7') { '8' } else { '7' });
    text
}
