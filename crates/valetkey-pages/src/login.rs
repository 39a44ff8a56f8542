//! The login page: username and password.

use std::time::Duration;

use askama::Template;

use crate::page::html_of;
use crate::uri::{host_of, safe_uri};
use crate::{Frame, Language, LoginProviders, Page, ProviderNotice, ProviderOutcome};

/// Asks for username and password. Buttons `sign-in` and `cancel`; fields as in [`form_field`](crate::form_field).
#[derive(Clone, Debug)]
pub struct LoginPage {
    /// The name of the application that started the sign-in, if known.
    pub application_name: Option<String>,
    /// Its website, shown as a host name. Not shown unless it is a [safe](crate::safe_uri) address.
    pub application_uri: Option<String>,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The sealed request to continue with, hidden field `continue`.
    pub form_state: String,
    /// The initial username (`login_hint`, or the last input); may be empty.
    pub username: String,
    /// The reason why the last attempt failed.
    pub failure: Option<LoginFailure>,
    /// The reason for asking again, if there is one to show.
    pub reason: Option<LoginReason>,
    /// The way to sign in with a passkey; `None` if browsers offer none at this address.
    pub passkey: Option<LoginPasskey>,
    /// Whether to show the button `cancel`, which sends `action=cancel` and returns to the application.
    pub offer_cancel: bool,
    /// Whether the checkbox `keep` (stay signed in) is checked; `None`: the page does not show it.
    pub keep: Option<bool>,
    /// Whether to show the button `forgot`, which sends `action=forgot`.
    pub offer_forgot: bool,
    /// Whether to show the button `mail`, which sends `action=mail`: a sign-in by mail.
    pub offer_mail: bool,
    /// Whether to show the button `sign-up`, which sends `action=sign-up`.
    pub offer_sign_up: bool,
    /// The providers that users can sign in with instead.
    pub providers: LoginProviders,
}

/// The way to sign in with a passkey: a form of its own, which the script sends.
#[derive(Clone, Debug)]
pub struct LoginPasskey {
    /// The target of the form: a path of this server.
    pub action: String,
    /// The options for `navigator.credentials.get()` as JSON. The script adds the challenge: the hash of the field `continue`.
    pub options: String,
    /// The signals for the browser after a failed sign-in: JSON for the script.
    pub signals: String,
}

/// The reason why a sign-in failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginFailure {
    /// Unknown user or wrong password. The page does not say which.
    WrongCredentials,
    /// The passkey proved nothing. The page does not say why.
    Passkey,
    /// A field was empty.
    Incomplete,
    /// Too many wrong passwords: the server checks no password until the pause is over.
    TooManyAttempts {
        /// The rest of the pause.
        wait: Duration,
    },
    /// The form has expired.
    Expired,
    /// Too many password checks are running.
    Busy,
}

/// The reason for asking a user to sign in again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginReason {
    /// The request had `prompt=login`.
    FreshSignInRequested,
    /// The sign-in is older than the request's `max_age`.
    SessionTooOld,
    /// The user chose to use another account.
    AnotherAccount,
    /// A second step is needed, and the password comes first.
    SecondStepNeeded,
    /// The user wants to change the account, and signed in too long ago for that.
    ConfirmChange,
}

