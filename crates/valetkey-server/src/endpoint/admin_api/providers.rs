//! `/providers`: the providers that users sign in with.

mod input;

use axum::response::Response;
use http::StatusCode;
use serde_json::json;
use utoipa::ToSchema;
use valetkey_authorization_server::record::IdentityProvider;

use super::{answer, call::Call, groups::without_content, problem::Problem, view::ProviderView};
use crate::administration::providers;

use input::ProviderValues;

/// A part of the providers.
#[derive(ToSchema)]
#[allow(dead_code, reason = "the document describes it; answers are made with `answer::list`")]
pub(super) struct ProviderList {
    items: Vec<ProviderView>,
    /// The cursor of the next part; `null` on the last.
    next: Option<String>,
}

/// Lists the providers, in the order of the sign-in page. No answer has a client secret.
#[utoipa::path(
    get, path = "/providers", tag = "providers", operation_id = "listProviders",
    responses((status = 200, description = "A part of the providers", body = ProviderList))
)]
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let (context, part) = call.listing(&[])?;
    let list = providers::list(&context, &part).await?;
    Ok(answer::list(list, |provider| json!(view(&call, provider))))
}

/// Shows a provider, with the redirect URI to register there.
#[utoipa::path(
    get, path = "/providers/{provider}", tag = "providers", operation_id = "showProvider",
    params(("provider" = String, Path, description = "The name of the provider")),
    responses((status = 200, description = "The provider", body = ProviderView))
)]
pub(super) async fn show(call: Call) -> Result<Response, Problem> {
    let context = call.reading()?;
    let provider = providers::show(&context, call.parameter("provider")).await?;
    Ok(answer::record(StatusCode::OK, &view(&call, &provider), provider.revision))
}

/// Adds a provider to the sign-in page. The administrator needs every permission that a role of the tenant gives, because a provider
/// decides who signs in.
#[utoipa::path(
    post, path = "/providers", tag = "providers", operation_id = "addProvider",
    request_body = ProviderValues,
    responses((status = 201, description = "The provider was added", body = ProviderView))
)]
pub(super) async fn add(call: Call) -> Result<Response, Problem> {
    let context = call.adding()?;
    let (name, settings, secret) = call.json::<ProviderValues>()?.into_new()?;
    let done = providers::add(&context, &name, settings, secret).await?;
    Ok(answer::changed(&context, done, |provider| {
        let location = answer::location(&call.server, "providers", &provider.name);
        answer::added(&location, &view(&call, &provider), provider.revision)
    }))
}

/// Edits a provider. A disabled provider is not shown, and nobody signs in with it.
#[utoipa::path(
    patch, path = "/providers/{provider}", tag = "providers", operation_id = "editProvider",
    params(("provider" = String, Path, description = "The name of the provider")),
    request_body = ProviderValues,
    responses((status = 200, description = "The edited provider", body = ProviderView))
)]
pub(super) async fn edit(call: Call) -> Result<Response, Problem> {
    let context = call.editing()?;
    let mut values: ProviderValues = call.json()?;
    let secret = values.secret()?;
    let change = |settings: &mut _| values.apply(settings);
    let done = providers::edit(&context, call.parameter("provider"), change, secret).await?;
    Ok(answer::changed(&context, done, |provider| {
        answer::record(StatusCode::OK, &view(&call, &provider), provider.revision)
    }))
}

/// Removes a provider from the sign-in page. Linked accounts stay: they count again if a provider of the same issuer is added.
#[utoipa::path(
    delete, path = "/providers/{provider}", tag = "providers", operation_id = "removeProvider",
    params(("provider" = String, Path, description = "The name of the provider")),
    responses((status = 204, description = "The provider was removed"))
)]
pub(super) async fn remove(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    let done = providers::remove(&context, call.parameter("provider")).await?;
    Ok(without_content(&context, done))
}

fn view(call: &Call, provider: &IdentityProvider) -> ProviderView {
    ProviderView::new(provider, &call.server.issuer)
}
