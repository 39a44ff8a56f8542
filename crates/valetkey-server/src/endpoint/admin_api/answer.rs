//! Answers.

use axum::{body::Body, response::Response};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use utoipa::ToSchema;

use super::view::FieldChangeView;
use crate::{
    administration::{Context, Done, List},
    respond,
};

/// What a change would do. Nothing is stored.
#[derive(Serialize, ToSchema)]
pub(super) struct DryRun {
    /// Always `true`.
    dry_run: bool,
    /// The fields that would change.
    changed: Vec<FieldChangeView>,
    /// The events that would be stored, such as `user.edited`; none where nothing differs.
    events: Vec<String>,
    /// The names of the applications that would be told that the user signed out.
    told: Vec<String>,
}

/// Returns an entity tag: the revision of the record.
pub(super) fn etag(revision: u64) -> String {
    format!("\"{revision}\"")
}

/// A record.
pub(super) fn record(status: StatusCode, value: &impl Serialize, revision: u64) -> Response {
    let mut response = respond::json(status, value);
    if let Ok(tag) = HeaderValue::from_str(&etag(revision)) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// A part of a list.
pub(super) fn list<T>(list: List<T>, view: impl Fn(&T) -> serde_json::Value) -> Response {
    let items: Vec<serde_json::Value> = list.records.iter().map(view).collect();
    respond::json(StatusCode::OK, &serde_json::json!({ "items": items, "next": list.next }))
}

/// The answer to a change: what it would do in a dry run, and else the answer for what was stored.
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

/// A new record, with its address.
pub(super) fn added(location: &str, value: &impl Serialize, revision: u64) -> Response {
    let mut response = record(StatusCode::CREATED, value, revision);
    if let Ok(location) = HeaderValue::from_str(location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// Nothing is left.
pub(super) fn nothing() -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response
}
