//! The token request (RFC 6749 sections 4.1.3 and 6) in the form that each provider requires.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use form_urlencoded::byte_serialize;
use serde_json::Value;
use valetkey_fetch::{HttpRequest, Method};
use valetkey_types::{Secret, encode_form};

use crate::{Authentication, Deviation, Provider, RequestError};

/// The client identifier and secret.
#[derive(Clone, Copy, Debug)]
pub struct ClientCredentials<'a> {
    /// The client's identifier.
    pub client_id: &'a str,
    /// Its secret, or a signed JWT if the provider requires that; `None` for a public client.
    pub client_secret: Option<&'a Secret>,
}

impl Provider {
    /// Makes the request that exchanges a code. Does not send the verifier if the provider refuses PKCE.
    ///
    /// # Errors
    /// [`RequestError::NoEndpoint`], or [`RequestError::NoSecret`] if the provider has no public clients.
    pub fn code_request(
        &self,
        client: &ClientCredentials<'_>,
        code: &Secret,
        redirect_uri: &str,
        code_verifier: &Secret,
    ) -> Result<HttpRequest, RequestError> {
        let parameters = [
            ("grant_type", "authorization_code"),
            ("code", code.expose()),
            ("redirect_uri", redirect_uri),
            ("code_verifier", code_verifier.expose()),
        ];
        self.token_request(client, &parameters)
    }

    /// Makes the request for a new access token.
    ///
    /// # Errors
    /// The errors of [`Provider::code_request`].
    pub fn refresh_request(
        &self,
        client: &ClientCredentials<'_>,
        refresh_token: &Secret,
    ) -> Result<HttpRequest, RequestError> {
        let parameters = [("grant_type", "refresh_token"), ("refresh_token", refresh_token.expose())];
        self.token_request(client, &parameters)
    }

    /// Returns the method of client authentication: the first one of the preset, or `none` without a secret if PKCE protects
    /// the code.
    ///
    /// # Errors
    /// [`RequestError::NoSecret`].
    pub fn authentication(&self, has_secret: bool) -> Result<Authentication, RequestError> {
        let ways = &self.preset().token.authentication;
        let way = ways.iter().find(|way| (**way == Authentication::None) != has_secret);
        way.copied().ok_or_else(|| RequestError::NoSecret(self.preset().display_name.clone()))
    }

    /// Adapts a standard token request (a form, with HTTP Basic or the client's identifier in the parameters) to this provider:
    /// renames parameters, removes refused ones, converts the body and adds required headers.
    #[must_use]
    pub fn adapt_token_request(&self, request: &HttpRequest) -> HttpRequest {
        let parameters: Vec<(String, String)> = form_urlencoded::parse(&request.body)
            .filter(|(name, _)| self.uses_pkce() || name != "code_verifier")
            .map(|(name, value)| (self.parameter_name(&name), value.into_owned()))
            .collect();
        let mut adapted = self.shaped(&request.url, &parameters);
        for (name, value) in &request.headers {
            if adapted.header(name).is_none() && !name.eq_ignore_ascii_case("content-type") {
                adapted = adapted.with_header(name, value);
            }
        }
        for (name, value) in &self.preset().token.headers {
            adapted = adapted.with_header(name, value);
        }
        adapted
    }

    fn token_request(
        &self,
        client: &ClientCredentials<'_>,
        parameters: &[(&str, &str)],
    ) -> Result<HttpRequest, RequestError> {
        let endpoint = self.endpoint("token", self.preset().endpoints.token.as_deref())?;
        let authentication = self.authentication(client.client_secret.is_some())?;
        let secret = client.client_secret.map(Secret::expose).unwrap_or_default();
        let mut parameters = parameters.to_vec();
        if authentication != Authentication::Basic {
            parameters.push(("client_id", client.client_id));
        }
        if authentication == Authentication::Post {
            parameters.push(("client_secret", secret));
        }
        let mut request = HttpRequest::post_form(endpoint, parameters);
        if authentication == Authentication::Basic {
            request = request.with_header("authorization", basic(client.client_id, secret));
        }
        Ok(self.adapt_token_request(&request))
    }

    fn shaped(&self, endpoint: &str, parameters: &[(String, String)]) -> HttpRequest {
        let deviations = &self.preset().deviations;
        let pairs = parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        if deviations.contains(&Deviation::TokenRequestByGet {}) {
            return HttpRequest::get(format!("{endpoint}?{}", encode_form(pairs)));
        }
        if deviations.contains(&Deviation::JsonTokenRequest {}) {
            let object = pairs.map(|(name, value)| (name.to_owned(), Value::from(value))).collect();
            let mut request = HttpRequest::get(endpoint).with_header("content-type", "application/json");
            request.method = Method::POST;
            request.body = Value::Object(object).to_string().into_bytes();
            return request;
        }
        HttpRequest::post_form(endpoint, pairs)
    }
}

/// Returns the value of HTTP Basic; both parts are form-encoded first (RFC 6749 section 2.3.1).
fn basic(client_id: &str, secret: &str) -> String {
    let encode = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
    format!("Basic {}", STANDARD.encode(format!("{}:{}", encode(client_id), encode(secret))))
}
