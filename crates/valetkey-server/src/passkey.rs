//! Passkeys at the edge: the challenges that pages carry, and what the responses of browsers prove.

mod challenge;
mod signals;

use valetkey_accounts::{Amr, User};
use valetkey_authorization_server::{
    event::Actor,
    passkey::{record_use, suspect_clone},
    record::Passkey,
};
use valetkey_jose::digest::{base64url, base64url_decode};
use valetkey_pages::LoginPasskey;
use valetkey_storage::{ApplyError, passkeys};
use valetkey_webauthn::{Assertion, AssertionExpectation, PasskeyError, RequestOptions, StoredCredential};

use crate::{
    refusals::SignInRefusal,
    request::Caller,
    sign_in::{ProvenUser, refuse_passkey},
    visit::Visit,
};

pub(crate) use challenge::FormChallenge;
pub(crate) use signals::{Signal, signals_of_user};

/// A sign-in with a passkey that was refused.
pub(crate) struct RefusedPasskey {
    /// The signals for the browser.
    pub(crate) signals: Vec<Signal>,
}

/// Returns the way to sign in with a passkey; `None` where browsers offer none. `signals` are for the browser.
pub(crate) fn offer(visit: &Visit<'_>, signals: &[Signal]) -> Option<LoginPasskey> {
    let relying_party = visit.server.relying_party()?;
    let options = RequestOptions { relying_party, allow: &[], requires_verification: true };
    Some(LoginPasskey {
        action: visit.server.path("/login/passkey"),
        options: options.to_json().to_string(),
        signals: Signal::to_json(signals),
    })
}

/// Looks at the response to [`offer`] in the form with this sealed value, which was opened, within the limits of the address that it came from and of its form. A refusal is one
/// line in the log, with the address. Every refusal has the same answer.
pub(crate) async fn authenticate(
    visit: &Visit<'_>,
    sealed: &str,
    response: &str,
) -> Result<Result<ProvenUser, RefusedPasskey>, ApplyError> {
    let (limits, network) = (visit.server.sign_in_limits(), Caller::current().network());
    let now = visit.server.environment.now_milliseconds();
    let begun = if limits.use_form(sealed, now) {
        limits.begin(network, now).map_err(|_| SignInRefusal::TooManyFromAddress)
    } else {
        Err(SignInRefusal::FormUsedTooOften)
    };
    let judged = match begun {
        Ok(()) => judge(visit, sealed, response).await?,
        Err(refusal) => Err(Refused::before_looking(refusal)),
    };
    match judged {
        Ok(proven) => {
            limits.take_back(network);
            Ok(Ok(proven))
        }
        Err(refused) => {
            refuse_passkey(refused.refusal, refused.username.as_deref());
            Ok(Err(RefusedPasskey { signals: refused.signals }))
        }
    }
}

/// Why a passkey proves nothing here.
struct Refused {
    refusal: SignInRefusal,
    username: Option<String>,
    signals: Vec<Signal>,
}

impl Refused {
    fn before_looking(refusal: SignInRefusal) -> Self {
        Self { refusal, username: None, signals: Vec::new() }
    }

    /// An unknown passkey, or an invalid response.
    fn unknown() -> Self {
        Self::before_looking(SignInRefusal::WrongPasskey)
    }

    fn of(user: &User, refusal: SignInRefusal) -> Self {
        Self { refusal, username: Some(user.username.clone()), signals: Vec::new() }
    }
}

/// WebAuthn Level 3 section 7.2: finds the credential and its user, and verifies the response.
async fn judge(
    visit: &Visit<'_>,
    sealed: &str,
    response: &str,
) -> Result<Result<ProvenUser, Refused>, ApplyError> {
    let (storage, tenant) = (&*visit.server.storage, &visit.server.tenant);
    let Ok(response) = Assertion::read(response) else { return Ok(Err(Refused::unknown())) };
    let credential_id = base64url(response.credential_id());
    let Some(passkey) = passkeys::by_credential_id(storage, tenant, &credential_id).await? else {
        let signals = Signal::unknown_credential(visit, credential_id).await?;
        return Ok(Err(Refused { signals: signals.into_iter().collect(), ..Refused::unknown() }));
    };
    let Some(user) = storage.user(tenant, &passkey.user_id).await? else {
        return Ok(Err(Refused::unknown()));
    };
    let challenge = FormChallenge::of(sealed);
    let used = challenge.used(visit);
    let verified = verify(visit, &challenge, &response, &passkey);
    let actor = Actor::User { id: user.id.clone() };
    match verified {
        Ok(verified) if user.may_sign_in(visit.now) => {
            let changes = visit.occasion(&actor, |occasion| {
                record_use(&passkey, verified.sign_count, verified.backed_up, used, occasion)
            });
            let method = Amr::of_passkey(passkey.backup_eligible, verified.user_verified);
            Ok(Ok(ProvenUser::new(user, method, changes)))
        }
        Err(PasskeyError::CounterWentBack) => {
            let changes = visit.occasion(&Actor::Server, |occasion| suspect_clone(&passkey, used, occasion));
            match visit.server.storage.apply(changes).await {
                // The response was sent before: its event is stored.
                Ok(()) | Err(ApplyError::Conflict { .. }) => {}
                Err(error) => return Err(error),
            }
            Ok(Err(Refused::of(&user, SignInRefusal::PasskeyCloneSuspected)))
        }
        Ok(_) | Err(_) => Ok(Err(Refused::of(&user, SignInRefusal::WrongPasskey))),
    }
}

fn verify(
    visit: &Visit<'_>,
    challenge: &FormChallenge,
    response: &Assertion,
    passkey: &Passkey,
) -> Result<valetkey_webauthn::VerifiedAssertion, PasskeyError> {
    let relying_party = visit.server.relying_party().ok_or(PasskeyError::OtherOrigin)?;
    let bytes = |text: &str| base64url_decode(text).map_err(|_| PasskeyError::Malformed);
    let (id, key) = (bytes(&passkey.credential_id)?, bytes(&passkey.public_key)?);
    let user_handle = bytes(&passkey.user_handle)?;
    let stored = StoredCredential {
        id: &id,
        public_key: &key,
        user_handle: &user_handle,
        sign_count: passkey.sign_count,
        backup_eligible: passkey.backup_eligible,
    };
    let expected = AssertionExpectation {
        relying_party,
        challenge: challenge.bytes(),
        requires_verification: true,
        requires_user_handle: true,
    };
    response.verify(&stored, &expected)
}
