//! `/webhooks`: addresses that events are sent to.

use axum::response::Response;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;
use valetkey_administration::{InvalidField, webhook::WebhookSettings};
use valetkey_types::Seconds;

use super::{
    answer,
    call::Call,
    groups::without_content,
    problem::Problem,
    values::set,
    view::{WebhookDetailsView, WebhookView, WebhookWithSecret},
};
use crate::{
    administration::{Context, Done, webhooks},
    respond,
};

/// The values of a webhook. An edit changes only the members that it has.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WebhookValues {
    /// The name. Required in a new webhook; refused in an edit.
    name: Option<String>,
    /// The address that gets each event as a POST of JSON. Required in a new webhook.
    url: Option<String>,
    /// Kinds of events, such as `user.added`, or their first word, such as `user`; empty for all. An edit replaces all.
    kinds: Option<Vec<String>>,
    /// Whether network addresses and the values before and after an edit are sent too.
    personal: Option<bool>,
    /// Whether nothing is sent. The messages that wait are dropped.
    disabled: Option<bool>,
}

impl WebhookValues {
    fn apply(self, settings: &mut WebhookSettings) {
        set(&mut settings.url, self.url);
        set(&mut settings.kinds, self.kinds);
        set(&mut settings.includes_personal, self.personal);
        set(&mut settings.disabled, self.disabled);
    }
}

/// The time for which the old secret signs messages too.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SecretRotation {
    /// In seconds, at most 30 days; a day without this member.
    keep_old_for: Option<i64>,
}

/// The messages to send again: one of the members.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Replay {
    /// The identifier of an event, of whatever kind.
    event: Option<Uuid>,
    /// `true` for the messages that were given up.
    given_up: Option<bool>,
}

/// The number of messages that are sent again.
#[derive(ToSchema)]
#[allow(dead_code, reason = "the document describes it")]
pub(super) struct Replayed {
    messages: u64,
}

/// The result of a test event.
#[derive(Serialize, ToSchema)]
pub(super) struct WebhookTest {
    /// The identifier of the event: the `webhook-id` of the message.
    event: Uuid,
    /// Whether the receiver answered with a status from 200 to 299.
    arrived: bool,
    /// The reason why it did not arrive.
    failure: Option<String>,
}

/// A part of the webhooks.
#[derive(ToSchema)]
#[allow(dead_code, reason = "the document describes it; answers are made with `answer::list`")]
pub(super) struct WebhookList {
    items: Vec<WebhookView>,
    /// The cursor of the next part; `null` on the last.
    next: Option<String>,
}

/// Lists the webhooks, by name.
#[utoipa::path(
    get, path = "/webhooks", tag = "webhooks", operation_id = "listWebhooks",
    responses((status = 200, description = "A part of the webhooks", body = WebhookList))
)]
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let (context, part) = call.listing(&[])?;
    let list = webhooks::list(&context, &part).await?;
    Ok(answer::list(list, |webhook| json!(WebhookView::from(webhook))))
}

/// Shows a webhook, with the messages that wait or were given up.
#[utoipa::path(
    get, path = "/webhooks/{webhook}", tag = "webhooks", operation_id = "showWebhook",
    params(("webhook" = String, Path, description = "The name of the webhook")),
    responses((status = 200, description = "The webhook", body = WebhookDetailsView))
)]
pub(super) async fn show(call: Call) -> Result<Response, Problem> {
    let context = call.reading()?;
    let (webhook, messages) = webhooks::show(&context, call.parameter("webhook")).await?;
    Ok(answer::record(StatusCode::OK, &WebhookDetailsView::new(&webhook, &messages), webhook.revision))
}

/// Adds a webhook. The answer shows the secret that signs its messages once.
#[utoipa::path(
    post, path = "/webhooks", tag = "webhooks", operation_id = "addWebhook",
    request_body = WebhookValues,
    responses((status = 201, description = "The webhook was added", body = WebhookWithSecret))
)]
pub(super) async fn add(call: Call) -> Result<Response, Problem> {
    let context = call.adding()?;
    let mut values: WebhookValues = call.json()?;
    let Some(name) = values.name.take() else {
        return Err(InvalidField::new("name", "a name", "none").into());
    };
    if values.url.is_none() {
        return Err(InvalidField::new("url", "an https address", "none").into());
    }
    let mut settings =
        WebhookSettings { url: String::new(), kinds: Vec::new(), includes_personal: false, disabled: false };
    values.apply(&mut settings);
    let done = webhooks::add(&context, &name, settings).await?;
    Ok(answer::changed(&context, done, |(webhook, secret)| {
        let location = answer::location(&call.server, "webhooks", &webhook.name);
        answer::added(&location, &WebhookWithSecret::new(&webhook, &secret), webhook.revision)
    }))
}

