//! `/keys`.

use axum::response::Response;
use http::StatusCode;
use serde_json::json;
use utoipa::ToSchema;
use valetkey_authorization_server::record::SigningKeyRecord;

use super::{answer, call::Call, groups::without_content, problem::Problem, view::KeyView};
use crate::{
    administration::keys::{self, KeysChange},
    respond,
};

/// A part of the signing keys.
#[derive(ToSchema)]
#[allow(dead_code, reason = "the document describes it; answers are made with `answer::list`")]
pub(super) struct KeyList {
    items: Vec<KeyView>,
    /// The cursor of the next part; `null` on the last.
    next: Option<String>,
}

/// All signing keys after a change.
#[derive(ToSchema)]
#[allow(dead_code, reason = "the document describes it")]
pub(super) struct AllKeys {
    items: Vec<KeyView>,
}

/// Lists the signing keys, oldest first. No answer has a private key.
#[utoipa::path(
    get, path = "/keys", tag = "keys", operation_id = "listKeys",
    responses((status = 200, description = "A part of the keys", body = KeyList))
)]
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let (context, part) = call.listing(&[])?;
    let (list, all) = keys::list(&context, &part).await?;
    let now = call.server.environment.now();
    Ok(answer::list(list, |key| json!(KeyView::new(key, &all, now))))
}

/// Shows a signing key.
#[utoipa::path(
    get, path = "/keys/{kid}", tag = "keys", operation_id = "showKey",
    params(("kid" = String, Path, description = "The kid of the key")),
    responses((status = 200, description = "The key", body = KeyView))
)]
pub(super) async fn show(call: Call) -> Result<Response, Problem> {
    let context = call.reading()?;
    let (key, all) = keys::show(&context, call.parameter("kid")).await?;
    let view = KeyView::new(&key, &all, call.server.environment.now());
    Ok(answer::record(StatusCode::OK, &view, key.revision))
}

/// Makes new keys that sign from now on. The old ones stay published until their last token has expired.
#[utoipa::path(
    post, path = "/keys/rotate", tag = "keys", operation_id = "rotateKeys",
    responses((status = 200, description = "All keys", body = AllKeys))
)]
pub(super) async fn rotate(call: Call) -> Result<Response, Problem> {
    change_all(&call, KeysChange::Rotate).await
}

/// Removes all keys at once because a private key leaked, and makes new ones. Every token that they signed stops counting.
#[utoipa::path(
    post, path = "/keys/replace-compromised", tag = "keys", operation_id = "replaceCompromisedKeys",
    responses((status = 200, description = "All keys", body = AllKeys))
)]
pub(super) async fn replace_compromised(call: Call) -> Result<Response, Problem> {
    change_all(&call, KeysChange::ReplaceAll).await
}

/// Removes a key at once because it leaked, and makes a new one if it signed. Every token that it signed stops counting.
#[utoipa::path(
    delete, path = "/keys/{kid}", tag = "keys", operation_id = "removeKey",
    params(("kid" = String, Path, description = "The kid of the key")),
    responses((status = 204, description = "The key was removed"))
)]
pub(super) async fn remove(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    let change = KeysChange::Replace(call.parameter("kid").to_owned());
    Ok(without_content(&context, keys::change(&context, change).await?))
}

async fn change_all(call: &Call, change: KeysChange) -> Result<Response, Problem> {
    let context = call.adding()?;
    call.without_body()?;
    let done = keys::change(&context, change).await?;
    let now = call.server.environment.now();
    Ok(answer::changed(&context, done, |all: Vec<SigningKeyRecord>| {
        let items: Vec<KeyView> = all.iter().map(|key| KeyView::new(key, &all, now)).collect();
        respond::json(StatusCode::OK, &json!({ "items": items }))
    }))
}
