//! The addresses of the server that an application needs.

use valetkey_authorization_server::metadata::path;
use valetkey_types::{Issuer, metadata::OPENID_CONFIGURATION_PATH};

/// Names and addresses, as the discovery document has them.
pub(super) fn of(issuer: &Issuer) -> Vec<(&'static str, String)> {
    [
        ("discovery", OPENID_CONFIGURATION_PATH),
        ("authorization_endpoint", path::AUTHORIZATION),
        ("token_endpoint", path::TOKEN),
        ("userinfo_endpoint", path::USERINFO),
        ("jwks_uri", path::JWKS),
        ("introspection_endpoint", path::INTROSPECTION),
        ("revocation_endpoint", path::REVOCATION),
        ("end_session_endpoint", path::END_SESSION),
    ]
    .map(|(name, path)| (name, issuer.join(path)))
    .into()
}
