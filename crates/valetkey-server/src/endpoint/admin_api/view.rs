//! Records as the API shows them.

mod client;
mod group;
mod key;
mod provider;
mod scope;
mod tenant;
mod user;
mod webhook;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use valetkey_authorization_server::{
    event::FieldChange,
    record::{ClientRole, RoleOwner},
};

pub(super) use client::{ClientView, ClientWithSecret};
pub(super) use group::{GroupView, RoleView};
pub(super) use key::KeyView;
pub(super) use provider::ProviderView;
pub(super) use scope::{AttributeView, ScopeView};
pub(super) use tenant::{LinkView, TenantView};
pub(super) use user::{UserDetailsView, UserView};
pub(super) use webhook::{WebhookDetailsView, WebhookView, WebhookWithSecret};

/// A field before and after a change. An empty text means no value. A secret appears as the word `set`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FieldChange)]
pub(super) struct FieldChangeView {
    /// The name of the field.
    field: String,
    /// The value before.
    before: String,
    /// The value after.
    after: String,
}

impl From<FieldChange> for FieldChangeView {
    fn from(change: FieldChange) -> Self {
        let FieldChange { field, before, after } = change;
        Self { field, before, after }
    }
}

/// A role of a user or client.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HeldRole)]
pub(super) struct HeldRoleView {
    /// The identifier.
    id: Uuid,
    /// The name in tokens.
    name: String,
    /// The client or audience whose role it is; `null` for a role of the tenant.
    of: Option<String>,
}

impl From<&ClientRole> for HeldRoleView {
    fn from(role: &ClientRole) -> Self {
        Self { id: role.id, name: role.name.clone(), of: owner(&role.owner) }
    }
}

/// Returns the client or audience whose role it is.
pub(super) fn owner(owner: &RoleOwner) -> Option<String> {
    match owner {
        RoleOwner::Tenant => None,
        RoleOwner::Client(id) => Some(id.to_string()),
        RoleOwner::Audience(audience) => Some(audience.clone()),
    }
}
