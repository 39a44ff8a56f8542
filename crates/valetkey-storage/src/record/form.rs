//! The stored form of a record: a JSON object with members that this version knows, and unknown members that it keeps.

use serde_json::{Map, Value};
use valetkey_types::Unknown;

/// The members without a field, by name.
pub(super) type Members = Map<String, Value>;

/// Defines a stored form: a struct that is read from a JSON object and written as one. A member that this version does not know
/// is kept in `unknown` and written again. `= value` is the value of a missing member.
macro_rules! form {
    ($(#[$doc:meta])* $form:ident { $($member:ident: $kind:ty $(= $absent:expr)?),* $(,)? }) => {
        $(#[$doc])*
        pub(super) struct $form {
            $(pub(super) $member: $kind,)*
            pub(super) unknown: $crate::record::form::Members,
        }

        impl serde::Serialize for $form {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap as _;
                let mut members = serializer.serialize_map(None)?;
                $(members.serialize_entry(stringify!($member), &self.$member)?;)*
                for (name, value) in &self.unknown {
                    members.serialize_entry(name, value)?;
                }
                members.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $form {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[allow(non_camel_case_types, reason = "the names of members")]
                enum MemberName {
                    $($member,)*
                    Unknown(String),
                }

                struct NameVisitor;

                impl serde::de::Visitor<'_> for NameVisitor {
                    type Value = MemberName;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        formatter.write_str("the name of a member")
                    }

                    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<MemberName, E> {
                        Ok(match name {
                            $(stringify!($member) => MemberName::$member,)*
                            other => MemberName::Unknown(other.to_owned()),
                        })
                    }
                }

                impl<'de> serde::Deserialize<'de> for MemberName {
                    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                        deserializer.deserialize_identifier(NameVisitor)
                    }
                }

                struct FormVisitor;

                impl<'de> serde::de::Visitor<'de> for FormVisitor {
                    type Value = $form;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        formatter.write_str("an object")
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<$form, A::Error> {
                        $(let mut $member: Option<$kind> = None;)*
                        let mut unknown = $crate::record::form::Members::new();
                        while let Some(member) = map.next_key::<MemberName>()? {
                            match member {
                                $(MemberName::$member => $member = Some(map.next_value()?),)*
                                MemberName::Unknown(name) => {
                                    unknown.insert(name, map.next_value()?);
                                }
                            }
                        }
                        Ok($form {
                            $($member: match $member {
                                Some(value) => value,
                                None => $crate::record::form::absent!($member $(, $absent)?),
                            },)*
                            unknown,
                        })
                    }
                }

                deserializer.deserialize_map(FormVisitor)
            }
        }
    };
}
pub(super) use form;

/// Returns the value of a missing member, or an error if the member is required.
macro_rules! absent {
    ($member:ident, $value:expr) => {
        $value
    };
    ($member:ident) => {
        return Err(serde::de::Error::missing_field(stringify!($member)))
    };
}
pub(super) use absent;

/// Collects the unknown parts of a record for [`Unknown`]: unknown members as they are, and the unknown parts of a known member
/// under its name.
pub(super) struct Bag(Members);

impl Bag {
    /// Creates a bag with the unknown members of the record itself.
    pub(super) fn new(members: Members) -> Self {
        Self(members)
    }

    /// Adds the words of a list that this version does not know.
    pub(super) fn keep_words(&mut self, member: &str, words: Vec<String>) {
        if !words.is_empty() {
            self.0.insert(member.to_owned(), words.into());
        }
    }

    /// Adds the unknown members of an object inside the record.
    pub(super) fn keep_members(&mut self, member: &str, members: Members) {
        if !members.is_empty() {
            self.0.insert(member.to_owned(), Value::Object(members));
        }
    }

    /// Converts the bag to [`Unknown`].
    pub(super) fn close(self) -> Unknown {
        if self.0.is_empty() {
            return Unknown::default();
        }
        Unknown::from_stored(Value::Object(self.0).to_string())
    }

    /// Creates a bag from the result of [`Bag::close`].
    pub(super) fn open(unknown: &Unknown) -> Self {
        let members = unknown.as_stored().and_then(|text| serde_json::from_str(text).ok());
        Self(members.unwrap_or_default())
    }

    /// Removes and returns the unknown words of a list.
    pub(super) fn take_words(&mut self, member: &str) -> Vec<String> {
        match self.0.remove(member) {
            Some(Value::Array(words)) => {
                words.into_iter().filter_map(|word| word.as_str().map(str::to_owned)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Removes and returns the unknown members of an object inside the record.
    pub(super) fn take_members(&mut self, member: &str) -> Members {
        match self.0.remove(member) {
            Some(Value::Object(members)) => members,
            _ => Members::new(),
        }
    }

    /// Returns the unknown members of the record itself. The caller has removed everything else before.
    pub(super) fn into_members(self) -> Members {
        self.0
    }
}
