//! The overview of the account.

use askama::Template;

use crate::page::html_of;
use crate::{AccountMenu, AccountSection, Frame, Language, Page};

/// Shows who is signed in, and what each section is for.
#[derive(Clone, Debug)]
pub struct AccountOverviewPage {
    /// The frame.
    pub menu: AccountMenu,
    /// The username.
    pub username: String,
    /// The email address, if there is one.
    pub email: Option<String>,
    /// Whether the email address is confirmed.
    pub email_verified: bool,
    /// The console, for a user who may enter it: a path of this server.
    pub console_uri: Option<String>,
}

impl Page for AccountOverviewPage {
    const NAME: &'static str = "account";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let full = Self {
            menu: AccountMenu::sample(AccountSection::Overview),
            username: "ada".to_owned(),
            email: Some("ada@example.org".to_owned()),
            email_verified: true,
            console_uri: None,
        };
        let administrator = Self { console_uri: Some("/admin".to_owned()), ..full.clone() };
        let unverified = Self { email_verified: false, ..full.clone() };
        let mut bare = Self { username: "grace".to_owned(), email: None, ..full.clone() };
        "grace".clone_into(&mut bare.menu.account_name);
        vec![
            ("full", full),
            ("administrator", administrator),
            ("email-unverified", unverified),
            ("username-only", bare),
        ]
    }
}

#[derive(Template)]
#[template(path = "account_overview.html")]
struct View<'a> {
    page: &'a AccountOverviewPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say("account-heading")
    }
}
