//! The second factors of a user: read from the database, with the seed of the authenticator sealed by the encryption key.

use serde::{Deserialize, Serialize};
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change,
    record::SecondFactors,
    second_factor::{FreshCodes, recovery_code, totp},
};
use valetkey_jose::{
    digest::{base64url, base64url_decode},
    seal::{OpenError, SealError, SealingKeys},
};
use valetkey_pages::{AuthenticatorSetUp, ErrorKind, form_field};
use valetkey_storage::{
    ApplyError, Listing, Match, Storage, StorageError, directory, record::SECOND_FACTORS, value::Value,
};
use valetkey_types::{RawParams, Seconds, TenantId, UserId};
use zeroize::Zeroizing;

use crate::{EncryptionKey, Environment, Server, endpoint::failure::Failure, qr_code::qr_code, visit::Visit};

/// The purpose of the key that seals seeds.
const USAGE: &str = "second factors";

/// The seed of an authenticator.
pub(crate) type Seed = Zeroizing<[u8; totp::SEED_LENGTH]>;

/// Reads the second factors of a user, in one statement.
///
/// # Errors
/// [`StorageError`] when the database does not answer, or the record can't be read.
pub async fn load(
    storage: &dyn Storage,
    tenant: &TenantId,
    user: &UserId,
) -> Result<Option<SecondFactors>, StorageError> {
    let listing = Listing::of_tenant(&SECOND_FACTORS, tenant, 1)
        .with("user_id", Match::Equals(Value::text(user.as_str())));
    let page = directory::page::<SecondFactors>(storage, &listing).await?;
    match page.unreadable.into_iter().next() {
        Some(reason) => Err(StorageError::Corrupt(reason)),
        None => Ok(page.records.into_iter().next()),
    }
}

/// Returns a fresh seed.
pub(crate) fn fresh_seed(environment: &dyn Environment) -> Seed {
    let mut seed = Zeroizing::new([0; totp::SEED_LENGTH]);
    environment.fill_random(seed.as_mut_slice());
    seed
}

/// Returns fresh random bytes for a set of recovery codes.
pub(crate) fn fresh_codes(environment: &dyn Environment) -> FreshCodes {
    let mut fresh = [[0; recovery_code::LENGTH]; recovery_code::COUNT];
    environment.fill_random(fresh.as_flattened_mut());
    fresh
}

/// Seals seeds, each for its user. The seal names no issuer: a change of the issuer locks nobody out.
pub struct SeedSeal(SealingKeys);

impl SeedSeal {
    /// Derives the seal from the encryption key.
    ///
    /// # Errors
    /// [`SealError::Backend`] when the crypto library refuses.
    pub fn new(key: &EncryptionKey) -> Result<Self, SealError> {
        key.sealing_keys(USAGE).map(Self)
    }

    fn purpose(tenant: &TenantId, user: &UserId) -> String {
        let (tenant, user) = (tenant.as_str(), user.as_str());
        format!("authenticator\n{}:{tenant}\n{user}", tenant.len())
    }

    /// Seals a seed.
    ///
    /// # Errors
    /// [`SealError`] when the crypto library refuses.
    pub fn seal(&self, tenant: &TenantId, user: &UserId, seed: &[u8]) -> Result<String, SealError> {
        self.0.seal(&Self::purpose(tenant, user), seed)
    }

    /// Opens a seed.
    ///
    /// # Errors
    /// [`OpenError`] for a seed of another user, or of a key that is not known.
    pub fn open(
        &self,
        tenant: &TenantId,
        user: &UserId,
        sealed: &str,
    ) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        self.0.open(&Self::purpose(tenant, user), sealed)
    }
}

