//! The users of the simulator: the recorded user and others.

use serde_json::Value;
use valetkey_providers::{Preset, UserSource};

use crate::recording::Recording;

/// A user of the simulator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum SimulatedUser {
    /// The user of the recordings.
    #[default]
    Ada,
    /// A user with another name, email address and identifier.
    Grace,
    /// A user with the email address of Alice in `valetkey demo`.
    Alice,
}

impl SimulatedUser {
    /// All users.
    pub(crate) const ALL: [Self; 3] = [Self::Ada, Self::Grace, Self::Alice];

    /// Finds a user by the name on the page or in the parameter `person`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|user| user.name() == name)
    }

    /// Returns the name in lower case.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ada => "ada",
            Self::Grace => "grace",
            Self::Alice => "alice",
        }
    }

    /// Returns the display name.
    pub(crate) fn display_name(self) -> &'static str {
        match self {
            Self::Ada => "Ada",
            Self::Grace => "Grace",
            Self::Alice => "Alice",
        }
    }

    /// Returns the email address.
    pub(crate) fn email(self) -> &'static str {
        match self {
            Self::Ada => "ada@mail.example",
            Self::Grace => "grace@mail.example",
            Self::Alice => "alice@example.com",
        }
    }

    /// Replaces the recorded user's data by this user's data. `subject` is the identifier of the recorded user.
    pub(crate) fn put_into(self, value: &mut Value, subject: &str) {
        if self != Self::Ada {
            replace(value, subject, self);
        }
    }

    /// Returns the identifier of this user: the recorded identifier with another last character, so that the format is the same.
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

fn replace(value: &mut Value, subject: &str, user: SimulatedUser) {
    match value {
        Value::String(text) if text == subject => *text = user.identifier(subject),
        Value::String(text) if text == SimulatedUser::Ada.name() => *text = user.name().to_owned(),
        Value::String(text) => {
            *text =
                text.replace(SimulatedUser::Ada.email(), user.email()).replace("Ada", user.display_name());
        }
        Value::Number(number) if number.to_string() == subject => {
            if let Ok(other) = user.identifier(subject).parse::<u64>() {
                *value = Value::from(other);
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|entry| replace(entry, subject, user)),
        Value::Object(object) => object.values_mut().for_each(|entry| replace(entry, subject, user)),
        _ => {}
    }
}
