//! Seals what a mail needs until it is sent, and makes its links and codes.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;
use valetkey_authorization_server::record::{MailChallenge, MailPurpose, Sha256Hash, TenantRecord};
use valetkey_jose::{
    digest::hmac_sha256,
    seal::{OpenError, SealError},
};
use valetkey_types::{Handle, Timestamp, UserId};
use zeroize::Zeroizing;

use crate::{EncryptionKey, Environment, Seal, seal::Purpose};

/// The use of the seal.
const USAGE: &str = "mail";

/// The purpose of sealed requests for mails.
const REQUEST: &str = "mail-request";

/// The purpose of sealed values in mails.
const VALUES: &str = "mail-values";

/// Seals what waits for a mail of one tenant.
pub struct MailSeal {
    seal: Seal,
    code_secret: Zeroizing<[u8; 32]>,
}

/// A request for a mail. It waits sealed in the outbox until the account is looked up.
#[derive(Serialize, Deserialize)]
pub(crate) struct RequestValues {
    /// The identifier of the link and code to make.
    pub(crate) id: Uuid,
    /// The purpose of the mail.
    pub(crate) purpose: MailPurpose,
    /// The typed address or username.
    pub(crate) name: String,
    /// The user, where one is signed in.
    pub(crate) user_id: Option<UserId>,
    /// The language of the page.
    pub(crate) language: String,
    /// The interaction that waits, as it was sealed for the browser.
    pub(crate) interaction: Option<String>,
    /// The network address of the request.
    pub(crate) network_address: Option<String>,
    /// The reference of the request.
    pub(crate) reference: Option<String>,
    /// When it was asked for.
    pub(crate) asked_at: Timestamp,
    /// The version of the terms that were accepted.
    pub(crate) terms: Option<String>,
}

/// The sealed content of a challenge.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct ChallengeValues {
    /// The address that the mail went to; empty where a link was handed over.
    pub(crate) address: String,
    /// The interaction that waits, as it was sealed for the browser.
    pub(crate) interaction: Option<String>,
    /// The version of the terms that were accepted.
    pub(crate) terms: Option<String>,
    /// The roles that an invitation gives.
    #[serde(default)]
    pub(crate) roles: Vec<String>,
    /// Whether the set-up link counts even if there is an administrator, because the last one lost their account.
    #[serde(default)]
    pub(crate) recovers: bool,
    /// Whether the link went out by mail and nowhere else, so that whoever has it reads the mail of the address.
    pub(crate) proves_address: bool,
}

/// The kind of a mail that waits.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MailTemplate {
    /// A link, and perhaps a code, for its purpose.
    Proof,
    /// The address has an account already.
    AlreadyRegistered,
    /// The address belongs to another account.
    AddressTaken,
}

/// The values of a mail that waits.
#[derive(Serialize, Deserialize)]
pub(crate) struct MailValues {
    /// Its kind.
    pub(crate) template: MailTemplate,
    /// The secret of the link.
    pub(crate) link: Option<String>,
    /// The code.
    pub(crate) code: Option<String>,
    /// When link and code stop counting.
    pub(crate) expires_at: Timestamp,
    /// The language.
    pub(crate) language: String,
    /// The display name of the user.
    pub(crate) account: Option<String>,
}

/// A challenge to store, with the secrets to send.
pub(crate) struct NewChallenge {
    /// The record.
    pub(crate) challenge: MailChallenge,
    /// The secret of the link.
    pub(crate) link: Handle,
    /// The code.
    pub(crate) code: Option<String>,
}

/// The parts of a challenge.
pub(crate) struct ChallengeParts<'a> {
    /// Its identifier.
    pub(crate) id: Uuid,
    /// The purpose.
    pub(crate) purpose: MailPurpose,
    /// The user.
    pub(crate) user_id: Option<UserId>,
    /// The sealed content.
    pub(crate) values: &'a ChallengeValues,
    /// Whether it has a code beside the link.
    pub(crate) has_code: bool,
    /// When it stops counting.
    pub(crate) expires_at: Timestamp,
}

