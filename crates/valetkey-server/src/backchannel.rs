//! Sends logout tokens to applications (OpenID Connect Back-Channel Logout 1.0 section 2.5).

use std::time::Duration;

use tokio::time::timeout;
use valetkey_fetch::{HttpRequest, HttpTransport};
use valetkey_types::parameter;

/// How long one attempt may take. A second attempt follows where the first got no answer or a fault of the application.
pub const ATTEMPT_TIME: Duration = Duration::from_secs(3);

const ATTEMPTS: usize = 2;

/// The result of sending a logout token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The application confirmed it.
    Told,
    /// The application refused it, and would refuse it again.
    Refused(String),
    /// There was no answer, or a fault of the application. A later attempt may succeed.
    Failed(String),
}

/// Sends a logout token to a `backchannel_logout_uri`.
pub async fn send_logout_token(transport: &dyn HttpTransport, uri: &str, token: &str) -> Outcome {
    let mut failure = String::new();
    for attempt in 1..=ATTEMPTS {
        let request = HttpRequest::post_form(uri, [(parameter::LOGOUT_TOKEN, token)]);
        failure = match timeout(ATTEMPT_TIME, transport.send(request)).await {
            Ok(Ok(response)) if response.is_success() => return Outcome::Told,
            Ok(Ok(response)) if response.status < 500 => {
                tracing::warn!(status = response.status, "an application refused a logout token");
                return Outcome::Refused(format!("expected status 200 or 204, got {}", response.status));
            }
            Ok(Ok(response)) => format!("expected status 200 or 204, got {}", response.status),
            Ok(Err(error)) => error.to_string(),
            Err(_) => format!("no answer within {} seconds", ATTEMPT_TIME.as_secs()),
        };
        tracing::warn!(attempt, %failure, "a logout token did not arrive");
    }
    Outcome::Failed(failure)
}