/// Edits a webhook.
#[utoipa::path(
    patch, path = "/webhooks/{webhook}", tag = "webhooks", operation_id = "editWebhook",
    params(("webhook" = String, Path, description = "The name of the webhook")),
    request_body = WebhookValues,
    responses((status = 200, description = "The edited webhook", body = WebhookView))
)]
pub(super) async fn edit(call: Call) -> Result<Response, Problem> {
    let context = call.editing()?;
    let values: WebhookValues = call.json()?;
    if values.name.is_some() {
        return Err(InvalidField::new("name", "a new webhook: the name never changes", "an edit").into());
    }
    let done = webhooks::edit(&context, call.parameter("webhook"), |settings| values.apply(settings)).await?;
    Ok(answer::changed(&context, done, |webhook| {
        answer::record(StatusCode::OK, &WebhookView::from(&webhook), webhook.revision)
    }))
}

/// Makes a new secret for a webhook, which the answer shows once. The old one signs messages too for a while.
#[utoipa::path(
    post, path = "/webhooks/{webhook}/rotate-secret", tag = "webhooks", operation_id = "rotateWebhookSecret",
    params(("webhook" = String, Path, description = "The name of the webhook")),
    request_body = SecretRotation,
    responses((status = 200, description = "The webhook with its new secret", body = WebhookWithSecret))
)]
pub(super) async fn rotate_secret(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    let SecretRotation { keep_old_for } = call.json()?;
    let kept_for = keep_old_for.map_or(Seconds::days(1), Seconds);
    if kept_for < Seconds(0) || kept_for > Seconds::days(30) {
        let got = kept_for.0.to_string();
        return Err(InvalidField::new("keep_old_for", "0 to 2592000 seconds", got).into());
    }
    let done = webhooks::rotate_secret(&context, call.parameter("webhook"), kept_for).await?;
    Ok(answer::changed(&context, done, |(webhook, secret)| {
        answer::record(StatusCode::OK, &WebhookWithSecret::new(&webhook, &secret), webhook.revision)
    }))
}

/// Sends a test event to a webhook now, with the signatures of a real one, and returns whether it arrived within ten seconds. Its `type` is
/// `webhook.test`, and no event is stored.
#[utoipa::path(
    post, path = "/webhooks/{webhook}/test", tag = "webhooks", operation_id = "testWebhook",
    params(("webhook" = String, Path, description = "The name of the webhook")),
    responses((status = 200, description = "Whether the event arrived", body = WebhookTest))
)]
pub(super) async fn test(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    let done = webhooks::test(&context, call.parameter("webhook")).await?;
    Ok(answer::changed(&context, done, |tested| {
        let test =
            WebhookTest { event: tested.event, arrived: tested.failure.is_none(), failure: tested.failure };
        respond::json(StatusCode::OK, &test)
    }))
}

/// Sends an event, or the messages that were given up, to a webhook again.
#[utoipa::path(
    post, path = "/webhooks/{webhook}/replay", tag = "webhooks", operation_id = "replayWebhook",
    params(("webhook" = String, Path, description = "The name of the webhook")),
    request_body = Replay,
    responses((status = 200, description = "The number of messages", body = Replayed))
)]
pub(super) async fn replay(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    let name = call.parameter("webhook");
    let done = match call.json::<Replay>()? {
        Replay { event: Some(event), given_up: None } => webhooks::replay(&context, name, event).await?,
        Replay { event: None, given_up: Some(true) } => webhooks::retry(&context, name).await?,
        _ => {
            let expected = "event with an identifier, or given_up with true";
            return Err(InvalidField::new("event", expected, "another choice").into());
        }
    };
    Ok(counted(&context, done))
}

fn counted(context: &Context<'_>, done: Done<usize>) -> Response {
    answer::changed(context, done, |count| respond::json(StatusCode::OK, &json!({ "messages": count })))
}

/// Removes a webhook. Its messages that wait are never sent.
#[utoipa::path(
    delete, path = "/webhooks/{webhook}", tag = "webhooks", operation_id = "removeWebhook",
    params(("webhook" = String, Path, description = "The name of the webhook")),
    responses((status = 204, description = "The webhook was removed"))
)]
pub(super) async fn remove(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    let done = webhooks::remove(&context, call.parameter("webhook")).await?;
    Ok(without_content(&context, done))
}
