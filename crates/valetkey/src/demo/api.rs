//! The sample API: two notes of the user, for the scope `notes.read`.

use axum::{Json, Router, routing::get};
use serde_json::{Value, json};
use valetkey_resource_server::{AccessToken, BearerLayer, DiscoverError};

/// The whole API. Every address of it needs a token.
///
/// # Errors
/// When the issuer's address is not one.
pub(super) fn router(issuer: &str, api: &str) -> Result<Router, DiscoverError> {
    let guard = BearerLayer::discover(issuer, api)?;
    Ok(Router::new().route("/notes", get(notes)).layer(guard.require_scope("notes.read")))
}

async fn notes(token: AccessToken) -> Json<Value> {
    Json(json!({
        "owner": token.subject(),
        "asked_by": token.client_id(),
        "notes": [
            { "title": "Shopping", "text": "Bread, tea, and a small cake with the words EAT ME." },
            { "title": "Remember", "text": "Keys are for doors. Valet keys are for one door, for one evening." },
        ],
    }))
}
