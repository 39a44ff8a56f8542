//! The page for a user who may not use an application.

use askama::Template;

use crate::page::html_of;
use crate::{Frame, Language, Page};

/// Says that an account has no access to an application, or that the application allows no access from this network. Links to the
/// support address of the brand. Buttons `choose-account` (with an account only) and `cancel` send `decision` (`choose`, `cancel`).
#[derive(Clone, Debug)]
pub struct NoAccessPage {
    /// The name of the application.
    pub application_name: String,
    /// The account that has no access; `None` where the network is the reason.
    pub account: Option<NoAccessAccount>,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The sealed request to continue with, hidden field `continue`.
    pub form_state: String,
}

/// An account without access.
#[derive(Clone, Debug)]
pub struct NoAccessAccount {
    /// The user's display name, or else the username.
    pub display_name: String,
    /// The username.
    pub username: String,
}

impl Page for NoAccessPage {
    const NAME: &'static str = "no-access";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let account =
            |name: &str| Some(NoAccessAccount { display_name: name.to_owned(), username: "ada".to_owned() });
        let named = Self {
            application_name: "Notes".to_owned(),
            account: account("Ada Lovelace"),
            action: "/accounts".to_owned(),
            form_state: "c2VhbGVkIHJlcXVlc3Q".to_owned(),
        };
        let plain = Self { account: account("ada"), ..named.clone() };
        let network = Self { account: None, ..named.clone() };
        vec![("named", named), ("username-only", plain), ("network", network)]
    }
}

#[derive(Template)]
#[template(path = "no_access.html")]
struct View<'a> {
    page: &'a NoAccessPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.text.say("no-access-heading"), Some(&self.page.application_name))
    }

    fn explanation(&self) -> String {
        let message = if self.page.account.is_some() { "no-access-text" } else { "no-access-network" };
        self.text.say_with(message, "application", &self.page.application_name)
    }
}
