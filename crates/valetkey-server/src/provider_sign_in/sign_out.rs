//! Sign-out that is passed on: from a provider to here, and from here to a provider.

use std::collections::BTreeSet;

use axum::response::Response;
use serde::{Deserialize, Serialize};
use tokio::time::timeout;
use uuid::Uuid;
use valetkey_authorization_server::{
    Change,
    event::{Actor, EventKind, FieldChange},
    record::{ProviderSession, Session, UsedChallenge},
    session,
};
use valetkey_client::LogoutToken;
use valetkey_jose::digest::sha256;
use valetkey_pages::ProviderSignOut;
use valetkey_storage::{
    ApplyError, Listing, Match, StorageError, directory, record::PROVIDER_SESSION, value::Value,
};
use valetkey_types::{RawParams, Seconds, UserId, encode_form};

use super::{NOTICE_LIFETIME, NOTICE_PARAMETER, PATIENCE, connect};
use crate::{
    endpoint::failure::Failure, identity_provider::Connection, respond::see_other, sign_out, visit::Visit,
};

/// The path of the way to the provider.
pub(crate) const LEAVE_PATH: &str = "/logout/provider";

/// The purpose of a sealed way to the provider.
const LEAVE: &str = "provider-sign-out";
/// The purpose of a sealed failure.
const FAILURE: &str = "provider-sign-out-failure";
/// The parameter that carries the way to the provider.
const LEAVE_PARAMETER: &str = "to";

/// How long the identifier of a logout token is remembered: longer than a token counts.
const REMEMBERED: Seconds = Seconds::minutes(30);

/// Maximum sessions that one logout token ends.
const MOST_SESSIONS: usize = 200;

/// The provider that a page after a sign-out names.
#[derive(Serialize, Deserialize)]
struct Leave {
    provider: String,
}

/// Ends the sessions that a logout token of a provider names. Returns whether the token counts.
pub(crate) async fn end_sessions(visit: &Visit<'_>, name: &str, token: &str) -> Result<bool, ApplyError> {
    let Some(known) = visit.server.identity_providers.current(name).await? else { return Ok(false) };
    let Ok(connection) = connect(visit, &known) else { return Ok(false) };
    let token = match timeout(PATIENCE, connection.client().logout_token(token)).await {
        Ok(Ok(token)) => token,
        Ok(Err(error)) => {
            tracing::info!(%error, provider = name, "a logout token of a provider was refused");
            return Ok(false);
        }
        Err(_) => {
            tracing::warn!(provider = name, "the keys of the provider did not come in time");
            return Ok(false);
        }
    };
    let found = sessions_of(visit, connection, &token).await?;
    match end(visit, &found, used(visit, connection, &token)).await {
        Err(ApplyError::Conflict { .. }) => {
            tracing::info!(provider = name, "a logout token of a provider came again");
            Ok(true)
        }
        ended => ended.map(|()| true),
    }
}

/// Returns what remembers the identifier of a token, so that a copy of it ends no later session.
fn used(visit: &Visit<'_>, connection: &Connection, token: &LogoutToken) -> Change {
    let name = format!("logout token\n{}\n{}", connection.identity_issuer(token.issuer()), token.jti());
    let mut id = [0; 16];
    id.copy_from_slice(&sha256(name.as_bytes())[..16]);
    Change::UseChallenge(UsedChallenge {
        tenant: visit.server.tenant.clone(),
        id: Uuid::from_bytes(id),
        expires_at: visit.now.plus(REMEMBERED),
    })
}

/// Returns the sessions that a token names: those of its `sid` and its `sub`, both where it has both (section 2.4).
async fn sessions_of(
    visit: &Visit<'_>,
    connection: &Connection,
    token: &LogoutToken,
) -> Result<Vec<ProviderSession>, StorageError> {
    let issuer = connection.identity_issuer(token.issuer());
    let account = token.subject().map(|subject| ProviderSession::hash(&issuer, subject));
    let upstream = token.sid().map(|sid| ProviderSession::hash(&issuer, sid));
    let (column, value) = match (&upstream, &account) {
        (Some(upstream), _) => ("upstream", upstream),
        (None, Some(account)) => ("account", account),
        (None, None) => return Ok(Vec::new()),
    };
    let listing = Listing::of_tenant(&PROVIDER_SESSION, &visit.server.tenant, MOST_SESSIONS)
        .with(column, Match::Equals(Value::text(value)));
    let page = directory::page::<ProviderSession>(&*visit.server.storage, &listing).await?;
    let mut found = page.records;
    found.retain(|session| account.as_ref().is_none_or(|account| session.account == *account));
    Ok(found)
}