impl Page for LoginPage {
    const NAME: &'static str = "login";
    const HAS_SCRIPT: bool = true;

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let first = Self {
            application_name: Some("Notes".to_owned()),
            application_uri: Some("https://notes.example/".to_owned()),
            action: "/login".to_owned(),
            form_state: "c2VhbGVkIHJlcXVlc3Q".to_owned(),
            username: String::new(),
            failure: None,
            reason: None,
            passkey: None,
            offer_cancel: true,
            keep: None,
            offer_forgot: true,
            offer_mail: false,
            offer_sign_up: false,
            providers: LoginProviders::default(),
        };
        let again = Self { username: "ada@example.org".to_owned(), ..first.clone() };
        let failed = |failure| Self { failure: Some(failure), ..again.clone() };
        let asked = |reason| Self { reason: Some(reason), ..again.clone() };
        let plain =
            Self { application_name: None, application_uri: None, offer_cancel: false, ..first.clone() };
        let passkey = Some(LoginPasskey {
            action: "/login/passkey".to_owned(),
            options: "{}".to_owned(),
            signals: "[]".to_owned(),
        });
        let with_providers = Self { providers: LoginProviders::sample(), ..first.clone() };
        let at_provider = |outcome: ProviderOutcome| {
            let notice = Some(ProviderNotice { provider: "GitHub".to_owned(), outcome });
            let providers = LoginProviders { notice, ..LoginProviders::sample() };
            (outcome.message(), Self { providers, ..first.clone() })
        };
        let mut samples = vec![
            ("passkey", Self { passkey: passkey.clone(), ..first.clone() }),
            ("wrong-passkey", Self { passkey, failure: Some(LoginFailure::Passkey), ..first.clone() }),
            ("first", first.clone()),
            ("without-application", plain),
            ("with-mail", Self { offer_mail: true, ..first.clone() }),
            ("with-sign-up", Self { offer_sign_up: true, ..first.clone() }),
            ("login-hint", again.clone()),
            ("wrong-credentials", failed(LoginFailure::WrongCredentials)),
            ("incomplete", failed(LoginFailure::Incomplete)),
            ("too-many-attempts", failed(LoginFailure::TooManyAttempts { wait: Duration::from_secs(2) })),
            ("long-pause", failed(LoginFailure::TooManyAttempts { wait: Duration::from_secs(14 * 60 + 1) })),
            ("expired", failed(LoginFailure::Expired)),
            ("busy", failed(LoginFailure::Busy)),
            ("fresh-sign-in", asked(LoginReason::FreshSignInRequested)),
            ("session-too-old", asked(LoginReason::SessionTooOld)),
            ("another-account", asked(LoginReason::AnotherAccount)),
            ("second-step-needed", asked(LoginReason::SecondStepNeeded)),
            (
                "confirm-change",
                Self { application_name: None, application_uri: None, ..asked(LoginReason::ConfirmChange) },
            ),
            ("stay-signed-in", Self { keep: Some(false), ..first.clone() }),
            ("providers", with_providers),
        ];
        samples.extend(ProviderOutcome::ALL.map(at_provider));
        samples
    }
}

#[derive(Template)]
#[template(path = "login.html")]
struct View<'a> {
    page: &'a LoginPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        let (heading, application) = (self.text.say("login-heading"), self.page.application_name.as_deref());
        let is_error = self.page.failure.is_some() || self.page.providers.has_failed();
        self.text.title_of(&heading, application, is_error)
    }

    fn heading(&self) -> String {
        match &self.page.application_name {
            Some(name) => self.text.say_with("login-heading-application", "application", name),
            None => self.text.say("login-heading"),
        }
    }

    /// Returns link and host name of the application's website.
    fn website(&self) -> Option<(String, String)> {
        let uri = self.page.application_uri.as_deref()?;
        Some((safe_uri(uri)?, host_of(uri)?))
    }

    fn failure(&self) -> Option<String> {
        let id = match self.page.failure? {
            LoginFailure::WrongCredentials => "login-failure-wrong-credentials",
            LoginFailure::Passkey => "login-failure-passkey",
            LoginFailure::Incomplete => "login-failure-incomplete",
            LoginFailure::TooManyAttempts { wait } => {
                let wait = self.text.say_duration(wait);
                return Some(self.text.say_with("login-failure-too-many-attempts", "wait", &wait));
            }
            LoginFailure::Expired => "login-failure-expired",
            LoginFailure::Busy => "login-failure-busy",
        };
        Some(self.text.say(id))
    }

    fn reason(&self) -> Option<String> {
        let id = match self.page.reason? {
            LoginReason::FreshSignInRequested => "login-reason-fresh-sign-in",
            LoginReason::SessionTooOld => "login-reason-session-too-old",
            LoginReason::AnotherAccount => "login-reason-another-account",
            LoginReason::SecondStepNeeded => "login-reason-second-step",
            LoginReason::ConfirmChange => "login-reason-confirm-change",
        };
        Some(self.text.say(id))
    }

    /// Returns the ids of the sentences that a screen reader reads with each field.
    fn described_by(&self) -> Option<&'static str> {
        match (self.page.failure, self.page.reason) {
            (Some(_), Some(_)) => Some("login-failure login-reason"),
            (Some(_), None) => Some("login-failure"),
            (None, Some(_)) => Some("login-reason"),
            (None, None) => None,
        }
    }

    /// Returns `true` if the input is wrong, so that the page marks the fields.
    fn fields_are_wrong(&self) -> bool {
        matches!(self.page.failure, Some(LoginFailure::WrongCredentials | LoginFailure::Incomplete))
    }
}
