//! The passkey as a second step: what the browser is asked, once the first factor of a user was proved.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_accounts::{Amr, User};
use valetkey_jose::digest::base64url_decode;
use valetkey_pages::{ErrorKind, SecondStepPasskey};
use valetkey_storage::passkeys;
use valetkey_types::UserId;
use valetkey_webauthn::RequestOptions;

use super::registration::ceremony_lifetime;
use crate::{endpoint::failure::Failure, visit::Visit};

/// The purpose of a sealed challenge. The sign-in page seals its challenges for another one.
const SECOND_STEP: &str = "passkey-second-step";

/// The sign-in that a challenge was made for.
#[derive(Serialize, Deserialize)]
struct SecondStepChallenge {
    attempt: Uuid,
    user: UserId,
}

/// Returns what the browser needs to ask for a passkey of this user. Call it only where the user proved the first factor: it names
/// their passkeys. `methods` are those that take the sign-in further.
pub(crate) async fn offer_second_step(
    visit: &Visit<'_>,
    user: &User,
    attempt: Uuid,
    methods: &[Amr],
) -> Result<SecondStepPasskey, Failure> {
    let server = visit.server;
    let relying_party = server.relying_party().ok_or(ErrorKind::NotFound)?;
    let of_user = passkeys::of_user(&*server.storage, &server.tenant, &user.id).await?;
    let allow: Vec<Vec<u8>> =
        of_user.iter().filter_map(|passkey| base64url_decode(&passkey.credential_id).ok()).collect();
    let requires_verification = requires_verification(methods);
    let options = RequestOptions { relying_party, allow: &allow, requires_verification };
    let challenge = SecondStepChallenge { attempt, user: user.id.clone() };
    let challenge = visit.seal_for(ceremony_lifetime(visit), SECOND_STEP, &challenge);
    Ok(SecondStepPasskey {
        options: options.to_json().to_string(),
        challenge: challenge.ok_or(ErrorKind::ServerError)?,
    })
}

/// Returns whether the authenticator must verify the user: where a mere touch does not take the sign-in further.
pub(crate) fn requires_verification(methods: &[Amr]) -> bool {
    !methods.contains(&Amr::DevicePasskey) && !methods.contains(&Amr::SyncedPasskey)
}

/// Returns whether a sealed challenge was made for this sign-in of this user, in this browser, a short time ago.
pub(crate) fn open_second_step(visit: &Visit<'_>, user: &User, attempt: Uuid, sealed: &str) -> bool {
    let challenge = visit.open::<SecondStepChallenge>(SECOND_STEP, sealed);
    challenge.is_ok_and(|challenge| challenge.attempt == attempt && challenge.user == user.id)
}
