//! Every attack on JSON Web Tokens, against every verifier of this crate, under every algorithm it takes. Wherever it makes
//! sense the forged token carries a good signature, so that a refusal comes from the rule under test.
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

/// A name for the report, and the forged token.
type Attack = (String, String);

#[test]
fn honest_tokens_pass_everywhere() {
    for verifier in VERIFIERS {
        for subject in subjects() {
            let token = subject.token(&subject.header(verifier, ""), &verifier.payload(&[]));
            let checked = (verifier.check)(&token, &subject.keys);
            assert!(checked.is_ok(), "{} {}: {checked:?}", verifier.name, subject.algorithm);
        }
    }
}

/// Runs one list of attacks over the whole matrix.
fn assert_refused(attacks: impl Fn(&Verifier, &Subject) -> Vec<Attack>) {
    for verifier in VERIFIERS {
        for subject in subjects() {
            let attacks = attacks(verifier, subject);
            assert!(!attacks.is_empty());
            for (name, token) in attacks {
                let Err(problem) = (verifier.check)(&token, &subject.keys) else {
                    panic!("{name} passed for a {} under {}", verifier.name, subject.algorithm)
                };
                // Neither form of printing may hold a signature or a payload to replay.
                let shown = format!("{problem} {problem:?}");
                let leaked = token.split('.').filter(|part| part.len() > 60).any(|part| shown.contains(part));
                assert!(!leaked, "{name}: the error repeats the token: {shown}");
            }
        }
    }
}