impl MailSeal {
    /// Derives the seal of a tenant.
    ///
    /// # Errors
    /// [`SealError::Backend`] when the crypto library refuses.
    pub fn new(key: &EncryptionKey, tenant: &TenantRecord) -> Result<Self, SealError> {
        Ok(Self { seal: Seal::new(key, USAGE, tenant)?, code_secret: key.secret("mail-codes")? })
    }

    pub(crate) fn seal_request(&self, request: &RequestValues) -> Result<String, SealError> {
        self.seal.seal_json(REQUEST, request)
    }

    pub(crate) fn open_request(&self, sealed: &str, now: Timestamp) -> Result<RequestValues, OpenError> {
        self.open(REQUEST, sealed, now)
    }

    pub(crate) fn seal_values(&self, values: &MailValues) -> Result<String, SealError> {
        self.seal.seal_json(VALUES, values)
    }

    pub(crate) fn open_values(&self, sealed: &str, now: Timestamp) -> Result<MailValues, OpenError> {
        self.open(VALUES, sealed, now)
    }

    /// Opens what a challenge remembers. It opens for the purpose and the identifier of the challenge only.
    pub(crate) fn open_challenge(
        &self,
        challenge: &MailChallenge,
        now: Timestamp,
    ) -> Result<ChallengeValues, OpenError> {
        self.open(&challenge_kind(challenge.purpose, challenge.id), &challenge.sealed, now)
    }

    /// Makes a challenge with fresh secrets.
    pub(crate) fn challenge(
        &self,
        parts: ChallengeParts<'_>,
        environment: &dyn Environment,
    ) -> Result<NewChallenge, SealError> {
        let mut verifier = [0; 32];
        environment.fill_random(&mut verifier);
        let link = Handle::new(parts.id, verifier);
        let code = parts.has_code.then(|| code(environment));
        let challenge = MailChallenge {
            tenant: self.seal.owner().tenant.clone(),
            id: parts.id,
            purpose: parts.purpose,
            user_id: parts.user_id,
            link_hash: Sha256Hash::of(link.verifier()),
            code_hash: code.as_ref().map(|code| Sha256Hash::of(&self.keyed(parts.id, code))),
            attempts_left: MailChallenge::ATTEMPTS,
            sealed: self.seal.seal_json(&challenge_kind(parts.purpose, parts.id), parts.values)?,
            expires_at: parts.expires_at,
        };
        Ok(NewChallenge { challenge, link, code })
    }

    /// Returns whether this is the code of a challenge. Takes the same time for every answer.
    pub(crate) fn is_code(&self, challenge: &MailChallenge, typed: &str) -> bool {
        challenge.code_hash.is_some_and(|hash| hash.matches(&self.keyed(challenge.id, typed)))
    }

    /// Codes are few enough to try them all, so their hash has a key that the database does not hold.
    fn keyed(&self, id: Uuid, code: &str) -> [u8; 32] {
        hmac_sha256(&self.code_secret, format!("{}\n{code}", id.simple()).as_bytes())
    }

    fn open<T: DeserializeOwned>(&self, kind: &str, sealed: &str, now: Timestamp) -> Result<T, OpenError> {
        self.seal.open_json(Purpose::of(kind), sealed, now)
    }
}

fn challenge_kind(purpose: MailPurpose, id: Uuid) -> String {
    format!("mail-challenge {} {}", purpose.as_str(), id.simple())
}

/// Returns a code of digits.
fn code(environment: &dyn Environment) -> String {
    const CODES: u64 = 10_u64.pow(8);
    const _: () = assert!(MailChallenge::CODE_DIGITS == 8);
    let mut random = [0; 16];
    environment.fill_random(&mut random);
    // 128 bits: no code is more likely than another by more than 2^-100.
    let number = u128::from_be_bytes(random) % u128::from(CODES);
    format!("{number:08}")
}
