//! The account chooser: continue with the account of this browser, or use another.

use askama::Template;

use crate::page::html_of;
use crate::{Frame, Language, Page};

/// Offers the signed-in account. Buttons `continue-as`, `another-account` and `cancel` send `decision`
/// (`continue`, `another`, `cancel`).
#[derive(Clone, Debug)]
pub struct AccountChooserPage {
    /// The name of the application, if known.
    pub application_name: Option<String>,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The sealed request to continue with, hidden field `continue`.
    pub form_state: String,
    /// The user's display name, or else the username.
    pub display_name: String,
    /// The username.
    pub username: String,
    /// Whether to show the button `cancel`, which returns to the application.
    pub offer_cancel: bool,
}

impl Page for AccountChooserPage {
    const NAME: &'static str = "account-chooser";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let named = Self {
            application_name: Some("Notes".to_owned()),
            action: "/choose-account".to_owned(),
            form_state: "c2VhbGVkIHJlcXVlc3Q".to_owned(),
            display_name: "Ada Lovelace".to_owned(),
            username: "ada".to_owned(),
            offer_cancel: true,
        };
        let plain = Self {
            application_name: None,
            display_name: "ada".to_owned(),
            offer_cancel: false,
            ..named.clone()
        };
        vec![("application", named), ("without-application", plain)]
    }
}

#[derive(Template)]
#[template(path = "chooser.html")]
struct View<'a> {
    page: &'a AccountChooserPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.text.say("chooser-heading"), self.page.application_name.as_deref())
    }

    fn heading(&self) -> String {
        match &self.page.application_name {
            Some(name) => self.text.say_with("chooser-heading-application", "application", name),
            None => self.text.say("chooser-heading"),
        }
    }
}
