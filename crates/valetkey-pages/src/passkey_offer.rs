//! The offer of a passkey after a sign-in with a password.

use askama::Template;

use crate::page::html_of;
use crate::{Frame, Language, Page, PasskeyAddition};

/// Offers a passkey to a user who has just signed in with a password. Buttons `add-passkey` and `not-now` both continue the
/// sign-in. Fields `continue`, `registration`, `response`. The script first lets the browser create the passkey without asking.
#[derive(Clone, Debug)]
pub struct PasskeyOfferPage {
    /// The name of the application, if known.
    pub application_name: Option<String>,
    /// The sealed request to continue with, hidden field `continue`.
    pub form_state: String,
    /// The new passkey.
    pub addition: PasskeyAddition,
    /// The target of the forms: a path of this server.
    pub action: String,
}

impl Page for PasskeyOfferPage {
    const NAME: &'static str = "passkey-offer";
    const HAS_SCRIPT: bool = true;

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let first = Self {
            application_name: Some("Notes".to_owned()),
            form_state: "c2VhbGVkIHJlcXVlc3Q".to_owned(),
            addition: PasskeyAddition { registration: "c2VhbA".to_owned(), options: "{}".to_owned() },
            action: "/login/passkey-offer".to_owned(),
        };
        vec![("first", first.clone()), ("without-application", Self { application_name: None, ..first })]
    }
}

#[derive(Template)]
#[template(path = "passkey_offer.html")]
struct View<'a> {
    page: &'a PasskeyOfferPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.text.say("passkey-offer-heading"), self.page.application_name.as_deref())
    }
}
