//! A provider that users can sign in with: somebody else's server.

use std::collections::BTreeMap;

use uuid::Uuid;
use valetkey_types::{TenantId, Timestamp, Unknown};

/// A provider on the sign-in page of a tenant, with the registration of this server there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityProvider {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Its name in addresses. It never changes, because it is part of the redirect URI.
    pub name: String,
    /// The name of its preset.
    pub preset: String,
    /// The values of the preset's variables.
    pub variables: BTreeMap<String, String>,
    /// The tenants of the provider whose users may sign in, where one provider has several; `any` accepts all.
    pub accepted_tenants: Vec<String>,
    /// The origin of a provider simulator on this machine, in place of the real provider.
    pub simulator: Option<String>,
    /// The name on the button; `None`: that of the preset.
    pub display_name: Option<String>,
    /// The `client_id` of this server at the provider.
    pub client_id: String,
    /// The client secret, sealed with the encryption key; `None` for a public client.
    pub client_secret_sealed: Option<String>,
    /// The requested scope, in order; empty: that of the preset.
    pub scope: Vec<String>,
    /// The rule for the first sign-in with an account of the provider.
    pub first_sign_in: FirstSignIn,
    /// The domains of verified addresses that may sign in for the first time, in lower case; empty: all, and without address.
    pub domains: Vec<String>,
    /// The claims that the provider sets: JSON pointers (RFC 6901) into its claims, by the names of our claims. A name that is not a
    /// [`TextClaim`](crate::registration::TextClaim) is ignored.
    pub claim_mappings: BTreeMap<String, String>,
    /// Whether the mapped claims are set at each sign-in; otherwise only where the sign-in adds the user.
    pub updates_claims: bool,
    /// The groups that the provider gives, at each sign-in.
    pub group_mappings: Vec<GroupMapping>,
    /// Whether the page after a sign-out offers to end the session at the provider too.
    pub offers_sign_out: bool,
    /// The place on the sign-in page. Providers in one place are ordered by name.
    pub position: u32,
    /// A disabled provider is not shown, and sign-ins with it are refused.
    pub disabled: bool,
    /// When it was added.
    pub created_at: Timestamp,
    /// The stored revision that this record was read at; 0 for a record that is not stored yet. Storage sets it.
    pub revision: u64,
    /// Values that a newer version stored. Storage keeps them.
    pub unknown: Unknown,
}

/// A group for users whom the provider lists under a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupMapping {
    /// The group.
    pub group: Uuid,
    /// The JSON pointer to a list of texts, or to a text, in the claims of the provider.
    pub pointer: String,
    /// The text, compared byte for byte.
    pub value: String,
}

/// The rule for the first sign-in with an account of a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum FirstSignIn {
    /// A new user. If the verified address belongs to a user already, that user must sign in first; then the account is linked.
    Create,
    /// A user of this server must sign in first; then the account is linked. No user is created.
    #[default]
    Link,
    /// It is refused. Users link accounts on their account page.
    Refuse,
}

impl IdentityProvider {
    /// The word in [`accepted_tenants`](Self::accepted_tenants) that accepts every tenant of the provider.
    pub const ANY_TENANT: &'static str = "any";
}

impl FirstSignIn {
    /// Every rule.
    pub const ALL: [Self; 3] = [Self::Create, Self::Link, Self::Refuse];

    /// Returns its word: `create`, `link` or `refuse`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Link => "link",
            Self::Refuse => "refuse",
        }
    }
}