/// Ends the sessions that are live, in one commit with the use of the token, and tells their applications. A browser that signed in
/// with several accounts of one session at the provider has sessions of several users.
async fn end(visit: &Visit<'_>, found: &[ProviderSession], used: Change) -> Result<(), ApplyError> {
    let server = visit.server;
    let users: BTreeSet<&UserId> = found.iter().map(|found| &found.user_id).collect();
    let (mut changes, mut ended) = (vec![used], Vec::new());
    for user_id in users {
        let sessions = directory::sessions_of_user(&*server.storage, &server.tenant, user_id).await?;
        for session in sessions.into_iter().filter(|session| session.is_live(visit.now)) {
            let is_of = |found: &&ProviderSession| found.user_id == *user_id && found.sid == session.sid;
            let Some(found) = found.iter().find(is_of) else { continue };
            changes.extend(session::end(&session, visit.now).changes);
            let event = visit.occasion(&Actor::Server, |occasion| {
                let mut event = occasion.about_user(EventKind::SignedOut, user_id);
                event.changed = vec![FieldChange::new("provider", "", &found.provider)];
                event
            });
            changes.push(Change::StoreEvent(event));
            ended.push(session);
        }
    }
    sign_out::end_all_with(visit, &ended, changes).await.map(drop)
}

/// Returns what the page after a sign-out offers: to end the session at the provider that it came from. Nothing is read where no
/// provider wants that. A sign-out never fails for it.
pub(crate) async fn offer(visit: &Visit<'_>, session: &Session) -> Option<ProviderSignOut> {
    let server = visit.server;
    let offers = |name: &str| {
        let known = server.identity_providers.named(name);
        known.filter(|known| known.record.offers_sign_out && !known.record.disabled)
    };
    server.identity_providers.offered().iter().find(|known| known.record.offers_sign_out)?;
    let listing = Listing::of_tenant(&PROVIDER_SESSION, &server.tenant, MOST_SESSIONS)
        .with("sid", Match::Equals(Value::Uuid(session.sid)));
    let found = directory::page::<ProviderSession>(&*server.storage, &listing)
        .await
        .inspect_err(|error| tracing::error!(%error, "the provider of a session can't be read"));
    let known = found.ok()?.records.iter().find_map(|found| offers(&found.provider))?;
    let sealed = visit.seal_for(NOTICE_LIFETIME, LEAVE, &Leave { provider: known.record.name.clone() })?;
    let query = encode_form([(LEAVE_PARAMETER, sealed.as_str())]);
    Some(ProviderSignOut {
        provider: known.display_name(),
        uri: format!("{}?{query}", server.path(LEAVE_PATH)),
    })
}

/// Sends the browser to the provider (OpenID Connect RP-Initiated Logout section 2), which sends it back to the sign-out page.
pub(crate) async fn leave(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let server = visit.server;
    let sealed = params.get(LEAVE_PARAMETER).unwrap_or_default();
    let Ok(Leave { provider }) = visit.open(LEAVE, sealed) else {
        return Ok(see_other(&server.path("/logout")));
    };
    let Some(known) = server.identity_providers.current(&provider).await? else {
        return Ok(see_other(&server.path("/logout")));
    };
    let back = server.issuer.join("/logout");
    let url = match connect(visit, &known) {
        Ok(connection) => {
            let asked = connection.client().end_session_url(None, Some(&back), None);
            timeout(PATIENCE, asked).await.ok().and_then(Result::ok).flatten()
        }
        Err(_) => None,
    };
    if let Some(url) = url {
        return Ok(see_other(&url));
    }
    tracing::warn!(provider, "a session at the provider can't be ended: it says no address for that");
    let failed = visit.seal_for(NOTICE_LIFETIME, FAILURE, &known.display_name());
    let query = failed.map(|sealed| format!("?{}", encode_form([(NOTICE_PARAMETER, sealed.as_str())])));
    Ok(see_other(&format!("{}{}", server.path("/logout"), query.unwrap_or_default())))
}

/// Returns the provider whose session could not be ended, where the address of the sign-out page says so.
pub(crate) fn failure_of(visit: &Visit<'_>, params: &RawParams) -> Option<String> {
    visit.open(FAILURE, params.get(NOTICE_PARAMETER)?).ok()
}
