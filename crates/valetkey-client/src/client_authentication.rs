//! How a client proves itself at the issuer's endpoints (RFC 6749 section 2.3).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use form_urlencoded::byte_serialize;
use valetkey_fetch::HttpRequest;
use valetkey_types::{ClientAuthenticationMethod, ClientId, Secret, parameter};

/// A client and its proof.
#[derive(Clone, Debug)]
pub struct ClientAuthentication {
    client_id: ClientId,
    secret: Option<Secret>,
    method: ClientAuthenticationMethod,
}

impl ClientAuthentication {
    /// HTTP Basic, with identifier and secret form-encoded first (RFC 6749 section 2.3.1).
    pub fn client_secret_basic(client_id: ClientId, secret: Secret) -> Self {
        Self { client_id, secret: Some(secret), method: ClientAuthenticationMethod::ClientSecretBasic }
    }

    /// Identifier and secret in the form body (RFC 6749 section 2.3.1).
    pub fn client_secret_post(client_id: ClientId, secret: Secret) -> Self {
        Self { client_id, secret: Some(secret), method: ClientAuthenticationMethod::ClientSecretPost }
    }

    /// A public client: the identifier alone in the form body.
    pub fn none(client_id: ClientId) -> Self {
        Self { client_id, secret: None, method: ClientAuthenticationMethod::None }
    }

    /// The client.
    pub fn client_id(&self) -> &ClientId {
        &self.client_id
    }

    /// A form request with the proof added.
    pub fn post_form(&self, url: &str, parameters: &[(&str, &str)]) -> HttpRequest {
        let mut parameters = parameters.to_vec();
        let secret = self.secret.as_ref().map(Secret::expose);
        if self.method == ClientAuthenticationMethod::ClientSecretBasic {
            let encode = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
            let pair = format!("{}:{}", encode(self.client_id.as_str()), encode(secret.unwrap_or_default()));
            let value = format!("Basic {}", STANDARD.encode(pair));
            return HttpRequest::post_form(url, parameters).with_header("authorization", value);
        }
        parameters.push((parameter::CLIENT_ID, self.client_id.as_str()));
        if let Some(secret) = secret {
            parameters.push((parameter::CLIENT_SECRET, secret));
        }
        HttpRequest::post_form(url, parameters)
    }
}
