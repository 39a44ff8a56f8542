//! `/scopes`.

use std::collections::BTreeMap;

use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use valetkey_administration::{InvalidField, scope::ScopeSettings};
use valetkey_authorization_server::record::TenantScope;

use super::{
    answer, body::Edit, call::Call, groups::without_content, problem::Problem, values::set, view::ScopeView,
};
use crate::administration::scopes;

/// The values of a scope. An edit changes only the members that it has; `null` removes a value.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ScopeValues {
    /// The scope token. Required in a new scope; refused in an edit.
    scope: Option<String>,
    /// The claims that it opens: claims of attributes, or standard claims such as `birthdate`. An edit replaces all.
    claims: Option<Vec<String>>,
    /// The sentence that users read, by language. An edit replaces all.
    descriptions: Option<BTreeMap<String, String>>,
    /// Whether applications change data with it. `null` lets pages decide by the words of the token.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    writes: Edit<bool>,
}

impl ScopeValues {
    fn apply(self, settings: &mut ScopeSettings) -> Result<(), InvalidField> {
        if self.scope.is_some() {
            return Err(InvalidField::new("scope", "a new scope: the token never changes", "an edit"));
        }
        set(&mut settings.claims, self.claims);
        set(&mut settings.descriptions, self.descriptions);
        self.writes.apply(&mut settings.writes);
        Ok(())
    }
}

/// A part of the scopes.
#[derive(ToSchema)]
#[allow(dead_code, reason = "the document describes it; answers are made with `answer::list`")]
pub(super) struct ScopeList {
    items: Vec<ScopeView>,
    /// The cursor of the next part; `null` on the last.
    next: Option<String>,
}

/// Lists the scopes of the tenant, by name.
#[utoipa::path(
    get, path = "/scopes", tag = "scopes", operation_id = "listScopes",
    responses((status = 200, description = "A part of the scopes", body = ScopeList))
)]
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let (context, part) = call.listing(&[])?;
    let list = scopes::list(&context, &part).await?;
    Ok(answer::list(list, |scope| json!(ScopeView::from(scope))))
}

/// Shows a scope.
#[utoipa::path(
    get, path = "/scopes/{scope}", tag = "scopes", operation_id = "showScope",
    params(("scope" = String, Path, description = "The scope token")),
    responses((status = 200, description = "The scope", body = ScopeView))
)]
pub(super) async fn show(call: Call) -> Result<Response, Problem> {
    let context = call.reading()?;
    let scope = scopes::show(&context, call.parameter("scope")).await?;
    Ok(answer::record(StatusCode::OK, &ScopeView::from(&scope), scope.revision))
}

/// Adds a scope, or describes one of the standards.
#[utoipa::path(
    post, path = "/scopes", tag = "scopes", operation_id = "addScope",
    request_body = ScopeValues,
    responses((status = 201, description = "The scope was added", body = ScopeView))
)]
pub(super) async fn add(call: Call) -> Result<Response, Problem> {
    let context = call.adding()?;
    let mut values: ScopeValues = call.json()?;
    let Some(name) = values.scope.take() else {
        return Err(InvalidField::new("scope", "a scope token", "none").into());
    };
    let mut settings = ScopeSettings::default();
    values.apply(&mut settings)?;
    let done = scopes::add(&context, &name, settings).await?;
    Ok(answer::changed(&context, done, |scope: TenantScope| {
        let location = answer::location(&call.server, "scopes", &scope.name);
        answer::added(&location, &ScopeView::from(&scope), scope.revision)
    }))
}

/// Edits a scope. Users who allowed the scope are not asked again.
#[utoipa::path(
    patch, path = "/scopes/{scope}", tag = "scopes", operation_id = "editScope",
    params(("scope" = String, Path, description = "The scope token")),
    request_body = ScopeValues,
    responses((status = 200, description = "The edited scope", body = ScopeView))
)]
pub(super) async fn edit(call: Call) -> Result<Response, Problem> {
    let context = call.editing()?;
    let values: ScopeValues = call.json()?;
    let change = |settings: &mut ScopeSettings| values.apply(settings);
    let done = scopes::edit(&context, call.parameter("scope"), change).await?;
    Ok(answer::changed(&context, done, |scope| {
        answer::record(StatusCode::OK, &ScopeView::from(&scope), scope.revision)
    }))
}

/// Removes a scope. It opens no claims any more; clients that are registered for it may still ask for it.
#[utoipa::path(
    delete, path = "/scopes/{scope}", tag = "scopes", operation_id = "removeScope",
    params(("scope" = String, Path, description = "The scope token")),
    responses((status = 204, description = "The scope was removed"))
)]
pub(super) async fn remove(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    let done = scopes::remove(&context, call.parameter("scope")).await?;
    Ok(without_content(&context, done))
}
