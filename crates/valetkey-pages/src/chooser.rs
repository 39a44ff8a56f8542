//! The account chooser: the accounts of this browser.

use askama::Template;

use crate::page::html_of;
use crate::{Frame, Language, Page};

/// Offers the accounts of this browser. The button of an account (`continue-as` for the first, `continue-as-2` and so on) sends
/// `account`; `another-account`, `sign-out-all` and `cancel` send `decision` (`another`, `sign-out-all`, `cancel`).
#[derive(Clone, Debug)]
pub struct AccountChooserPage {
    /// The name of the application, if known.
    pub application_name: Option<String>,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The sealed request to continue with, hidden field `continue`.
    pub form_state: String,
    /// The accounts, the active one first.
    pub accounts: Vec<ChooserAccount>,
    /// Whether to show the button `cancel`, which returns to the application.
    pub offer_cancel: bool,
    /// Whether to show the buttons that sign out: of one account (`sign-out` and so on, which send `sign_out`), and of all.
    pub offer_sign_out: bool,
}

/// An account of this browser.
#[derive(Clone, Debug)]
pub struct ChooserAccount {
    /// Its name in the form.
    pub id: String,
    /// The user's display name, or else the username.
    pub display_name: String,
    /// The username.
    pub username: String,
    /// Whether the user is signed in. Otherwise the button leads to the sign-in page.
    pub is_signed_in: bool,
}

impl Page for AccountChooserPage {
    const NAME: &'static str = "account-chooser";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let account = |id: &str, name: &str, username: &str, is_signed_in| ChooserAccount {
            id: id.to_owned(),
            display_name: name.to_owned(),
            username: username.to_owned(),
            is_signed_in,
        };
        let named = Self {
            application_name: Some("Notes".to_owned()),
            action: "/accounts".to_owned(),
            form_state: "c2VhbGVkIHJlcXVlc3Q".to_owned(),
            accounts: vec![account("1", "Ada Lovelace", "ada", true)],
            offer_cancel: true,
            offer_sign_out: false,
        };
        let plain = Self {
            application_name: None,
            accounts: vec![account("1", "ada", "ada", true)],
            offer_cancel: false,
            ..named.clone()
        };
        let several = Self {
            accounts: vec![
                account("1", "Ada Lovelace", "ada", true),
                account("2", "Charles Babbage", "charles", true),
                account("3", "mary", "mary", false),
            ],
            ..named.clone()
        };
        let own =
            Self { application_name: None, offer_cancel: false, offer_sign_out: true, ..several.clone() };
        vec![("application", named), ("without-application", plain), ("several", several), ("own", own)]
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
        let heading = if self.page.offer_sign_out { "accounts-heading" } else { "chooser-heading" };
        self.text.title(&self.text.say(heading), self.page.application_name.as_deref())
    }

    fn heading(&self) -> String {
        match &self.page.application_name {
            Some(name) => self.text.say_with("chooser-heading-application", "application", name),
            None if self.page.offer_sign_out => self.text.say("accounts-heading"),
            None => self.text.say("chooser-heading"),
        }
    }
}
