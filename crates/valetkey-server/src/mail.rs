//! Mail: how it leaves this machine, and what its links and codes are made of.
//!
//! A mail is a delivery of the outbox ([`crate::outbox`]): stored in the commit that asks for it, and sent by whichever node takes
//! it.

mod catcher;
mod folder;
pub(crate) mod limits;
mod links;
mod message;
mod open;
mod seal;
mod smtp;

use std::sync::Arc;

use async_trait::async_trait;
use uuid::Uuid;

pub use catcher::MailCatcher;
pub use folder::MailFolder;
pub use links::{HandedLink, InvitationOffer, SET_UP_LINK, invitation, reset_link, set_up_link};
pub use open::{MailSettingsError, open};
pub use seal::MailSeal;
pub(crate) use seal::{
    ChallengeParts, ChallengeValues, MailTemplate, MailValues, NewChallenge, RequestValues,
};
pub use smtp::SmtpServer;

/// A way for mails to leave this machine.
#[async_trait]
pub trait MailTransport: Send + Sync + 'static {
    /// Sends one mail. Returns what the receiving side answered.
    ///
    /// # Errors
    /// [`MailFailure`] when the mail was not accepted.
    async fn send(&self, mail: &OutgoingMail) -> Result<String, MailFailure>;
}

/// A transport that everything shares.
pub type SharedMailTransport = Arc<dyn MailTransport>;

/// A mail that is ready to leave.
#[derive(Clone, PartialEq, Eq)]
pub struct OutgoingMail {
    /// Its identifier, for `Message-ID`. A mail that is sent twice has the same one.
    pub id: Uuid,
    /// The address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
}

/// Why a mail was not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct MailFailure {
    /// The outcome. Holds no part of the mail.
    pub reason: String,
    /// Whether the server refused the address for good, so that no later attempt can succeed.
    pub is_refused: bool,
}

impl MailFailure {
    /// Returns a failure after which a later attempt may succeed.
    pub fn passing(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), is_refused: false }
    }
}

impl std::fmt::Debug for OutgoingMail {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("OutgoingMail").field("id", &self.id).finish_non_exhaustive()
    }
}
