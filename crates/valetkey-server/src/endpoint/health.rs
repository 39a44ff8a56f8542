//! Health checks for operators.

use std::time::Duration;

use axum::{extract::State, response::Response};
use http::{StatusCode, header};
use serde_json::json;
use tokio::time::timeout;

use crate::{Server, respond};

/// How long the database may take to answer: a load balancer asks every few seconds and needs an answer in between.
const LONGEST_WAIT: Duration = Duration::from_secs(1);

/// Seconds for `Retry-After`.
const RETRY_AFTER: &str = "5";

/// Why a process cannot serve now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NotReady {
    /// The database refused, or did not answer in time.
    Database,
    /// An algorithm of the policy has no key yet.
    SigningKey,
}

impl NotReady {
    /// Returns the word for programs.
    fn reason(self) -> &'static str {
        match self {
            Self::Database => "database",
            Self::SigningKey => "signing_key",
        }
    }

    /// Returns the text for operators.
    fn status(self) -> &'static str {
        match self {
            Self::Database => "the database does not answer",
            Self::SigningKey => "a signing key is being made",
        }
    }
}

/// Answers while the process runs. Asks nothing and nobody.
pub async fn health() -> Response {
    respond::json(StatusCode::OK, &json!({ "status": "ok" }))
}

/// Answers whether the process can serve every request: the database answers within a second, and there is a key for every
/// algorithm. The reason names the part that is missing, and nothing of its address or error.
pub async fn ready(State(server): State<Server>) -> Response {
    let Err(missing) = check(&server).await else {
        return respond::json(StatusCode::OK, &json!({ "status": "ready" }));
    };
    let body = json!({ "status": missing.status(), "reason": missing.reason() });
    let mut response = respond::json(StatusCode::SERVICE_UNAVAILABLE, &body);
    response.headers_mut().insert(header::RETRY_AFTER, http::HeaderValue::from_static(RETRY_AFTER));
    response
}

async fn check(server: &Server) -> Result<(), NotReady> {
    match timeout(LONGEST_WAIT, server.storage.ping()).await {
        Ok(Ok(())) if server.keys.are_complete() => Ok(()),
        Ok(Ok(())) => Err(NotReady::SigningKey),
        Ok(Err(error)) => {
            tracing::warn!(%error, "not ready");
            Err(NotReady::Database)
        }
        Err(_) => {
            tracing::warn!(limit = ?LONGEST_WAIT, "not ready: the database takes too long");
            Err(NotReady::Database)
        }
    }
}
