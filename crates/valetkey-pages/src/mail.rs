//! The mails that users receive: one frame, a text part and an HTML part, in the language of the user.

mod samples;

use std::time::Duration;

use askama::Template;

use crate::page::html_of;
use crate::{Language, Place, plain};

/// A mail, as typed values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mail {
    /// A mail that an administrator sends to try the settings.
    Test,
    /// A link and a code to choose a new password.
    ResetPassword(MailProof),
    /// A link and a code to prove the address of the account.
    VerifyAddress(MailProof),
    /// A link and a code to prove the next address of the account.
    ChangeAddress(MailProof),
    /// Somebody wanted to use the address, which belongs to the account already.
    AddressTaken(MailLinks),
    /// A link and a code to finish a registration.
    Register(MailProof),
    /// Somebody wanted to register with the address of the account.
    AlreadyRegistered(MailLinks),
    /// A link to accept an invitation.
    Invitation(MailProof),
    /// A link and a code to sign in.
    SignIn(MailProof),
    /// A code to confirm a sign-in. Its link is left out.
    ConfirmSignIn(MailProof),
    /// The password changed.
    PasswordChanged(MailFacts),
    /// The address of the account changed.
    AddressChanged(MailFacts),
    /// Somebody signed in at a new browser.
    NewDevice(MailFacts),
    /// A second factor or passkey was added.
    FactorAdded(MailFacts),
    /// A second factor or passkey was removed.
    FactorRemoved(MailFacts),
    /// New recovery codes replaced the old ones.
    RecoveryCodesMade(MailFacts),
    /// A recovery code was used.
    RecoveryCodeUsed(MailFacts),
    /// An account at another provider was linked.
    AccountLinked(MailFacts),
    /// An account at another provider was unlinked.
    AccountUnlinked(MailFacts),
    /// The user asked for the deletion of the account.
    DeletionRequested(MailFacts),
    /// The user kept the account.
    DeletionCancelled(MailFacts),
}

/// The proof that a mail carries.
#[derive(Clone, PartialEq, Eq)]
pub struct MailProof {
    /// The address of the link.
    pub uri: String,
    /// The code, digits only.
    pub code: Option<String>,
    /// How long both count.
    pub lifetime: Duration,
}

/// Where a user can go from a mail that proves nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailLinks {
    /// The sign-in page.
    pub sign_in_uri: String,
}

/// The circumstances of a change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailFacts {
    /// When it happened, in words.
    pub time: String,
    /// The network address.
    pub network_address: Option<String>,
    /// Where that address is, if it is known.
    pub place: Option<Place>,
    /// The browser.
    pub device: Option<String>,
    /// The name of the factor, or of the provider.
    pub factor: Option<String>,
    /// When the account will be deleted, in words.
    pub deletion_day: Option<String>,
    /// The page where a user chooses a new password.
    pub forgot_uri: String,
}

/// The receiver and the sender, as every mail names them.
#[derive(Clone, Copy, Debug)]
pub struct MailFrame<'a> {
    /// The language.
    pub language: Language,
    /// The display name of the user; `None` for somebody without an account.
    pub account: Option<&'a str>,
    /// The host of the server.
    pub host: &'a str,
    /// The operator's brand.
    pub brand: &'a MailBrand,
}

/// The operator's brand in a mail. The server checks the colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailBrand {
    /// The name.
    pub name: String,
    /// The colour of the button, as CSS writes it.
    pub accent: String,
    /// The colour of the text on the button.
    pub on_accent: String,
}

impl MailBrand {
    /// Returns a brand that has a name and nothing else.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), accent: "#1d4fd8".to_owned(), on_accent: "#ffffff".to_owned() }
    }
}

impl MailFrame<'_> {
    /// Returns the name of the brand, without marks that hide or reorder text.
    fn brand_name(&self) -> String {
        plain(&self.brand.name)
    }

    /// Whether the name of the brand differs from the host.
    fn has_name(&self) -> bool {
        self.brand_name() != self.host
    }
}

/// A mail that can be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct RenderedMail {
    /// The subject: one line.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part. It loads nothing.
    pub html: String,
}

impl std::fmt::Debug for MailProof {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("MailProof(hidden)")
    }
}

impl std::fmt::Debug for RenderedMail {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("RenderedMail").field("subject", &self.subject).finish_non_exhaustive()
    }
}

