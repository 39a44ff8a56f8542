//! Checks that a user may see and change a page of the account.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_authorization_server::{
    authorization::SignedInUser,
    facts::SessionFacts,
    interaction::{AccountPage, Interaction},
    record::Session,
};
use valetkey_pages::{ErrorKind, form_field};
use valetkey_types::{RawParams, Seconds, Timestamp};

use crate::{
    endpoint::failure::{Failure, require_own_page},
    visit::Visit,
};

/// Maximum age of a proof for a change of the account.
const FRESH: Seconds = Seconds::minutes(5);

/// Binds the forms of the account to the session they were shown in. The `sid` stays when the user signs in again, so a form in
/// another tab goes on working; a sign-out ends it.
#[derive(Serialize, Deserialize)]
struct FormState {
    sid: Uuid,
}

const FORM: &str = "account";

/// Returns the value that binds a form to a session; `None` if it can't be sealed.
pub(crate) fn form_state(visit: &Visit<'_>, session: &Session) -> Option<String> {
    visit.seal(FORM, &FormState { sid: session.sid })
}

/// Returns whether a form was shown in this session.
pub(crate) fn is_form_of(visit: &Visit<'_>, sealed: &str, session: &Session) -> Result<bool, Failure> {
    let form: FormState = visit.open(FORM, sealed)?;
    Ok(form.sid == session.sid)
}

/// Returns the active session. A visitor goes to the sign-in page, or chooses one of the accounts of the browser, and goes on from
/// there to `page`.
pub(crate) async fn signed_in(visit: &Visit<'_>, page: AccountPage) -> Result<SessionFacts, Failure> {
    let facts = visit.session().await?.filter(|facts| SignedInUser::of(Some(facts), visit.now).is_some());
    if let Some(facts) = facts {
        return Ok(facts);
    }
    let path = if visit.has_other_live_account().await? { "/accounts" } else { "/login" };
    Err(Failure::elsewhere(visit.step(path, Interaction::account(page)).await?))
}

/// Returns the session of a user who proved in the last five minutes who they are. Anybody else goes to the sign-in page, which
/// says why, and from there to `page`.
pub(crate) async fn require_fresh_proof(
    visit: &Visit<'_>,
    page: AccountPage,
) -> Result<SessionFacts, Failure> {
    let facts = signed_in(visit, page).await?;
    require_fresh(visit, &facts, page).await?;
    Ok(facts)
}

/// Refuses a session with an older proof: the sign-in page says why, and leads to `page`.
pub(crate) async fn require_fresh(
    visit: &Visit<'_>,
    facts: &SessionFacts,
    page: AccountPage,
) -> Result<(), Failure> {
    if is_fresh(&facts.session, visit.now) {
        return Ok(());
    }
    Err(Failure::elsewhere(visit.step("/login", Interaction::confirmation(page)).await?))
}

/// Returns whether the proofs of a session are fresh enough to change the account. A code of the second step alone does not renew an
/// old password (SF3), and a trusted device is no second factor.
pub(crate) fn is_fresh(session: &Session, now: Timestamp) -> bool {
    !session.by_trusted_device && session.authentication.since(now.minus(FRESH)).is_some()
}

/// Returns the session of a form of the account: it comes from our own page and was shown in this session. A form of a session
/// that ended changes nothing and leads to `page`.
pub(crate) async fn own_form(
    visit: &Visit<'_>,
    params: &RawParams,
    page: AccountPage,
) -> Result<SessionFacts, Failure> {
    require_own_page(visit, params)?;
    let sealed = params.get(form_field::FORM_STATE).ok_or(ErrorKind::BadRequest)?;
    let form: FormState = visit.open(FORM, sealed)?;
    let facts = signed_in(visit, page).await?;
    if facts.session.sid != form.sid {
        return Err(Failure::elsewhere(visit.server.path(page.path())));
    }
    Ok(facts)
}
