//! Attacks through `alg`.

use valetkey_jose::Algorithm;
use valetkey_jose::digest::{base64url, base64url_decode};

use crate::forge::{Subject, hmac_sha256};
use crate::verifiers::Verifier;
use crate::{Attack, assert_refused};

#[test]
fn jo1_a_token_never_chooses_its_algorithm() {
    assert_refused(|verifier, subject| {
        let honest = verifier.payload(&[]);
        let header = |alg: &str| {
            let mut header: serde_json::Value = serde_json::from_str(&subject.header(verifier, "")).unwrap();
            header["alg"] = serde_json::from_str(alg).unwrap();
            header.to_string()
        };
        let mut attacks: Vec<Attack> = Vec::new();
        for name in ["none", "None", "NONE", "nOnE", "", "es256", "RS1", "HS384", "HS512", "ES256K", "dir"] {
            let header = header(&format!("{name:?}"));
            attacks.push((format!("alg {name:?}, signed"), subject.token(&header, &honest)));
            let unsigned = format!("{}.{}.", base64url(header.as_bytes()), base64url(honest.as_bytes()));
            attacks.push((format!("alg {name:?}, unsigned"), unsigned));
        }
        for value in ["null", "1", "true", r#"["ES256"]"#, r#"{"alg":"ES256"}"#] {
            attacks.push((format!("alg {value}"), subject.token(&header(value), &honest)));
        }
        let missing = format!(r#"{{"kid":"{}"}}"#, subject.key.kid());
        attacks.push(("alg missing".into(), subject.token(&missing, &honest)));
        attacks.extend(other_algorithms(verifier, subject));
        attacks
    });
}

/// Returns tokens whose header names another algorithm than that of the key. For RSA keys the signature is even valid for the
/// named algorithm. `RS256` and `PS256` are both accepted with a key without `alg`, so they are not swapped here.
fn other_algorithms(verifier: &Verifier, subject: &Subject) -> Vec<Attack> {
    let rsa = [Algorithm::RS256, Algorithm::PS256].contains(&subject.algorithm);
    let others: &[Algorithm] = if rsa {
        &[Algorithm::RS384, Algorithm::RS512, Algorithm::PS384, Algorithm::PS512]
    } else {
        &[
            Algorithm::ES256,
            Algorithm::ES384,
            Algorithm::ES512,
            Algorithm::EdDSA,
            Algorithm::RS256,
            Algorithm::PS256,
        ]
    };
    let others = others.iter().filter(|other| **other != subject.algorithm);
    let attack = |other: &Algorithm| {
        let header = subject.header(verifier, "").replace(subject.algorithm.as_str(), other.as_str());
        let message =
            format!("{}.{}", base64url(header.as_bytes()), base64url(verifier.payload(&[]).as_bytes()));
        let signature = subject.sign(if rsa { *other } else { subject.algorithm }, message.as_bytes());
        (
            format!("alg {other} over a key for {}", subject.algorithm),
            format!("{message}.{}", base64url(&signature)),
        )
    };
    others.map(attack).collect()
}

#[test]
fn jo1_a_public_key_is_never_used_as_a_secret() {
    assert_refused(|verifier, subject| {
        let public = subject.key.public_jwk();
        let der = subject.public_key_der();
        let number = public.x.clone().or(public.n.clone()).unwrap();
        let base64 = base64(&der);
        let lines: Vec<&str> =
            base64.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
        let pem = format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----", lines.join("\n"));
        let header = subject.header(verifier, "").replace(subject.algorithm.as_str(), "HS256");
        let message =
            format!("{}.{}", base64url(header.as_bytes()), base64url(verifier.payload(&[]).as_bytes()));
        [
            ("DER", der),
            ("PEM", pem.clone().into_bytes()),
            ("PEM with a newline", format!("{pem}\n").into_bytes()),
            ("JWK", serde_json::to_vec(&public).unwrap()),
            ("number", base64url_decode(&number).unwrap()),
            ("base64url", number.into_bytes()),
            ("kid", subject.key.kid().as_bytes().to_vec()),
            ("client identifier", b"app".to_vec()),
            ("nothing", Vec::new()),
        ]
        .into_iter()
        .map(|(form, secret)| {
            let tag = base64url(&hmac_sha256(&secret, message.as_bytes()));
            (format!("HS256 with the {form} as secret"), format!("{message}.{tag}"))
        })
        .collect()
    });
}

fn base64(bytes: &[u8]) -> String {
    let text = base64url(bytes).replace('-', "+").replace('_', "/");
    let padding = "=".repeat((4 - text.len() % 4) % 4);
    format!("{text}{padding}")
}
