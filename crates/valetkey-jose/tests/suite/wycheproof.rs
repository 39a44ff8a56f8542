//! The JSON Web vectors of Project Wycheproof. Vectors that it marks as invalid must be refused, unless the same token is
//! marked as valid elsewhere in the same group.

use serde_json::Value;
use valetkey_jose::digest::base64url_decode;
use valetkey_jose::{Algorithm, ClientSecretKey, JwkSet, KeySet, MAX_TOKEN_BYTES, verify_jws};

use crate::vectors::vectors;

/// Runs all signature groups of a file. Returns how many tests were accepted and refused. `unsupported` are tests that
/// Wycheproof marks as valid and that we refuse on purpose.
fn run(file: &str, unsupported: &[u64]) -> Option<(usize, usize)> {
    let (mut accepted, mut refused) = (0, 0);
    let algorithms = [&Algorithm::ASYMMETRIC[..], &[Algorithm::HS256]].concat();
    for group in vectors(file)?["testGroups"].as_array().unwrap() {
        let Some(keys) = keys_of(group) else { continue };
        for test in group["tests"].as_array().unwrap() {
            let Some(token) = token_of(test) else { continue };
            if test["result"] == "invalid" && valid_elsewhere(group, &token) {
                accepted += usize::from(verify_jws(&token, &keys, &algorithms, MAX_TOKEN_BYTES).is_ok());
                continue;
            }
            let answer = verify_jws(&token, &keys, &algorithms, MAX_TOKEN_BYTES);
            let id = test["tcId"].as_u64().unwrap();
            let valid = test["result"] == "valid" && !unsupported.contains(&id);
            assert_eq!(answer.is_ok(), valid, "{file} {id} {}: {answer:?} {}", test["comment"], keys.len());
            if valid { accepted += 1 } else { refused += 1 }
        }
    }
    Some((accepted, refused))
}

/// Returns the token. A token in JSON serialization is returned as JSON text.
fn token_of(test: &Value) -> Option<String> {
    match test.get("jws")? {
        Value::String(compact) => Some(compact.clone()),
        other => Some(other.to_string()),
    }
}

fn valid_elsewhere(group: &Value, token: &str) -> bool {
    let tests = group["tests"].as_array().unwrap();
    tests.iter().any(|test| test["result"] == "valid" && test["jws"] == token)
}

/// Returns the keys of a group. A single HS256 secret becomes a client secret; all others are read like a key set from the
/// network.
fn keys_of(group: &Value) -> Option<KeySet> {
    let key = group.get("public").or(group.get("private"))?;
    let list = key.get("keys").cloned().unwrap_or_else(|| vec![key.clone()].into());
    let list = list.as_array().unwrap();
    if let [secret] = list.as_slice()
        && secret["kty"] == "oct"
        && secret["alg"] == "HS256"
    {
        let bytes = base64url_decode(secret["k"].as_str().unwrap()).unwrap();
        return Some(ClientSecretKey::new(&bytes).map_or_else(|_| KeySet::default(), |key| key.key_set()));
    }
    let set = serde_json::json!({ "keys": list }).to_string();
    Some(KeySet::from_jwk_set(&JwkSet::parse(set.as_bytes()).unwrap()))
}

#[test]
fn jo2_signatures() {
    // 372 and 373: a question mark inside the base64url.
    // 346 and 350: a PS384 token by a key tied to PS256. 347 and 351: the key's alg is "ES521", no such name.
    let Some(counts) = run("wycheproof/json_web_signature_test.json", &[346, 347, 350, 351, 372, 373]) else {
        return;
    };
    assert_eq!(counts.0 + counts.1, 401);
}

#[test]
fn jo2_keys() {
    // 2: a client secret inside a key set. 14 and 15: HS384 and HS512.
    let Some(counts) = run("wycheproof/json_web_key_test.json", &[2, 14, 15]) else { return };
    assert_eq!(counts.0 + counts.1, 26);
}

#[test]
fn jo2_mixed() {
    // 48: a client secret inside a key set.
    let Some(counts) = run("wycheproof/json_web_crypto_test.json", &[48]) else { return };
    assert_eq!(counts.0 + counts.1, 49);
}
