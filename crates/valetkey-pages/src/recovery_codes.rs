//! Recovery codes: the new ones, shown once, and how many are left.

use askama::Template;

use crate::page::html_of;
use crate::{AccountMenu, AccountSection, Frame, Language, Page};

/// Shows new recovery codes, with a link to download them. The page can be printed. Button `continue` leads on.
#[derive(Clone, Debug)]
pub struct NewRecoveryCodesPage {
    /// The codes.
    pub codes: Vec<String>,
    /// The name of the account.
    pub account_name: String,
    /// The address of the text file: a path of this server.
    pub download_uri: String,
    /// The address to continue at, or the target of the form that continues: a path of this server.
    pub continue_uri: String,
    /// The names and values of that form, if an application waits: a link with its request can be too long for Lynx.
    pub continue_fields: Vec<(String, String)>,
}

/// Says how many recovery codes are left. Button `make` makes a new set.
#[derive(Clone, Debug)]
pub struct AccountRecoveryCodesPage {
    /// The frame.
    pub menu: AccountMenu,
    /// The number of codes left; `None` for a user without a second factor.
    pub left: Option<usize>,
    /// Whether so few are left that new ones are advised.
    pub are_few: bool,
    /// The target of the form: a path of this server.
    pub action: String,
}

impl Page for NewRecoveryCodesPage {
    const NAME: &'static str = "new-recovery-codes";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&NewView { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let code = |number: usize| format!("k3x9-mwpd-7q2a-0v{number}f-8c4r-t6hz");
        let codes = Self {
            codes: (0..10).map(code).collect(),
            account_name: "ada".to_owned(),
            download_uri: "/account/security/recovery-codes/new.txt?shown=c2VhbGVk".to_owned(),
            continue_uri: "/account/security".to_owned(),
            continue_fields: Vec::new(),
        };
        let in_sign_in = Self {
            continue_uri: "/authorize".to_owned(),
            continue_fields: vec![("continue".to_owned(), "c2VhbGVk".to_owned())],
            ..codes.clone()
        };
        vec![("ten", codes), ("in-sign-in", in_sign_in)]
    }
}

impl Page for AccountRecoveryCodesPage {
    const NAME: &'static str = "account-recovery-codes";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&AccountView { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let with = |left: Option<usize>| Self {
            menu: AccountMenu::sample(AccountSection::Security),
            left,
            are_few: left.is_some_and(|left| left <= 3),
            action: "/account/security/recovery-codes".to_owned(),
        };
        vec![("ten", with(Some(10))), ("few", with(Some(3))), ("one", with(Some(1))), ("none", with(None))]
    }
}

#[derive(Template)]
#[template(path = "new_recovery_codes.html")]
struct NewView<'a> {
    page: &'a NewRecoveryCodesPage,
    text: Language,
    frame: Frame<'a>,
}

#[derive(Template)]
#[template(path = "account_recovery_codes.html")]
struct AccountView<'a> {
    page: &'a AccountRecoveryCodesPage,
    text: Language,
    frame: Frame<'a>,
}

impl NewView<'_> {
    fn title(&self) -> String {
        self.text.title(&self.text.say("recovery-codes-new-heading"), None)
    }
}

impl AccountView<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say("recovery-codes-heading")
    }

    fn left(&self) -> Option<String> {
        self.page.left.map(|left| self.text.say_with_count("recovery-codes-left", left))
    }
}
