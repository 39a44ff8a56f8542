//! Ends a session and tells the applications.

use valetkey_authorization_server::{
    Change,
    authorization::Person,
    event::{Actor, EventKind},
    record::{Client, Session},
    session,
};
use valetkey_pages::ToldApplication;
use valetkey_storage::ApplyError;
use valetkey_types::UserId;

use crate::{outbox, visit::Visit};

/// Ends the session and tells the applications that take part in it. Returns which of them confirmed.
pub(crate) async fn end_session(
    visit: &Visit<'_>,
    person: Person<'_>,
) -> Result<Vec<ToldApplication>, ApplyError> {
    let changes = session::end(person.session, visit.now).changes;
    end_with(visit, person.session, changes).await
}

/// Stores changes that end this session, in one commit with the event and with the messages to the applications, and sends the
/// messages.
pub(crate) async fn end_with(
    visit: &Visit<'_>,
    session: &Session,
    mut changes: Vec<Change>,
) -> Result<Vec<ToldApplication>, ApplyError> {
    let server = visit.server;
    let clients = clients_of(visit, session).await;
    let deliveries = outbox::of_session(server, &clients, &session.user_id, session.sid);
    let actor = Actor::User { id: session.user_id.clone() };
    let event =
        visit.occasion(&actor, |occasion| occasion.about_user(EventKind::SignedOut, &session.user_id));
    changes.push(Change::StoreEvent(event));
    changes.extend(deliveries.iter().cloned().map(Change::StoreDelivery));
    server.storage.apply(changes).await?;
    let sent = outbox::send(server, deliveries).await;
    Ok(sent.into_iter().map(|sent| ToldApplication { name: sent.name, told: sent.told }).collect())
}

/// Stores changes that end these sessions of a user, or more, in one commit with the messages to the applications that were opened
/// in them, and sends the messages.
pub(crate) async fn end_all_with(
    visit: &Visit<'_>,
    user: &UserId,
    ended: &[Session],
    mut changes: Vec<Change>,
) -> Result<Vec<ToldApplication>, ApplyError> {
    let server = visit.server;
    let mut deliveries = Vec::new();
    for session in ended {
        let clients = clients_of(visit, session).await;
        deliveries.extend(outbox::of_session(server, &clients, user, session.sid));
    }
    changes.extend(deliveries.iter().cloned().map(Change::StoreDelivery));
    server.storage.apply(changes).await?;
    let sent = outbox::send(server, deliveries).await;
    Ok(sent.into_iter().map(|sent| ToldApplication { name: sent.name, told: sent.told }).collect())
}

/// Signing out never fails because the applications can't be read.
async fn clients_of(visit: &Visit<'_>, session: &Session) -> Vec<Client> {
    let server = visit.server;
    let found = server.storage.clients_of_session(&server.tenant, &session.user_id, session.sid).await;
    found.unwrap_or_else(|error| {
        tracing::error!(%error, "the applications of a session can't be read; none is told of the sign-out");
        Vec::new()
    })
}
