//! The notice of an account page: what was just done.

use serde::{Deserialize, Serialize};

use crate::Language;

/// The notice about the last change. It travels sealed in the address of the redirect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountNotice {
    /// An application lost its access.
    AccessWithdrawn {
        /// Its client identifier.
        client_id: String,
        /// Its name.
        application: String,
    },
    /// The profile was saved.
    ProfileSaved,
    /// The picture was saved.
    PictureSaved,
    /// The picture was removed.
    PictureRemoved,
    /// Other sessions ended.
    SessionsEnded {
        /// The number.
        count: usize,
    },
    /// A trusted device was forgotten.
    DeviceForgotten,
    /// The user said that somebody else used the account: every other session ended.
    OthersSignedOut,
    /// The password was changed, and every other session ended.
    PasswordChanged,
    /// An authenticator app was added.
    AuthenticatorAdded,
    /// The authenticator app was removed.
    AuthenticatorRemoved,
    /// A passkey was added.
    PasskeyAdded {
        /// Its name.
        name: String,
    },
    /// A passkey got another name.
    PasskeyRenamed {
        /// Its new name.
        name: String,
    },
    /// A passkey was removed.
    PasskeyRemoved {
        /// Its name.
        name: String,
        /// The user handle of its user, for the signal to the browser.
        user_handle: String,
    },
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
}

impl AccountNotice {
    /// Returns the sentence.
    pub(crate) fn text(&self, text: Language) -> String {
        match self {
            Self::AccessWithdrawn { application, .. } => {
                text.say_with("account-withdrawn", "application", application)
            }
            Self::ProfileSaved => text.say("profile-saved"),
            Self::PictureSaved => text.say("picture-saved"),
            Self::PictureRemoved => text.say("picture-removed"),
            Self::SessionsEnded { count } => text.say_with_count("devices-ended", *count),
            Self::DeviceForgotten => text.say("trusted-forgotten"),
            Self::OthersSignedOut => text.say("activity-others-signed-out"),
            Self::PasswordChanged => text.say("password-changed"),
            Self::AuthenticatorAdded => text.say("authenticator-notice-added"),
            Self::AuthenticatorRemoved => text.say("authenticator-notice-removed"),
            Self::PasskeyAdded { name } => text.say_with("passkeys-was-added", "name", name),
            Self::PasskeyRenamed { name } => text.say_with("passkeys-was-renamed", "name", name),
            Self::PasskeyRemoved { name, .. } => text.say_with("passkeys-was-removed", "name", name),
            Self::AccountLinked { provider } => text.say_with("linked-added", "provider", provider),
            Self::AccountUnlinked { provider } => text.say_with("linked-removed", "provider", provider),
        }
    }
}
