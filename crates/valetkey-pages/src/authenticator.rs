//! Adding an authenticator app: during a sign-in, and on the account page.

use askama::Template;

use crate::page::html_of;
use crate::{AccountMenu, AccountSection, Frame, Language, Page};

/// The set-up of an authenticator app. Button `confirm`; fields `code`, `set_up`.
#[derive(Clone, Debug)]
pub struct AuthenticatorSetUp {
    /// The QR code; without one the user types the key.
    pub qr_code: Option<QrCode>,
    /// The key as text in groups.
    pub key: String,
    /// The name of the account in the app.
    pub account_name: String,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The sealed key, hidden field `set_up`.
    pub set_up: String,
    /// Whether the last code was wrong.
    pub code_was_wrong: bool,
}

/// A QR code: the modules of a square, row by row.
#[derive(Clone, Debug)]
pub struct QrCode {
    /// The side in modules, with the light frame.
    pub side: usize,
    /// The dark modules as an SVG path: digits, letters, blanks and signs only.
    pub path: String,
}

/// Asks for an authenticator app during a sign-in, because the application or the organisation requires a second step. Buttons
/// `confirm`, `use-passkey` and `cancel`.
#[derive(Clone, Debug)]
pub struct SignInSetUpPage {
    /// The name of the application, if known.
    pub application_name: Option<String>,
    /// The sealed request to continue with, hidden field `continue`.
    pub form_state: String,
    /// The new authenticator.
    pub set_up: AuthenticatorSetUp,
    /// Whether to show the button `use-passkey`: a passkey is enough too.
    pub offer_passkey: bool,
    /// Whether to show the button `cancel`, which returns to the application.
    pub offer_cancel: bool,
}

/// Adds, replaces or removes the authenticator app of the account.
#[derive(Clone, Debug)]
pub struct AccountAuthenticatorPage {
    /// The frame.
    pub menu: AccountMenu,
    /// Whether the user has an authenticator app. Then the page offers `remove`.
    pub has_authenticator: bool,
    /// Whether the recovery codes go with it.
    pub codes_go_too: bool,
    /// The authenticator to add; `None` while the user has one.
    pub set_up: Option<AuthenticatorSetUp>,
    /// The target of the forms: a path of this server.
    pub action: String,
}

impl AuthenticatorSetUp {
    /// Returns a sample for tests and designs.
    pub(crate) fn sample() -> Self {
        Self {
            qr_code: Some(QrCode { side: 29, path: "M4 4h7v1h-7zM4 5h1v1h-1z".to_owned() }),
            key: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ".to_owned(),
            account_name: "ada".to_owned(),
            action: "/login/authenticator".to_owned(),
            set_up: "c2VhbGVkIGtleQ".to_owned(),
            code_was_wrong: false,
        }
    }

    /// Returns the path if it can be nothing else.
    fn picture(&self) -> Option<&QrCode> {
        let is_plain = |code: &&QrCode| {
            code.path.bytes().all(|byte| byte.is_ascii_digit() || b"MhHvVzZ -".contains(&byte))
        };
        self.qr_code.as_ref().filter(is_plain)
    }
}

impl Page for SignInSetUpPage {
    const NAME: &'static str = "sign-in-set-up";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&SignInView { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let first = Self {
            application_name: Some("Notes".to_owned()),
            form_state: "c2VhbGVkIHJlcXVlc3Q".to_owned(),
            set_up: AuthenticatorSetUp::sample(),
            offer_passkey: true,
            offer_cancel: true,
        };
        let mut wrong = first.clone();
        wrong.set_up.code_was_wrong = true;
        let mut plain =
            Self { application_name: None, offer_passkey: false, offer_cancel: false, ..first.clone() };
        plain.set_up.qr_code = None;
        vec![("first", first), ("wrong-code", wrong), ("without-picture", plain)]
    }
}

impl Page for AccountAuthenticatorPage {
    const NAME: &'static str = "account-authenticator";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&AccountView { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let set_up = AuthenticatorSetUp {
            action: "/account/security/authenticator".to_owned(),
            ..AuthenticatorSetUp::sample()
        };
        let add = Self {
            menu: AccountMenu::sample(AccountSection::Security),
            has_authenticator: false,
            codes_go_too: false,
            set_up: Some(set_up),
            action: "/account/security/authenticator".to_owned(),
        };
        let mut wrong = add.clone();
        wrong.set_up = wrong.set_up.map(|set_up| AuthenticatorSetUp { code_was_wrong: true, ..set_up });
        let has = Self { has_authenticator: true, codes_go_too: true, set_up: None, ..add.clone() };
        let with_passkey = Self { codes_go_too: false, ..has.clone() };
        vec![("add", add), ("wrong-code", wrong), ("added", has), ("added-with-passkey", with_passkey)]
    }
}

#[derive(Template)]
#[template(path = "sign_in_set_up.html")]
struct SignInView<'a> {
    page: &'a SignInSetUpPage,
    text: Language,
    frame: Frame<'a>,
}

#[derive(Template)]
#[template(path = "account_authenticator.html")]
struct AccountView<'a> {
    page: &'a AccountAuthenticatorPage,
    text: Language,
    frame: Frame<'a>,
}

impl SignInView<'_> {
    fn title(&self) -> String {
        let heading = self.text.say("authenticator-heading");
        let is_error = self.page.set_up.code_was_wrong;
        self.text.title_of(&heading, self.page.application_name.as_deref(), is_error)
    }

    fn reason(&self) -> String {
        match &self.page.application_name {
            Some(name) => self.text.say_with("authenticator-reason-application", "application", name),
            None => self.text.say("authenticator-reason"),
        }
    }
}

impl AccountView<'_> {
    fn title(&self) -> String {
        let is_error = self.page.set_up.as_ref().is_some_and(|set_up| set_up.code_was_wrong);
        self.text.title_of(&self.heading(), None, is_error)
    }

    fn heading(&self) -> String {
        self.text.say("authenticator-heading")
    }
}
