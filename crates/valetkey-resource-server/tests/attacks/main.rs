//! JO1: every attack on JSON Web Tokens that the client's verifiers meet, against the verifier of access tokens. The lists
//! are the client's own files, so that a new attack reaches both.
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

/// A name for the report, and the forged token.
type Attack = (String, String);

#[test]
fn an_honest_token_passes_under_every_algorithm() {
    for verifier in VERIFIERS {
        for subject in subjects() {
            let token = subject.token(&subject.header(verifier, ""), &verifier.payload(&[]));
            let checked = (verifier.check)(&token, &subject.keys);
            assert!(checked.is_ok(), "{} {}: {checked:?}", verifier.name, subject.algorithm);
        }
    }
}

/// Runs one list of attacks under every algorithm.
fn assert_refused(attacks: impl Fn(&Verifier, &Subject) -> Vec<Attack>) {
    for verifier in VERIFIERS {
        for subject in subjects() {
            for (name, token) in attacks(verifier, subject) {
                let Err(problem) = (verifier.check)(&token, &subject.keys) else {
                    panic!("{name} passed for an {} under {}", verifier.name, subject.algorithm)
                };
                let shown = format!("{problem} {problem:?}");
                let leaked = token.split('.').filter(|part| part.len() > 60).any(|part| shown.contains(part));
                assert!(!leaked, "{name}: the error repeats the token: {shown}");
            }
        }
    }
}
