//! The download of everything about the user, and the deletion of the account.

use askama::Template;

use crate::page::html_of;
use crate::{AccountMenu, AccountSection, Frame, Language, Moment, Page};

/// Offers the download in two forms, and leads to the deletion.
#[derive(Clone, Debug)]
pub struct AccountDataPage {
    /// The frame.
    pub menu: AccountMenu,
    /// The target of the form (fields `action`, `form_state`): a path of this server.
    pub action: String,
    /// The page of the deletion: a path of this server. `None` where users may not delete their accounts.
    pub deletion_uri: Option<String>,
}

impl Page for AccountDataPage {
    const NAME: &'static str = "account-data";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&DataView { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let both = Self {
            menu: AccountMenu::sample(AccountSection::Data),
            action: "/account/data".to_owned(),
            deletion_uri: Some("/account/data/delete".to_owned()),
        };
        vec![("no-deletion", Self { deletion_uri: None, ..both.clone() }), ("both", both)]
    }
}

#[derive(Template)]
#[template(path = "account_data.html")]
struct DataView<'a> {
    page: &'a AccountDataPage,
    text: Language,
    frame: Frame<'a>,
}

impl DataView<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say("account-menu-data")
    }
}

/// Says what the deletion does, and has the button for it.
#[derive(Clone, Debug)]
pub struct AccountDeletionPage {
    /// The frame.
    pub menu: AccountMenu,
    /// The day of the deletion, if the user asks for it now.
    pub day: Moment,
    /// The number of devices that are signed out.
    pub sessions: usize,
    /// The number of applications that lose access.
    pub applications: usize,
    /// The target of the form (field `form_state`): a path of this server.
    pub action: String,
    /// The page with the download: a path of this server.
    pub data_uri: String,
}

impl Page for AccountDeletionPage {
    const NAME: &'static str = "account-deletion";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&DeletionView { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let now = 1_773_324_300;
        let many = Self {
            menu: AccountMenu::sample_below(AccountSection::Data),
            day: Moment { at: now + 14 * 86_400, now },
            sessions: 3,
            applications: 12,
            action: "/account/data/delete".to_owned(),
            data_uri: "/account/data".to_owned(),
        };
        vec![("few", Self { sessions: 1, applications: 0, ..many.clone() }), ("many", many)]
    }
}

#[derive(Template)]
#[template(path = "account_deletion.html")]
struct DeletionView<'a> {
    page: &'a AccountDeletionPage,
    text: Language,
    frame: Frame<'a>,
}

impl DeletionView<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say("deletion-heading")
    }

    fn day(&self) -> String {
        self.text.say_with("deletion-day", "day", &self.page.day.say_date(self.text))
    }
}
