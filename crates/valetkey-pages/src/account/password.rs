//! Change of the password.

use std::time::Duration;

use askama::Template;

use crate::page::html_of;
use crate::{AccountMenu, AccountNotice, AccountSection, Frame, Language, Page};

/// Asks for a new password, and for the current one where the sign-in is not fresh. Button `change-password`.
#[derive(Clone, Debug)]
pub struct AccountPasswordPage {
    /// The frame.
    pub menu: AccountMenu,
    /// The username, for password managers.
    pub username: String,
    /// Whether the user has a password already.
    pub has_password: bool,
    /// Whether to ask for the current password.
    pub asks_current: bool,
    /// Minimum length of a new password in characters.
    pub minimum_length: usize,
    /// Why the last attempt failed.
    pub failure: Option<PasswordFailure>,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The page above: a path of this server.
    pub back_uri: String,
}

/// Why a password was not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordFailure {
    /// The current password is missing or wrong.
    WrongCurrent,
    /// Too many wrong passwords: none is checked until the pause is over.
    TooManyAttempts {
        /// The rest of the pause.
        wait: Duration,
    },
    /// Too many password checks are running.
    Busy,
    /// No new password.
    Missing,
    /// The two new passwords differ.
    Different,
    /// Fewer characters than the minimum.
    TooShort,
    /// More characters than the maximum.
    TooLong {
        /// The maximum.
        maximum: usize,
    },
    /// A control character.
    NotText,
    /// The new password is one of those that attackers try first.
    Common,
    /// The new password is in a list of stolen passwords.
    Breached,
}

impl Page for AccountPasswordPage {
    const NAME: &'static str = "account-password";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let fresh = Self {
            menu: AccountMenu::sample_below(AccountSection::Security),
            username: "ada".to_owned(),
            has_password: true,
            asks_current: false,
            minimum_length: 8,
            failure: None,
            action: "/account/security/password".to_owned(),
            back_uri: "/account/security".to_owned(),
        };
        let asks = Self { asks_current: true, ..fresh.clone() };
        let first = Self { has_password: false, ..fresh.clone() };
        let failed = |failure| Self { failure: Some(failure), ..asks.clone() };
        let wait = Duration::from_secs(32);
        vec![
            ("fresh", fresh.clone()),
            ("first-password", first),
            ("wrong-current", failed(PasswordFailure::WrongCurrent)),
            ("too-many-attempts", failed(PasswordFailure::TooManyAttempts { wait })),
            ("busy", failed(PasswordFailure::Busy)),
            ("missing", failed(PasswordFailure::Missing)),
            ("different", failed(PasswordFailure::Different)),
            ("too-short", failed(PasswordFailure::TooShort)),
            ("too-long", failed(PasswordFailure::TooLong { maximum: 256 })),
            ("not-text", failed(PasswordFailure::NotText)),
            ("common", failed(PasswordFailure::Common)),
            ("breached", failed(PasswordFailure::Breached)),
            ("asks-current", asks.clone()),
            ("after-not-me", Self { menu: asks.menu.with(AccountNotice::OthersSignedOut), ..fresh }),
        ]
    }
}

#[derive(Template)]
#[template(path = "account_password.html")]
struct View<'a> {
    page: &'a AccountPasswordPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.page.failure.is_some())
    }

    fn heading(&self) -> String {
        self.text.say(if self.page.has_password { "password-heading" } else { "password-heading-first" })
    }

    fn rule(&self) -> String {
        self.text.say_with_count("password-rule", self.page.minimum_length)
    }

    fn failure(&self) -> Option<String> {
        let id = match self.page.failure? {
            PasswordFailure::WrongCurrent => "password-failure-wrong-current",
            PasswordFailure::TooManyAttempts { wait } => {
                let wait = self.text.say_duration(wait);
                return Some(self.text.say_with("login-failure-too-many-attempts", "wait", &wait));
            }
            PasswordFailure::Busy => "login-failure-busy",
            PasswordFailure::Missing => "password-failure-missing",
            PasswordFailure::Different => "password-failure-different",
            PasswordFailure::TooShort => {
                return Some(
                    self.text.say_with_count("password-failure-too-short", self.page.minimum_length),
                );
            }
            PasswordFailure::TooLong { maximum } => {
                return Some(self.text.say_with_count("password-failure-too-long", maximum));
            }
            PasswordFailure::NotText => "password-failure-not-text",
            PasswordFailure::Common => "password-failure-common",
            PasswordFailure::Breached => "password-failure-breached",
        };
        Some(self.text.say(id))
    }

    /// Whether the failure is about the current password.
    fn current_is_wrong(&self) -> bool {
        matches!(
            self.page.failure,
            Some(PasswordFailure::WrongCurrent | PasswordFailure::TooManyAttempts { .. })
        )
    }

    /// Whether the field of the current password has the focus. A notice comes first.
    fn focuses_current(&self) -> bool {
        self.page.menu.notice.is_none() && self.page.asks_current && !self.new_is_wrong()
    }

    fn focuses_new(&self) -> bool {
        self.page.menu.notice.is_none() && !self.focuses_current()
    }

    /// Whether the failure is about the new password.
    fn new_is_wrong(&self) -> bool {
        self.page.failure.is_some_and(|failure| failure != PasswordFailure::Busy) && !self.current_is_wrong()
    }
}
