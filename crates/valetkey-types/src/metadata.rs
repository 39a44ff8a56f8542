//! Authorization server metadata (RFC 8414 section 2) with the fields of OpenID Connect Discovery section 3.

use serde::{Deserialize, Serialize};

/// The discovery document. Reading ignores unknown fields. A missing list is read as an empty list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the names and meanings are those of the registry of RFC 8414 section 7.1.2")]
pub struct ProviderMetadata {
    pub issuer: String,
    pub authorization_endpoint: String,
    pub token_endpoint: String,
    pub jwks_uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub userinfo_endpoint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revocation_endpoint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub introspection_endpoint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_session_endpoint: Option<String>,
    /// RFC 9126 section 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pushed_authorization_request_endpoint: Option<String>,
    /// RFC 8628 section 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_authorization_endpoint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registration_endpoint: Option<String>,
    pub scopes_supported: Vec<String>,
    pub claims_supported: Vec<String>,
    pub response_types_supported: Vec<String>,
    pub response_modes_supported: Vec<String>,
    pub grant_types_supported: Vec<String>,
    pub subject_types_supported: Vec<String>,
    pub acr_values_supported: Vec<String>,
    pub prompt_values_supported: Vec<String>,
    pub id_token_signing_alg_values_supported: Vec<String>,
    pub token_endpoint_auth_methods_supported: Vec<String>,
    pub revocation_endpoint_auth_methods_supported: Vec<String>,
    pub introspection_endpoint_auth_methods_supported: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub token_endpoint_auth_signing_alg_values_supported: Vec<String>,
    pub code_challenge_methods_supported: Vec<String>,
    /// RFC 9449 section 5.1.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dpop_signing_alg_values_supported: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub userinfo_signing_alg_values_supported: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub request_object_signing_alg_values_supported: Vec<String>,
    /// JWT Secured Authorization Response Mode section 4.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authorization_signing_alg_values_supported: Vec<String>,
    pub ui_locales_supported: Vec<String>,
    pub authorization_response_iss_parameter_supported: bool,
    /// RFC 9126 section 5. Absent means `false`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub require_pushed_authorization_requests: Option<bool>,
    /// RFC 8705 section 3.3. Absent means `false`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_client_certificate_bound_access_tokens: Option<bool>,
    /// RFC 8705 section 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mtls_endpoint_aliases: Option<MtlsEndpointAliases>,
    /// RFC 9101 section 10.5. Absent means `false`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub require_signed_request_object: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frontchannel_logout_supported: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frontchannel_logout_session_supported: Option<bool>,
    pub backchannel_logout_supported: bool,
    pub backchannel_logout_session_supported: bool,
    pub claims_parameter_supported: bool,
    pub request_parameter_supported: bool,
    /// Absent means `true` (OpenID Connect Discovery section 3), so the server always sends it.
    pub request_uri_parameter_supported: bool,
}

/// Other URLs of endpoints for clients with a certificate (RFC 8705 section 5). An endpoint without an alias has its usual URL.
/// Reading ignores aliases of endpoints that the browser opens, because the browser does not have the client's certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(
    missing_docs,
    reason = "the names and meanings are those of the fields of the same name in ProviderMetadata"
)]
pub struct MtlsEndpointAliases {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_endpoint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub userinfo_endpoint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revocation_endpoint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub introspection_endpoint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pushed_authorization_request_endpoint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_authorization_endpoint: Option<String>,
}

impl ProviderMetadata {
    /// Returns the document for a client with a certificate: each alias replaces its endpoint (RFC 8705 section 5).
    #[must_use]
    pub fn for_mutual_tls(mut self) -> Self {
        let Some(aliases) = self.mtls_endpoint_aliases.clone() else { return self };
        if let Some(alias) = aliases.token_endpoint {
            self.token_endpoint = alias;
        }
        for (endpoint, alias) in [
            (&mut self.userinfo_endpoint, aliases.userinfo_endpoint),
            (&mut self.revocation_endpoint, aliases.revocation_endpoint),
            (&mut self.introspection_endpoint, aliases.introspection_endpoint),
            (&mut self.pushed_authorization_request_endpoint, aliases.pushed_authorization_request_endpoint),
            (&mut self.device_authorization_endpoint, aliases.device_authorization_endpoint),
        ] {
            *endpoint = alias.or(endpoint.take());
        }
        self
    }
}

/// The path of the OpenID Connect discovery document, to be added after the issuer.
pub const OPENID_CONFIGURATION_PATH: &str = "/.well-known/openid-configuration";

/// The path of the RFC 8414 document, to be inserted before the issuer's own path.
pub const OAUTH_AUTHORIZATION_SERVER_PATH: &str = "/.well-known/oauth-authorization-server";
