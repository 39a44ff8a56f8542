//! The client that the command line is.

use valetkey_authorization_server::registration::NewClient;
use valetkey_jose::Algorithm;
use valetkey_types::{Issuer, Scope};

use super::address::api_of;

/// The `client_id`, the same at every server.
pub(crate) const CLIENT_ID: &str = "valetkey-command-line";
/// The redirect URI (RFC 8252 section 7.3). The port varies.
pub(crate) const REDIRECT_URI: &str = "http://127.0.0.1/callback";
/// The scope that it asks for.
pub(crate) const SCOPE: &str = "openid admin";

/// Returns the registration of the command line: a public client whose tokens are for the API of this issuer alone.
pub(crate) fn command_line_client(issuer: &Issuer, algorithms: &[Algorithm]) -> NewClient {
    let mut new = NewClient::web_application("Valetkey command line", vec![REDIRECT_URI.to_owned()]);
    new.scope = SCOPE.parse::<Scope>().unwrap_or_default();
    new.audiences = vec![api_of(issuer)];
    if algorithms.contains(&Algorithm::ES256) {
        new.id_token_signed_response_alg = Algorithm::ES256;
    }
    new
}
