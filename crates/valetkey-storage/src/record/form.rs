//! The stored form of a record: a JSON object with members that this version knows, and unknown members that it keeps.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use valetkey_types::Unknown;

/// The members without a field, by name.
pub(super) type Members = Map<String, Value>;

/// Defines a stored form: a struct that is read from a JSON object and written as one. A member that this version does not know
/// is kept in `unknown` and written again. `= value` is the value of a missing member; if that value is empty, the member is left
/// out of the document, so that every reader has less to read.
macro_rules! form {
    ($(#[$doc:meta])* $form:ident { $($member:ident: $kind:ty $(= $absent:expr)?),* $(,)? }) => {
        $(#[$doc])*
        pub(super) struct $form {
            $(pub(super) $member: $kind,)*
            pub(super) unknown: $crate::record::form::Members,
        }

        impl $crate::record::form::IsEmpty for $form {}

        impl serde::Serialize for $form {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap as _;
                let mut members = serializer.serialize_map(None)?;
                $($crate::record::form::write_member!(members, $member, &self.$member $(, $absent)?);)*
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

/// Writes a member. Leaves it out if it is empty and a missing member has a value.
macro_rules! write_member {
    ($members:ident, $member:ident, $value:expr, $absent:expr) => {
        if !$crate::record::form::IsEmpty::is_empty($value) {
            $members.serialize_entry(stringify!($member), $value)?;
        }
    };
    ($members:ident, $member:ident, $value:expr) => {
        $members.serialize_entry(stringify!($member), $value)?
    };
}
pub(super) use write_member;

/// A value of a member that documents may leave out. A missing member must mean the empty value.
pub(super) trait IsEmpty {
    /// Returns whether it is empty. Values without an empty one are always written.
    fn is_empty(&self) -> bool {
        false
    }
}

impl<T> IsEmpty for Option<T> {
    fn is_empty(&self) -> bool {
        self.is_none()
    }
}

impl<T> IsEmpty for Vec<T> {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl<K, V> IsEmpty for BTreeMap<K, V> {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl IsEmpty for Members {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl IsEmpty for bool {}
impl IsEmpty for u32 {}
impl IsEmpty for u64 {}
impl IsEmpty for i64 {}

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

#[cfg(test)]
mod tests {
    form! {
        /// A form with each kind of member.
        Sample {
            tags: Vec<String>,
            name: Option<String> = None,
            groups: Vec<String> = Vec::new(),
            trusted: bool = true,
            count: u32 = 0,
        }
    }

    fn written(document: &str) -> String {
        let sample: Sample = serde_json::from_str(document).unwrap();
        serde_json::to_string(&sample).unwrap()
    }

    #[test]
    fn a_document_has_required_members_and_those_that_are_not_empty() {
        let left_out = r#"{"tags":[],"name":null,"groups":[],"trusted":false,"count":0}"#;
        assert_eq!(written(left_out), r#"{"tags":[],"trusted":false,"count":0}"#);
        let full = r#"{"tags":["a"],"name":"","groups":["b"],"trusted":true,"count":1,"of_tomorrow":null}"#;
        assert_eq!(written(full), full);
    }

    #[test]
    fn a_member_that_was_left_out_has_its_value_and_a_required_one_is_missed() {
        let sample: Sample = serde_json::from_str(r#"{"tags":[]}"#).unwrap();
        assert_eq!((sample.name, sample.groups, sample.trusted, sample.count), (None, Vec::new(), true, 0));
        assert!(sample.tags.is_empty());
        assert!(serde_json::from_str::<Sample>(r#"{"name":"a"}"#).is_err());
    }
}
