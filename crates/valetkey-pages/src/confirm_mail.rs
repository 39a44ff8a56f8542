//! The page that a link from a mail opens where nothing more is asked for: a press of its button does what the mail is for, so
//! that a program which only opens links does nothing.

use std::time::Duration;

use askama::Template;

use crate::page::html_of;
use crate::{Frame, Language, MailProofField, Page};

/// Asks for a press of the button `confirm`, and for the code where the page was not opened by the link.
#[derive(Clone, Debug)]
pub struct ConfirmMailPage {
    /// The action to confirm.
    pub kind: ConfirmMailKind,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The sealed interaction to continue with, hidden field `continue`; empty where the link holds it.
    pub form_state: String,
    /// The proof that the user received the mail.
    pub proof: MailProofField,
    /// The address, where the proof shows it.
    pub address: Option<String>,
    /// The reason why the last attempt failed.
    pub failure: Option<ConfirmMailFailure>,
    /// Whether to show the buttons `again` and `back`, which send `action=again` and `action=back`: to send another
    /// mail, and to sign in another way.
    pub offer_other_ways: bool,
}

/// The reason why a code was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfirmMailFailure {
    /// The code is wrong, or only a part of it.
    WrongCode,
    /// Too many wrong codes: the server checks none until the pause is over.
    TooManyAttempts {
        /// The rest of the pause.
        wait: Duration,
    },
    /// The form was sent too often.
    Expired,
}

/// The action to confirm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfirmMailKind {
    /// The address of the account.
    VerifyAddress,
    /// The next address of the account.
    ChangeAddress,
    /// A sign-in.
    SignIn,
}

impl Page for ConfirmMailPage {
    const NAME: &'static str = "confirm-mail";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let link = Self {
            kind: ConfirmMailKind::VerifyAddress,
            action: "/verify".to_owned(),
            form_state: String::new(),
            proof: MailProofField::Token("0190a1b2c3d47e5f8a9b0c1d2e3f4a5b.c2VjcmV0".to_owned()),
            address: Some("ada@example.org".to_owned()),
            failure: None,
            offer_other_ways: false,
        };
        let by_code = |kind| Self {
            kind,
            proof: MailProofField::Code("c2VhbGVk".to_owned()),
            address: None,
            ..link.clone()
        };
        let sign_in = Self { offer_other_ways: true, ..by_code(ConfirmMailKind::SignIn) };
        let failed = |failure| Self { failure: Some(failure), ..sign_in.clone() };
        let wrong = Some(ConfirmMailFailure::WrongCode);
        let pause = ConfirmMailFailure::TooManyAttempts { wait: Duration::from_secs(120) };
        vec![
            ("verify-by-link", link.clone()),
            ("verify-by-code", by_code(ConfirmMailKind::VerifyAddress)),
            ("change-by-link", Self { kind: ConfirmMailKind::ChangeAddress, ..link.clone() }),
            ("change-wrong-code", Self { failure: wrong, ..by_code(ConfirmMailKind::ChangeAddress) }),
            ("sign-in-by-link", Self { kind: ConfirmMailKind::SignIn, ..link.clone() }),
            ("sign-in-by-code", sign_in.clone()),
            ("sign-in-wrong-code", failed(ConfirmMailFailure::WrongCode)),
            ("sign-in-too-many-attempts", failed(pause)),
            ("sign-in-expired", failed(ConfirmMailFailure::Expired)),
        ]
    }
}

#[derive(Template)]
#[template(path = "confirm_mail.html")]
struct View<'a> {
    page: &'a ConfirmMailPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.page.failure.is_some())
    }

    fn failure(&self) -> Option<String> {
        Some(match self.page.failure? {
            ConfirmMailFailure::WrongCode => self.text.say("mail-failure-wrong-code"),
            ConfirmMailFailure::TooManyAttempts { wait } => {
                let wait = self.text.say_duration(wait);
                self.text.say_with("second-step-failure-too-many-attempts", "wait", &wait)
            }
            ConfirmMailFailure::Expired => self.text.say("second-step-failure-expired"),
        })
    }

    fn is_wrong(&self) -> bool {
        self.page.failure == Some(ConfirmMailFailure::WrongCode)
    }

    fn heading(&self) -> String {
        self.text.say(match self.page.kind {
            ConfirmMailKind::VerifyAddress => "verify-heading",
            ConfirmMailKind::ChangeAddress => "change-address-heading",
            ConfirmMailKind::SignIn => "mail-sign-in-heading",
        })
    }

    fn explanation(&self) -> String {
        match (&self.page.address, self.page.kind) {
            (Some(address), ConfirmMailKind::VerifyAddress) => {
                self.text.say_with("verify-text", "address", address)
            }
            (Some(address), ConfirmMailKind::ChangeAddress) => {
                self.text.say_with("change-address-text", "address", address)
            }
            (Some(address), ConfirmMailKind::SignIn) => {
                self.text.say_with("mail-sign-in-confirm", "address", address)
            }
            (None, ConfirmMailKind::SignIn) => self.text.say("mail-sign-in-sent"),
            (None, _) => self.text.say("confirm-mail-sent"),
        }
    }

    fn submit(&self) -> String {
        self.text.say(match self.page.kind {
            ConfirmMailKind::VerifyAddress => "mail-verify-action",
            ConfirmMailKind::ChangeAddress => "mail-change-action",
            ConfirmMailKind::SignIn => "login-submit",
        })
    }
}
