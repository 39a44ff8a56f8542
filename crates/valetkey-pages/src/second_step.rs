//! The second step of a sign-in: a passkey, a code of the authenticator app, or another way.

use std::time::Duration;

use askama::Template;

use crate::page::html_of;
use crate::{Frame, Language, Page};

/// Asks for a code or a passkey. Buttons `verify`, `restart`, `cancel`, and one for each other way. Fields `code`, `way`,
/// `continue`, `action`, `mail` (with a code by mail), `trust` (the checkbox), `challenge` and `response` (with a passkey).
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
    /// The options to ask for a passkey, with [`SecondStepWay::Passkey`] only.
    pub passkey: Option<SecondStepPasskey>,
    /// The other ways that the user has, in the order to show: one button each.
    pub other_ways: Vec<SecondStepWay>,
    /// The sealed name of the mail with the code, hidden field `mail`. Without it, [`SecondStepWay::MailCode`] has a button
    /// that sends the mail, and no field for a code.
    pub mail: Option<String>,
    /// The checkbox `trust`, to skip this step on this device from now on; `None`: the page does not show it.
    pub trust: Option<TrustBox>,
    /// The reason why the last attempt failed.
    pub failure: Option<SecondStepFailure>,
    /// Whether the user added the passkey just now, during this sign-in.
    pub passkey_was_added: bool,
    /// Whether the application asks for this step although the user is signed in.
    pub is_step_up: bool,
    /// Whether to show the button `cancel`, which sends `action=cancel` and returns to the application.
    pub offer_cancel: bool,
}

/// The checkbox to trust a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrustBox {
    /// The lifetime of the trust.
    pub lifetime: Duration,
    /// Whether it is checked.
    pub is_checked: bool,
}

/// The options to ask a known user for a passkey. The script sends the response.
#[derive(Clone, Debug)]
pub struct SecondStepPasskey {
    /// The options for `navigator.credentials.get()` as JSON. The script adds the challenge: the hash of the field `challenge`.
    pub options: String,
    /// The sealed challenge, hidden field `challenge`.
    pub challenge: String,
}

/// A way to do the second step. A new method adds a variant, its messages and its fields in the template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondStepWay {
    /// A passkey.
    Passkey,
    /// A code of the authenticator app.
    Authenticator,
    /// A recovery code.
    RecoveryCode,
    /// A code by mail.
    MailCode,
}

/// The reason why a second step failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondStepFailure {
    /// The code is wrong, too old, or was used before.
    WrongCode,
    /// The passkey proved nothing. The page does not say why.
    Passkey,
    /// The field was empty.
    Incomplete,
    /// Too many wrong codes: the server checks none until the pause is over.
    TooManyAttempts {
        /// The rest of the pause.
        wait: Duration,
    },
    /// The form was sent too often.
    Expired,
    /// The user asked for too many mails.
    TooManyMails {
        /// The rest of the pause.
        wait: Duration,
    },
}

impl SecondStepWay {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::Passkey, Self::Authenticator, Self::RecoveryCode, Self::MailCode];

    /// Returns its name: the value of the field `way`, and, behind `use-`, of the button that chooses it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Passkey => "passkey",
            Self::Authenticator => "authenticator",
            Self::RecoveryCode => "recovery-code",
            Self::MailCode => "mail-code",
        }
    }

    /// Returns the way of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.name() == name)
    }

    fn explanation(self) -> &'static str {
        match self {
            Self::Passkey => "second-step-passkey",
            Self::Authenticator => "second-step-authenticator",
            Self::RecoveryCode => "second-step-recovery-code",
            Self::MailCode => "second-step-mail-code",
        }
    }

    /// Returns the label of the field for the code; `None` for a way without a code.
    fn label(self) -> Option<&'static str> {
        match self {
            Self::Passkey => None,
            Self::Authenticator => Some("second-step-authenticator-label"),
            Self::RecoveryCode => Some("second-step-recovery-code-label"),
            Self::MailCode => Some("mail-code-label"),
        }
    }

    fn choice(self) -> &'static str {
        match self {
            Self::Passkey => "login-use-passkey",
            Self::Authenticator => "second-step-use-authenticator",
            Self::RecoveryCode => "second-step-use-recovery-code",
            Self::MailCode => "second-step-use-mail-code",
        }
    }
}

