//! Adding a passkey during a sign-in.

use askama::Template;

use crate::page::html_of;
use crate::{Frame, Language, Page, PasskeyAddition, PasskeyFailure};

/// Asks for a new passkey during a sign-in, because the application or the organisation requires more than a password. Buttons
/// `add-passkey`, `use-authenticator` and `cancel`; fields `continue`, `registration`, `response`.
#[derive(Clone, Debug)]
pub struct SignInPasskeyPage {
    /// The name of the application, if known.
    pub application_name: Option<String>,
    /// The sealed request to continue with, hidden field `continue`.
    pub form_state: String,
    /// The user's display name, or else the username.
    pub account_name: String,
    /// The new passkey.
    pub addition: PasskeyAddition,
    /// The target of the forms: a path of this server.
    pub action: String,
    /// The reason why the last passkey was not added.
    pub failure: Option<PasskeyFailure>,
    /// Whether to show the button `use-authenticator`: an authenticator app is enough too.
    pub offer_authenticator: bool,
    /// Whether to show the button `cancel`, which returns to the application.
    pub offer_cancel: bool,
}

impl Page for SignInPasskeyPage {
    const NAME: &'static str = "sign-in-passkey";
    const HAS_SCRIPT: bool = true;

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let first = Self {
            application_name: Some("Notes".to_owned()),
            form_state: "c2VhbGVkIHJlcXVlc3Q".to_owned(),
            account_name: "Ada Lovelace".to_owned(),
            addition: PasskeyAddition { registration: "c2VhbA".to_owned(), options: "{}".to_owned() },
            action: "/login/add-passkey".to_owned(),
            failure: None,
            offer_authenticator: false,
            offer_cancel: true,
        };
        let failed = Self { failure: Some(PasskeyFailure::NotVerified), ..first.clone() };
        let either = Self { offer_authenticator: true, ..first.clone() };
        let plain = Self { application_name: None, offer_cancel: false, ..first.clone() };
        vec![("first", first), ("not-verified", failed), ("or-authenticator", either), ("plain", plain)]
    }
}

#[derive(Template)]
#[template(path = "sign_in_passkey.html")]
struct View<'a> {
    page: &'a SignInPasskeyPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        let (heading, application) =
            (self.text.say("passkeys-add-heading"), self.page.application_name.as_deref());
        self.text.title_of(&heading, application, self.page.failure.is_some())
    }

    fn reason(&self) -> String {
        match &self.page.application_name {
            Some(name) => self.text.say_with("sign-in-passkey-reason-application", "application", name),
            None => self.text.say("sign-in-passkey-reason"),
        }
    }

    fn failure(&self) -> Option<String> {
        self.page.failure.map(|failure| self.text.say(failure.message()))
    }
}
