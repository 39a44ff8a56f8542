//! Finds the account of the browser that an authorization request means (`docs/decisions/0024-several-accounts.md`).

use uuid::Uuid;
use valetkey_accounts::{User, sign_in_name};
use valetkey_authorization_server::{
    facts::AuthorizationFacts,
    record::{Client, ConsentPolicy},
};
use valetkey_storage::StorageError;
use valetkey_types::{ClientId, Handle, RawParams, Timestamp, UserId, parameter};

use super::Waiting;
use crate::{cookie::OtherAccount, id_token_hint, request::note_user, visit::Visit};

/// The facts of the account that a request means.
pub(super) struct FoundAccount {
    /// The session, proven by a cookie, and the user's consent to the client.
    pub(super) facts: AuthorizationFacts,
    /// Whether the browser has signed-in accounts, but no active one.
    pub(super) must_choose: bool,
}

/// The account that a request names, in the order in which these count.
enum Named {
    /// The user of a verified `id_token_hint`.
    User(UserId),
    /// The session that the user chose for this request.
    Session(Uuid),
    /// The user of `login_hint`.
    Hint(String),
}

/// Loads the account that a request means: the active one, unless the request names another account of this browser. Other
/// accounts are read only then, and where no account is active.
pub(super) async fn find(
    visit: &Visit<'_>,
    params: &RawParams,
    client: Option<&Client>,
    waiting: &Waiting,
    client_id: &ClientId,
) -> Result<FoundAccount, StorageError> {
    let active = active(visit, client_id).await?;
    let is_live = is_live(visit, &active);
    let is_hinted =
        [parameter::ID_TOKEN_HINT, parameter::LOGIN_HINT].iter().any(|name| params.get(name).is_some());
    let has_one_account = || visit.other_accounts().is_empty();
    if waiting.pending.account_chosen_in.is_none() && (is_live && !is_hinted || has_one_account()) {
        return Ok(FoundAccount { facts: active, must_choose: false });
    }
    if let Some(named) = named(visit, params, client, waiting, &active)
        && !(is_live && named.is(&active))
    {
        if let Some(facts) = other(visit, &named, params, client, client_id).await? {
            return Ok(FoundAccount { facts, must_choose: false });
        }
        if let Named::Session(_) = named {
            // The chosen account signed out meanwhile. No other account replaces it.
            let must_choose = is_live || visit.has_other_live_account().await?;
            return Ok(FoundAccount { facts: AuthorizationFacts::default(), must_choose });
        }
    }
    let must_choose = !is_live && visit.has_other_live_account().await?;
    Ok(FoundAccount { facts: active, must_choose })
}

async fn active(visit: &Visit<'_>, client_id: &ClientId) -> Result<AuthorizationFacts, StorageError> {
    let mut found = AuthorizationFacts::default();
    for handle in visit.session_handles() {
        let seen_at = visit.seen_at(handle.selector());
        let facts = facts_of(visit, client_id, &handle, seen_at).await?;
        if let Some(session) = facts.session.as_ref().filter(|session| visit.is_live(session)) {
            visit.note_use(&session.session);
            return Ok(noted(facts));
        }
        if found.session.is_none() {
            found = facts;
        }
    }
    Ok(found)
}

/// Returns the account that a request names. After a sign-in for this request, the chosen account and `login_hint` no longer count.
fn named(
    visit: &Visit<'_>,
    params: &RawParams,
    client: Option<&Client>,
    waiting: &Waiting,
    active: &AuthorizationFacts,
) -> Option<Named> {
    let token = params.get(parameter::ID_TOKEN_HINT);
    if let Some(client) = client
        && let Ok(Some(hint)) = id_token_hint::verify_for(visit.server, token, &client.id)
    {
        return Some(Named::User(hint.subject));
    }
    let began = active.session.as_ref().and_then(|facts| facts.session.attempt);
    if began.is_some() && began == waiting.attempt.as_ref().map(|attempt| attempt.id) {
        return None;
    }
    if let Some(chosen) = waiting.pending.account_chosen_in {
        return Some(Named::Session(chosen));
    }
    params.get(parameter::LOGIN_HINT).map(|hint| Named::Hint(sign_in_name(hint)))
}

/// Returns the live account with this name beside the active one. With `prompt=none`, `login_hint` finds only accounts that allowed
/// the client something: otherwise a client could test which users are signed in.
async fn other(
    visit: &Visit<'_>,
    named: &Named,
    params: &RawParams,
    client: Option<&Client>,
    client_id: &ClientId,
) -> Result<Option<AuthorizationFacts>, StorageError> {
    let is_silent = params.get(parameter::PROMPT) == Some("none");
    for other in visit.other_accounts().iter().filter(|other| named.may_be(other)) {
        let facts = facts_of(visit, client_id, &other.handle, Some(other.seen_at)).await?;
        let is_hidden = is_silent && matches!(named, Named::Hint(_)) && !allows_something(client, &facts);
        if is_live(visit, &facts) && named.is(&facts) && !is_hidden {
            return Ok(Some(noted(facts)));
        }
    }
    Ok(None)
}

fn allows_something(client: Option<&Client>, facts: &AuthorizationFacts) -> bool {
    client.is_some_and(|client| client.consent == ConsentPolicy::Trusted)
        || facts.consent.as_ref().is_some_and(|consent| !consent.scope.is_empty())
}

/// Reads the session of a handle with the consent to the client. One that the handle does not prove is left out.
async fn facts_of(
    visit: &Visit<'_>,
    client_id: &ClientId,
    handle: &Handle,
    seen_at: Option<Timestamp>,
) -> Result<AuthorizationFacts, StorageError> {
    let server = visit.server;
    let facts = server.storage.authorization_facts(&server.tenant, client_id, handle.selector()).await?;
    match visit.proven(facts.session, handle, seen_at) {
        Some(session) => Ok(AuthorizationFacts { session: Some(session), consent: facts.consent }),
        None => Ok(AuthorizationFacts::default()),
    }
}

fn is_live(visit: &Visit<'_>, facts: &AuthorizationFacts) -> bool {
    facts.session.as_ref().is_some_and(|session| visit.is_live(session))
}

fn noted(facts: AuthorizationFacts) -> AuthorizationFacts {
    if let Some(session) = &facts.session {
        note_user(&session.user);
    }
    facts
}

impl Named {
    /// Returns whether an account may be the named one, before it is read.
    fn may_be(&self, other: &OtherAccount) -> bool {
        match self {
            Self::User(id) => other.user == *id,
            Self::Session(id) => other.handle.selector() == *id,
            Self::Hint(_) => true,
        }
    }

    fn is(&self, facts: &AuthorizationFacts) -> bool {
        let Some(facts) = &facts.session else { return false };
        match self {
            Self::User(id) => facts.user.id == *id,
            Self::Session(id) => facts.session.id == *id,
            Self::Hint(name) => has_name(&facts.user, name),
        }
    }
}

/// Returns whether a user signs in with this name.
fn has_name(user: &User, name: &str) -> bool {
    let email = user.email.as_deref().map(sign_in_name);
    sign_in_name(&user.username) == name || email.as_deref() == Some(name)
}
