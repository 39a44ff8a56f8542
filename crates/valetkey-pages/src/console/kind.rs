//! The kinds of records whose forms and removals the console shows in one way.

use serde::{Deserialize, Serialize};

use crate::ConsoleSection;

/// A kind of record that administrators add, edit and remove.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsoleKind {
    /// Groups of users.
    Group,
    /// Roles.
    Role,
    /// Scopes.
    Scope,
    /// Attributes of users.
    Attribute,
    /// Identity providers.
    Provider,
}

/// The messages of a kind.
pub(crate) struct KindMessages {
    /// The heading of the form for a new record, and the text of the link to it.
    pub(crate) new: &'static str,
    /// The text of an empty list.
    pub(crate) none: &'static str,
    /// The notices after an addition, an edit and a removal.
    pub(crate) notices: [&'static str; 3],
    /// The heading and the explanation before a removal.
    pub(crate) removal: [&'static str; 2],
}

impl ConsoleKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Group, Self::Role, Self::Scope, Self::Attribute, Self::Provider];

    /// Returns the section with the records of this kind.
    pub fn section(self) -> ConsoleSection {
        match self {
            Self::Group => ConsoleSection::Groups,
            Self::Role => ConsoleSection::Roles,
            Self::Scope => ConsoleSection::Scopes,
            Self::Attribute => ConsoleSection::Attributes,
            Self::Provider => ConsoleSection::Providers,
        }
    }

    /// Returns the name of the sample of its removal.
    pub(crate) fn removal_sample(self) -> &'static str {
        match self {
            Self::Group => "remove-group",
            Self::Role => "remove-role",
            Self::Scope => "remove-scope",
            Self::Attribute => "remove-attribute",
            Self::Provider => "remove-provider",
        }
    }

    /// Returns the messages.
    pub(crate) fn messages(self) -> KindMessages {
        match self {
            Self::Group => KindMessages {
                new: "console-new-group",
                none: "console-groups-none",
                notices: [
                    "console-notice-group-added",
                    "console-notice-group-saved",
                    "console-notice-group-removed",
                ],
                removal: ["console-remove-group-heading", "console-remove-group-text"],
            },
            Self::Role => KindMessages {
                new: "console-new-role",
                none: "console-roles-none",
                notices: [
                    "console-notice-role-added",
                    "console-notice-role-saved",
                    "console-notice-role-removed",
                ],
                removal: ["console-remove-role-heading", "console-remove-role-text"],
            },
            Self::Scope => KindMessages {
                new: "console-new-scope",
                none: "console-scopes-none",
                notices: [
                    "console-notice-scope-added",
                    "console-notice-scope-saved",
                    "console-notice-scope-removed",
                ],
                removal: ["console-remove-scope-heading", "console-remove-scope-text"],
            },
            Self::Attribute => KindMessages {
                new: "console-new-attribute",
                none: "console-attributes-none",
                notices: [
                    "console-notice-attribute-added",
                    "console-notice-attribute-saved",
                    "console-notice-attribute-removed",
                ],
                removal: ["console-remove-attribute-heading", "console-remove-attribute-text"],
            },
            Self::Provider => KindMessages {
                new: "console-new-provider",
                none: "console-providers-none",
                notices: [
                    "console-notice-provider-added",
                    "console-notice-provider-saved",
                    "console-notice-provider-removed",
                ],
                removal: ["console-remove-provider-heading", "console-remove-provider-text"],
            },
        }
    }
}
