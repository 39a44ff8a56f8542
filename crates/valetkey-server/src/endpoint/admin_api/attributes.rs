//! `/attributes`.

use std::collections::BTreeMap;

use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use valetkey_administration::{
    InvalidField,
    attribute::{AttributeSettings, NewAttribute},
};
use valetkey_authorization_server::record::{AttributeAccess, AttributeKind, OperatorText};

use super::{
    answer,
    call::Call,
    groups::without_content,
    problem::Problem,
    values::{named, set},
    view::AttributeView,
};
use crate::administration::attributes;

/// The values of an attribute. An edit changes only the members that it has.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AttributeValues {
    /// The name. Required in a new attribute; refused in an edit.
    attribute: Option<String>,
    /// `text` (the default), `number`, `yes-no`, `date`, `texts` or `one-of`. Refused in an edit.
    #[serde(rename = "type")]
    kind: Option<String>,
    /// The claim in which applications get the value; without one no application gets it. Refused in an edit.
    claim: Option<String>,
    /// The choices of the type `one-of`. An edit replaces all.
    choices: Option<Vec<String>>,
    /// The name that pages show, by language. An edit replaces all.
    labels: Option<BTreeMap<String, String>>,
    required: Option<bool>,
    /// `user` (the default), `administrator` or `nobody`.
    seen_by: Option<String>,
    /// `user`, `administrator` (the default) or `nobody`.
    edited_by: Option<String>,
    /// Scopes that open the claim from now on, besides those that do. An edit of a scope takes the claim away.
    add_to_scopes: Option<Vec<String>>,
}

const ACCESS: [AttributeAccess; 3] =
    [AttributeAccess::User, AttributeAccess::Administrator, AttributeAccess::Nobody];

impl AttributeValues {
    fn into_new(mut self) -> Result<NewAttribute, InvalidField> {
        let Some(name) = self.attribute.take() else {
            return Err(InvalidField::new("attribute", "a name", "none"));
        };
        let (kind, claim) = (self.kind.take(), self.claim.take());
        let mut settings = AttributeSettings {
            choices: Vec::new(),
            labels: OperatorText::new(),
            is_required: false,
            seen_by: AttributeAccess::User,
            edited_by: AttributeAccess::Administrator,
            add_to_scopes: Vec::new(),
        };
        self.apply(&mut settings)?;
        let kind = AttributeKind::from_name(kind.as_deref().unwrap_or("text"), settings.choices.clone());
        Ok(NewAttribute { name, kind, claim, settings })
    }

    fn apply(self, settings: &mut AttributeSettings) -> Result<(), InvalidField> {
        let fixed = [("attribute", &self.attribute), ("type", &self.kind), ("claim", &self.claim)];
        if let Some((field, _)) = fixed.into_iter().find(|(_, value)| value.is_some()) {
            let expected = "a new attribute: the name, the type and the claim never change";
            return Err(InvalidField::new(field, expected, "an edit"));
        }
        set(&mut settings.choices, self.choices);
        set(&mut settings.labels, self.labels);
        set(&mut settings.is_required, self.required);
        set(&mut settings.seen_by, named("seen_by", self.seen_by, &ACCESS, AttributeAccess::name)?);
        set(&mut settings.edited_by, named("edited_by", self.edited_by, &ACCESS, AttributeAccess::name)?);
        set(&mut settings.add_to_scopes, self.add_to_scopes);
        Ok(())
    }
}

/// A part of the attributes.
#[derive(ToSchema)]
#[allow(dead_code, reason = "the document describes it; answers are made with `answer::list`")]
pub(super) struct AttributeList {
    items: Vec<AttributeView>,
    /// The cursor of the next part; `null` on the last.
    next: Option<String>,
}

/// Lists the attributes, by name.
#[utoipa::path(
    get, path = "/attributes", tag = "attributes", operation_id = "listAttributes",
    responses((status = 200, description = "A part of the attributes", body = AttributeList))
)]
pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let (context, part) = call.listing(&[])?;
    let (list, map) = attributes::list(&context, &part).await?;
    Ok(answer::list(list, |attribute| json!(AttributeView::new(attribute, &map))))
}

/// Shows an attribute.
#[utoipa::path(
    get, path = "/attributes/{attribute}", tag = "attributes", operation_id = "showAttribute",
    params(("attribute" = String, Path, description = "The name of the attribute")),
    responses((status = 200, description = "The attribute", body = AttributeView))
)]
pub(super) async fn show(call: Call) -> Result<Response, Problem> {
    let context = call.reading()?;
    let (attribute, map) = attributes::show(&context, call.parameter("attribute")).await?;
    Ok(answer::record(StatusCode::OK, &AttributeView::new(&attribute, &map), attribute.revision))
}

/// Adds an attribute.
#[utoipa::path(
    post, path = "/attributes", tag = "attributes", operation_id = "addAttribute",
    request_body = AttributeValues,
    responses((status = 201, description = "The attribute was added", body = AttributeView))
)]
pub(super) async fn add(call: Call) -> Result<Response, Problem> {
    let context = call.adding()?;
    let new = call.json::<AttributeValues>()?.into_new()?;
    let done = attributes::add(&context, new).await?;
    Ok(answer::changed(&context, done, |(attribute, map)| {
        let location = answer::location(&call.server, "attributes", &attribute.name);
        answer::added(&location, &AttributeView::new(&attribute, &map), attribute.revision)
    }))
}

/// Edits an attribute. The values of users stay.
#[utoipa::path(
    patch, path = "/attributes/{attribute}", tag = "attributes", operation_id = "editAttribute",
    params(("attribute" = String, Path, description = "The name of the attribute")),
    request_body = AttributeValues,
    responses((status = 200, description = "The edited attribute", body = AttributeView))
)]
pub(super) async fn edit(call: Call) -> Result<Response, Problem> {
    let context = call.editing()?;
    let values: AttributeValues = call.json()?;
    let change = |settings: &mut AttributeSettings| values.apply(settings);
    let done = attributes::edit(&context, call.parameter("attribute"), change).await?;
    Ok(answer::changed(&context, done, |(attribute, map)| {
        answer::record(StatusCode::OK, &AttributeView::new(&attribute, &map), attribute.revision)
    }))
}

/// Removes the definition of an attribute. The values of users stay in the database, but nobody sees them.
#[utoipa::path(
    delete, path = "/attributes/{attribute}", tag = "attributes", operation_id = "removeAttribute",
    params(("attribute" = String, Path, description = "The name of the attribute")),
    responses((status = 204, description = "The attribute was removed"))
)]
pub(super) async fn remove(call: Call) -> Result<Response, Problem> {
    let context = call.changing()?;
    call.without_body()?;
    let done = attributes::remove(&context, call.parameter("attribute")).await?;
    Ok(without_content(&context, done))
}
