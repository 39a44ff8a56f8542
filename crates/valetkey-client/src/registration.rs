//! Dynamic client registration (RFC 7591, OpenID Connect Dynamic Client Registration).

use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value};
use valetkey_fetch::{HttpRequest, HttpResponse};
use valetkey_jose::JwkSet;
use valetkey_types::{ClientId, Secret, Timestamp};

use crate::Problem;
use crate::members::{needed_text, optional_seconds, optional_text};
use crate::token::error_answer;

/// The metadata of a client (RFC 7591 section 2). Empty fields are not sent.
#[derive(Clone, Debug, Default, Serialize)]
#[allow(missing_docs, reason = "the names and meanings are those of RFC 7591 section 2")]
pub struct ClientMetadata {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub redirect_uris: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_endpoint_auth_method: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub grant_types: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub response_types: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jwks: Option<JwkSet>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token_signed_response_alg: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub post_logout_redirect_uris: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backchannel_logout_uri: Option<String>,
    /// Metadata of other specifications.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// A registered client (RFC 7591 section 3.2.1). `Debug` shows no secret.
#[derive(Clone)]
#[non_exhaustive]
pub struct Registration {
    /// The assigned identifier.
    pub client_id: ClientId,
    /// The assigned secret, if any.
    pub client_secret: Option<Secret>,
    /// The expiry of the secret; `None` if it does not expire.
    pub client_secret_expires_at: Option<Timestamp>,
    /// The token that allows to read and change the registration later (RFC 7592).
    pub registration_access_token: Option<Secret>,
    /// The endpoint to read and change the registration.
    pub registration_client_uri: Option<String>,
    /// The metadata as stored by the issuer, which may differ from the request. Without secrets.
    pub metadata: Map<String, Value>,
}

/// Makes the registration request (RFC 7591 section 3.1).
///
/// # Errors
/// [`Problem::Configuration`] if the metadata can't be written as JSON.
pub fn registration_request(
    registration_endpoint: &str,
    initial_access_token: Option<&Secret>,
    metadata: &ClientMetadata,
) -> Result<HttpRequest, Problem> {
    let body = serde_json::to_vec(metadata).map_err(|error| Problem::Configuration(error.to_string()))?;
    let request = HttpRequest::post_json(registration_endpoint, body);
    Ok(match initial_access_token {
        Some(token) => request.with_header("authorization", format!("Bearer {}", token.expose())),
        None => request,
    })
}

/// Validates the response. It must contain every requested redirect URI; otherwise logins would fail later.
///
/// # Errors
/// [`Problem::Refused`], [`Problem::Status`] or [`Problem::Body`] for a failure, [`Problem::Missing`] for an empty identifier,
/// [`Problem::Mismatch`] for other redirect URIs.
pub fn check_registration(response: &HttpResponse, asked: &ClientMetadata) -> Result<Registration, Problem> {
    if !matches!(response.status, 200 | 201) {
        return Err(error_answer(response, 201));
    }
    let answer = response.object()?;
    if let Some(Value::Array(kept)) = answer.get("redirect_uris") {
        let kept: Vec<&str> = kept.iter().filter_map(Value::as_str).collect();
        if let Some(lost) = asked.redirect_uris.iter().find(|asked| !kept.contains(&asked.as_str())) {
            return Err(Problem::mismatch("redirect_uris", lost, &kept.join(" ")));
        }
    }
    let mut registration = Registration {
        client_id: ClientId::new(needed_text(&answer, "client_id")?),
        client_secret: optional_text(&answer, "client_secret").map(Secret::new),
        client_secret_expires_at: optional_seconds(&answer, "client_secret_expires_at")
            .map(|at| Timestamp(at.0)),
        registration_access_token: optional_text(&answer, "registration_access_token").map(Secret::new),
        registration_client_uri: optional_text(&answer, "registration_client_uri").map(str::to_owned),
        metadata: Map::new(),
    };
    registration.metadata = answer;
    registration.metadata.retain(|name, _| !SECRETS.contains(&name.as_str()));
    Ok(registration)
}

impl fmt::Debug for Registration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Registration").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

const SECRETS: [&str; 2] = ["client_secret", "registration_access_token"];
