//! Telling applications that a session ended (OpenID Connect Back-Channel Logout 1.0 section 2.5).

use std::{sync::Arc, time::Duration};

use tokio::{task::JoinSet, time::timeout};
use valetkey_fetch::{HttpRequest, HttpTransport};
use valetkey_types::parameter;

use crate::Server;

/// How long one attempt may take. A second attempt follows where the first got no answer or a fault of the application.
pub const ATTEMPT_TIME: Duration = Duration::from_secs(3);

const ATTEMPTS: usize = 2;

/// Delivers logout tokens, each a client's name, its `backchannel_logout_uri` and the token, side by side. Tells for each
/// name, in the same order, whether the application confirmed.
pub async fn deliver_logout_tokens(
    server: &Server,
    deliveries: Vec<(String, String, String)>,
) -> Vec<(String, bool)> {
    let mut outcomes: Vec<(String, bool)> =
        deliveries.iter().map(|(name, ..)| (name.clone(), false)).collect();
    let mut tasks = JoinSet::new();
    for (position, (_, uri, token)) in deliveries.into_iter().enumerate() {
        let transport = Arc::clone(&server.transport);
        tasks.spawn(async move { (position, deliver(transport.as_ref(), &uri, &token).await) });
    }
    while let Some(finished) = tasks.join_next().await {
        let Ok((position, told)) = finished else { continue };
        if let Some(outcome) = outcomes.get_mut(position) {
            outcome.1 = told;
        }
    }
    outcomes
}

async fn deliver(transport: &dyn HttpTransport, uri: &str, token: &str) -> bool {
    for attempt in 1..=ATTEMPTS {
        let request = HttpRequest::post_form(uri, [(parameter::LOGOUT_TOKEN, token)]);
        match timeout(ATTEMPT_TIME, transport.send(request)).await {
            Ok(Ok(response)) if response.is_success() => return true,
            // The application has read the token and refused it: it would refuse it again.
            Ok(Ok(response)) if response.status < 500 => {
                tracing::warn!(status = response.status, "an application refused a logout token");
                return false;
            }
            Ok(Ok(response)) => tracing::warn!(attempt, status = response.status, "a logout token failed"),
            Ok(Err(error)) => tracing::warn!(attempt, %error, "a logout token did not arrive"),
            Err(_) => tracing::warn!(attempt, "a logout token got no answer in time"),
        }
    }
    false
}
