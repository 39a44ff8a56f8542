//! The users of the simulator: the one in the recordings, and others.

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
    /// A user with the address of Alice in `valetkey demo`.
    Alice,
}

impl Person {
    /// All users.
    pub(crate) const ALL: [Self; 3] = [Self::Ada, Self::Grace, Self::Alice];

    /// Finds a user by the name on the page or in the parameter `person`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|person| person.name() == name)
    }

    /// The name in lower case.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ada => "ada",
            Self::Grace => "grace",
            Self::Alice => "alice",
        }
    }

    /// The display name.
    pub(crate) fn display_name(self) -> &'static str {
        match self {
            Self::Ada => "Ada",
            Self::Grace => "Grace",
            Self::Alice => "Alice",
        }
    }

    /// The email address.
    pub(crate) fn email(self) -> &'static str {
        match self {
            Self::Ada => "ada@mail.example",
            Self::Grace => "grace@mail.example",
            Self::Alice => "alice@example.com",
        }
    }

    /// Adapts recorded facts to this user. `subject` is the identifier of the recorded user.
    pub(crate) fn put_into(self, value: &mut Value, subject: &str) {
        if self != Self::Ada {
            replace(value, subject, self);
        }
    }

    /// Returns the identifier of this user: the recorded one with another last character, so that the format stays the same.
    fn identifier(self, recorded: &str) -> String {
        let mut text = recorded.to_owned();
        let last = match (self, text.pop()) {
            (Self::Ada, last) => last,
            (Self::Grace, Some('7')) => Some('8'),
            (Self::Grace, _) => Some('7'),
            (Self::Alice, Some('9')) => Some('6'),
            (Self::Alice, _) => Some('9'),
        };
        text.extend(last);
        text
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

fn replace(value: &mut Value, subject: &str, person: Person) {
    match value {
        Value::String(text) if text == subject => *text = person.identifier(subject),
        Value::String(text) if text == Person::Ada.name() => *text = person.name().to_owned(),
        Value::String(text) => {
            *text = text.replace(Person::Ada.email(), person.email()).replace("Ada", person.display_name());
        }
        Value::Number(number) if number.to_string() == subject => {
            if let Ok(other) = person.identifier(subject).parse::<u64>() {
                *value = Value::from(other);
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|entry| replace(entry, subject, person)),
        Value::Object(object) => object.values_mut().for_each(|entry| replace(entry, subject, person)),
        _ => {}
    }
}
