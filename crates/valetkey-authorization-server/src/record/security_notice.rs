//! Notices that tell a user about a change of their account.

use serde::{Deserialize, Serialize};
use valetkey_types::{Timestamp, UserId};

/// A notice to a user. It holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityNotice {
    /// The user.
    pub user_id: UserId,
    /// The kind of change.
    pub about: NoticeKind,
    /// When.
    pub at: Timestamp,
    /// The address that the account had before the change.
    pub to: String,
    /// The network address of the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network_address: Option<String>,
    /// The browser, as it describes itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
}

/// The kind of a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum NoticeKind {
    /// The password changed.
    PasswordChanged,
    /// The mail address changed.
    AddressChanged,
    /// A sign-in at a new browser.
    NewDevice,
    /// A second factor or passkey was added.
    FactorAdded {
        /// The display name.
        name: String,
    },
    /// A second factor or passkey was removed.
    FactorRemoved {
        /// The display name.
        name: String,
    },
    /// New recovery codes replaced the old ones.
    RecoveryCodesMade,
    /// A recovery code was used.
    RecoveryCodeUsed,
    /// An account at a provider was linked.
    AccountLinked {
        /// The display name of the provider.
        provider: String,
    },
    /// An account at a provider was unlinked.
    AccountUnlinked {
        /// The display name of the provider.
        provider: String,
    },
    /// The user asked for the deletion of the account.
    DeletionRequested {
        /// When it is deleted.
        at: Timestamp,
    },
    /// The user returned and kept the account.
    DeletionCancelled,
    /// A kind that a newer version stored.
    #[serde(other)]
    Unknown,
}
