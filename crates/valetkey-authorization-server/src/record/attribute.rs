//! Attributes: data about users that the operator defines, besides the standard claims.

use std::collections::BTreeMap;

use valetkey_types::{TenantId, Timestamp, Unknown};

/// A sentence or name of the operator, by language tag (BCP 47).
pub type OperatorText = BTreeMap<String, String>;

/// The definition of an attribute. The values stand on the records of the users, by this name.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Its name: unique in the tenant. It never changes.
    pub name: String,
    /// The kind of its values. It never changes; the choices of a list may.
    pub kind: AttributeKind,
    /// The name that pages show.
    pub labels: OperatorText,
    /// Whether a form refuses to leave it empty.
    pub is_required: bool,
    /// The users who may see the value. Applications get it with the claim.
    pub seen_by: AttributeAccess,
    /// The users who may edit the value.
    pub edited_by: AttributeAccess,
    /// The claim that contains the value; `None` for an attribute that no application gets. It never changes.
    pub claim: Option<String>,
    /// When it was added.
    pub created_at: Timestamp,
    /// The stored revision that this record was read at; 0 for a record that is not stored yet. Storage sets it.
    pub revision: u64,
    /// Values that a newer version stored. Storage keeps them.
    pub unknown: Unknown,
}

/// The kind of the values of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributeKind {
    /// A text of one line.
    Text,
    /// A number.
    Number,
    /// Yes or no.
    YesNo,
    /// A day: `YYYY-MM-DD`.
    Date,
    /// A list of texts.
    Texts,
    /// One text of a list.
    OneOf(Vec<String>),
    /// A kind that a newer version stored. This version does not show, edit or give out its values.
    Unknown(String),
}

impl AttributeKind {
    /// Returns the name for `--type` and for the database.
    pub fn name(&self) -> &str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::YesNo => "yes-no",
            Self::Date => "date",
            Self::Texts => "texts",
            Self::OneOf(_) => "one-of",
            Self::Unknown(name) => name,
        }
    }

    /// Returns the kind of this name. The choices count for `one-of` only.
    pub fn from_name(name: &str, choices: Vec<String>) -> Self {
        match name {
            "text" => Self::Text,
            "number" => Self::Number,
            "yes-no" => Self::YesNo,
            "date" => Self::Date,
            "texts" => Self::Texts,
            "one-of" => Self::OneOf(choices),
            other => Self::Unknown(other.to_owned()),
        }
    }

    /// Returns the choices of a `one-of` attribute; empty for other kinds.
    pub fn choices(&self) -> &[String] {
        match self {
            Self::OneOf(choices) => choices,
            _ => &[],
        }
    }
}

/// The users who may see or edit the value of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributeAccess {
    /// The user, and administrators.
    User,
    /// Administrators only.
    Administrator,
    /// No user.
    Nobody,
}

impl AttributeAccess {
    /// Returns the name.
    pub fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Administrator => "administrator",
            Self::Nobody => "nobody",
        }
    }

    /// Returns whether the user may see or edit the value.
    pub fn includes_user(self) -> bool {
        self == Self::User
    }

    /// Returns whether administrators may see or edit the value.
    pub fn includes_administrators(self) -> bool {
        self != Self::Nobody
    }
}
