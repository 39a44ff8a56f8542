//! The user's ways to sign in: one row per method.

use askama::Template;

use crate::page::html_of;
use crate::{AccountMenu, AccountNotice, AccountSection, Frame, Language, Page};

/// Shows rows of title, value and one action. Each action is a page of its own.
#[derive(Clone, Debug)]
pub struct AccountSecurityPage {
    /// The frame.
    pub menu: AccountMenu,
    /// The rows, in the order to show.
    pub rows: Vec<SecurityRow>,
}

/// A row of the security page.
#[derive(Clone, Debug)]
pub struct SecurityRow {
    /// The id of the message that names the method: `security-password`.
    pub title: &'static str,
    /// The state of the method.
    pub value: RowValue,
    /// The id of the message on the link, and the address of the page: a path of this server. A row without it is for
    /// information only.
    pub action: Option<(&'static str, String)>,
}

/// The value of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowValue {
    /// The message with this id.
    Message(&'static str),
    /// The message with this id, for this number.
    Count(&'static str, usize),
    /// Text as it is stored: an email address.
    Text(String),
}

impl Page for AccountSecurityPage {
    const NAME: &'static str = "account-security";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let row = |value, action| SecurityRow {
            title: "security-password",
            value: RowValue::Message(value),
            action: Some((action, "/account/security/password".to_owned())),
        };
        let set = row("security-password-set", "security-password-change");
        let none = row("security-password-none", "security-password-add");
        let with = |row| Self { menu: AccountMenu::sample(AccountSection::Security), rows: vec![row] };
        let mut changed = with(set.clone());
        changed.menu = changed.menu.with(AccountNotice::PasswordChanged);
        let factor = |title, value, action, path: &str| SecurityRow {
            title,
            value: RowValue::Message(value),
            action: Some((action, format!("/account/security/{path}"))),
        };
        let app = |value, action| factor("security-authenticator", value, action, "authenticator");
        let codes = |value| factor("security-recovery-codes", value, "security-see", "recovery-codes");
        let mut two = with(set.clone());
        two.rows.extend([
            app("security-authenticator-on", "security-change"),
            codes("security-recovery-codes-on"),
        ]);
        let mut one = with(set.clone());
        one.rows.extend([
            app("security-authenticator-off", "security-add"),
            SecurityRow { action: None, ..codes("security-recovery-codes-off") },
        ]);
        let passkeys = |count| SecurityRow {
            title: "security-passkeys",
            value: RowValue::Count("security-passkeys-count", count),
            action: Some(("security-passkeys-change", "/account/security/passkeys".to_owned())),
        };
        let linked = |value| SecurityRow {
            title: "security-linked",
            value,
            action: Some(("security-linked-manage", "/account/security/linked".to_owned())),
        };
        let address = SecurityRow {
            title: "sign-up-address",
            value: RowValue::Text("ada@example.org".to_owned()),
            action: Some(("account-email-change", "/account/security/email".to_owned())),
        };
        vec![
            ("passkeys", with(passkeys(2))),
            ("no-passkey", with(passkeys(0))),
            ("password", with(set)),
            ("no-password", with(none)),
            ("password-changed", changed),
            ("second-factors", two),
            ("no-second-factors", one),
            ("linked-accounts", with(linked(RowValue::Count("security-linked-count", 2)))),
            ("no-linked-account", with(linked(RowValue::Message("security-linked-none")))),
            ("address", with(address)),
        ]
    }
}

#[derive(Template)]
#[template(path = "account_security.html")]
struct View<'a> {
    page: &'a AccountSecurityPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.heading(), None)
    }

    fn heading(&self) -> String {
        self.text.say("account-menu-security")
    }

    fn value(&self, row: &SecurityRow) -> String {
        match &row.value {
            RowValue::Message(id) => self.text.say(id),
            RowValue::Count(id, count) => self.text.say_with_count(id, *count),
            RowValue::Text(value) => self.text.isolated(value),
        }
    }
}
