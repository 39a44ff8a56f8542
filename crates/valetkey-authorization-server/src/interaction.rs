//! Interactions with a user: an application's request, a page of the account or of the console, or the question whether to sign out.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_accounts::SignInAttempt;

use crate::{
    authorization::PendingRequest,
    provider_sign_in::{PendingLink, ProvedAtProvider},
};

/// An interaction with a user, with the sign-in that it waits for. It travels between pages, sealed for one browser.
///
/// A sign-in settles `prompt=login`, `max_age` and `prompt=select_account` only for the interaction whose attempt began the
/// session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "WrittenInteraction", into = "WrittenInteraction")]
pub struct Interaction {
    /// The sign-in attempt, from the moment a sign-in page is shown. A request that needs no page has none.
    pub attempt: Option<SignInAttempt>,
    /// Whether the user chose to stay signed in; `None` until a sign-in page asks.
    pub keep: Option<bool>,
    /// Why the user is here.
    pub purpose: Purpose,
    /// The account at a provider that is linked to the user who signs in.
    pub link: Option<PendingLink>,
    /// The account at a provider that the attempt was proved with.
    pub proved_at: Option<ProvedAtProvider>,
}

/// Why a user is here, and so where the browser goes in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// An application's authorization request.
    Authorize(PendingRequest),
    /// A page of the user's own account.
    Account {
        /// The page.
        page: AccountPage,
        /// Whether the user is signed in and has to prove it again, because the page changes the account.
        confirm: bool,
    },
    /// A page of the administrators' console.
    Administration {
        /// The page.
        page: ConsolePage,
        /// Why the user has to prove who they are.
        reason: ConsoleReason,
    },
    /// The question whether to sign out.
    SignOut(SignOut),
    // `Device` goes here, with its first page.
}

/// A page of the console that somebody can come back to: a path, perhaps with a query. It never leads out of the console.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct ConsolePage(String);

/// Why a user of the console has to prove who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsoleReason {
    /// Nobody is signed in.
    NoSession,
    /// The session is not as strong as the console requires.
    TooWeak,
    /// The operation needs a fresh proof.
    Confirm,
}

/// A page of the account that somebody can come back to. The list is closed, so that no address from outside leads anywhere
/// else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "&'static str")]
pub enum AccountPage {
    /// The overview.
    #[default]
    Overview,
    /// The user's profile.
    Profile,
    /// The picture of the user.
    Picture,
    /// The user's ways to sign in.
    Security,
    /// The change of the password.
    Password,
    /// The accounts at providers.
    LinkedAccounts,
    /// The user's sessions.
    Devices,
    /// The authenticator app.
    Authenticator,
    /// The recovery codes.
    RecoveryCodes,
    /// The passkeys of the user.
    Passkeys,
    /// The mail address.
    Email,
    /// The applications with access.
    Apps,
    /// The kind of change.
    Activity,
    /// The download of everything about the user.
    Data,
    /// The deletion of the account.
    Deletion,
}

/// The question whether to sign out (OpenID Connect RP-Initiated Logout 1.0 section 2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOut {
    /// The session in which the page was shown: a yes ends no other.
    pub session: Uuid,
    /// Where the browser goes after it.
    pub way_back: WayBack,
}

/// Where the browser goes after signing out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayBack {
    /// The registered address, with `state`.
    pub return_uri: Option<String>,
    /// The name of the application there.
    pub return_name: Option<String>,
    /// Whether the request asked for a way back that is left out.
    #[serde(default)]
    pub is_missing: bool,
}

impl Interaction {
    /// Returns an interaction that just began.
    pub fn new(purpose: Purpose) -> Self {
        Self { attempt: None, keep: None, purpose, link: None, proved_at: None }
    }

    /// Returns the application's request, if it is one that waits.
    pub fn pending(&self) -> Option<&PendingRequest> {
        match &self.purpose {
            Purpose::Authorize(pending) => Some(pending),
            Purpose::Account { .. } | Purpose::Administration { .. } | Purpose::SignOut(_) => None,
        }
    }

    /// Returns an interaction that leads to a page of the console.
    pub fn administration(page: ConsolePage, reason: ConsoleReason) -> Self {
        Self::new(Purpose::Administration { page, reason })
    }

    /// Returns an interaction that leads to a page of the account, for somebody who is not signed in.
    pub fn account(page: AccountPage) -> Self {
        Self::new(Purpose::Account { page, confirm: false })
    }

    /// Returns an interaction in which a signed-in user proves again who they are, before a page changes the account.
    pub fn confirmation(page: AccountPage) -> Self {
        Self::new(Purpose::Account { page, confirm: true })
    }

    /// Whether a signed-in user has to prove again who they are, before a page changes something.
    pub fn is_confirmation(&self) -> bool {
        matches!(
            self.purpose,
            Purpose::Account { confirm: true, .. }
                | Purpose::Administration { reason: ConsoleReason::Confirm, .. }
        )
    }

    /// Returns the interaction after the user gave up: an application hears that they refused, a change of the account ends at the
    /// section that it began in, and the console at its overview, or at the account of a user who may not enter it.
    #[must_use]
    pub fn cancelled(self) -> Self {
        let purpose = match self.purpose {
            Purpose::Authorize(pending) => Purpose::Authorize(PendingRequest { denied: true, ..pending }),
            Purpose::Account { page, confirm: true } => {
                Purpose::Account { page: page.above(), confirm: false }
            }
            Purpose::Administration { reason: ConsoleReason::Confirm, .. } => {
                Purpose::Administration { page: ConsolePage::default(), reason: ConsoleReason::NoSession }
            }
            Purpose::Administration { .. } => {
                Purpose::Account { page: AccountPage::Overview, confirm: false }
            }
            other => other,
        };
        Self { purpose, ..self }
    }
}

