//! Registering a passkey: what the browser is asked, and what its response proves.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    event::Actor,
    passkey::{NewPasskey, PasskeyRefusal, add},
    record::{NoticeKind, Passkey, UsedChallenge},
};
use valetkey_jose::digest::{base64url, base64url_decode};
use valetkey_pages::{PasskeyAddition, PasskeyFailure, form_field};
use valetkey_storage::ApplyError;
use valetkey_types::{RawParams, Seconds, UserId};
use valetkey_webauthn::{
    CreationOptions, PasskeyError, RelyingParty, UserEntity, authenticator_name, verify_registration,
};

use super::FormChallenge;
use crate::visit::Visit;

/// The purpose of a sealed registration.
const REGISTRATION: &str = "passkey-registration";

/// The number of bytes of a user handle (WebAuthn Level 3 section 14.6.1 asks for 64 random bytes or fewer).
const USER_HANDLE_BYTES: usize = 32;

/// The name of a passkey whose user gave none, and whose model is unknown.
const DEFAULT_NAME: &str = "Passkey";

/// A registration on its way. It was shown to a user with a fresh proof.
#[derive(Serialize, Deserialize)]
struct Registration {
    /// The session or the sign-in attempt that the proof belongs to.
    proved_in: Uuid,
    user: UserId,
    user_handle: String,
}

/// A ceremony may take as long as the browser lets the user take.
pub(super) fn ceremony_lifetime(visit: &Visit<'_>) -> Seconds {
    let timeout = Seconds(i64::try_from(RelyingParty::TIMEOUT.as_secs()).unwrap_or_default());
    visit.server.lifetimes.interaction.min(timeout)
}

/// Returns the form that adds a passkey to a user who has these; `None` where browsers offer no passkeys. The user handle is that of
/// the passkeys that the user has, or a fresh one. `proved_in` is the session or the attempt with the fresh proof.
pub(crate) fn addition(
    visit: &Visit<'_>,
    user: &User,
    proved_in: Uuid,
    existing: &[Passkey],
) -> Option<PasskeyAddition> {
    let relying_party = visit.server.relying_party()?;
    let known = existing.last().and_then(|passkey| base64url_decode(&passkey.user_handle).ok());
    let handle = known.unwrap_or_else(|| {
        let mut handle = vec![0; USER_HANDLE_BYTES];
        visit.server.environment.fill_random(&mut handle);
        handle
    });
    let exclude: Vec<Vec<u8>> =
        existing.iter().filter_map(|passkey| base64url_decode(&passkey.credential_id).ok()).collect();
    let options = CreationOptions {
        relying_party,
        relying_party_name: relying_party.id(),
        user: UserEntity { handle: &handle, name: &user.username, display_name: user.display_name() },
        exclude: &exclude,
        asks_for_model: visit.server.attestation_policy().is_some(),
    };
    let options = options.to_json().to_string();
    let registration = Registration { proved_in, user: user.id.clone(), user_handle: base64url(&handle) };
    Some(PasskeyAddition {
        registration: visit.seal_for(ceremony_lifetime(visit), REGISTRATION, &registration)?,
        options,
    })
}

/// Adds a passkey to a user who has the `existing` ones, with an event and a mail. The response of the browser to [`addition`] proves
/// it. Returns the name of the passkey, or the failure that the page shows.
///
/// # Errors
/// [`ApplyError`] when the database does not answer.
pub(crate) async fn register(
    visit: &Visit<'_>,
    user: &User,
    proved_in: Uuid,
    existing: &[Passkey],
    params: &RawParams,
) -> Result<Result<String, PasskeyFailure>, ApplyError> {
    let (new, challenge) = match verified(visit, user, proved_in, params) {
        Ok(verified) => verified,
        Err(failure) => return Ok(Err(failure)),
    };
    let actor = Actor::User { id: user.id.clone() };
    let decision = match visit.occasion(&actor, |occasion| add(user, new, existing, challenge, occasion)) {
        Ok(decision) => decision,
        Err(PasskeyRefusal::Name) => return Ok(Err(PasskeyFailure::Name)),
        Err(PasskeyRefusal::TooMany) => return Ok(Err(PasskeyFailure::TooMany)),
    };
    let about = NoticeKind::FactorAdded { name: decision.answer.name.clone() };
    let told = visit.notice(user, about);
    match visit.server.storage.apply(decision.changes.into_iter().chain(told).collect()).await {
        Ok(()) => Ok(Ok(decision.answer.name)),
        // The challenge was used, the credential is registered, or the user was edited meanwhile.
        Err(ApplyError::Conflict { .. }) => Ok(Err(PasskeyFailure::NotVerified)),
        Err(error) => Err(error),
    }
}

/// Verifies the response of the browser to [`addition`], for this user and this session or attempt.
///
/// # Errors
/// The failure that the page shows.
fn verified(
    visit: &Visit<'_>,
    user: &User,
    proved_in: Uuid,
    params: &RawParams,
) -> Result<(NewPasskey, UsedChallenge), PasskeyFailure> {
    let wrong = PasskeyFailure::NotVerified;
    let sealed = params.get(form_field::REGISTRATION).ok_or(wrong)?;
    let registration: Registration = visit.open(REGISTRATION, sealed).map_err(|_| wrong)?;
    if registration.proved_in != proved_in || registration.user != user.id {
        return Err(wrong);
    }
    let relying_party = visit.server.relying_party().ok_or(wrong)?;
    let challenge = FormChallenge::of(sealed);
    let response = params.get(form_field::RESPONSE).unwrap_or_default();
    let policy = visit.server.attestation_policy();
    let credential =
        verify_registration(relying_party, challenge.bytes(), response, policy).map_err(|error| {
            tracing::info!(%error, "a passkey was not registered");
            match (error, policy) {
                (PasskeyError::OtherModel | PasskeyError::WrongAttestation, Some(_)) => PasskeyFailure::Model,
                _ => wrong,
            }
        })?;
    let typed = params.get(form_field::NAME).map(str::trim).filter(|name| !name.is_empty());
    let name = typed.or_else(|| authenticator_name(credential.aaguid)).unwrap_or(DEFAULT_NAME);
    let new = NewPasskey {
        credential_id: base64url(&credential.id),
        user_handle: registration.user_handle,
        public_key: base64url(&credential.public_key),
        name: name.to_owned(),
        aaguid: credential.aaguid,
        transports: credential.transports,
        backup_eligible: credential.backup_eligible,
        backed_up: credential.backed_up,
        sign_count: credential.sign_count,
    };
    Ok((new, challenge.used(visit)))
}
