//! `/events`.

use axum::response::Response;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;
use valetkey_authorization_server::record::Event;
use valetkey_types::Timestamp;

use super::{answer, call::Call, problem::Problem, view::FieldChangeView};
use crate::administration::events::{self, EventFilter};

/// An event of the audit trail.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Event)]
pub(super) struct EventView {
    id: Uuid,
    /// Seconds since 1970.
    at: i64,
    /// Such as `user.edited`.
    kind: String,
    /// `kind` is `user`, `client`, `command_line`, `server` or `unknown`; a user or client has an `id`.
    actor: Value,
    /// The user that it is about.
    sub: Option<String>,
    /// The client that it is about.
    client_id: Option<String>,
    network_address: Option<String>,
    reference: Option<String>,
    changed: Vec<FieldChangeView>,
}

impl From<&Event> for EventView {
    fn from(event: &Event) -> Self {
        Self {
            id: event.id,
            at: event.at.seconds(),
            kind: event.kind.to_string(),
            actor: json!(event.actor),
            sub: event.subject.as_ref().map(ToString::to_string),
            client_id: event.client_id.as_ref().map(ToString::to_string),
            network_address: event.network_address.clone(),
            reference: event.reference.clone(),
            changed: event.changed.iter().cloned().map(FieldChangeView::from).collect(),
        }
    }
}

/// A part of the events.
#[derive(ToSchema)]
#[allow(dead_code, reason = "the document describes it; answers are made with `answer::list`")]
pub(super) struct EventList {
    items: Vec<EventView>,
    /// The cursor of the next part; `null` on the last. A part may be shorter than asked for.
    next: Option<String>,
}

/// Lists events, newest first.
#[utoipa::path(
    get, path = "/events", tag = "events", operation_id = "listEvents",
    params(
        ("kind" = Option<String>, Query, description = "A kind such as user.edited, or the first word of kinds, such as user"),
        ("user" = Option<String>, Query, description = "The sub of the user that they are about"),
        ("client" = Option<String>, Query, description = "The client_id that they are about"),
        ("since" = Option<i64>, Query, description = "The earliest time, in seconds since 1970"),
    ),
    responses((status = 200, description = "A part of the events", body = EventList))
)]
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let (context, part) = call.listing(&["kind", "user", "client", "since"])?;
    let since = call.filter("since").map(|text| {
        let seconds = text.parse().map(Timestamp);
        seconds.map_err(|_| Problem::query("since", "seconds since 1970", &text))
    });
    let filter = EventFilter {
        kind: call.filter("kind"),
        user: call.filter("user"),
        client: call.filter("client"),
        since: since.transpose()?,
    };
    let list = events::list(&context, &filter, &part).await?;
    Ok(answer::list(list, |event| json!(EventView::from(event))))
}
