//! Client authentication at the issuer's endpoints (RFC 6749 section 2.3, RFC 7523 section 2.2).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use form_urlencoded::byte_serialize;
use valetkey_fetch::HttpRequest;
use valetkey_types::{ClientId, Secret, parameter};

use crate::client_assertion::CLIENT_ASSERTION_TYPE;

/// A client and its credentials.
#[derive(Clone, Debug)]
pub struct ClientAuthentication {
    client_id: ClientId,
    proof: Proof,
}

#[derive(Clone, Debug)]
enum Proof {
    Basic(Secret),
    Post(Secret),
    Assertion(Secret),
    None,
}

impl ClientAuthentication {
    /// Uses HTTP Basic authentication; identifier and secret are form-encoded first (RFC 6749 section 2.3.1).
    pub fn client_secret_basic(client_id: ClientId, secret: Secret) -> Self {
        Self { client_id, proof: Proof::Basic(secret) }
    }

    /// Sends identifier and secret in the form body (RFC 6749 section 2.3.1).
    pub fn client_secret_post(client_id: ClientId, secret: Secret) -> Self {
        Self { client_id, proof: Proof::Post(secret) }
    }

    /// Sends a signed assertion in the form body: `private_key_jwt` or `client_secret_jwt` (RFC 7523 section 2.2). An assertion
    /// is valid for one request; [`crate::client_assertion`] makes them.
    pub fn client_assertion(client_id: ClientId, assertion: Secret) -> Self {
        Self { client_id, proof: Proof::Assertion(assertion) }
    }

    /// Sends only the identifier in the form body, for a public client or a client with a certificate.
    pub fn none(client_id: ClientId) -> Self {
        Self { client_id, proof: Proof::None }
    }

    /// Returns the client's identifier.
    pub fn client_id(&self) -> &ClientId {
        &self.client_id
    }

    /// Makes a form request with the credentials. It contains `client_id` only once, even if that is among the parameters.
    pub fn post_form(&self, url: &str, parameters: &[(&str, &str)]) -> HttpRequest {
        let client_id = self.client_id.as_str();
        if let Proof::Basic(secret) = &self.proof {
            let value = basic(client_id, secret.expose());
            return HttpRequest::post_form(url, parameters.to_vec()).with_header("authorization", value);
        }
        let others = parameters.iter().filter(|(name, _)| *name != parameter::CLIENT_ID);
        let mut parameters: Vec<(&str, &str)> = others.copied().collect();
        parameters.push((parameter::CLIENT_ID, client_id));
        match &self.proof {
            Proof::Post(secret) => parameters.push((parameter::CLIENT_SECRET, secret.expose())),
            Proof::Assertion(assertion) => {
                parameters.push((parameter::CLIENT_ASSERTION_TYPE, CLIENT_ASSERTION_TYPE));
                parameters.push((parameter::CLIENT_ASSERTION, assertion.expose()));
            }
            Proof::Basic(_) | Proof::None => {}
        }
        HttpRequest::post_form(url, parameters)
    }
}

fn basic(client_id: &str, secret: &str) -> String {
    let encode = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
    format!("Basic {}", STANDARD.encode(format!("{}:{}", encode(client_id), encode(secret))))
}
