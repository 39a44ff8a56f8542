//! `/clients`.

mod input;

use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use valetkey_authorization_server::record::Client;
use valetkey_types::{ClientId, Seconds};

use super::{
    answer,
    call::Call,
    problem::Problem,
    view::{ClientView, ClientWithSecret},
};
use crate::administration::{
    API_PATH, Context, Done,
    clients::{self, ClientFilter},
};

use input::ClientValues;

/// The time for which the old secret counts too.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ClientSecretRotation {
    /// In seconds, at most 90 days. Without this member the old secret stops working at once.
    keep_old_for: Option<i64>,
}

/// A part of the clients.
#[derive(ToSchema)]
#[allow(dead_code, reason = "the document describes it; answers are made with `answer::list`")]
pub(super) struct ClientList {
    items: Vec<ClientView>,
    /// The cursor of the next part; `null` on the last. A part may be shorter than asked for.
    next: Option<String>,
}

/// Lists clients.
#[utoipa::path(
    get, path = "/clients", tag = "clients", operation_id = "listClients",
    params(("search" = Option<String>, Query, description = "A part of the name or of the client_id")),
    responses((status = 200, description = "A part of the clients", body = ClientList))
)]
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let (context, part) = call.listing(&["search"])?;
    let filter = ClientFilter { search: call.filter("search") };
    let list = clients::list(&context, &filter, &part).await?;
    Ok(answer::list(list, |client| json!(ClientView::new(client, context.now()))))
}

/// Shows a client.
#[utoipa::path(
    get, path = "/clients/{client_id}", tag = "clients", operation_id = "showClient",
    params(("client_id" = String, Path, description = "The client_id")),
    responses((status = 200, description = "The client", body = ClientView))
)]
pub(super) async fn show(call: Call) -> Result<Response, Problem> {
    let context = call.reading()?;
    let client = clients::show(&context, &id(&call)).await?;
    Ok(answer::record(StatusCode::OK, &ClientView::new(&client, context.now()), client.revision))
}

/// Registers a client. The answer shows the secret of a confidential client once.
#[utoipa::path(
    post, path = "/clients", tag = "clients", operation_id = "addClient",
    request_body = ClientValues,
    responses((status = 201, description = "The client was registered", body = ClientWithSecret))
)]
pub(super) async fn add(call: Call) -> Result<Response, Problem> {
    let context = call.adding()?;
    let (new, credentials) = call.json::<ClientValues>()?.into_new()?;
    let done = clients::add(&context, new, credentials).await?;
    Ok(answer::changed(&context, done, |(client, secret)| {
        let location = call.server.issuer.join(&format!("{API_PATH}/clients/{}", client.id));
        answer::added(
            &location,
            &ClientWithSecret::new(&client, secret.as_ref(), context.now()),
            client.revision,
        )
    }))
}

/// Edits a client.
#[utoipa::path(
    patch, path = "/clients/{client_id}", tag = "clients", operation_id = "editClient",
    params(("client_id" = String, Path, description = "The client_id")),
    request_body = ClientValues,
    responses((status = 200, description = "The edited client", body = ClientView))
)]
pub(super) async fn edit(call: Call) -> Result<Response, Problem> {
    let context = call.editing()?;
    let values: ClientValues = call.json()?;
    let done = clients::edit(&context, &id(&call), |new| values.apply(new)).await?;
    Ok(changed(&context, done))
}

/// Removes a client. Its tokens and consents stop counting.
#[utoipa::path(
    delete, path = "/clients/{client_id}", tag = "clients", operation_id = "removeClient",
    params(("client_id" = String, Path, description = "The client_id")),
    responses((status = 204, description = "The client was removed"))
)]
pub(super) async fn remove(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    let done = clients::remove(&context, &id(&call)).await?;
    Ok(answer::changed(&context, done, |()| answer::nothing()))
}

/// Disables a client: its tokens stop counting.
#[utoipa::path(
    post, path = "/clients/{client_id}/disable", tag = "clients", operation_id = "disableClient",
    params(("client_id" = String, Path, description = "The client_id")),
    responses((status = 200, description = "The client", body = ClientView))
)]
pub(super) async fn disable(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    Ok(changed(&context, clients::disable(&context, &id(&call)).await?))
}

/// Enables a client.
#[utoipa::path(
    post, path = "/clients/{client_id}/enable", tag = "clients", operation_id = "enableClient",
    params(("client_id" = String, Path, description = "The client_id")),
    responses((status = 200, description = "The client", body = ClientView))
)]
pub(super) async fn enable(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    Ok(changed(&context, clients::enable(&context, &id(&call)).await?))
}

/// Replaces the secret of a client. The answer shows the new one once. The old one stops working at once, or at the chosen time.
#[utoipa::path(
    post, path = "/clients/{client_id}/rotate-secret", tag = "clients", operation_id = "rotateClientSecret",
    params(("client_id" = String, Path, description = "The client_id")),
    request_body = Option<ClientSecretRotation>,
    responses((status = 200, description = "The client with the new secret", body = ClientWithSecret))
)]
pub(super) async fn rotate_secret(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    let ClientSecretRotation { keep_old_for } = call.json_or_nothing()?;
    let kept_for = Seconds(keep_old_for.unwrap_or_default());
    let done = clients::rotate_secret(&context, &id(&call), kept_for).await?;
    Ok(answer::changed(&context, done, |(client, secret)| {
        let value = ClientWithSecret::new(&client, Some(&secret), context.now());
        answer::record(StatusCode::OK, &value, client.revision)
    }))
}

/// Ends the old secret of a client before its time.
#[utoipa::path(
    delete, path = "/clients/{client_id}/secrets/{number}", tag = "clients", operation_id = "endClientSecret",
    params(
        ("client_id" = String, Path, description = "The client_id"),
        ("number" = u32, Path, description = "The number of the old secret"),
    ),
    responses((status = 204, description = "The secret counts no more"))
)]
pub(super) async fn end_secret(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    let number = call.parameter("number").parse().map_err(|_| Problem::not_found("secret"))?;
    let done = clients::end_secret(&context, &id(&call), number).await?;
    Ok(answer::changed(&context, done, |_| answer::nothing()))
}

fn id(call: &Call) -> ClientId {
    ClientId::new(call.parameter("client_id"))
}

fn changed(context: &Context<'_>, done: Done<Client>) -> Response {
    let stored = |client: Client| {
        answer::record(StatusCode::OK, &ClientView::new(&client, context.now()), client.revision)
    };
    answer::changed(context, done, stored)
}
