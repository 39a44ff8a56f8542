//! JO1: the attacks on JSON Web Tokens from the tests of the client, against the verifier of access tokens. Both crates use the
//! same files, so a new attack is tested in both.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

#[path = "../../../valetkey-client/tests/attacks/algorithm.rs"]
mod algorithm;
#[path = "../../../valetkey-client/tests/attacks/claims.rs"]
mod claims;
#[path = "../../../valetkey-client/tests/attacks/forge.rs"]
mod forge;
#[path = "../../../valetkey-client/tests/attacks/form.rs"]
mod form;
#[path = "../../../valetkey-client/tests/attacks/header.rs"]
mod header;
#[path = "../../../valetkey-client/tests/attacks/signature.rs"]
mod signature;
mod verifiers;

use forge::{Subject, subjects};
use verifiers::{VERIFIERS, Verifier};

/// The name of an attack, and the forged token.
type Attack = (String, String);

#[test]
fn an_honest_token_is_accepted_with_every_algorithm() {
    for verifier in VERIFIERS {
        for subject in subjects() {
            let token = subject.token(&subject.header(verifier, ""), &verifier.payload(&[]));
            let checked = (verifier.check)(&token, &subject.keys);
            assert!(checked.is_ok(), "{} {}: {checked:?}", verifier.name, subject.algorithm);
        }
    }
}

/// Runs a list of attacks with every algorithm.
fn assert_refused(attacks: impl Fn(&Verifier, &Subject) -> Vec<Attack>) {
    for verifier in VERIFIERS {
        for subject in subjects() {
            for (name, token) in attacks(verifier, subject) {
                let Err(problem) = (verifier.check)(&token, &subject.keys) else {
                    panic!("{name} was accepted as an {} with {}", verifier.name, subject.algorithm)
                };
                let shown = format!("{problem} {problem:?}");
                let leaked = token.split('.').filter(|part| part.len() > 60).any(|part| shown.contains(part));
                assert!(!leaked, "{name}: the error repeats the token: {shown}");
            }
        }
    }
}
