//! Every function of this crate that verifies a signature.

use valetkey_client::Problem;
use valetkey_client::id_token::{DEFAULT_ALGORITHMS, IdTokenExpectation, validate_id_token};
use valetkey_client::logout_token::{LogoutTokenExpectation, validate_logout_token};
use valetkey_client::signed_response::{SignedResponseExpectation, validate_signed_response};
use valetkey_client::userinfo::{SignedUserinfoExpectation, validate_signed_userinfo};
use valetkey_jose::{Algorithm, KeySet};
use valetkey_types::{Seconds, Timestamp};

pub(crate) const NOW: i64 = 1_700_000_000;

/// The algorithms that the client accepts.
pub(crate) const ACCEPTED: [Algorithm; 5] = DEFAULT_ALGORITHMS;
pub(crate) const ISSUER: &str = "https://id.example";

/// A verifier and the tokens that it accepts.
pub(crate) struct Verifier {
    pub(crate) name: &'static str,
    /// The `typ` of honest tokens.
    pub(crate) typ: Option<&'static str>,
    /// The names and the JSON texts of the claims in an honest token.
    pub(crate) honest: &'static [(&'static str, &'static str)],
    /// The required claims.
    pub(crate) required: &'static [&'static str],
    pub(crate) check: fn(&str, &KeySet) -> Result<(), Problem>,
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

pub(crate) const VERIFIERS: &[Verifier] = &[
    Verifier {
        name: "ID token",
        typ: Some("JWT"),
        honest: &[
            ("iss", r#""https://id.example""#),
            ("aud", r#""app""#),
            ("sub", r#""alice""#),
            ("exp", "1700000300"),
            ("iat", "1700000000"),
            ("nonce", r#""n1""#),
        ],
        required: &["iss", "aud", "sub", "exp", "iat", "nonce"],
        check: |token, keys| {
            let expected = IdTokenExpectation {
                issuer: ISSUER,
                client_id: "app",
                nonce: Some("n1"),
                max_age: None,
                access_token: None,
                subject: None,
                algorithms: &DEFAULT_ALGORITHMS,
                leeway: Seconds(30),
            };
            validate_id_token(token, keys, &expected, Timestamp(NOW)).map(drop)
        },
    },
    Verifier {
        name: "logout token",
        typ: Some("logout+jwt"),
        honest: &[
            ("iss", r#""https://id.example""#),
            ("aud", r#""app""#),
            ("sub", r#""alice""#),
            ("sid", r#""s1""#),
            ("exp", "1700000300"),
            ("iat", "1700000000"),
            ("jti", r#""j1""#),
            ("events", r#"{"http://schemas.openid.net/event/backchannel-logout":{}}"#),
        ],
        required: &["iss", "aud", "iat", "jti", "events"],
        check: |token, keys| {
            let expected = LogoutTokenExpectation {
                issuer: ISSUER,
                client_id: "app",
                algorithms: &DEFAULT_ALGORITHMS,
                leeway: Seconds(30),
            };
            validate_logout_token(token, keys, &expected, Timestamp(NOW)).map(drop)
        },
    },
    Verifier {
        name: "signed authorization response",
        typ: None,
        honest: &[
            ("iss", r#""https://id.example""#),
            ("aud", r#""app""#),
            ("exp", "1700000300"),
            ("code", r#""c1""#),
            ("state", r#""s1""#),
        ],
        required: &["iss", "aud", "exp"],
        check: |token, keys| {
            let expected = SignedResponseExpectation {
                issuer: ISSUER,
                client_id: "app",
                algorithms: &DEFAULT_ALGORITHMS,
                leeway: Seconds(30),
            };
            let params = validate_signed_response(token, keys, &expected, Timestamp(NOW))?;
            // As in a login, the state must be the one of this login.
            let expected = valetkey_client::callback::CallbackExpectation {
                state: "s1",
                issuer: ISSUER,
                iss_required: true,
            };
            valetkey_client::callback::check_callback(&params, &expected).map(drop)
        },
    },
    Verifier {
        name: "signed userinfo",
        typ: Some("JWT"),
        honest: &[
            ("iss", r#""https://id.example""#),
            ("aud", r#""app""#),
            ("sub", r#""alice""#),
            ("email", r#""alice@example.com""#),
        ],
        required: &["iss", "aud", "sub"],
        check: |token, keys| {
            let expected = SignedUserinfoExpectation {
                issuer: ISSUER,
                client_id: "app",
                subject: "alice",
                algorithms: &DEFAULT_ALGORITHMS,
                leeway: Seconds(30),
            };
            validate_signed_userinfo(token, keys, &expected, Timestamp(NOW)).map(drop)
        },
    },
];
