//! The mail address of the account.

use std::time::Duration;

use askama::Template;

use crate::page::html_of;
use crate::{AccountMenu, AccountSection, Frame, Language, Page};

/// Shows the address. Button `verify` sends a mail to it; button `change` sends one to the address in the field `name`.
#[derive(Clone, Debug)]
pub struct AccountEmailPage {
    /// The frame.
    pub menu: AccountMenu,
    /// The target of the forms: a path of this server.
    pub action: String,
    /// The address.
    pub email: Option<String>,
    /// Whether it is verified.
    pub email_verified: bool,
    /// The new address, as it was typed.
    pub typed: String,
    /// Whether the server can send mail.
    pub can_send: bool,
    /// Why no mail was sent.
    pub failure: Option<AccountEmailFailure>,
}

/// Why no mail was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountEmailFailure {
    /// It is not one mail address.
    NotAnAddress,
    /// It is the address that the account has.
    SameAddress,
    /// Too many mails were asked for.
    TooManyMails {
        /// The rest of the pause.
        wait: Duration,
    },
}

impl Page for AccountEmailPage {
    const NAME: &'static str = "account-email";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let verified = Self {
            menu: AccountMenu::sample_below(AccountSection::Security),
            action: "/account/security/email".to_owned(),
            email: Some("ada@example.org".to_owned()),
            email_verified: true,
            typed: String::new(),
            can_send: true,
            failure: None,
        };
        let failed = |failure| Self {
            failure: Some(failure),
            typed: "ada@example.org, eve@example.com".to_owned(),
            ..verified.clone()
        };
        vec![
            ("verified", verified.clone()),
            ("unverified", Self { email_verified: false, ..verified.clone() }),
            ("none", Self { email: None, email_verified: false, ..verified.clone() }),
            ("mail-off", Self { can_send: false, ..verified.clone() }),
            ("not-an-address", failed(AccountEmailFailure::NotAnAddress)),
            ("same-address", failed(AccountEmailFailure::SameAddress)),
            ("too-many", failed(AccountEmailFailure::TooManyMails { wait: Duration::from_secs(3_600) })),
        ]
    }
}

#[derive(Template)]
#[template(path = "account_email.html")]
struct View<'a> {
    page: &'a AccountEmailPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.page.failure.is_some())
    }

    fn heading(&self) -> String {
        self.text.say("sign-up-address")
    }

    fn failure(&self) -> Option<String> {
        Some(match self.page.failure? {
            AccountEmailFailure::NotAnAddress => self.text.say("sign-up-failure-not-an-address"),
            AccountEmailFailure::SameAddress => self.text.say("account-email-failure-same"),
            AccountEmailFailure::TooManyMails { wait } => {
                let wait = self.text.say_long_duration(wait);
                self.text.say_with("ask-mail-failure-too-many", "wait", &wait)
            }
        })
    }
}
