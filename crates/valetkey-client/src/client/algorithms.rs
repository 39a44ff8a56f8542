//! The accepted algorithms for signed messages of the issuer (RFC 8725 section 3.1).

use valetkey_jose::Algorithm;
use valetkey_types::metadata::ProviderMetadata;

use crate::{Client, Problem};

/// A kind of signed message. Each kind has its own list of algorithms in the discovery document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signed {
    /// ID tokens and logout tokens.
    IdToken,
    Userinfo,
    /// Authorization responses.
    Response,
}

impl Client {
    /// Returns the configured algorithms. If there are none, returns those that the issuer publishes, or RS256, the default of
    /// the standards (OpenID Connect Core section 3.1.3.7, point 7; JWT Secured Authorization Response Mode section 3).
    pub(crate) async fn algorithms(&self, message: Signed) -> Result<Vec<Algorithm>, Problem> {
        if !self.0.id_token_algorithms.is_empty() {
            return Ok(self.0.id_token_algorithms.clone());
        }
        let document = self.0.metadata.get().await?;
        published(&document, message)
    }
}

/// Returns the published algorithms with public keys. HS256 is accepted only if it was configured, so that a shared secret never
/// replaces a key.
fn published(document: &ProviderMetadata, message: Signed) -> Result<Vec<Algorithm>, Problem> {
    let (member, names) = match message {
        Signed::Userinfo if !document.userinfo_signing_alg_values_supported.is_empty() => {
            ("userinfo_signing_alg_values_supported", &document.userinfo_signing_alg_values_supported)
        }
        Signed::Response if !document.authorization_signing_alg_values_supported.is_empty() => (
            "authorization_signing_alg_values_supported",
            &document.authorization_signing_alg_values_supported,
        ),
        _ => ("id_token_signing_alg_values_supported", &document.id_token_signing_alg_values_supported),
    };
    if names.is_empty() {
        return Ok(vec![Algorithm::RS256]);
    }
    let usable: Vec<Algorithm> = names
        .iter()
        .filter_map(|name| name.parse().ok())
        .filter(|algorithm| Algorithm::ASYMMETRIC.contains(algorithm))
        .collect();
    if usable.is_empty() {
        let expected = "an algorithm with a public key; set symmetric_id_token for HS256";
        return Err(Problem::mismatch(member, expected, &names.join(" ")));
    }
    Ok(usable)
}
