//! Registers the client at the issuer (RFC 7591).

use valetkey_jose::Algorithm;
use valetkey_types::Secret;

use crate::registration::{ClientMetadata, Registration, check_registration, registration_request};
use crate::{Client, ClientBuilder, ClientError, Stage};

impl ClientBuilder {
    /// Registers at the issuer and builds the client with the returned identifier and secret. Keep both, because each call
    /// registers another client. The identifier given to [`Client::builder`] is not used and may be any text.
    ///
    /// # Errors
    /// [`Stage::Discovery`], [`Stage::Registration`], and [`Stage::Configuration`] as in [`ClientBuilder::build`].
    pub async fn register(
        self,
        metadata: &ClientMetadata,
        initial_access_token: Option<&Secret>,
    ) -> Result<(Client, Registration), ClientError> {
        let stage = Stage::Registration;
        let unregistered = self.clone().build()?;
        let document = unregistered.metadata().await?;
        let endpoint = document.registration_endpoint.as_deref();
        let endpoint = unregistered.endpoint(stage, "registration_endpoint", endpoint)?;
        let request = registration_request(endpoint, initial_access_token, metadata);
        let request = request.map_err(unregistered.at(stage))?;
        let response = unregistered.send(stage, request).await?;
        let registration = check_registration(&response, metadata).map_err(unregistered.at(stage))?;
        let mut builder = self.client_id(registration.client_id.as_str());
        if let Some(secret) = &registration.client_secret {
            builder = builder.client_secret(secret.clone());
        }
        // The registered algorithm, or the default of the standard (OpenID Connect Dynamic Client Registration section 2).
        let algorithm =
            registration.metadata.get("id_token_signed_response_alg").and_then(|name| name.as_str());
        match algorithm.map_or(Ok(Algorithm::RS256), str::parse) {
            Ok(algorithm) => builder = builder.registered_algorithm(algorithm),
            Err(_) => tracing::warn!(?algorithm, "the issuer registered an unknown algorithm for ID tokens"),
        }
        Ok((builder.build()?, registration))
    }
}
