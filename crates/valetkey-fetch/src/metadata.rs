//! The discovery document: makes the request, validates the response (OpenID Connect Discovery section 4, RFC 8414 section 3).

use url::Url;
use valetkey_types::metadata::{
    MtlsEndpointAliases, OAUTH_AUTHORIZATION_SERVER_PATH, OPENID_CONFIGURATION_PATH, ProviderMetadata,
};
use valetkey_types::{Issuer, is_loopback_host};

use crate::metadata_members::read_members;
use crate::{BodyError, HttpRequest, HttpResponse};

/// The reason for refusing a discovery document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MetadataError {
    /// The status is not 200.
    #[error("expected status 200 for the discovery document of {issuer}, got {status}; is the issuer right?")]
    Status {
        /// The issuer.
        issuer: String,
        /// The received status.
        status: u16,
    },
    /// The body is not JSON, or does not have the expected form.
    #[error("the discovery document of {issuer} can't be read: {problem}")]
    Body {
        /// The issuer.
        issuer: String,
        /// The problem.
        problem: BodyError,
    },
    /// The document names another issuer (RFC 8414 section 3.3).
    #[error(
        "expected a discovery document with the issuer {expected:?}, got {seen:?}; configure exactly this text"
    )]
    IssuerMismatch {
        /// The configured issuer.
        expected: String,
        /// The issuer in the document.
        seen: String,
    },
    /// A required member has another form.
    #[error("expected {member} in the discovery document of {issuer} to be a text, got {got}")]
    Member {
        /// The issuer.
        issuer: String,
        /// The member of the document.
        member: String,
        /// The type of the value.
        got: &'static str,
    },
    /// An endpoint is neither https nor http on loopback.
    #[error("expected an https URL as {field} of {issuer}, got {seen:?}")]
    Endpoint {
        /// The issuer.
        issuer: String,
        /// The field of the document.
        field: &'static str,
        /// The received value.
        seen: String,
    },
}

/// Makes the request for the OpenID Connect document below the issuer.
pub fn metadata_request(issuer: &Issuer) -> HttpRequest {
    HttpRequest::get(issuer.join(OPENID_CONFIGURATION_PATH))
}

/// Makes the request for the RFC 8414 document. Its well-known path is inserted before the issuer's path.
pub fn oauth_metadata_request(issuer: &Issuer) -> HttpRequest {
    let path = issuer.path();
    let whole = issuer.as_str().trim_end_matches('/');
    let origin = whole.strip_suffix(path.as_str()).unwrap_or(whole);
    HttpRequest::get(format!("{origin}{OAUTH_AUTHORIZATION_SERVER_PATH}{path}"))
}

/// Validates the response: its status, its content type, and that the issuer in the document is equal byte for byte. Drops
/// unusable optional members, with a warning that names them.
///
/// # Errors
/// [`MetadataError`] with the expected and the received value.
pub fn check_metadata(issuer: &Issuer, response: &HttpResponse) -> Result<ProviderMetadata, MetadataError> {
    check_metadata_naming(issuer, issuer.as_str(), response)
}

/// Validates a document that serves several issuers and names a template instead of an issuer, such as
/// `https://login.example/{tenantid}/v2.0`. The document must contain the template byte for byte.
///
/// # Errors
/// [`MetadataError`] with the expected and the received value.
pub fn check_metadata_naming(
    issuer: &Issuer,
    named: &str,
    response: &HttpResponse,
) -> Result<ProviderMetadata, MetadataError> {
    let owned = || issuer.as_str().to_owned();
    if response.status != 200 {
        return Err(MetadataError::Status { issuer: owned(), status: response.status });
    }
    let unreadable = |problem| MetadataError::Body { issuer: owned(), problem };
    let metadata = read_members(issuer, response.object().map_err(unreadable)?)?;
    if metadata.issuer != named {
        return Err(MetadataError::IssuerMismatch { expected: named.to_owned(), seen: metadata.issuer });
    }
    require_safe_endpoints(issuer, &metadata)?;
    Ok(metadata)
}

