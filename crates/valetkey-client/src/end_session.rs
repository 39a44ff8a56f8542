//! Logout at the issuer (OpenID Connect RP-Initiated Logout section 2).

use url::Url;
use valetkey_types::metadata::ProviderMetadata;
use valetkey_types::{ClientId, Secret, parameter};

use crate::Problem;

/// Returns the URL for the browser that ends the session at the issuer.
///
/// # Errors
/// [`Problem::NoEndpoint`] if the issuer has no such endpoint.
pub fn end_session_url(
    metadata: &ProviderMetadata,
    client_id: &ClientId,
    id_token_hint: Option<&Secret>,
    post_logout_redirect_uri: Option<&str>,
    state: Option<&str>,
) -> Result<String, Problem> {
    let no_endpoint = || Problem::NoEndpoint("end_session_endpoint");
    let endpoint = metadata.end_session_endpoint.as_deref().ok_or_else(no_endpoint)?;
    let mut url = Url::parse(endpoint).map_err(|_| no_endpoint())?;
    let mut query = url.query_pairs_mut();
    query.append_pair(parameter::CLIENT_ID, client_id.as_str());
    for (name, value) in [
        (parameter::ID_TOKEN_HINT, id_token_hint.map(Secret::expose)),
        (parameter::POST_LOGOUT_REDIRECT_URI, post_logout_redirect_uri),
        (parameter::STATE, state),
    ] {
        if let Some(value) = value {
            query.append_pair(name, value);
        }
    }
    drop(query);
    Ok(url.into())
}
