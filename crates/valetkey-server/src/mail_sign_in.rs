//! A link or a code of a mail as a proof of a sign-in. Wrong codes count in the counters of wrong passwords, and wait for the same
//! pauses (EN2); besides, a code has few attempts of its own.

use valetkey_accounts::{Amr, User};
use valetkey_authorization_server::record::MailPurpose;
use valetkey_pages::LoginFailure;

use crate::{
    endpoint::failure::Failure,
    mail_proof::{Compared, MailProof, Proven},
    sign_in::{ProvenUser, begin_attempt, settle},
    visit::Visit,
};

/// The purposes that begin a sign-in.
pub(crate) const PURPOSES: [MailPurpose; 1] = [MailPurpose::SignIn];

/// The purposes that confirm a sign-in.
pub(crate) const SECOND_STEP: [MailPurpose; 1] = [MailPurpose::SecondStep];

/// The reason why a link or a code is refused.
pub(crate) enum MailFailure {
    /// It was used, is too old, has no attempts left, or never was one.
    Gone,
    /// As a password.
    Refused(LoginFailure),
}

/// Judges the proof that a sign-in begins with. `form_value` is the sealed value that came with it. An unknown name costs the same
/// work.
pub(crate) async fn authenticate(
    visit: &Visit<'_>,
    form_value: &str,
    proof: &MailProof,
) -> Result<Result<ProvenUser, MailFailure>, Failure> {
    let (storage, tenant) = (&visit.server.storage, &visit.server.tenant);
    let typed_name = match proof {
        MailProof::Code { name, .. } => name.as_str(),
        MailProof::Link(_) | MailProof::Proven(_) => "",
    };
    if let Err(failure) = begin_attempt(visit, form_value, typed_name, None) {
        return Ok(Err(MailFailure::Refused(failure)));
    }
    let (proven, was_last) = match proof.compare(visit, &PURPOSES).await? {
        Compared::Right(proven) => (Some(proven), false),
        Compared::Wrong { attempts_left } => (None, attempts_left == 0),
        Compared::Gone => return Ok(Err(MailFailure::Gone)),
    };
    // A link holds no name. It comes from a mail, so there is an account.
    let user = match (proof, &proven) {
        (MailProof::Code { name, .. }, _) => storage.user_by_sign_in_name(tenant, name).await?,
        (_, Some(Proven { challenge, .. })) => match &challenge.user_id {
            Some(id) => storage.user(tenant, id).await?,
            None => None,
        },
        (_, None) => None,
    };
    let user = user.filter(|user| proven.as_ref().is_none_or(|proven| is_for(proven, user)));
    if proven.is_some() && user.is_none() {
        return Ok(Err(MailFailure::Gone));
    }
    let name = match (typed_name, &user) {
        ("", Some(user)) => valetkey_accounts::sign_in_name(&user.username),
        (name, _) => name.to_owned(),
    };
    Ok(match (settle(visit, &name, user.as_ref(), proven.is_some()).await?, proven, user) {
        (Ok(resets), Some(proven), Some(user)) => {
            Ok(ProvenUser::new(user, Amr::MailCode, vec![proven.spend()]).with_resets(resets))
        }
        (Err(failure), ..) if !was_last => Err(MailFailure::Refused(failure)),
        _ => Err(MailFailure::Gone),
    })
}

/// Judges the code that confirms the sign-in of a user who proved another method, after [`begin_attempt`].
pub(crate) async fn confirm(
    visit: &Visit<'_>,
    user: &User,
    proof: &MailProof,
) -> Result<Result<ProvenUser, MailFailure>, Failure> {
    if proof.is_incomplete() {
        return Ok(Err(MailFailure::Refused(LoginFailure::WrongCredentials)));
    }
    let (proven, was_last) = match proof.compare(visit, &SECOND_STEP).await? {
        Compared::Right(proven) if is_for(&proven, user) => (Some(proven), false),
        Compared::Wrong { attempts_left } => (None, attempts_left == 0),
        Compared::Right(_) | Compared::Gone => return Ok(Err(MailFailure::Gone)),
    };
    let name = valetkey_accounts::sign_in_name(&user.username);
    Ok(match (settle(visit, &name, Some(user), proven.is_some()).await?, proven) {
        (Ok(resets), Some(proven)) => {
            Ok(ProvenUser::new(user.clone(), Amr::MailCode, vec![proven.spend()]).with_resets(resets))
        }
        (Err(failure), _) if !was_last => Err(MailFailure::Refused(failure)),
        _ => Err(MailFailure::Gone),
    })
}

/// Returns whether a mail was for this user, who has the address that it went to, and may still use it.
fn is_for(proven: &Proven, user: &User) -> bool {
    let address = &proven.values.address;
    proven.challenge.user_id.as_ref() == Some(&user.id)
        && !user.disabled
        && user.can_prove(Amr::MailCode)
        && user.email.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(address))
}
