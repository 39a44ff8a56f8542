//! The passkeys of the user.

use askama::Template;

use crate::page::html_of;
use crate::{AccountMenu, AccountNotice, AccountSection, Frame, Language, Moment, Page};

/// Shows each passkey with its name, its place and its last use, and adds, renames and removes passkeys.
#[derive(Clone, Debug)]
pub struct AccountPasskeysPage {
    /// The frame.
    pub menu: AccountMenu,
    /// The passkeys, oldest first.
    pub passkeys: Vec<PasskeyEntry>,
    /// The form that adds one; `None` if browsers offer no passkeys at this address.
    pub addition: Option<PasskeyAddition>,
    /// The target of all forms: a path of this server.
    pub action: String,
    /// The reason why the last change was refused.
    pub failure: Option<PasskeyFailure>,
    /// The signals for the browser about the passkeys of this user: JSON for the script.
    pub signals: String,
}

/// A passkey.
#[derive(Clone, Debug)]
pub struct PasskeyEntry {
    /// The credential ID, in the hidden field `passkey` of its forms.
    pub id: String,
    /// The name that the user gave it.
    pub name: String,
    /// The name of the model of its authenticator, if it is well known.
    pub model: Option<&'static str>,
    /// Whether it is synchronised between devices.
    pub is_synchronised: bool,
    /// When it was added.
    pub added: Moment,
    /// When it was last used to sign in; `None` if never.
    pub used: Option<Moment>,
}

/// The form that adds a passkey.
#[derive(Clone, Debug)]
pub struct PasskeyAddition {
    /// The sealed registration, hidden field `registration`.
    pub registration: String,
    /// The options for `navigator.credentials.create()` as JSON. The script adds the challenge: the hash of the field
    /// `registration`.
    pub options: String,
}

/// The reason why a change of passkeys was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyFailure {
    /// The response of the browser proves nothing, or came too late.
    NotVerified,
    /// The authenticator did not prove that it is of an accepted model.
    Model,
    /// The name is empty, too long, or has control characters.
    Name,
    /// The user has too many passkeys.
    TooMany,
}

impl PasskeyFailure {
    pub(crate) fn message(self) -> &'static str {
        match self {
            Self::NotVerified => "passkeys-failure-not-verified",
            Self::Model => "passkeys-failure-model",
            Self::Name => "passkeys-failure-name",
            Self::TooMany => "passkeys-failure-too-many",
        }
    }
}

impl Page for AccountPasskeysPage {
    const NAME: &'static str = "account-passkeys";
    const HAS_SCRIPT: bool = true;

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let passkey = |id: &str, name: &str, model, is_synchronised, used| PasskeyEntry {
            id: id.to_owned(),
            name: name.to_owned(),
            model,
            is_synchronised,
            added: Moment { at: 0, now: 3_600 },
            used,
        };
        let two = Self {
            menu: AccountMenu::sample_below(AccountSection::Security),
            passkeys: vec![
                passkey(
                    "cGhvbmU",
                    "Phone",
                    Some("iCloud Keychain"),
                    true,
                    Some(Moment { at: 3_000, now: 3_600 }),
                ),
                passkey("a2V5", "Blue security key", None, false, None),
            ],
            addition: Some(PasskeyAddition { registration: "c2VhbA".to_owned(), options: "{}".to_owned() }),
            action: "/account/security/passkeys".to_owned(),
            failure: None,
            signals: "[]".to_owned(),
        };
        let with = |notice| Self { menu: two.menu.clone().with(notice), ..two.clone() };
        let added = with(AccountNotice::PasskeyAdded { name: "Phone".to_owned() });
        let renamed = with(AccountNotice::PasskeyRenamed { name: "Phone".to_owned() });
        let mut removed = with(AccountNotice::PasskeyRemoved {
            name: "Laptop".to_owned(),
            user_handle: "aGFuZGxl".to_owned(),
        });
        removed.passkeys.pop();
        let failed = |failure| Self { failure: Some(failure), ..two.clone() };
        vec![
            ("empty", Self { passkeys: Vec::new(), ..two.clone() }),
            ("not-here", Self { passkeys: Vec::new(), addition: None, ..two.clone() }),
            ("not-verified", failed(PasskeyFailure::NotVerified)),
            ("other-model", failed(PasskeyFailure::Model)),
            ("wrong-name", failed(PasskeyFailure::Name)),
            ("too-many", failed(PasskeyFailure::TooMany)),
            ("added", added),
            ("renamed", renamed),
            ("removed", removed),
            ("two", two),
        ]
    }
}

#[derive(Template)]
#[template(path = "account_passkeys.html")]
struct View<'a> {
    page: &'a AccountPasskeysPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.page.failure.is_some())
    }

    fn heading(&self) -> String {
        self.text.say("passkeys-heading")
    }

    fn failure(&self) -> Option<String> {
        self.page.failure.map(|failure| self.text.say(failure.message()))
    }

    fn place(&self, passkey: &PasskeyEntry) -> String {
        let place =
            if passkey.is_synchronised { "passkeys-place-synchronised" } else { "passkeys-place-device" };
        let place = self.text.say(place);
        match passkey.model {
            Some(model) => format!("{} · {place}", self.text.isolated(model)),
            None => place,
        }
    }
}
