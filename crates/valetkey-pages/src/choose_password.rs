//! The page where a user chooses a password: after it was forgotten, to finish a registration, to accept an invitation.

use askama::Template;

use crate::page::html_of;
use crate::{Frame, Language, Page};

/// Asks for a new password. Button `save`; fields `code`, `name`, `new_password` and hidden ones.
#[derive(Clone, Debug)]
pub struct ChoosePasswordPage {
    /// Why a password is chosen.
    pub kind: ChoosePasswordKind,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The sealed interaction to continue with, hidden field `continue`; empty where the link holds it.
    pub form_state: String,
    /// The proof that the user received the mail.
    pub proof: MailProofField,
    /// The address of the account, where the proof shows it.
    pub address: Option<String>,
    /// The display name to fill in; `None` where the page does not ask for one.
    pub name: Option<String>,
    /// Characters that a password has at least.
    pub minimum_length: usize,
    /// The reason why the last attempt failed.
    pub failure: Option<ChoosePasswordFailure>,
    /// The page that sends another mail; `None` where nobody can ask for one.
    pub again_uri: Option<String>,
}

/// Why a password is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoosePasswordKind {
    /// It was forgotten.
    Reset,
    /// To register.
    Register,
    /// To accept an invitation.
    Invitation,
}

/// The proof that a user received a mail. `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub enum MailProofField {
    /// The secret of the link, hidden field `token`.
    Token(String),
    /// The page asks for the code, field `code`. The hidden field `mail` names the mail.
    Code(String),
    /// The code was right, hidden field `proof`.
    Proven(String),
}

/// Why no password was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoosePasswordFailure {
    /// A field was empty.
    Incomplete,
    /// It is not the code from the mail.
    WrongCode,
    /// The password is too short.
    TooShort,
    /// The password is too long.
    TooLong,
    /// The password has a control character.
    NotText,
    /// The password is the name, the address, or the name of the service.
    LikeAccount,
    /// The password is one of those that attackers try first.
    Common,
    /// The password is in a list of stolen passwords.
    Breached,
    /// Too many passwords are checked right now.
    Busy,
}

impl std::fmt::Debug for MailProofField {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("MailProofField(hidden)")
    }
}

impl MailProofField {
    /// Returns name and value of the hidden field.
    pub(crate) fn hidden(&self) -> (&'static str, &str) {
        match self {
            Self::Token(value) => ("token", value),
            Self::Code(value) => ("mail", value),
            Self::Proven(value) => ("proof", value),
        }
    }

    /// Whether the page asks for the code.
    pub(crate) fn asks_for_code(&self) -> bool {
        matches!(self, Self::Code(_))
    }
}

impl ChoosePasswordFailure {
    /// Returns the sentence.
    pub(crate) fn text(self, text: Language, minimum_length: usize) -> String {
        text.say(match self {
            Self::Incomplete => "choose-password-failure-incomplete",
            Self::WrongCode => "mail-failure-wrong-code",
            Self::TooShort => {
                return text.say_with_count("choose-password-failure-too-short", minimum_length);
            }
            Self::TooLong => "choose-password-failure-too-long",
            Self::NotText => "choose-password-failure-not-text",
            Self::LikeAccount => "choose-password-failure-like-account",
            Self::Common => "choose-password-failure-common",
            Self::Breached => "password-failure-breached",
            Self::Busy => "login-failure-busy",
        })
    }
}

impl Page for ChoosePasswordPage {
    const NAME: &'static str = "choose-password";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let link = Self {
            kind: ChoosePasswordKind::Reset,
            action: "/reset".to_owned(),
            form_state: String::new(),
            proof: MailProofField::Token("0190a1b2c3d47e5f8a9b0c1d2e3f4a5b.c2VjcmV0".to_owned()),
            address: Some("ada@example.org".to_owned()),
            name: None,
            minimum_length: 8,
            failure: None,
            again_uri: Some("/forgot".to_owned()),
        };
        let code = Self {
            proof: MailProofField::Code("c2VhbGVk".to_owned()),
            address: None,
            form_state: "c2VhbGVk".to_owned(),
            ..link.clone()
        };
        let failed = |failure| Self { failure: Some(failure), ..link.clone() };
        let register = Self {
            kind: ChoosePasswordKind::Register,
            action: "/signup/finish".to_owned(),
            name: Some(String::new()),
            again_uri: Some("/signup".to_owned()),
            ..link.clone()
        };
        let invitation = Self {
            kind: ChoosePasswordKind::Invitation,
            action: "/invite".to_owned(),
            name: Some("Ada Lovelace".to_owned()),
            again_uri: None,
            ..link.clone()
        };
        vec![
            ("reset-by-link", link.clone()),
            ("reset-by-code", code.clone()),
            ("wrong-code", Self { failure: Some(ChoosePasswordFailure::WrongCode), ..code.clone() }),
            (
                "proven",
                Self {
                    proof: MailProofField::Proven("c2VhbGVk".to_owned()),
                    ..failed(ChoosePasswordFailure::LikeAccount)
                },
            ),
            ("incomplete", failed(ChoosePasswordFailure::Incomplete)),
            ("too-short", failed(ChoosePasswordFailure::TooShort)),
            ("too-long", failed(ChoosePasswordFailure::TooLong)),
            ("not-text", failed(ChoosePasswordFailure::NotText)),
            ("common", failed(ChoosePasswordFailure::Common)),
            ("breached", failed(ChoosePasswordFailure::Breached)),
            ("busy", failed(ChoosePasswordFailure::Busy)),
            ("register-by-link", register.clone()),
            (
                "register-by-code",
                Self { proof: MailProofField::Code("c2VhbGVk".to_owned()), address: None, ..register },
            ),
            ("invitation", invitation),
        ]
    }
}

#[derive(Template)]
#[template(path = "choose_password.html")]
struct View<'a> {
    page: &'a ChoosePasswordPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.page.failure.is_some())
    }

    fn heading(&self) -> String {
        self.text.say(match self.page.kind {
            ChoosePasswordKind::Reset => "reset-heading",
            ChoosePasswordKind::Register => "register-heading",
            ChoosePasswordKind::Invitation => "invite-heading",
        })
    }

    /// Returns what to do where the code is asked for: the same sentence whether a mail was sent or not.
    fn mail_sent(&self) -> Option<String> {
        self.page.proof.asks_for_code().then(|| {
            self.text.say(match self.page.kind {
                ChoosePasswordKind::Reset => "reset-mail-sent",
                ChoosePasswordKind::Register | ChoosePasswordKind::Invitation => "register-mail-sent",
            })
        })
    }

    fn hint(&self) -> String {
        self.text.say_with_count("choose-password-hint", self.page.minimum_length)
    }

    fn failure(&self) -> Option<String> {
        Some(self.page.failure?.text(self.text, self.page.minimum_length))
    }

    fn code_is_wrong(&self) -> bool {
        self.page.failure == Some(ChoosePasswordFailure::WrongCode)
    }

    fn password_is_wrong(&self) -> bool {
        self.page.failure.is_some_and(|failure| {
            !matches!(failure, ChoosePasswordFailure::WrongCode | ChoosePasswordFailure::Busy)
        })
    }
}
