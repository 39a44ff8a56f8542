//! H: validating access tokens in-process, with `valetkey-resource-server`.

use std::{hint::black_box, time::Duration};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use valetkey_jose::{Algorithm, JwkSet, KeySet, SigningKey};
use valetkey_resource_server::{AccessTokenValidator, Possession};
use valetkey_types::{Issuer, Timestamp};

use crate::{
    floor::{Primitive, Stopwatch},
    outcome::Figure,
};

/// Number of different tokens.
const TOKENS: usize = 64;
/// Number of issuers in the variant with many issuers.
const ISSUERS: usize = 50;
const AUDIENCE: &str = "https://api.example";
const NOW: Timestamp = Timestamp(1_800_000_000);

/// Measures each variant for this long.
///
/// # Errors
/// If a valid token is refused or an invalid one accepted.
pub fn run(each: Duration) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for algorithm in [Algorithm::ES256, Algorithm::EdDSA, Algorithm::RS256] {
        let measured = Variant::new(algorithm, 1)?.time(each, true, &json!({}))?;
        figures.extend(both(&format!("{algorithm}, 1 issuer with 2 keys, {TOKENS} tokens"), measured));
    }
    let variants = [
        ("ES256, 50 issuers", ISSUERS, true, json!({})),
        ("ES256, expired", 1, false, json!({ "exp": NOW.seconds() - 60 })),
        ("ES256, another audience", 1, false, json!({ "aud": "https://other.example" })),
    ];
    for (name, issuers, valid, changed) in variants {
        let measured = Variant::new(Algorithm::ES256, issuers)?.time(each, valid, &changed)?;
        figures.extend(both(name, measured));
    }
    Ok(figures)
}

fn both(name: &str, measured: Primitive) -> [Figure; 2] {
    [
        Figure::new(format!("{name}, best"), measured.best, "µs"),
        Figure::new(format!("{name}, median"), measured.median, "µs"),
    ]
}

/// Returns issuers with their validators.
struct Variant {
    issuers: Vec<(AccessTokenValidator, KeySet, SigningKey)>,
}

impl Variant {
    fn new(algorithm: Algorithm, issuers: usize) -> Result<Self> {
        let one = |number: usize| {
            let issuer = Issuer::parse(&issuer_name(number))?;
            let (key, other) = (SigningKey::generate(algorithm)?, SigningKey::generate(algorithm)?);
            let keys = KeySet::from_jwk_set(&JwkSet::new(vec![other.public_jwk(), key.public_jwk()]));
            Ok((AccessTokenValidator::new(issuer, AUDIENCE), keys, key))
        };
        Ok(Self { issuers: (0..issuers).map(one).collect::<Result<_>>()? })
    }

    fn time(&self, each: Duration, valid: bool, changed: &Value) -> Result<Primitive> {
        let mut tokens = Vec::new();
        for number in 0..TOKENS.max(self.issuers.len()) {
            let (validator, keys, key) =
                self.issuers.get(number % self.issuers.len()).context("an issuer")?;
            let claims = claims(number % self.issuers.len(), number, changed);
            tokens.push((validator, keys, key.sign_jwt(Some("at+jwt"), &claims)?));
        }
        let mut tokens = tokens.iter().cycle();
        Stopwatch::time(each, || {
            let (validator, keys, token) = tokens.next().context("a token")?;
            let result = black_box(validator.validate(black_box(token), Possession::default(), keys, NOW));
            ensure!(
                result.is_ok() == valid,
                "expected the token to be {}, got {result:?}",
                if valid { "accepted" } else { "refused" }
            );
            Ok(())
        })
    }
}

fn issuer_name(number: usize) -> String {
    format!("https://id{number}.example")
}

/// Returns 12 claims, about 640 bytes as a token.
fn claims(issuer: usize, number: usize, changed: &Value) -> Value {
    let mut claims = json!({
        "iss": issuer_name(issuer), "aud": AUDIENCE, "sub": format!("{number:032x}"), "client_id": "notes-app",
        "exp": NOW.seconds() + 300, "iat": NOW.seconds(), "auth_time": NOW.seconds(), "jti": format!("{number:032x}"),
        "scope": "openid profile email", "acr": "1", "amr": ["pwd"], "sid": format!("{number:032x}"),
    });
    for (name, value) in changed.as_object().into_iter().flatten() {
        claims[name] = value.clone();
    }
    claims
}
