//! Redeems a link or a code of a mail. Each works once: one commit stores the change and removes the link.

use std::str::FromStr as _;

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_authorization_server::{
    Change,
    record::{MailChallenge, MailPurpose},
};
use valetkey_pages::{ErrorKind, MailProofField, form_field};
use valetkey_storage::{
    ApplyError, Listing, Match, StorageError, directory, record::MAIL_CHALLENGE, value::Value,
};
use valetkey_types::{Handle, RawParams, Timestamp};

use crate::{
    Server,
    endpoint::failure::Failure,
    mail::ChallengeValues,
    mail_request::{WAITING_MAIL, WaitingMail},
    visit::Visit,
};

/// A proof as it was sent.
pub(crate) enum MailProof {
    /// The link was opened.
    Link(Handle),
    /// A code was typed, in the browser that asked for the mail.
    Code {
        /// The identifier of the challenge.
        id: Uuid,
        /// The code; `None` while the page asks for it.
        typed: Option<String>,
        /// The name that the mail was asked for with.
        name: String,
    },
    /// The code was right before, in this browser.
    Proven(Uuid),
}

/// Names the challenge whose code was right, sealed for the browser.
#[derive(Serialize, Deserialize)]
struct ProvenMail {
    id: Uuid,
    purpose: MailPurpose,
}

/// The purpose of the sealed name of a proven challenge.
const PROVEN_MAIL: &str = "proven-mail";

/// How often an attempt is taken anew when others take one at the same moment.
const ROUNDS: usize = 8;

/// A proof that counts.
pub(crate) struct Proven {
    /// The challenge.
    pub(crate) challenge: MailChallenge,
    /// The sealed content.
    pub(crate) values: ChallengeValues,
}

/// The result of a comparison.
pub(crate) enum Compared {
    /// It counts.
    Right(Proven),
    /// It is another code, or a part of one.
    Wrong {
        /// The number of codes that may still be tried.
        attempts_left: u32,
    },
    /// It was used, is too old, has no attempts left, or never was one.
    Gone,
}

/// Why a proof does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProofFailure {
    /// It was used, is too old, has no attempts left, or never was one.
    Gone,
    /// It is another code.
    WrongCode,
}

impl MailProof {
    /// Reads the proof of a request for one of these purposes; `None` where there is none, or one for another purpose.
    pub(crate) fn read(
        visit: &Visit<'_>,
        params: &RawParams,
        purposes: &[MailPurpose],
    ) -> Result<Option<Self>, Failure> {
        if let Some(token) = params.get(form_field::TOKEN) {
            return Ok(Handle::from_str(token.trim()).ok().map(Self::Link));
        }
        if let Some(sealed) = params.get(form_field::PROOF) {
            let proven: ProvenMail = visit.open(PROVEN_MAIL, sealed)?;
            return Ok(purposes.contains(&proven.purpose).then_some(Self::Proven(proven.id)));
        }
        if let Some(sealed) = params.get(form_field::MAIL) {
            let waiting: WaitingMail = visit.open(WAITING_MAIL, sealed)?;
            let typed = params.get(form_field::CODE).map(digits);
            let is_meant = purposes.contains(&waiting.purpose);
            return Ok(is_meant.then_some(Self::Code { id: waiting.id, typed, name: waiting.name }));
        }
        Ok(None)
    }

    /// Returns the hidden field that sends the proof again.
    pub(crate) fn field(&self, params: &RawParams) -> MailProofField {
        let sent = |name| params.get(name).unwrap_or_default().to_owned();
        match self {
            Self::Link(handle) => MailProofField::Token(handle.expose()),
            Self::Code { .. } => MailProofField::Code(sent(form_field::MAIL)),
            Self::Proven(_) => MailProofField::Proven(sent(form_field::PROOF)),
        }
    }

    /// Returns whether only a part of a code was typed, or none. It is no attempt.
    pub(crate) fn is_incomplete(&self) -> bool {
        match self {
            Self::Code { typed, .. } => typed.as_ref().map(String::len) != Some(MailChallenge::CODE_DIGITS),
            Self::Link(_) | Self::Proven(_) => false,
        }
    }

    /// Looks up whether the link or the name of the mail counts, without using anything up. A code is not compared.
    pub(crate) async fn look(
        &self,
        visit: &Visit<'_>,
        purposes: &[MailPurpose],
    ) -> Result<Result<Proven, ProofFailure>, Failure> {
        let (id, handle) = match self {
            Self::Link(handle) => (handle.selector(), Some(handle)),
            Self::Code { id, .. } | Self::Proven(id) => (*id, None),
        };
        let challenge = load(visit.server, id).await?;
        let challenge = challenge.filter(|challenge| counts(visit.server, challenge, purposes, visit.now));
        let challenge = challenge
            .filter(|challenge| handle.is_none_or(|handle| challenge.link_hash.matches(handle.verifier())));
        Ok(challenge.map_or(Err(ProofFailure::Gone), |challenge| open(visit, challenge)))
    }

