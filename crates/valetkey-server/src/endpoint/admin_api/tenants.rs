//! `/tenant`: the tenant of the administrator. `/tenants`: all tenants, for operators of the first tenant.

mod input;

use axum::response::Response;
use http::StatusCode;
use serde_json::json;
use utoipa::ToSchema;
use valetkey_administration::{InvalidField, tenant::TenantSettings};

use super::{
    answer,
    call::Call,
    problem::Problem,
    view::{LinkView, TenantView},
};
use crate::{administration::tenants, respond};

use input::{NewTenantValues, TenantValues};

/// A part of the tenants.
#[derive(ToSchema)]
#[allow(dead_code, reason = "the document describes it; answers are made with `answer::list`")]
pub(super) struct TenantList {
    items: Vec<TenantView>,
    /// The cursor of the next part; `null` on the last.
    next: Option<String>,
}

/// Shows the tenant of the administrator.
#[utoipa::path(
    get, path = "/tenant", tag = "tenant", operation_id = "showTenant",
    responses((status = 200, description = "The tenant", body = TenantView))
)]
pub(super) async fn show_own(call: Call) -> Result<Response, Problem> {
    let context = call.reading()?;
    let tenant = tenants::show_own(&context).await?;
    Ok(answer::record(StatusCode::OK, &TenantView::from(&tenant), tenant.revision))
}

/// Edits the tenant of the administrator. Servers use the change within seconds.
#[utoipa::path(
    patch, path = "/tenant", tag = "tenant", operation_id = "editTenant",
    request_body = TenantValues,
    responses((status = 200, description = "The edited tenant", body = TenantView))
)]
pub(super) async fn edit_own(call: Call) -> Result<Response, Problem> {
    let context = call.editing()?;
    let values: TenantValues = call.json()?;
    let done = tenants::edit_own(&context, |settings| values.apply(settings)).await?;
    Ok(answer::changed(&context, done, |tenant| {
        answer::record(StatusCode::OK, &TenantView::from(&tenant), tenant.revision)
    }))
}

/// Lists the tenants, by name. Only operators of the first tenant may.
#[utoipa::path(
    get, path = "/tenants", tag = "tenants", operation_id = "listTenants",
    responses((status = 200, description = "A part of the tenants", body = TenantList))
)]
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let (context, part) = call.listing(&[])?;
    let list = tenants::list(&context, &part).await?;
    Ok(answer::list(list, |tenant| json!(TenantView::from(tenant))))
}

/// Shows a tenant. Only operators of the first tenant may.
#[utoipa::path(
    get, path = "/tenants/{tenant}", tag = "tenants", operation_id = "showAnyTenant",
    params(("tenant" = String, Path, description = "The name of the tenant")),
    responses((status = 200, description = "The tenant", body = TenantView))
)]
pub(super) async fn show(call: Call) -> Result<Response, Problem> {
    let context = call.reading()?;
    let tenant = tenants::show(&context, call.parameter("tenant")).await?;
    Ok(answer::record(StatusCode::OK, &TenantView::from(&tenant), tenant.revision))
}

/// Adds a tenant. Servers serve it within seconds. Only operators of the first tenant may.
#[utoipa::path(
    post, path = "/tenants", tag = "tenants", operation_id = "addTenant",
    request_body = NewTenantValues,
    responses((status = 201, description = "The tenant was added", body = TenantView))
)]
pub(super) async fn add(call: Call) -> Result<Response, Problem> {
    let context = call.adding()?;
    let NewTenantValues { tenant, issuer, settings } = call.json()?;
    let required = |field, expected| InvalidField::new(field, expected, "none");
    let name = tenant.ok_or_else(|| required("tenant", "a name"))?;
    let issuer =
        issuer.ok_or_else(|| required("issuer", "an address such as https://id.example.com/acme"))?;
    let change = |new: &mut TenantSettings| settings.map_or(Ok(()), |settings| settings.apply(new));
    let done = tenants::add(&context, &name, &issuer, change).await?;
    Ok(answer::changed(&context, done, |tenant| {
        let location = answer::location(&call.server, "tenants", tenant.tenant.as_str());
        answer::added(&location, &TenantView::from(&tenant), tenant.revision)
    }))
}

/// Edits a tenant. Only operators of the first tenant may.
#[utoipa::path(
    patch, path = "/tenants/{tenant}", tag = "tenants", operation_id = "editAnyTenant",
    params(("tenant" = String, Path, description = "The name of the tenant")),
    request_body = TenantValues,
    responses((status = 200, description = "The edited tenant", body = TenantView))
)]
pub(super) async fn edit(call: Call) -> Result<Response, Problem> {
    let context = call.editing()?;
    let values: TenantValues = call.json()?;
    let change = |settings: &mut TenantSettings| values.apply(settings);
    let done = tenants::edit(&context, call.parameter("tenant"), change).await?;
    Ok(answer::changed(&context, done, |tenant| {
        answer::record(StatusCode::OK, &TenantView::from(&tenant), tenant.revision)
    }))
}

/// Makes a link for the first administrator of a tenant. It works once, for a day. Only operators of the first tenant may, and only for
/// another tenant that has no administrator.
#[utoipa::path(
    post, path = "/tenants/{tenant}/set-up-link", tag = "tenants", operation_id = "makeSetUpLink",
    params(("tenant" = String, Path, description = "The name of the tenant")),
    responses((status = 200, description = "The link", body = LinkView))
)]
pub(super) async fn set_up_link(call: Call) -> Result<Response, Problem> {
    let context = call.adding()?;
    call.without_body()?;
    let done = tenants::set_up_link(&context, call.parameter("tenant")).await?;
    Ok(answer::changed(&context, done, |link| respond::json(StatusCode::OK, &LinkView::from(&link))))
}
