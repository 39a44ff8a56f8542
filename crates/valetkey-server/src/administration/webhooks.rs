//! Webhooks: addresses that events are sent to.
//!
//! A webhook shows every event to its receiver, so the permissions are those of the audit trail.

use uuid::Uuid;
use valetkey_administration::{
    InvalidField,
    permission::{Area, Permission},
    webhook::{self as operation, NewWebhook, WebhookSettings},
};
use valetkey_authorization_server::{
    Decision,
    event::EventKind,
    record::{Delivery, Event, Webhook},
    webhook::WebhookSecret,
};
use valetkey_jose::seal::SealError;
use valetkey_storage::{
    Listing, Match, StorageError, directory,
    record::{DELIVERY, EVENT},
    value::Value,
};
use valetkey_types::Seconds;

use super::{AdministrationError, Context, Done, List, Part, context::Seen, invalid, list::in_memory};
use crate::{
    outbox::{WebhookOutcome, send_to_webhook},
    webhook::{of_tenant, seal_secret},
};

/// The kind of a test event. No event of this kind is stored.
const TEST_EVENT: &str = "webhook.test";

/// The most messages of a webhook that are read for an answer.
pub(crate) const MOST_MESSAGES: usize = 500;

/// Returns a part of the webhooks, by name.
pub(crate) async fn list(context: &Context<'_>, part: &Part) -> Result<List<Webhook>, AdministrationError> {
    let webhooks = all(context).await?;
    let placed = webhooks.iter().map(|webhook| (webhook.name.clone(), webhook));
    in_memory(context.server, "webhooks", placed.collect(), part)
}

/// Returns a webhook, and its messages that wait or were given up.
pub(crate) async fn show(
    context: &Context<'_>,
    name: &str,
) -> Result<(Webhook, Vec<Delivery>), AdministrationError> {
    context.require(Permission::read(Area::Events))?;
    let webhook = find(context, name).await?.ok_or(AdministrationError::NotFound("webhook"))?;
    let messages = messages(context, &webhook, MOST_MESSAGES).await?;
    Ok((webhook, messages))
}

/// Adds a webhook. The secret is shown once.
pub(crate) async fn add(
    context: &Context<'_>,
    name: &str,
    settings: WebhookSettings,
) -> Result<Done<(Webhook, WebhookSecret)>, AdministrationError> {
    context.require(Permission::write(Area::Events))?;
    let (id, secret) = (context.server.environment.identifier(), new_secret());
    let others = all(context).await?;
    let new = NewWebhook { id, secret_sealed: sealed(context, id, &secret)?, others: others.len() };
    let decided = context.decide(|occasion| operation::add(name, settings, new, occasion));
    let decided = decided.map_err(invalid)?;
    if others.iter().any(|other| other.name == name) {
        let expected = "a name that no webhook has";
        return Err(InvalidField::new("name", expected, format!("{name:?}")).into());
    }
    let done = as_stored(context, context.store_new(decided).await?).await?;
    let webhook = done.answer.clone();
    Ok(done.with((webhook, secret)))
}

/// Edits a webhook. `change` sets what should differ.
pub(crate) async fn edit(
    context: &Context<'_>,
    name: &str,
    change: impl FnOnce(&mut WebhookSettings),
) -> Result<Done<Webhook>, AdministrationError> {
    let webhook = load(context, name).await?;
    let mut settings = WebhookSettings::from(&webhook);
    change(&mut settings);
    let decided = context.decide(|occasion| operation::edit(&webhook, settings, occasion));
    as_stored(context, store(context, decided.map_err(invalid)?, &webhook).await?).await
}

/// Gives a webhook a new secret, which is shown once. The old one signs messages too for the time `kept_for`.
pub(crate) async fn rotate_secret(
    context: &Context<'_>,
    name: &str,
    kept_for: Seconds,
) -> Result<Done<(Webhook, WebhookSecret)>, AdministrationError> {
    let webhook = load(context, name).await?;
    let secret = new_secret();
    let sealed = sealed(context, webhook.id, &secret)?;
    let decided = context.decide(|occasion| operation::rotate_secret(&webhook, sealed, kept_for, occasion));
    let done = as_stored(context, store(context, decided, &webhook).await?).await?;
    let webhook = done.answer.clone();
    Ok(done.with((webhook, secret)))
}

/// Sends the given-up messages of a webhook again. Returns their number.
pub(crate) async fn retry(context: &Context<'_>, name: &str) -> Result<Done<usize>, AdministrationError> {
    let webhook = load(context, name).await?;
    let mut messages = messages(context, &webhook, MOST_MESSAGES).await?;
    messages.retain(|message| message.given_up_at.is_some());
    let decided = context.decide(|occasion| operation::retry(&webhook, messages, occasion));
    store(context, decided, &webhook).await
}