/// The parts of a mail, in its language.
struct Parts {
    subject: String,
    paragraphs: Vec<String>,
    code: Option<String>,
    /// The message before the code.
    code_label: &'static str,
    action: Option<(String, String)>,
    facts: Vec<(String, String)>,
    closing: Vec<String>,
}

#[derive(Template)]
#[template(path = "mail.html")]
struct HtmlView<'a> {
    parts: &'a Parts,
    frame: MailFrame<'a>,
    text: Language,
    greeting: &'a str,
}

#[derive(Template)]
#[template(path = "mail.txt")]
struct TextView<'a> {
    parts: &'a Parts,
    frame: MailFrame<'a>,
    text: Language,
    greeting: &'a str,
}

impl Mail {
    /// Returns the mail as it is sent.
    pub fn render(&self, frame: &MailFrame<'_>) -> RenderedMail {
        let (parts, text) = (self.parts(frame), frame.language);
        let greeting = match frame.account {
            Some(account) => text.say_with("mail-greeting", "account", account),
            None => text.say("mail-greeting-unknown"),
        };
        let html = html_of(&HtmlView { parts: &parts, frame: *frame, text, greeting: &greeting });
        let plain_text = TextView { parts: &parts, frame: *frame, text, greeting: &greeting };
        let plain_text = plain_text.render().unwrap_or_default();
        RenderedMail { subject: parts.subject, text: plain_text, html }
    }

    fn parts(&self, frame: &MailFrame<'_>) -> Parts {
        let (text, host) = (frame.language, frame.host);
        match self {
            Self::Test => Parts::new(
                text.say_with("mail-test-subject", "host", host),
                vec![text.say_with("mail-test-text", "host", host)],
            ),
            Self::ResetPassword(proof) => Parts::proving(
                frame,
                proof,
                ["mail-reset-subject", "mail-reset-text", "mail-reset-action", "mail-reset-closing"],
            ),
            Self::VerifyAddress(proof) => Parts::proving(
                frame,
                proof,
                ["mail-verify-subject", "mail-verify-text", "mail-verify-action", "mail-verify-closing"],
            ),
            Self::ChangeAddress(proof) => Parts::proving(
                frame,
                proof,
                ["mail-change-subject", "mail-change-text", "mail-change-action", "mail-change-closing"],
            ),
            Self::Register(proof) => Parts::proving(
                frame,
                proof,
                [
                    "mail-register-subject",
                    "mail-register-text",
                    "mail-register-action",
                    "mail-register-closing",
                ],
            ),
            Self::Invitation(proof) => Parts::proving(
                frame,
                proof,
                ["mail-invite-subject", "mail-invite-text", "mail-invite-action", "mail-invite-closing"],
            ),
            Self::SignIn(proof) => Parts::proving(
                frame,
                proof,
                ["mail-sign-in-subject", "mail-sign-in-text", "mail-sign-in-action", "mail-sign-in-closing"],
            ),
            Self::ConfirmSignIn(proof) => Parts::confirming(
                frame,
                proof,
                ["mail-confirm-subject", "mail-confirm-text", "mail-confirm-closing"],
            ),
            Self::AddressTaken(links) => {
                Parts::linking(frame, links, ["mail-address-taken-subject", "mail-address-taken-text"])
            }
            Self::AlreadyRegistered(links) => {
                Parts::linking(frame, links, ["mail-registered-subject", "mail-registered-text"])
            }
            Self::PasswordChanged(facts) => {
                Parts::telling(frame, facts, ["mail-password-changed-subject", "mail-password-changed-text"])
            }
            Self::AddressChanged(facts) => {
                Parts::telling(frame, facts, ["mail-address-changed-subject", "mail-address-changed-text"])
            }
            Self::NewDevice(facts) => {
                Parts::telling(frame, facts, ["mail-new-device-subject", "mail-new-device-text"])
            }
            Self::FactorAdded(facts) => {
                Parts::telling(frame, facts, ["mail-factor-added-subject", "mail-factor-added-text"])
            }
            Self::FactorRemoved(facts) => {
                Parts::telling(frame, facts, ["mail-factor-removed-subject", "mail-factor-removed-text"])
            }
            Self::RecoveryCodesMade(facts) => Parts::telling(
                frame,
                facts,
                ["mail-recovery-codes-made-subject", "mail-recovery-codes-made-text"],
            ),
            Self::RecoveryCodeUsed(facts) => Parts::telling(
                frame,
                facts,
                ["mail-recovery-code-used-subject", "mail-recovery-code-used-text"],
            ),
            Self::AccountLinked(facts) => {
                Parts::telling(frame, facts, ["mail-account-linked-subject", "mail-account-linked-text"])
            }
            Self::AccountUnlinked(facts) => {
                Parts::telling(frame, facts, ["mail-account-unlinked-subject", "mail-account-unlinked-text"])
            }
            Self::DeletionRequested(facts) => Parts::telling(
                frame,
                facts,
                ["mail-deletion-requested-subject", "mail-deletion-requested-text"],
            ),
            Self::DeletionCancelled(facts) => Parts::telling(
                frame,
                facts,
                ["mail-deletion-cancelled-subject", "mail-deletion-cancelled-text"],
            ),
        }
    }
}

