//! Passkeys at the edge: the challenges that pages carry, and what the responses of browsers prove.

mod challenge;
mod registration;
mod second_step;
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
pub(crate) use registration::{addition, register};
pub(crate) use second_step::{offer_second_step, open_second_step, requires_verification};
pub(crate) use signals::{Signal, signals_of_user};

/// What a page asked for: what its response is judged by.
#[derive(Clone, Copy)]
pub(crate) struct Ceremony<'a> {
    /// The sealed value in the form, which was opened. The challenge is its hash.
    pub(crate) sealed: &'a str,
    /// The user who must answer; `None` where the passkey says who it is.
    pub(crate) user: Option<&'a User>,
    /// Whether the authenticator must have verified the user.
    pub(crate) requires_verification: bool,
}

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

/// Judges the response to a page, within the limits of the address that it came from and of its form. A refusal is one line in the
/// log, with the address. Every refusal has the same answer.
pub(crate) async fn authenticate(
    visit: &Visit<'_>,
    ceremony: Ceremony<'_>,
    response: &str,
) -> Result<Result<ProvenUser, RefusedPasskey>, ApplyError> {
    let (limits, network) = (visit.server.sign_in_limits(), Caller::current().network());
    let now = visit.server.environment.now_milliseconds();
    let begun = if limits.use_form(ceremony.sealed, now) {
        limits.begin(network, now).map_err(|_| SignInRefusal::TooManyFromAddress)
    } else {
        Err(SignInRefusal::FormUsedTooOften)
    };
    let judged = match begun {
        Ok(()) => judge(visit, ceremony, response).await?,
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
    ceremony: Ceremony<'_>,
    response: &str,
) -> Result<Result<ProvenUser, Refused>, ApplyError> {
    let (storage, tenant) = (&*visit.server.storage, &visit.server.tenant);
    let Ok(response) = Assertion::read(response) else { return Ok(Err(Refused::unknown())) };
    let credential_id = base64url(response.credential_id());
    let Some(passkey) = passkeys::by_credential_id(storage, tenant, &credential_id).await? else {
        let signals = Signal::unknown_credential(visit, credential_id).await?;
        return Ok(Err(Refused { signals: signals.into_iter().collect(), ..Refused::unknown() }));
    };
    let user = match ceremony.user {
        Some(user) if passkey.user_id != user.id => {
            return Ok(Err(Refused::of(user, SignInRefusal::WrongPasskey)));
        }
        Some(user) => Some(user.clone()),
        None => storage.user(tenant, &passkey.user_id).await?,
    };
    let Some(user) = user else { return Ok(Err(Refused::unknown())) };
    let challenge = FormChallenge::of(ceremony.sealed);
    let used = challenge.used(visit);
    let verified = verify(visit, ceremony, &challenge, &response, &passkey);
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
    ceremony: Ceremony<'_>,
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
        requires_verification: ceremony.requires_verification,
        requires_user_handle: ceremony.user.is_none(),
    };
    response.verify(&stored, &expected)
}
