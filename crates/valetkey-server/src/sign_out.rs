//! Ends sessions and tells the applications.

use valetkey_authorization_server::{
    Change,
    account::end_sessions,
    event::Actor,
    record::{Client, Session},
};
use valetkey_pages::ToldApplication;
use valetkey_storage::ApplyError;

use crate::{outbox, visit::Visit};

/// Ends sessions and tells the applications that take part in them. Returns which of them confirmed.
pub(crate) async fn end(visit: &Visit<'_>, ended: &[Session]) -> Result<Vec<ToldApplication>, ApplyError> {
    end_sessions_with(visit, ended, Vec::new()).await
}

/// Ends sessions, of whatever users, in one commit with these changes, with the events and with the messages to the applications,
/// and sends the messages.
pub(crate) async fn end_sessions_with(
    visit: &Visit<'_>,
    ended: &[Session],
    mut changes: Vec<Change>,
) -> Result<Vec<ToldApplication>, ApplyError> {
    for session in ended {
        let actor = Actor::User { id: session.user_id.clone() };
        let session = std::slice::from_ref(session);
        changes.extend(visit.occasion(&actor, |occasion| end_sessions(session, occasion)));
    }
    end_all_with(visit, ended, changes).await
}

/// Stores changes that end these sessions, or more, in one commit with the messages to the applications that were opened in them,
/// and sends the messages.
pub(crate) async fn end_all_with(
    visit: &Visit<'_>,
    ended: &[Session],
    mut changes: Vec<Change>,
) -> Result<Vec<ToldApplication>, ApplyError> {
    let server = visit.server;
    let mut deliveries = Vec::new();
    for session in ended {
        let clients = clients_of(visit, session).await;
        deliveries.extend(outbox::of_session(server, &clients, &session.user_id, session.sid));
    }
    changes.extend(deliveries.iter().cloned().map(Change::StoreDelivery));
    if !changes.is_empty() {
        server.storage.apply(changes).await?;
    }
    let mut told: Vec<ToldApplication> = Vec::new();
    for sent in outbox::send(server, deliveries).await {
        match told.iter_mut().find(|known| known.name == sent.name) {
            Some(known) => known.told &= sent.told,
            None => told.push(ToldApplication { name: sent.name, told: sent.told }),
        }
    }
    Ok(told)
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
