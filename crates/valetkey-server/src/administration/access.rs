//! The sessions of a user, and the applications with access to the account.

use uuid::Uuid;
use valetkey_administration::{permission::Verb, user};
use valetkey_authorization_server::{Change, Decision, account::end_sessions, record::Session};
use valetkey_storage::directory::{self, ClientWithAccess};
use valetkey_types::{ClientId, UserId};

use super::{AdministrationError, Context, Done, staged::AfterCommit, users};
use crate::outbox;

/// Returns the live sessions of a user, by identifier.
pub(crate) async fn sessions(
    context: &Context<'_>,
    id: &UserId,
) -> Result<Vec<Session>, AdministrationError> {
    let (user, _) = users::load(context, Verb::Read, id).await?;
    live_sessions(context, &user.id).await
}

/// Returns a live session of a user, with the names of the applications that get a logout message when it ends.
pub(crate) async fn session(
    context: &Context<'_>,
    id: &UserId,
    sid: Uuid,
) -> Result<(Session, Vec<String>), AdministrationError> {
    let (user, _) = users::load(context, Verb::Read, id).await?;
    let server = context.server;
    let session = live_session(context, &user.id, sid).await?;
    let clients = server.storage.clients_of_session(&server.tenant, &user.id, sid).await?;
    let told = clients.into_iter().filter(|client| client.backchannel_logout_uri.is_some());
    Ok((session, told.map(|client| client.name).collect()))
}

/// Ends a session of a user. The applications that were opened in it get a logout message.
pub(crate) async fn end_session(
    context: &Context<'_>,
    id: &UserId,
    sid: Uuid,
) -> Result<Done<()>, AdministrationError> {
    let (user, _) = users::load(context, Verb::Write, id).await?;
    let server = context.server;
    let session = live_session(context, &user.id, sid).await?;
    let clients = server.storage.clients_of_session(&server.tenant, &user.id, sid).await?;
    let deliveries = outbox::of_session(server, &clients, &user.id, sid);
    let mut changes = context.decide(|occasion| end_sessions(std::slice::from_ref(&session), occasion));
    changes.extend(deliveries.iter().cloned().map(Change::StoreDelivery));
    let done = context.store_new(Decision { answer: (), changes }).await?;
    if done.is_stored {
        context.after_commit(AfterCommit::SendLogouts(deliveries)).await?;
    }
    let told = clients.into_iter().filter(|client| client.backchannel_logout_uri.is_some());
    Ok(done.telling(told.map(|client| client.name).collect()))
}

/// Returns the applications with access to the account of a user, by name.
pub(crate) async fn applications(
    context: &Context<'_>,
    id: &UserId,
) -> Result<Vec<ClientWithAccess>, AdministrationError> {
    let (user, _) = users::load(context, Verb::Read, id).await?;
    with_access(context, &user.id).await
}

pub(super) async fn with_access(
    context: &Context<'_>,
    id: &UserId,
) -> Result<Vec<ClientWithAccess>, AdministrationError> {
    let server = context.server;
    let (now, nothing_before) = (server.environment.now(), server.lifetimes.nothing_before);
    Ok(directory::clients_with_access(&*server.storage, &server.tenant, id, now, nothing_before).await?)
}

/// Withdraws the access of an application to the account of a user.
pub(crate) async fn withdraw(
    context: &Context<'_>,
    id: &UserId,
    client: &ClientId,
) -> Result<Done<()>, AdministrationError> {
    let (user, _) = users::load(context, Verb::Write, id).await?;
    let applications = with_access(context, &user.id).await?;
    if applications.iter().all(|one| one.client.id != *client) {
        return Err(AdministrationError::NotFound("application with access to the account"));
    }
    let decided = context.decide(|occasion| user::withdraw(&user, client, occasion));
    context.store_new(decided).await
}

async fn live_session(context: &Context<'_>, id: &UserId, sid: Uuid) -> Result<Session, AdministrationError> {
    let mut sessions = live_sessions(context, id).await?;
    sessions.retain(|session| session.sid == sid);
    sessions.pop().ok_or(AdministrationError::NotFound("session"))
}

async fn live_sessions(context: &Context<'_>, id: &UserId) -> Result<Vec<Session>, AdministrationError> {
    let server = context.server;
    let mut sessions = directory::sessions_of_user(&*server.storage, &server.tenant, id).await?;
    let now = server.environment.now();
    sessions
        .retain(|session| session.is_live(now) && server.lifetimes.counts(session.authentication.auth_time));
    Ok(sessions)
}
