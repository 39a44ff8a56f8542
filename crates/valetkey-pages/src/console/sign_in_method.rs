//! A way of a user to sign in, as a row of the page of the user.

use crate::{Language, Moment};

/// A way of a user to sign in, or a second factor.
#[derive(Clone, Debug)]
pub struct ConsoleSignInMethod {
    /// The kind.
    pub kind: ConsoleMethodKind,
    /// The moment when it was added, if it is known.
    pub added: Option<Moment>,
    /// The moment when it was last used, if it was.
    pub last_used: Option<Moment>,
    /// The page that removes it, for an administrator who may: a path of this server.
    pub remove_uri: Option<String>,
}

/// The kind of a way to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConsoleMethodKind {
    /// The password.
    Password,
    /// The authenticator app.
    Authenticator,
    /// The recovery codes that were not used.
    RecoveryCodes(usize),
    /// A passkey, by its name.
    Passkey(String),
    /// An account at a provider.
    LinkedAccount {
        /// The display name of the provider.
        provider: String,
        /// The name of the account there.
        label: Option<String>,
    },
}

impl ConsoleSignInMethod {
    /// Returns every kind, for samples.
    pub(crate) fn samples() -> Vec<Self> {
        let moment = Moment { at: 1_773_320_700, now: 1_773_324_300 };
        let plain = |kind| Self { kind, added: None, last_used: None, remove_uri: None };
        let removable = |kind, uri: &str| Self {
            added: Some(Moment { at: 1_700_000_000, now: 1_773_324_300 }),
            last_used: Some(moment),
            remove_uri: Some(uri.to_owned()),
            ..plain(kind)
        };
        let linked = ConsoleMethodKind::LinkedAccount {
            provider: "GitHub".to_owned(),
            label: Some("ada-l".to_owned()),
        };
        let unnamed = ConsoleMethodKind::LinkedAccount { provider: "Google".to_owned(), label: None };
        let unused = Self {
            last_used: None,
            ..removable(ConsoleMethodKind::Passkey("Key".to_owned()), "/admin/users/u1/passkeys/b")
        };
        vec![
            plain(ConsoleMethodKind::Password),
            removable(ConsoleMethodKind::Authenticator, "/admin/users/u1/factors/authenticator"),
            plain(ConsoleMethodKind::RecoveryCodes(7)),
            removable(ConsoleMethodKind::Passkey("Phone".to_owned()), "/admin/users/u1/passkeys/a"),
            unused,
            removable(linked, "/admin/users/u1/linked-accounts/c"),
            plain(unnamed),
        ]
    }

    /// Returns the title of the row.
    pub(crate) fn title(&self, text: Language) -> String {
        match &self.kind {
            ConsoleMethodKind::Password => text.say("console-method-password"),
            ConsoleMethodKind::Authenticator => text.say("console-method-authenticator"),
            ConsoleMethodKind::RecoveryCodes(_) => text.say("console-method-recovery-codes"),
            ConsoleMethodKind::Passkey(name) => text.say_with("console-method-passkey", "name", name),
            ConsoleMethodKind::LinkedAccount { provider, .. } => {
                text.say_with("console-method-linked", "provider", provider)
            }
        }
    }

    /// Returns what the row says besides the moments.
    pub(crate) fn detail(&self, text: Language) -> Option<String> {
        match &self.kind {
            ConsoleMethodKind::RecoveryCodes(left) => {
                Some(text.say_with_count("console-method-codes-left", *left))
            }
            ConsoleMethodKind::LinkedAccount { label, .. } => {
                label.as_ref().map(|label| text.isolated(label))
            }
            _ => None,
        }
    }
}