impl AccountPage {
    /// Every page.
    pub const ALL: [Self; 15] = [
        Self::Overview,
        Self::Profile,
        Self::Picture,
        Self::Security,
        Self::Email,
        Self::Password,
        Self::Passkeys,
        Self::Authenticator,
        Self::RecoveryCodes,
        Self::LinkedAccounts,
        Self::Devices,
        Self::Apps,
        Self::Activity,
        Self::Data,
        Self::Deletion,
    ];

    /// Returns its path below the issuer.
    pub fn path(self) -> &'static str {
        match self {
            Self::Overview => "/account",
            Self::Profile => "/account/profile",
            Self::Picture => "/account/profile/picture",
            Self::Security => "/account/security",
            Self::Password => "/account/security/password",
            Self::LinkedAccounts => "/account/security/linked",
            Self::Devices => "/account/devices",
            Self::Authenticator => "/account/security/authenticator",
            Self::RecoveryCodes => "/account/security/recovery-codes",
            Self::Passkeys => "/account/security/passkeys",
            Self::Email => "/account/security/email",
            Self::Apps => "/account/apps",
            Self::Activity => "/account/activity",
            Self::Data => "/account/data",
            Self::Deletion => "/account/data/delete",
        }
    }

    /// Returns the section that it belongs to: `/account/security` for `/account/security/password`.
    pub fn section(self) -> Self {
        Self::ALL.into_iter().find(|page| page.is_above(self)).unwrap_or(self)
    }

    /// Returns the page above it: its section, or for a section the overview.
    fn above(self) -> Self {
        let section = self.section();
        if section == self { Self::Overview } else { section }
    }

    fn is_above(self, page: Self) -> bool {
        let below = page.path().strip_prefix(self.path());
        self != Self::Overview && below.is_some_and(|below| below.starts_with('/'))
    }
}

impl ConsolePage {
    /// The overview.
    const OVERVIEW: &'static str = "/admin";

    /// Maximum length of a path with its query, in bytes.
    const LONGEST: usize = 1024;

    /// Returns the path, perhaps with a query, below the issuer.
    pub fn path(&self) -> &str {
        &self.0
    }

    fn is_inside(path: &str) -> bool {
        let below = path.strip_prefix(Self::OVERVIEW);
        let is_below = below.is_some_and(|below| below.is_empty() || below.starts_with(['/', '?']));
        let is_plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        is_below && is_plain && !path.contains("//") && !path.contains("..") && path.len() <= Self::LONGEST
    }
}

impl Default for ConsolePage {
    fn default() -> Self {
        Self(Self::OVERVIEW.to_owned())
    }
}

/// A path that leads elsewhere becomes the overview.
impl From<String> for ConsolePage {
    fn from(path: String) -> Self {
        if Self::is_inside(&path) { Self(path) } else { Self::default() }
    }
}

impl From<ConsolePage> for String {
    fn from(page: ConsolePage) -> Self {
        page.0
    }
}

/// A page of a newer version becomes the overview.
impl From<String> for AccountPage {
    fn from(path: String) -> Self {
        Self::ALL.into_iter().find(|page| page.path() == path).unwrap_or_default()
    }
}

impl From<AccountPage> for &'static str {
    fn from(page: AccountPage) -> Self {
        page.path()
    }
}

/// An interaction in a sealed value. Versions before the attempt know `pending` only, and `null` in it as the account.
#[derive(Serialize, Deserialize)]
struct WrittenInteraction {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    attempt: Option<SignInAttempt>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    keep: Option<bool>,
    #[serde(default)]
    pending: Option<PendingRequest>,
    /// Any other purpose. One that this version does not know makes the value unreadable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    purpose: Option<WrittenPurpose>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    link: Option<PendingLink>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    proved_at: Option<ProvedAtProvider>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WrittenPurpose {
    Account {
        page: AccountPage,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        confirm: bool,
    },
    Administration {
        page: ConsolePage,
        reason: ConsoleReason,
    },
    SignOut(SignOut),
}

impl From<WrittenInteraction> for Interaction {
    fn from(written: WrittenInteraction) -> Self {
        let purpose = match (written.pending, written.purpose) {
            (Some(pending), _) => Purpose::Authorize(pending),
            (None, Some(WrittenPurpose::Account { page, confirm })) => Purpose::Account { page, confirm },
            (None, Some(WrittenPurpose::Administration { page, reason })) => {
                Purpose::Administration { page, reason }
            }
            (None, Some(WrittenPurpose::SignOut(question))) => Purpose::SignOut(question),
            (None, None) => Purpose::Account { page: AccountPage::Overview, confirm: false },
        };
        let WrittenInteraction { attempt, keep, link, proved_at, .. } = written;
        Self { attempt, keep, purpose, link, proved_at }
    }
}

impl From<Interaction> for WrittenInteraction {
    fn from(interaction: Interaction) -> Self {
        let Interaction { attempt, keep, purpose, link, proved_at } = interaction;
        let (pending, purpose) = match purpose {
            Purpose::Authorize(pending) => (Some(pending), None),
            Purpose::Account { page, confirm } => (None, Some(WrittenPurpose::Account { page, confirm })),
            Purpose::Administration { page, reason } => {
                (None, Some(WrittenPurpose::Administration { page, reason }))
            }
            Purpose::SignOut(question) => (None, Some(WrittenPurpose::SignOut(question))),
        };
        Self { attempt, keep, pending, purpose, link, proved_at }
    }
}
