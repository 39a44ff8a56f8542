//! The second step of a sign-in: a code of the authenticator app, or another way.

use std::time::Duration;

use askama::Template;

use crate::page::html_of;
use crate::{Frame, Language, Page};

/// Asks for a code. Buttons `verify`, `restart`, `cancel`, and one for each other way; fields `code`, `way`, `continue`, `action`.
#[derive(Clone, Debug)]
pub struct SecondStepPage {
    /// The name of the application that started the sign-in, if known.
    pub application_name: Option<String>,
    /// The target of the form: a path of this server.
    pub action: String,
    /// The sealed request to continue with, hidden field `continue`.
    pub form_state: String,
    /// The user's display name, or else the username.
    pub account_name: String,
    /// The way that the page asks for.
    pub way: SecondStepWay,
    /// The other ways that the user has, in the order to show: one button each.
    pub other_ways: Vec<SecondStepWay>,
    /// The reason why the last attempt failed.
    pub failure: Option<SecondStepFailure>,
    /// Whether the application asks for this step although the user is signed in.
    pub is_step_up: bool,
    /// Whether to show the button `cancel`, which sends `action=cancel` and returns to the application.
    pub offer_cancel: bool,
}

/// A way to do the second step. A new method adds a variant, its messages and its fields in the template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondStepWay {
    /// A code of the authenticator app.
    Authenticator,
    /// A recovery code.
    RecoveryCode,
}

/// The reason why a second step failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondStepFailure {
    /// The code is wrong, too old, or was used before.
    WrongCode,
    /// The field was empty.
    Incomplete,
    /// Too many wrong codes: the server checks none until the pause is over.
    TooManyAttempts {
        /// The rest of the pause.
        wait: Duration,
    },
    /// The form was sent too often.
    Expired,
}

impl SecondStepWay {
    /// Every way.
    pub const ALL: [Self; 2] = [Self::Authenticator, Self::RecoveryCode];

    /// Returns its name: the value of the field `way`, and, behind `use-`, of the button that chooses it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Authenticator => "authenticator",
            Self::RecoveryCode => "recovery-code",
        }
    }

    /// Returns the way of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.name() == name)
    }

    fn explanation(self) -> &'static str {
        match self {
            Self::Authenticator => "second-step-authenticator",
            Self::RecoveryCode => "second-step-recovery-code",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Authenticator => "second-step-authenticator-label",
            Self::RecoveryCode => "second-step-recovery-code-label",
        }
    }

    fn choice(self) -> &'static str {
        match self {
            Self::Authenticator => "second-step-use-authenticator",
            Self::RecoveryCode => "second-step-use-recovery-code",
        }
    }
}

impl Page for SecondStepPage {
    const NAME: &'static str = "second-step";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let first = Self {
            application_name: Some("Notes".to_owned()),
            action: "/login/second".to_owned(),
            form_state: "c2VhbGVkIHJlcXVlc3Q".to_owned(),
            account_name: "Ada Lovelace".to_owned(),
            way: SecondStepWay::Authenticator,
            other_ways: vec![SecondStepWay::RecoveryCode],
            failure: None,
            is_step_up: false,
            offer_cancel: true,
        };
        let failed = |failure| Self { failure: Some(failure), ..first.clone() };
        let pause = |seconds| SecondStepFailure::TooManyAttempts { wait: Duration::from_secs(seconds) };
        let recovery = Self {
            way: SecondStepWay::RecoveryCode,
            other_ways: vec![SecondStepWay::Authenticator],
            ..first.clone()
        };
        let plain = Self { application_name: None, offer_cancel: false, ..first.clone() };
        vec![
            ("authenticator", first.clone()),
            ("without-application", plain),
            ("recovery-code", recovery),
            ("only-way", Self { other_ways: Vec::new(), ..first.clone() }),
            ("step-up", Self { is_step_up: true, ..first.clone() }),
            ("wrong-code", failed(SecondStepFailure::WrongCode)),
            ("incomplete", failed(SecondStepFailure::Incomplete)),
            ("too-many-attempts", failed(pause(2))),
            ("expired", failed(SecondStepFailure::Expired)),
        ]
    }
}

#[derive(Template)]
#[template(path = "second_step.html")]
struct View<'a> {
    page: &'a SecondStepPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        let (heading, application) =
            (self.text.say("second-step-heading"), self.page.application_name.as_deref());
        match self.page.failure {
            Some(_) => self.text.error_title(&heading, application),
            None => self.text.title(&heading, application),
        }
    }

    fn failure(&self) -> Option<String> {
        let id = match self.page.failure? {
            SecondStepFailure::WrongCode => "second-step-failure-wrong-code",
            SecondStepFailure::Incomplete => "second-step-failure-incomplete",
            SecondStepFailure::TooManyAttempts { wait } => {
                let wait = self.text.say_duration(wait);
                return Some(self.text.say_with("second-step-failure-too-many-attempts", "wait", &wait));
            }
            SecondStepFailure::Expired => "second-step-failure-expired",
        };
        Some(self.text.say(id))
    }

    fn reason(&self) -> Option<String> {
        self.page.is_step_up.then(|| match &self.page.application_name {
            Some(name) => self.text.say_with("second-step-reason-application", "application", name),
            None => self.text.say("second-step-reason"),
        })
    }

    fn is_wrong(&self) -> bool {
        matches!(self.page.failure, Some(SecondStepFailure::WrongCode | SecondStepFailure::Incomplete))
    }

    /// Returns the ids of the sentences that a screen reader reads with the field.
    fn described_by(&self) -> &'static str {
        if self.page.failure.is_some() { "second-step-failure code-hint" } else { "code-hint" }
    }
}
