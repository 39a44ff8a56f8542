//! The fields that a registration and the record of a client share, listed once.

use valetkey_types::{ClientAuthenticationMethod, ClientId, TenantId, Timestamp, Unknown};

use super::NewClient;
use crate::record::{Client, ClientRole, SecretRotation, Sha256Hash};

/// The fields of a client that no registration sets and no edit changes.
#[allow(missing_docs, reason = "each field is the field of the same name of `Client`")]
pub(super) struct Fixed {
    pub tenant: TenantId,
    pub id: ClientId,
    pub secret_hash: Option<Sha256Hash>,
    pub secret_rotation: SecretRotation,
    pub authentication_methods: Vec<ClientAuthenticationMethod>,
    pub roles: Vec<ClientRole>,
    pub disabled: bool,
    pub created_at: Timestamp,
    pub revision: u64,
    pub unknown: Unknown,
}

macro_rules! fields {
    (registered: $($registered:ident),+; fixed: $($fixed:ident),+;) => {
        impl NewClient {
            /// Makes the record.
            pub(super) fn into_client(self, fixed: Fixed) -> Client {
                Client { $($registered: self.$registered,)+ $($fixed: fixed.$fixed,)+ }
            }
        }

        impl From<&Client> for NewClient {
            /// Starts an edit from the present state.
            fn from(client: &Client) -> Self {
                Self { $($registered: Clone::clone(&client.$registered),)+ }
            }
        }

        impl From<&Client> for Fixed {
            fn from(client: &Client) -> Self {
                Self { $($fixed: Clone::clone(&client.$fixed),)+ }
            }
        }
    };
}

fields! {
    registered: name, redirect_uris, post_logout_redirect_uris, backchannel_logout_uri, scope, claim_places, grant_types, audiences,
        access_token_format, id_token_signed_response_alg, pkce, require_pushed_authorization_requests, refresh_token_rotation, required_acr, sign_in, networks, access,
        consent, client_uri, logo_uri, policy_uri, tos_uri, branding;
    fixed: tenant, id, secret_hash, secret_rotation, authentication_methods, roles, disabled, created_at, revision, unknown;
}
