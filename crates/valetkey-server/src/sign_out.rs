//! Ending a session and telling the applications.

use valetkey_authorization_server::{authorization::Person, logout::logout_token, session};
use valetkey_pages::ToldApplication;
use valetkey_storage::ApplyError;

use crate::{Server, backchannel::deliver_logout_tokens};

/// Ends the session and tells the applications that take part in it. Tells which of them heard it.
pub(crate) async fn end_session(
    server: &Server,
    person: Person<'_>,
) -> Result<Vec<ToldApplication>, ApplyError> {
    let decision = session::end(person.session, server.environment.now());
    server.storage.apply(decision.changes).await?;
    Ok(tell_applications(server, person).await)
}

/// Sends a logout token to every client of the session that registered an address for it (OpenID Connect Back-Channel
/// Logout section 2.5). The session has ended whether or not they hear it.
pub(crate) async fn tell_applications(server: &Server, person: Person<'_>) -> Vec<ToldApplication> {
    let session = person.session;
    let found = server.storage.clients_of_session(&server.tenant, &session.user_id, session.sid).await;
    let clients = match found {
        Ok(clients) => clients,
        Err(error) => {
            tracing::error!(%error, "the applications of a session can't be read; none was told of the logout");
            return Vec::new();
        }
    };
    let mut deliveries = Vec::new();
    for client in clients {
        let Some(uri) = client.backchannel_logout_uri.clone() else { continue };
        let id = server.environment.identifier();
        let claims = logout_token(&server.issuer, &client, person, id, server.environment.now());
        match server.keys.sign_jwt(client.id_token_signed_response_alg, Some("logout+jwt"), &claims) {
            Ok(token) => deliveries.push((client.name, uri, token)),
            Err(error) => tracing::error!(%error, client = %client.id, "a logout token can't be signed"),
        }
    }
    let told = deliver_logout_tokens(server, deliveries).await;
    told.into_iter().map(|(name, told)| ToldApplication { name, told }).collect()
}
