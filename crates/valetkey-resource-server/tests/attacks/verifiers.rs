//! The verifier of access tokens, in the form of the table in the client's tests.

use valetkey_jose::{Algorithm, KeySet};
use valetkey_resource_server::{AccessTokenValidator, Possession, TokenError};
use valetkey_types::{Issuer, Timestamp};

/// The algorithms that the resource server accepts.
pub(crate) const ACCEPTED: [Algorithm; 5] = AccessTokenValidator::DEFAULT_ALGORITHMS;

/// A verifier and the tokens that it accepts.
pub(crate) struct Verifier {
    pub(crate) name: &'static str,
    /// The `typ` of honest tokens.
    pub(crate) typ: Option<&'static str>,
    /// The names and the JSON texts of the claims in an honest token.
    honest: &'static [(&'static str, &'static str)],
    /// The required claims.
    pub(crate) required: &'static [&'static str],
    pub(crate) check: fn(&str, &KeySet) -> Result<(), TokenError>,
}

impl Verifier {
    /// Returns the claims of an honest token. `replace` changes, adds or removes claims.
    pub(crate) fn payload(&self, replace: &[(&str, Option<&str>)]) -> String {
        let mut members: Vec<(&str, &str)> = self.honest.to_vec();
        for (name, value) in replace {
            members.retain(|(known, _)| known != name);
            members.extend(value.map(|value| (*name, value)));
        }
        let members: Vec<_> = members.iter().map(|(name, value)| format!("{name:?}:{value}")).collect();
        format!("{{{}}}", members.join(","))
    }
}

pub(crate) const VERIFIERS: &[Verifier] = &[Verifier {
    name: "access token",
    typ: Some("at+jwt"),
    honest: &[
        ("iss", r#""https://id.example""#),
        ("aud", r#""app""#),
        ("sub", r#""alice""#),
        ("client_id", r#""notes""#),
        ("exp", "1700000300"),
        ("iat", "1700000000"),
        ("jti", r#""j1""#),
    ],
    required: &["iss", "aud", "sub", "client_id", "exp", "iat", "jti"],
    check: |token, keys| {
        let issuer = Issuer::parse("https://id.example").unwrap();
        let validator =
            AccessTokenValidator::new(issuer, "app").with_leeway(std::time::Duration::from_secs(30));
        validator.validate(token, Possession::default(), keys, Timestamp(1_700_000_000)).map(drop)
    },
}];
