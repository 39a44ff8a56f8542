//! Providers.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use valetkey_authorization_server::record::{GroupMapping, IdentityProvider};
use valetkey_types::Issuer;

use crate::identity_provider::{backchannel_logout_uri, redirect_uri};

/// A provider that users sign in with.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Provider)]
pub(in super::super) struct ProviderView {
    name: String,
    preset: String,
    variables: BTreeMap<String, String>,
    accepted_tenants: Vec<String>,
    simulator: Option<String>,
    /// The name on the button; `null`: that of the preset.
    display_name: Option<String>,
    client_id: String,
    /// Whether a client secret is stored. No answer shows it.
    has_client_secret: bool,
    /// Tokens with blanks between them; empty: the scope of the preset.
    scope: String,
    /// `create`, `link` or `refuse`.
    first_sign_in: &'static str,
    domains: Vec<String>,
    /// JSON pointers into the claims of the provider, by the names of our claims.
    claims: BTreeMap<String, String>,
    /// `first` or `each`.
    claims_set: &'static str,
    groups: Vec<ProviderGroupView>,
    /// `here` or `offer`.
    sign_out: &'static str,
    position: u32,
    disabled: bool,
    /// The address to register at the provider.
    redirect_uri: String,
    /// The address for logout tokens, to register at the provider.
    backchannel_logout_uri: String,
    created_at: i64,
    /// The revision that `ETag` and `If-Match` have.
    revision: u64,
}

/// A group for users whom the provider lists under a text.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProviderGroup)]
struct ProviderGroupView {
    group: Uuid,
    pointer: String,
    value: String,
}

impl From<&GroupMapping> for ProviderGroupView {
    fn from(mapping: &GroupMapping) -> Self {
        let GroupMapping { group, pointer, value } = mapping.clone();
        Self { group, pointer, value }
    }
}

impl ProviderView {
    /// Shows a provider of an issuer.
    pub(in super::super) fn new(provider: &IdentityProvider, issuer: &Issuer) -> Self {
        Self {
            name: provider.name.clone(),
            preset: provider.preset.clone(),
            variables: provider.variables.clone(),
            accepted_tenants: provider.accepted_tenants.clone(),
            simulator: provider.simulator.clone(),
            display_name: provider.display_name.clone(),
            client_id: provider.client_id.clone(),
            has_client_secret: provider.client_secret_sealed.is_some(),
            scope: provider.scope.join(" "),
            first_sign_in: provider.first_sign_in.as_str(),
            domains: provider.domains.clone(),
            claims: provider.claim_mappings.clone(),
            claims_set: if provider.updates_claims { "each" } else { "first" },
            groups: provider.group_mappings.iter().map(ProviderGroupView::from).collect(),
            sign_out: if provider.offers_sign_out { "offer" } else { "here" },
            position: provider.position,
            disabled: provider.disabled,
            redirect_uri: redirect_uri(issuer, provider),
            backchannel_logout_uri: backchannel_logout_uri(issuer, provider),
            created_at: provider.created_at.seconds(),
            revision: provider.revision,
        }
    }
}
