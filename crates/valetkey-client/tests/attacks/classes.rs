//! Presents every class of token to every verifier. A verifier accepts only its own class, and no verifier accepts tokens that
//! this crate signs itself.

use valetkey_client::client_assertion::{AssertionParameters, private_key_assertion};
use valetkey_client::request_object::{RequestObject, sign_request_object};
use valetkey_jose::dpop::{ProofRequest, sign_proof};
use valetkey_types::Timestamp;

use crate::forge::{Subject, subjects};
use crate::verifiers::{ISSUER, NOW, VERIFIERS};

#[test]
fn jo3_a_token_is_accepted_only_by_its_own_verifier() {
    for subject in subjects() {
        for class in VERIFIERS {
            // Try the type of the token's own class, and the types that other classes share.
            let shared = [None, Some("JWT")].map(|typ| header(subject, typ));
            for header in shared.into_iter().chain([subject.header(class, "")]) {
                let token = subject.token(&header, &class.payload(&[]));
                for verifier in VERIFIERS {
                    let checked = (verifier.check)(&token, &subject.keys);
                    let own = verifier.name == class.name;
                    assert_eq!(checked.is_ok(), own, "a {} at the {} verifier", class.name, verifier.name);
                }
            }
        }
    }
}

#[test]
fn jo3_no_verifier_accepts_access_tokens_or_our_own_proofs() {
    for subject in subjects() {
        let (key, now) = (&subject.key, Timestamp(NOW));
        let access_token = format!(
            r#"{{"iss":"{ISSUER}","aud":"app","sub":"alice","client_id":"app","exp":{},"iat":{NOW},"jti":"j1"}}"#,
            NOW + 300
        );
        let parameters = AssertionParameters { client_id: "app", issuer: ISSUER, jti: "j1", now };
        let object = RequestObject { client_id: "app", issuer: ISSUER, jti: "j1", now };
        let state = [("state".to_owned(), "s1".to_owned()), ("nonce".to_owned(), "n1".to_owned())];
        let request = ProofRequest {
            method: "POST",
            url: "https://id.example/token",
            access_token: None,
            nonce: Some("n1"),
        };
        for (name, token) in [
            ("access token", subject.token(&header(subject, Some("at+jwt")), &access_token)),
            ("client assertion", private_key_assertion(key, &parameters).unwrap().expose().to_owned()),
            ("request object", sign_request_object(key, &object, &state).unwrap()),
            ("proof of possession", sign_proof(key, &request, "j1", now).unwrap()),
        ] {
            for verifier in VERIFIERS {
                let checked = (verifier.check)(&token, &subject.keys);
                assert!(checked.is_err(), "a {name} was accepted as a {}", verifier.name);
            }
        }
    }
}

fn header(subject: &Subject, typ: Option<&str>) -> String {
    let typ = typ.map(|typ| format!(r#","typ":"{typ}""#)).unwrap_or_default();
    format!(r#"{{"alg":"{}","kid":"{}"{typ}}}"#, subject.algorithm, subject.key.kid())
}