/// Refuses metadata without `jwks_uri`, or with an endpoint that [`require_safe_endpoint`] refuses.
///
/// # Errors
/// [`MetadataError::Endpoint`].
fn require_safe_endpoints(issuer: &Issuer, metadata: &ProviderMetadata) -> Result<(), MetadataError> {
    require_safe_endpoint(issuer, "jwks_uri", &metadata.jwks_uri)?;
    for (field, value) in [
        ("authorization_endpoint", Some(&metadata.authorization_endpoint).filter(|value| !value.is_empty())),
        ("token_endpoint", Some(&metadata.token_endpoint).filter(|value| !value.is_empty())),
        ("userinfo_endpoint", metadata.userinfo_endpoint.as_ref()),
        ("revocation_endpoint", metadata.revocation_endpoint.as_ref()),
        ("introspection_endpoint", metadata.introspection_endpoint.as_ref()),
        ("end_session_endpoint", metadata.end_session_endpoint.as_ref()),
        ("pushed_authorization_request_endpoint", metadata.pushed_authorization_request_endpoint.as_ref()),
        ("device_authorization_endpoint", metadata.device_authorization_endpoint.as_ref()),
        ("registration_endpoint", metadata.registration_endpoint.as_ref()),
    ] {
        if let Some(value) = value {
            require_safe_endpoint(issuer, field, value)?;
        }
    }
    metadata.mtls_endpoint_aliases.as_ref().map_or(Ok(()), |aliases| require_safe_aliases(issuer, aliases))
}

/// Refuses unsafe endpoint aliases (RFC 8705 section 5).
fn require_safe_aliases(issuer: &Issuer, aliases: &MtlsEndpointAliases) -> Result<(), MetadataError> {
    for (field, value) in [
        ("the mtls alias of token_endpoint", &aliases.token_endpoint),
        ("the mtls alias of userinfo_endpoint", &aliases.userinfo_endpoint),
        ("the mtls alias of revocation_endpoint", &aliases.revocation_endpoint),
        ("the mtls alias of introspection_endpoint", &aliases.introspection_endpoint),
        (
            "the mtls alias of pushed_authorization_request_endpoint",
            &aliases.pushed_authorization_request_endpoint,
        ),
        ("the mtls alias of device_authorization_endpoint", &aliases.device_authorization_endpoint),
    ] {
        if let Some(value) = value {
            require_safe_endpoint(issuer, field, value)?;
        }
    }
    Ok(())
}

/// Checks configured metadata. Every endpoint must be safe; no endpoint is required.
///
/// # Errors
/// [`MetadataError::Endpoint`].
pub fn require_safe_metadata(issuer: &Issuer, metadata: &ProviderMetadata) -> Result<(), MetadataError> {
    if metadata.jwks_uri.is_empty() {
        let placeholder = ProviderMetadata { jwks_uri: issuer.as_str().to_owned(), ..metadata.clone() };
        return require_safe_endpoints(issuer, &placeholder);
    }
    require_safe_endpoints(issuer, metadata)
}

/// Refuses an endpoint with user information or a fragment, or that is neither https nor http on a loopback host (or on the
/// host of an issuer from [`Issuer::danger_parse_plain_http`]).
///
/// # Errors
/// [`MetadataError::Endpoint`].
pub fn require_safe_endpoint(issuer: &Issuer, field: &'static str, value: &str) -> Result<(), MetadataError> {
    if is_safe_endpoint(issuer, value) {
        return Ok(());
    }
    Err(MetadataError::Endpoint { issuer: issuer.as_str().to_owned(), field, seen: value.to_owned() })
}

/// Returns whether an endpoint is safe. Plain http is allowed on loopback, and on the host of an issuer with plain http.
pub(crate) fn is_safe_endpoint(issuer: &Issuer, value: &str) -> bool {
    Url::parse(value).is_ok_and(|url| {
        let plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        let loopback = url.host_str().is_some_and(is_loopback_host);
        let allowed = || loopback || host_and_port(&url) == issuer.plain_http_host();
        plain && url.has_host() && (url.scheme() == "https" || (url.scheme() == "http" && allowed()))
    })
}

fn host_and_port(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}
