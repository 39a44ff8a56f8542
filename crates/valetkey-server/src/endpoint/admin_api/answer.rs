//! Answers.

use axum::{body::Body, response::Response};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use url::form_urlencoded;
use utoipa::ToSchema;

use super::view::FieldChangeView;
use crate::{
    Server,
    administration::{API_PATH, Context, Done, List},
    respond,
};

/// The result of a dry run. Nothing is stored.
#[derive(Serialize, ToSchema)]
pub(super) struct DryRun {
    /// Always `true`.
    dry_run: bool,
    /// The fields that would change.
    changed: Vec<FieldChangeView>,
    /// The events that would be stored, such as `user.edited`; none if nothing differs.
    events: Vec<String>,
    /// The names of the applications that would get a logout message.
    told: Vec<String>,
}

/// Returns an entity tag: the revision of the record.
pub(super) fn etag(revision: u64) -> String {
    format!("\"{revision}\"")
}

/// Returns the answer with a record.
pub(super) fn record(status: StatusCode, value: &impl Serialize, revision: u64) -> Response {
    let mut response = respond::json(status, value);
    if let Ok(tag) = HeaderValue::from_str(&etag(revision)) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// Returns the answer with a part of a list.
pub(super) fn list<T>(list: List<T>, view: impl Fn(&T) -> serde_json::Value) -> Response {
    let items: Vec<serde_json::Value> = list.records.iter().map(view).collect();
    respond::json(StatusCode::OK, &serde_json::json!({ "items": items, "next": list.next }))
}

/// Returns the answer to a change: the result of a dry run, or otherwise the answer of `stored`.
pub(super) fn changed<T>(
    context: &Context<'_>,
    done: Done<T>,
    stored: impl FnOnce(T) -> Response,
) -> Response {
    if !context.options.is_dry_run {
        return stored(done.answer);
    }
    let dry_run = DryRun {
        dry_run: true,
        changed: done.changed.into_iter().map(FieldChangeView::from).collect(),
        events: done.events.iter().map(|kind| kind.as_str().to_owned()).collect(),
        told: done.told,
    };
    respond::json(StatusCode::OK, &dry_run)
}

/// Returns the answer with a new record and its address.
pub(super) fn added(location: &str, value: &impl Serialize, revision: u64) -> Response {
    let mut response = record(StatusCode::CREATED, value, revision);
    if let Ok(location) = HeaderValue::from_str(location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// Returns the address of a record. The name can be any text.
pub(super) fn location(server: &Server, kind: &str, name: &str) -> String {
    let name: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    server.issuer.join(&format!("{API_PATH}/{kind}/{name}"))
}

/// Returns the answer without content.
pub(super) fn nothing() -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response
}