/// Why seeds can't be sealed anew.
#[derive(Debug, thiserror::Error)]
pub enum ResealError {
    /// The database did not answer.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The database did not take the record.
    #[error(transparent)]
    Apply(#[from] ApplyError),
    /// The crypto library refused.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// A seed does not open. The previous key must stay.
    #[error("the authenticator of user {user} does not open: {reason}")]
    Open {
        /// The user.
        user: UserId,
        /// Why.
        reason: OpenError,
    },
}

/// Rows that one question of [`reseal`] asks for.
const PAGE: usize = 200;

/// Seals the seeds of a tenant with the current encryption key, and returns how many. Users may sign in meanwhile: a record that
/// changed is read again.
///
/// # Errors
/// [`ResealError`]. What was sealed until then stays so.
pub async fn reseal(
    storage: &dyn Storage,
    tenant: &TenantId,
    key: &EncryptionKey,
) -> Result<usize, ResealError> {
    let seal = SeedSeal::new(key)?;
    let (mut count, mut after) = (0, None);
    loop {
        let listing = Listing::of_tenant(&SECOND_FACTORS, tenant, PAGE).behind(after);
        let page = directory::page::<SecondFactors>(storage, &listing).await?;
        if let Some(reason) = page.unreadable.into_iter().next() {
            return Err(StorageError::Corrupt(reason).into());
        }
        for factors in page.records {
            count += usize::from(reseal_one(storage, &seal, factors).await?);
        }
        after = page.next;
        if after.is_none() {
            return Ok(count);
        }
    }
}

/// Returns whether there was a seed.
async fn reseal_one(
    storage: &dyn Storage,
    seal: &SeedSeal,
    factors: SecondFactors,
) -> Result<bool, ResealError> {
    let (tenant, user) = (factors.tenant.clone(), factors.user_id.clone());
    let mut next = Some(factors);
    while let Some(mut factors) = next {
        let Some(authenticator) = &mut factors.authenticator else { return Ok(false) };
        let seed = seal
            .open(&tenant, &user, &authenticator.seed_sealed)
            .map_err(|reason| ResealError::Open { user: user.clone(), reason })?;
        authenticator.seed_sealed = seal.seal(&tenant, &user, &seed)?;
        match storage.apply(vec![Change::PutSecondFactors(Box::new(factors))]).await {
            Ok(()) => return Ok(true),
            Err(ApplyError::Conflict { .. }) => next = load(storage, &tenant, &user).await?,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(false)
}

/// Seals a seed for a user of this server.
pub(crate) fn seal_seed(server: &Server, user: &User, seed: &[u8]) -> Result<String, Failure> {
    let sealed =
        SeedSeal::new(&server.encryption_key).and_then(|seal| seal.seal(&user.tenant, &user.id, seed));
    sealed.map_err(|error| {
        tracing::error!(%error, "the seed of an authenticator can't be sealed");
        ErrorKind::ServerError.into()
    })
}

/// Opens the seed of a user's authenticator; `None` without one.
pub(crate) fn open_seed(
    server: &Server,
    factors: &SecondFactors,
) -> Result<Option<Zeroizing<Vec<u8>>>, Failure> {
    let Some(authenticator) = &factors.authenticator else { return Ok(None) };
    let failed = |error: &dyn std::fmt::Display| {
        let user = factors.user_id.as_str();
        tracing::error!(%error, user, "the seed of an authenticator can't be opened");
        Failure::from(ErrorKind::ServerError)
    };
    let seal = SeedSeal::new(&server.encryption_key).map_err(|error| failed(&error))?;
    let opened = seal.open(&factors.tenant, &factors.user_id, &authenticator.seed_sealed);
    opened.map(Some).map_err(|error| failed(&error))
}

/// A new authenticator that waits for its first code. It travels sealed in the form, and nothing is stored for it.
#[derive(Serialize, Deserialize)]
struct SetUp {
    user: UserId,
    seed: String,
}

/// What a set-up is sealed for.
const SET_UP: &str = "authenticator-set-up";
/// How long a user may take to add the authenticator.
const SET_UP_LIFETIME: Seconds = Seconds::minutes(30);

/// Returns what a page shows of a new authenticator.
pub(crate) fn set_up(
    visit: &Visit<'_>,
    user: &User,
    seed: &Seed,
    path: &str,
    code_was_wrong: bool,
) -> Result<AuthenticatorSetUp, Failure> {
    let issuer = visit.server.issuer.as_str().trim_start_matches("https://").trim_start_matches("http://");
    let uri = Zeroizing::new(totp::key_uri(seed.as_slice(), issuer, &user.username));
    let set_up = SetUp { user: user.id.clone(), seed: base64url(seed.as_slice()) };
    let sealed = visit.seal_for(SET_UP_LIFETIME, SET_UP, &set_up);
    Ok(AuthenticatorSetUp {
        qr_code: qr_code(&uri),
        key: totp::key_text(seed.as_slice()),
        account_name: user.username.clone(),
        action: visit.server.path(path),
        set_up: sealed.ok_or(ErrorKind::ServerError)?,
        code_was_wrong,
    })
}

/// Opens the seed that a form carries. It counts for this user only.
pub(crate) fn open_set_up(visit: &Visit<'_>, user: &User, params: &RawParams) -> Result<Seed, Failure> {
    let sealed = params.get(form_field::SET_UP).ok_or(ErrorKind::BadRequest)?;
    let set_up: SetUp = visit.open(SET_UP, sealed)?;
    let bytes = base64url_decode(&set_up.seed).ok().and_then(|bytes| bytes.try_into().ok());
    match bytes.filter(|_| set_up.user == user.id) {
        Some(bytes) => Ok(Zeroizing::new(bytes)),
        None => Err(ErrorKind::BadRequest.into()),
    }
}

/// The name of the authenticator app in notices.
pub const AUTHENTICATOR: &str = "Authenticator";