/// Sends an event to a webhook again, of whatever kind. Returns the number of messages.
pub(crate) async fn replay(
    context: &Context<'_>,
    name: &str,
    event: Uuid,
) -> Result<Done<usize>, AdministrationError> {
    let (server, webhook) = (context.server, load(context, name).await?);
    let is_called = Match::Equals(Value::Uuid(event));
    let listing = Listing::of_tenant(&EVENT, &server.tenant, 1).with("id", is_called);
    let events = directory::page::<Event>(&*server.storage, &listing).await?.records;
    if events.is_empty() {
        let expected = "the identifier of an event";
        return Err(InvalidField::new("event", expected, event.to_string()).into());
    }
    let issuer = &server.issuer;
    let decided = context.decide(|occasion| operation::replay(&webhook, &events, issuer, occasion));
    store(context, decided, &webhook).await
}

/// The result of a test event.
#[derive(Debug)]
pub(crate) struct Tested {
    /// The identifier of the event.
    pub(crate) event: Uuid,
    /// The reason why it did not arrive.
    pub(crate) failure: Option<String>,
}

/// Sends a test event to a webhook now, with the signatures and the limits of a real one. Nothing is stored. A dry run sends nothing.
pub(crate) async fn test(context: &Context<'_>, name: &str) -> Result<Done<Tested>, AdministrationError> {
    let (server, webhook) = (context.server, load(context, name).await?);
    context.expects(&[], webhook.revision)?;
    let event = context.decide(|occasion| occasion.event(EventKind::from(TEST_EVENT.to_owned())));
    let mut done = context.planned(Tested { event: event.id, failure: None }, &[]);
    if context.options.is_dry_run {
        return Ok(done);
    }
    let _slot = server.tests().try_acquire().map_err(|_| AdministrationError::Busy)?;
    let seal = server.webhook_seal().map_err(unsealable)?;
    let now = server.environment.now();
    done.answer.failure = match send_to_webhook(&*server.transport, &seal, &webhook, &event, now).await {
        WebhookOutcome::Arrived => None,
        WebhookOutcome::Gone => Some("expected status 200 to 299, got 410".to_owned()),
        WebhookOutcome::Failed(reason) => Some(reason),
    };
    Ok(done)
}

/// Removes a webhook. Its messages that wait are never sent.
pub(crate) async fn remove(context: &Context<'_>, name: &str) -> Result<Done<()>, AdministrationError> {
    let webhook = load(context, name).await?;
    let decided = context.decide(|occasion| operation::remove(&webhook, occasion));
    store(context, decided, &webhook).await
}

/// Loads a webhook to change it.
async fn load(context: &Context<'_>, name: &str) -> Result<Webhook, AdministrationError> {
    context.require(Permission::write(Area::Events))?;
    find(context, name).await?.ok_or(AdministrationError::NotFound("webhook"))
}

/// Returns every webhook, by name.
pub(crate) async fn all(context: &Context<'_>) -> Result<Vec<Webhook>, AdministrationError> {
    context.require(Permission::read(Area::Events))?;
    let read = of_tenant(&*context.server.storage, &context.server.tenant).await?;
    context.with_staged(read, |one, other| one.name == other.name)
}

async fn find(context: &Context<'_>, name: &str) -> Result<Option<Webhook>, AdministrationError> {
    Ok(all(context).await?.into_iter().find(|webhook| webhook.name == name))
}

/// Returns at most this many messages that wait or were given up, by due time.
pub(crate) async fn messages(
    context: &Context<'_>,
    webhook: &Webhook,
    most: usize,
) -> Result<Vec<Delivery>, AdministrationError> {
    context.require(Permission::read(Area::Events))?;
    let lane = Match::Equals(Value::text(&webhook.lane()));
    let listing = Listing::all(&DELIVERY, None, most).with("lane", lane).ordered_by("due_at");
    Ok(directory::page::<Delivery>(&*context.server.storage, &listing).await?.records)
}

fn unsealable(error: SealError) -> AdministrationError {
    AdministrationError::Storage(StorageError::Corrupt(format!("a secret can't be sealed: {error}")))
}

fn new_secret() -> WebhookSecret {
    WebhookSecret::new(valetkey_jose::digest::random_bytes())
}

fn sealed(
    context: &Context<'_>,
    webhook: Uuid,
    secret: &WebhookSecret,
) -> Result<String, AdministrationError> {
    let seal = context.server.webhook_seal().map_err(unsealable)?;
    seal_secret(&seal, webhook, secret).map_err(unsealable)
}

async fn store<T>(
    context: &Context<'_>,
    decided: Decision<T>,
    seen: &Webhook,
) -> Result<Done<T>, AdministrationError> {
    let reload = find(context, &seen.name);
    context.store(decided, Seen { record: seen, revision: seen.revision }, reload).await
}

/// Replaces the webhook of an answer by the stored one, which has the present revision.
async fn as_stored(context: &Context<'_>, done: Done<Webhook>) -> Result<Done<Webhook>, AdministrationError> {
    if !done.is_stored {
        return Ok(done);
    }
    let found = find(context, &done.answer.name).await?;
    Ok(done.with(found.ok_or(AdministrationError::NotFound("webhook"))?))
}