    /// Compares the proof, as [`compare`](Self::compare) does. The last wrong code is as good as none.
    pub(crate) async fn prove(
        &self,
        visit: &Visit<'_>,
        purposes: &[MailPurpose],
    ) -> Result<Result<Proven, ProofFailure>, Failure> {
        Ok(match self.compare(visit, purposes).await? {
            Compared::Right(proven) => Ok(proven),
            Compared::Wrong { attempts_left: 0 } | Compared::Gone => Err(ProofFailure::Gone),
            Compared::Wrong { .. } => Err(ProofFailure::WrongCode),
        })
    }

    /// Compares the proof. An attempt to type a code counts before it is compared, so that many at the same time all count. A part
    /// of a code is no attempt.
    ///
    /// Nothing is used up yet: store [`Proven::spend`] with what the proof allows.
    pub(crate) async fn compare(
        &self,
        visit: &Visit<'_>,
        purposes: &[MailPurpose],
    ) -> Result<Compared, Failure> {
        let Self::Code { id, typed, .. } = self else {
            return Ok(self.look(visit, purposes).await?.map_or(Compared::Gone, Compared::Right));
        };
        if self.is_incomplete() {
            return Ok(Compared::Wrong { attempts_left: MailChallenge::ATTEMPTS });
        }
        let typed = typed.as_deref().unwrap_or_default();
        for _ in 0..ROUNDS {
            let challenge = load(visit.server, *id).await?;
            let usable = challenge.filter(|challenge| {
                challenge.attempts_left > 0 && counts(visit.server, challenge, purposes, visit.now)
            });
            let Some(challenge) = usable else { return Ok(Compared::Gone) };
            match visit.server.storage.apply(vec![take_attempt(&challenge)]).await {
                Err(ApplyError::Conflict { .. }) => continue,
                taken => taken?,
            }
            return Ok(match visit.server.mail_seal.is_code(&challenge, typed) {
                true => open(visit, challenge).map_or(Compared::Gone, Compared::Right),
                false => Compared::Wrong { attempts_left: challenge.attempts_left - 1 },
            });
        }
        Err(ErrorKind::TooManyRequests.into())
    }
}

impl Proven {
    /// Returns the change that uses the proof up. It makes the list that it is in count once.
    pub(crate) fn spend(&self) -> Change {
        Change::RemoveMailChallenge { tenant: self.challenge.tenant.clone(), id: self.challenge.id }
    }

    /// Returns the field that proves it again in this browser, for a form that is shown once more.
    pub(crate) fn field(&self, visit: &Visit<'_>) -> Result<MailProofField, Failure> {
        let proven = ProvenMail { id: self.challenge.id, purpose: self.challenge.purpose };
        let sealed = visit.seal(PROVEN_MAIL, &proven).ok_or(ErrorKind::ServerError)?;
        Ok(MailProofField::Proven(sealed))
    }
}

/// Returns whether a challenge still is there.
pub(crate) async fn is_there(server: &Server, id: Uuid) -> Result<bool, StorageError> {
    Ok(load(server, id).await?.is_some())
}

async fn load(server: &Server, id: Uuid) -> Result<Option<MailChallenge>, StorageError> {
    let listing =
        Listing::of_tenant(&MAIL_CHALLENGE, &server.tenant, 1).with("id", Match::Equals(Value::Uuid(id)));
    let page = directory::page::<MailChallenge>(&*server.storage, &listing).await?;
    match page.unreadable.into_iter().next() {
        Some(reason) => Err(StorageError::Corrupt(reason)),
        None => Ok(page.records.into_iter().next()),
    }
}

/// Returns whether a challenge counts for one of these purposes: not too old, and not from before the database was restored.
fn counts(server: &Server, challenge: &MailChallenge, purposes: &[MailPurpose], now: Timestamp) -> bool {
    let made_at = challenge.expires_at.minus(challenge.purpose.lifetime());
    purposes.contains(&challenge.purpose) && challenge.is_live(now) && server.lifetimes.counts(made_at)
}

fn open(visit: &Visit<'_>, challenge: MailChallenge) -> Result<Proven, ProofFailure> {
    match visit.server.mail_seal.open_challenge(&challenge, visit.now) {
        Ok(values) => Ok(Proven { challenge, values }),
        Err(error) => {
            tracing::warn!(%error, "a link from a mail was sealed with another key");
            Err(ProofFailure::Gone)
        }
    }
}

fn take_attempt(challenge: &MailChallenge) -> Change {
    Change::TakeMailAttempt {
        tenant: challenge.tenant.clone(),
        id: challenge.id,
        attempts_left: challenge.attempts_left,
    }
}

/// Returns what was typed, without the blanks and hyphens that users type or paste with a code.
fn digits(typed: &str) -> String {
    typed.chars().filter(|character| !character.is_whitespace() && *character != '-').collect()
}
