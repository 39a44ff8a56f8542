//! Health checks for operators.

use axum::{extract::State, response::Response};
use http::StatusCode;
use serde_json::json;

use crate::{Server, respond};

/// The process answers.
pub async fn health() -> Response {
    respond::json(StatusCode::OK, &json!({ "status": "ok" }))
}

/// The process can serve everybody: the database answers, and there is a key for every algorithm.
pub async fn ready(State(server): State<Server>) -> Response {
    match server.storage.ping().await {
        Ok(()) if server.keys.are_complete() => respond::json(StatusCode::OK, &json!({ "status": "ready" })),
        Ok(()) => {
            let status = json!({ "status": "a signing key is being made" });
            respond::json(StatusCode::SERVICE_UNAVAILABLE, &status)
        }
        Err(error) => {
            tracing::warn!(%error, "not ready");
            respond::json(
                StatusCode::SERVICE_UNAVAILABLE,
                &json!({ "status": "the database does not answer" }),
            )
        }
    }
}
