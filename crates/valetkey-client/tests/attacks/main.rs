//! Attacks on JSON Web Tokens against every verifier of this crate, with every accepted algorithm. Where possible the forged
//! token has a valid signature, so that the refusal comes from the rule under test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod algorithm;
mod claims;
mod classes;
mod forge;
mod form;
mod header;
mod signature;
mod verifiers;

use forge::{Subject, subjects};
use verifiers::{VERIFIERS, Verifier};

/// The name of an attack, and the forged token.
type Attack = (String, String);

#[test]
fn honest_tokens_are_accepted_everywhere() {
    for verifier in VERIFIERS {
        for subject in subjects() {
            let token = subject.token(&subject.header(verifier, ""), &verifier.payload(&[]));
            let checked = (verifier.check)(&token, &subject.keys);
            assert!(checked.is_ok(), "{} {}: {checked:?}", verifier.name, subject.algorithm);
        }
    }
}

/// Runs a list of attacks against every verifier with every algorithm.
fn assert_refused(attacks: impl Fn(&Verifier, &Subject) -> Vec<Attack>) {
    for verifier in VERIFIERS {
        for subject in subjects() {
            let attacks = attacks(verifier, subject);
            assert!(!attacks.is_empty());
            for (name, token) in attacks {
                let Err(problem) = (verifier.check)(&token, &subject.keys) else {
                    panic!("{name} was accepted as a {} with {}", verifier.name, subject.algorithm)
                };
                // Neither `Display` nor `Debug` may contain a signature or a payload, which could be replayed.
                let shown = format!("{problem} {problem:?}");
                let leaked = token.split('.').filter(|part| part.len() > 60).any(|part| shown.contains(part));
                assert!(!leaked, "{name}: the error repeats the token: {shown}");
            }
        }
    }
}