impl Page for SecondStepPage {
    const NAME: &'static str = "second-step";
    const HAS_SCRIPT: bool = true;

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
            passkey: None,
            other_ways: vec![SecondStepWay::RecoveryCode],
            mail: None,
            trust: None,
            failure: None,
            passkey_was_added: false,
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
        let lifetime = Duration::from_secs(30 * 86_400);
        let with_box = |is_checked| Self { trust: Some(TrustBox { lifetime, is_checked }), ..first.clone() };
        let by_mail = Self {
            way: SecondStepWay::MailCode,
            other_ways: Vec::new(),
            mail: Some("c2VhbGVkIG1haWw".to_owned()),
            ..first.clone()
        };
        let passkey = Self {
            way: SecondStepWay::Passkey,
            passkey: Some(SecondStepPasskey { options: "{}".to_owned(), challenge: "c2VhbA".to_owned() }),
            other_ways: vec![SecondStepWay::Authenticator, SecondStepWay::RecoveryCode],
            ..first.clone()
        };
        let wrong_passkey = Self { failure: Some(SecondStepFailure::Passkey), ..passkey.clone() };
        let added = Self { passkey_was_added: true, other_ways: Vec::new(), ..passkey.clone() };
        let plain = Self { application_name: None, offer_cancel: false, ..first.clone() };
        vec![
            ("authenticator", first.clone()),
            ("trust", with_box(false)),
            ("trust-wrong-code", Self { failure: Some(SecondStepFailure::WrongCode), ..with_box(true) }),
            ("mail-code", by_mail.clone()),
            ("mail-code-wrong", Self { failure: Some(SecondStepFailure::WrongCode), ..by_mail.clone() }),
            ("mail-code-to-send", Self { mail: None, ..by_mail.clone() }),
            (
                "too-many-mails",
                Self {
                    mail: None,
                    failure: Some(SecondStepFailure::TooManyMails { wait: Duration::from_secs(3_600) }),
                    ..by_mail
                },
            ),
            ("without-application", plain),
            ("recovery-code", recovery),
            ("passkey", passkey),
            ("wrong-passkey", wrong_passkey),
            ("added-passkey", added),
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
        self.text.title_of(&heading, application, self.page.failure.is_some())
    }

    fn failure(&self) -> Option<String> {
        let id = match self.page.failure? {
            SecondStepFailure::WrongCode => "second-step-failure-wrong-code",
            SecondStepFailure::Passkey => "second-step-failure-passkey",
            SecondStepFailure::Incomplete => "second-step-failure-incomplete",
            SecondStepFailure::TooManyAttempts { wait } => {
                let wait = self.text.say_duration(wait);
                return Some(self.text.say_with("second-step-failure-too-many-attempts", "wait", &wait));
            }
            SecondStepFailure::Expired => "second-step-failure-expired",
            SecondStepFailure::TooManyMails { wait } => {
                let wait = self.text.say_long_duration(wait);
                return Some(self.text.say_with("ask-mail-failure-too-many", "wait", &wait));
            }
        };
        Some(self.text.say(id))
    }

    fn reason(&self) -> Option<String> {
        self.page.is_step_up.then(|| match &self.page.application_name {
            Some(name) => self.text.say_with("second-step-reason-application", "application", name),
            None => self.text.say("second-step-reason"),
        })
    }

    /// Whether the page must offer to send the mail with the code first.
    fn must_send(&self) -> bool {
        self.page.way == SecondStepWay::MailCode && self.page.mail.is_none()
    }

    fn explanation(&self) -> String {
        self.text.say(if self.must_send() { "second-step-mail-to-send" } else { self.page.way.explanation() })
    }

    /// Returns the label of the box to trust the device.
    fn trust_label(&self, trust: &TrustBox) -> String {
        let lifetime = self.text.say_long_duration(trust.lifetime);
        self.text.say_with("second-step-trust", "time", &lifetime)
    }

    fn is_wrong(&self) -> bool {
        matches!(self.page.failure, Some(SecondStepFailure::WrongCode | SecondStepFailure::Incomplete))
    }

    /// Returns the ids of the sentences that a screen reader reads with the field.
    fn described_by(&self) -> &'static str {
        if self.page.failure.is_some() { "second-step-failure code-hint" } else { "code-hint" }
    }
}
