//! The pages that ask for a mail: forgotten password, registration, sign-in by mail.

use std::time::Duration;

use askama::Template;

use crate::page::html_of;
use crate::{Frame, Language, Page, safe_uri};

/// Asks for an address, or a username, to which a mail goes. Button `send`; fields `name`, `terms` and the hidden `continue`.
#[derive(Clone, Debug)]
pub struct AskMailPage {
    /// The purpose of the mail.
    pub kind: AskMailKind,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The sealed interaction to continue with, hidden field `continue`.
    pub form_state: String,
    /// The initial name; may be empty.
    pub name: String,
    /// The terms to accept, hidden where there are none.
    pub terms: Option<TermsToAccept>,
    /// The reason why the last attempt failed.
    pub failure: Option<AskMailFailure>,
    /// The sign-in page.
    pub sign_in_uri: String,
}

/// The purpose of the requested mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskMailKind {
    /// To choose a new password.
    Forgot,
    /// To register.
    SignUp,
    /// To sign in.
    SignIn,
}

/// The terms to accept at registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermsToAccept {
    /// Where they can be read. Not shown unless it is a [safe](crate::safe_uri) address.
    pub uri: Option<String>,
}

/// Why no mail was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskMailFailure {
    /// The field was empty.
    Incomplete,
    /// It is not one mail address.
    NotAnAddress,
    /// Addresses of this domain can't register.
    DomainNotAllowed,
    /// Only an administrator makes an account with this address.
    Reserved,
    /// The terms were not accepted.
    TermsNotAccepted,
    /// Too many mails were asked for, with this name or from this network.
    TooManyMails {
        /// The rest of the pause.
        wait: Duration,
    },
}

impl Page for AskMailPage {
    const NAME: &'static str = "ask-mail";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let forgot = Self {
            kind: AskMailKind::Forgot,
            action: "/forgot".to_owned(),
            form_state: "c2VhbGVk".to_owned(),
            name: String::new(),
            terms: None,
            failure: None,
            sign_in_uri: "/login".to_owned(),
        };
        let sign_up = Self { kind: AskMailKind::SignUp, action: "/signup".to_owned(), ..forgot.clone() };
        let terms = Some(TermsToAccept { uri: Some("https://example.org/terms".to_owned()) });
        let typed = Self { name: "ada@example.org".to_owned(), ..sign_up.clone() };
        let failed = |failure| Self { failure: Some(failure), terms: terms.clone(), ..typed.clone() };
        vec![
            ("forgot", forgot.clone()),
            ("forgot-incomplete", Self { failure: Some(AskMailFailure::Incomplete), ..forgot.clone() }),
            ("sign-up", sign_up.clone()),
            ("sign-up-with-terms", Self { terms: terms.clone(), ..sign_up.clone() }),
            ("sign-up-not-an-address", failed(AskMailFailure::NotAnAddress)),
            ("sign-up-domain", failed(AskMailFailure::DomainNotAllowed)),
            ("sign-up-reserved", failed(AskMailFailure::Reserved)),
            ("sign-up-terms", failed(AskMailFailure::TermsNotAccepted)),
            ("too-many-mails", failed(AskMailFailure::TooManyMails { wait: Duration::from_secs(3600) })),
            ("sign-in", Self { kind: AskMailKind::SignIn, action: "/login/mail".to_owned(), ..forgot }),
        ]
    }
}

#[derive(Template)]
#[template(path = "ask_mail.html")]
struct View<'a> {
    page: &'a AskMailPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title_of(&self.heading(), None, self.page.failure.is_some())
    }

    fn heading(&self) -> String {
        self.text.say(match self.page.kind {
            AskMailKind::Forgot => "forgot-heading",
            AskMailKind::SignUp => "sign-up-heading",
            AskMailKind::SignIn => "mail-sign-in-heading",
        })
    }

    fn explanation(&self) -> String {
        self.text.say(match self.page.kind {
            AskMailKind::Forgot => "forgot-text",
            AskMailKind::SignUp => "sign-up-text",
            AskMailKind::SignIn => "mail-sign-in-explanation",
        })
    }

    fn label(&self) -> String {
        self.text.say(if self.asks_for_address() { "sign-up-address" } else { "login-username" })
    }

    fn asks_for_address(&self) -> bool {
        self.page.kind == AskMailKind::SignUp
    }

    fn terms_uri(&self) -> Option<String> {
        safe_uri(self.page.terms.as_ref()?.uri.as_deref()?)
    }

    fn failure(&self) -> Option<String> {
        let id = match self.page.failure? {
            AskMailFailure::Incomplete if self.asks_for_address() => "sign-up-failure-incomplete",
            AskMailFailure::Incomplete => "forgot-failure-incomplete",
            AskMailFailure::NotAnAddress => "sign-up-failure-not-an-address",
            AskMailFailure::DomainNotAllowed => "sign-up-failure-domain",
            AskMailFailure::Reserved => "sign-up-failure-reserved",
            AskMailFailure::TermsNotAccepted => "sign-up-failure-terms",
            AskMailFailure::TooManyMails { wait } => {
                let wait = self.text.say_long_duration(wait);
                return Some(self.text.say_with("ask-mail-failure-too-many", "wait", &wait));
            }
        };
        Some(self.text.say(id))
    }

    /// Returns `true` if the input is wrong, so that the page marks the field.
    fn name_is_wrong(&self) -> bool {
        use AskMailFailure::{DomainNotAllowed, Incomplete, NotAnAddress, Reserved};
        matches!(self.page.failure, Some(Incomplete | NotAnAddress | DomainNotAllowed | Reserved))
    }
}