impl Parts {
    fn new(subject: String, paragraphs: Vec<String>) -> Self {
        let (code, action, facts, closing) = (None, None, Vec::new(), Vec::new());
        Self { subject, paragraphs, code, code_label: "mail-code", action, facts, closing }
    }

    /// A mail with a link, and perhaps a code. The messages are subject, text, label of the link, and what to do when the user
    /// did not ask for the mail.
    fn proving(frame: &MailFrame<'_>, proof: &MailProof, messages: [&str; 4]) -> Self {
        let (text, [subject, first, action, closing]) = (frame.language, messages);
        let lifetime = text.say_long_duration(proof.lifetime);
        let mut paragraphs = vec![text.say_with(first, "host", frame.host)];
        paragraphs.push(text.say_with("mail-lifetime", "time", &lifetime));
        Self {
            code: proof.code.as_deref().map(spaced),
            action: Some((text.say(action), proof.uri.clone())),
            closing: vec![text.say(closing)],
            ..Self::new(text.say_with(subject, "host", frame.host), paragraphs)
        }
    }

    /// A mail with a code and no link.
    fn confirming(frame: &MailFrame<'_>, proof: &MailProof, messages: [&str; 3]) -> Self {
        let (text, [subject, first, closing]) = (frame.language, messages);
        let lifetime = text.say_long_duration(proof.lifetime);
        let paragraphs = vec![
            text.say_with(first, "host", frame.host),
            text.say_with("mail-code-lifetime", "time", &lifetime),
        ];
        Self {
            code: proof.code.as_deref().map(spaced),
            code_label: "mail-code-alone",
            closing: vec![text.say(closing)],
            ..Self::new(text.say_with(subject, "host", frame.host), paragraphs)
        }
    }

    fn linking(frame: &MailFrame<'_>, links: &MailLinks, messages: [&str; 2]) -> Self {
        let (text, [subject, first]) = (frame.language, messages);
        Self {
            action: Some((text.say("mail-go-to-sign-in"), links.sign_in_uri.clone())),
            ..Self::new(
                text.say_with(subject, "host", frame.host),
                vec![text.say_with(first, "host", frame.host)],
            )
        }
    }

    fn telling(frame: &MailFrame<'_>, facts: &MailFacts, messages: [&str; 2]) -> Self {
        let (text, [subject, first]) = (frame.language, messages);
        let fact = |label: &str, value: &Option<String>| Some((text.say(label), plain(value.as_deref()?)));
        let shown = [
            fact("mail-fact-factor", &facts.factor),
            fact("mail-fact-deletion", &facts.deletion_day),
            fact("mail-fact-time", &Some(facts.time.clone())),
            fact("mail-fact-network-address", &facts.network_address),
            fact("mail-fact-place", &facts.place.as_ref().map(|place| place.say(text))),
            fact("mail-fact-device", &facts.device),
        ];
        Self {
            action: Some((text.say("mail-not-me-action"), facts.forgot_uri.clone())),
            facts: shown.into_iter().flatten().collect(),
            closing: vec![text.say("mail-not-me")],
            ..Self::new(
                text.say_with(subject, "host", frame.host),
                vec![text.say_with(first, "host", frame.host)],
            )
        }
    }
}

/// Returns a code in two groups, as people read it out.
fn spaced(code: &str) -> String {
    match code.split_at_checked(code.len() / 2) {
        Some((first, second)) => format!("{first} {second}"),
        None => code.to_owned(),
    }
}
