//! The page that asks before signing out.

use askama::Template;

use crate::page::html_of;
use crate::{Frame, Language, MissingReturn, Page};

/// Asks whether to sign out (OpenID Connect RP-Initiated Logout 1.0, section 2). Buttons `sign-out`, `sign-out-all` and
/// `stay` send `decision`.
#[derive(Clone, Debug)]
pub struct LogoutPage {
    /// The name of the application that asks, if known.
    pub application_name: Option<String>,
    /// The user's display name, or else the username.
    pub account_name: String,
    /// Whether other accounts are signed in in this browser: shows the button `sign-out-all`.
    pub offer_all: bool,
    /// The reason why there will be no way back although the application asked for one.
    pub missing_return: Option<MissingReturn>,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The sealed sign-out request, hidden field `continue`.
    pub form_state: String,
}

impl Page for LogoutPage {
    const NAME: &'static str = "logout";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let named = Self {
            application_name: Some("Notes".to_owned()),
            account_name: "Ada Lovelace".to_owned(),
            offer_all: false,
            missing_return: None,
            action: "/logout".to_owned(),
            form_state: "c2VhbGVkIHJlcXVlc3Q".to_owned(),
        };
        vec![
            ("application", named.clone()),
            ("without-application", Self { application_name: None, ..named.clone() }),
            ("several-accounts", Self { offer_all: true, ..named.clone() }),
            ("missing-return", Self { missing_return: Some(MissingReturn::sample()), ..named }),
        ]
    }
}

#[derive(Template)]
#[template(path = "logout.html")]
struct View<'a> {
    page: &'a LogoutPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.text.say("logout-submit"), None)
    }

    fn explanation(&self) -> String {
        match &self.page.application_name {
            Some(name) => self.text.say_with("logout-text-application", "application", name),
            None => self.text.say("logout-text"),
        }
    }
}
