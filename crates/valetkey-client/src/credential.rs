//! The credentials of a client.

use std::sync::Arc;

use valetkey_jose::digest::random_token;
use valetkey_jose::{ClientSecretKey, KeySet, SigningKey};
use valetkey_types::metadata::ProviderMetadata;
use valetkey_types::{ClientAuthenticationMethod, ClientId, Secret, Timestamp};

use crate::client_assertion::{AssertionParameters, client_secret_assertion, private_key_assertion};
use crate::{ClientAuthentication, Dialect, Problem};

/// A function that returns a client secret valid at the given time, for providers with short-lived signed secrets.
pub type SecretSource = Arc<dyn Fn(Timestamp) -> Result<Secret, Problem> + Send + Sync>;

/// The credentials of a client. Makes a new [`ClientAuthentication`] for each request.
pub(crate) enum Credential {
    /// No credentials in the request: a public client, or one with a certificate on its connection.
    Public,
    Secret(Secret, Option<ClientAuthenticationMethod>),
    Source(SecretSource, Option<ClientAuthenticationMethod>),
    SecretKey(ClientSecretKey),
    PrivateKey(Arc<SigningKey>),
}

impl Credential {
    pub(crate) fn is_public(&self) -> bool {
        matches!(self, Self::Public)
    }

    /// Returns the keys for tokens that the issuer signs with the client's secret; none if the secret is too short.
    pub(crate) fn symmetric_keys(&self) -> Option<KeySet> {
        let Self::Secret(secret, _) = self else { return None };
        Some(ClientSecretKey::new(secret.expose().as_bytes()).ok()?.key_set())
    }

    pub(crate) fn authentication(
        &self,
        client_id: &ClientId,
        issuer: &str,
        metadata: &ProviderMetadata,
        dialect: &dyn Dialect,
        now: Timestamp,
    ) -> Result<ClientAuthentication, Problem> {
        let jti = random_token();
        let parameters = AssertionParameters { client_id: client_id.as_str(), issuer, jti: &jti, now };
        let (client_id, own) = (client_id.clone(), dialect.secret_method());
        Ok(match self {
            Self::Public => ClientAuthentication::none(client_id),
            Self::Secret(secret, method) => with_secret(client_id, secret.clone(), method.or(own), metadata),
            Self::Source(source, method) => with_secret(client_id, source(now)?, method.or(own), metadata),
            Self::SecretKey(key) => {
                ClientAuthentication::client_assertion(client_id, client_secret_assertion(key, &parameters)?)
            }
            Self::PrivateKey(key) => {
                ClientAuthentication::client_assertion(client_id, private_key_assertion(key, &parameters)?)
            }
        })
    }
}

/// Returns the configured method, or the best one that the issuer supports.
fn with_secret(
    client_id: ClientId,
    secret: Secret,
    method: Option<ClientAuthenticationMethod>,
    metadata: &ProviderMetadata,
) -> ClientAuthentication {
    let offered = &metadata.token_endpoint_auth_methods_supported;
    let offers = |name: &str| offered.iter().any(|offered| offered == name);
    let only_post = !offers("client_secret_basic") && offers("client_secret_post");
    match method {
        Some(ClientAuthenticationMethod::ClientSecretPost) => {
            ClientAuthentication::client_secret_post(client_id, secret)
        }
        None if only_post => ClientAuthentication::client_secret_post(client_id, secret),
        _ => ClientAuthentication::client_secret_basic(client_id, secret),
    }
}
