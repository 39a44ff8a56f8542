//! Scopes and attributes.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;
use valetkey_authorization_server::{
    claim_map::{ClaimMap, is_standard_scope},
    record::{Attribute, TenantScope},
};

/// A scope that the tenant defines or describes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Scope)]
pub(in super::super) struct ScopeView {
    /// The scope token.
    scope: String,
    /// Whether it is a scope of the standards, whose claims never change.
    standard: bool,
    /// The claims that it opens besides those of the standards.
    claims: Vec<String>,
    /// The sentence that users read before they allow it, by language.
    descriptions: BTreeMap<String, String>,
    /// Whether applications change data with it; `null`: pages decide by the words of the token.
    writes: Option<bool>,
    created_at: i64,
    /// The revision that `ETag` and `If-Match` have.
    revision: u64,
}

impl From<&TenantScope> for ScopeView {
    fn from(scope: &TenantScope) -> Self {
        Self {
            scope: scope.name.clone(),
            standard: is_standard_scope(&scope.name),
            claims: scope.claims.clone(),
            descriptions: scope.descriptions.clone(),
            writes: scope.writes,
            created_at: scope.created_at.seconds(),
            revision: scope.revision,
        }
    }
}

/// An attribute of users.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Attribute)]
pub(in super::super) struct AttributeView {
    /// The name.
    attribute: String,
    /// `text`, `number`, `yes-no`, `date`, `texts` or `one-of`.
    #[serde(rename = "type")]
    kind: String,
    /// The choices of the type `one-of`.
    choices: Vec<String>,
    /// The name that pages show, by language.
    labels: BTreeMap<String, String>,
    required: bool,
    /// `user`, `administrator` or `nobody`.
    seen_by: &'static str,
    /// `user`, `administrator` or `nobody`.
    edited_by: &'static str,
    /// The claim that contains the value; `null` for an attribute that no application gets.
    claim: Option<String>,
    /// The scopes that open the claim.
    scopes: Vec<String>,
    created_at: i64,
    /// The revision that `ETag` and `If-Match` have.
    revision: u64,
}

impl AttributeView {
    pub(in super::super) fn new(attribute: &Attribute, map: &ClaimMap) -> Self {
        let scopes = attribute.claim.iter().flat_map(|claim| map.scopes_with(claim));
        Self {
            attribute: attribute.name.clone(),
            kind: attribute.kind.name().to_owned(),
            choices: attribute.kind.choices().to_vec(),
            labels: attribute.labels.clone(),
            required: attribute.is_required,
            seen_by: attribute.seen_by.name(),
            edited_by: attribute.edited_by.name(),
            claim: attribute.claim.clone(),
            scopes: scopes.map(|scope| scope.name.clone()).collect(),
            created_at: attribute.created_at.seconds(),
            revision: attribute.revision,
        }
    }
}
