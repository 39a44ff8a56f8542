//! Scopes and attributes.

use serde::Deserialize;
use serde_json::{Value, json};
use valetkey_administration::{attribute::AttributeSettings, scope::ScopeSettings};
use valetkey_authorization_server::record::{
    Attribute, AttributeAccess, AttributeKind, OperatorText, TenantScope,
};
use valetkey_types::{TenantId, Timestamp, Unknown};

use super::{named, read};
use crate::failure::Failure;

#[derive(Deserialize)]
struct ScopeDocument {
    scope: String,
    claims: Vec<String>,
    descriptions: OperatorText,
    writes: Option<bool>,
    created_at: Timestamp,
    revision: u64,
}

#[derive(Deserialize)]
struct AttributeDocument {
    attribute: String,
    #[serde(rename = "type")]
    kind: String,
    choices: Vec<String>,
    labels: OperatorText,
    required: bool,
    seen_by: String,
    edited_by: String,
    claim: Option<String>,
    created_at: Timestamp,
    revision: u64,
}

const ACCESS: [AttributeAccess; 3] =
    [AttributeAccess::User, AttributeAccess::Administrator, AttributeAccess::Nobody];

/// Reads a scope.
///
/// # Errors
/// The member that is missing or has another type.
pub(crate) fn scope(document: Value) -> Result<TenantScope, Failure> {
    let scope: ScopeDocument = read("scope", document)?;
    Ok(TenantScope {
        tenant: TenantId::default(),
        name: scope.scope,
        claims: scope.claims,
        descriptions: scope.descriptions,
        writes: scope.writes,
        created_at: scope.created_at,
        revision: scope.revision,
        unknown: Unknown::default(),
    })
}

/// Reads an attribute.
///
/// # Errors
/// The member that is missing or has another type.
pub(crate) fn attribute(document: Value) -> Result<Attribute, Failure> {
    let attribute: AttributeDocument = read("attribute", document)?;
    Ok(Attribute {
        tenant: TenantId::default(),
        name: attribute.attribute,
        kind: AttributeKind::from_name(&attribute.kind, attribute.choices),
        labels: attribute.labels,
        is_required: attribute.required,
        seen_by: named("seen_by", &attribute.seen_by, &ACCESS, AttributeAccess::name)?,
        edited_by: named("edited_by", &attribute.edited_by, &ACCESS, AttributeAccess::name)?,
        claim: attribute.claim,
        created_at: attribute.created_at,
        revision: attribute.revision,
        unknown: Unknown::default(),
    })
}

/// Returns the settings of a scope as a body.
pub(crate) fn scope_values(settings: &ScopeSettings) -> Value {
    json!({ "claims": settings.claims, "descriptions": settings.descriptions, "writes": settings.writes })
}

/// Returns the settings of an attribute as a body.
pub(crate) fn attribute_values(settings: &AttributeSettings) -> Value {
    json!({
        "choices": settings.choices,
        "labels": settings.labels,
        "required": settings.is_required,
        "seen_by": settings.seen_by.name(),
        "edited_by": settings.edited_by.name(),
        "add_to_scopes": settings.add_to_scopes,
    })
}
