//! Memory that is used again gives the same hashes as fresh memory.

#![allow(clippy::unwrap_used, reason = "tests")]

use valetkey_accounts::{PasswordHash, PasswordMemory, PasswordParameters, hash_password, verify_password};

const CHEAP: PasswordParameters = PasswordParameters::FOR_TESTS;
const LARGER: PasswordParameters = PasswordParameters { memory_kib: 64, passes: 3 };

#[test]
fn what_was_hashed_before_leaves_no_trace_in_the_next_hash() {
    let mut memory = PasswordMemory::default();
    for cost in [CHEAP, LARGER, CHEAP, LARGER] {
        for password in ["one password", "another password"] {
            let hash = memory.hash(password, &[7; 16], cost).unwrap();
            assert_eq!(hash, hash_password(password, &[7; 16], cost).unwrap());
            assert!(memory.verify(password, &hash) && verify_password(password, &hash));
            assert!(!memory.verify("a third password", &hash) && !verify_password("a third password", &hash));
        }
    }
}

#[test]
fn nobody_costs_what_somebody_costs_and_matches_nothing() {
    let nobody = PasswordHash::of_nobody(&[1; 16], &[2; 32], LARGER).unwrap();
    let somebody = hash_password("a password", &[1; 16], LARGER).unwrap();
    let cost = |hash: &PasswordHash| hash.as_phc().split('$').take(4).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(cost(&nobody), cost(&somebody));
    assert_eq!(nobody.as_phc().len(), somebody.as_phc().len());
    assert!(!verify_password("a password", &nobody) && !verify_password("", &nobody));
}

#[test]
fn a_hash_under_another_kind_or_cost_matches_nothing() {
    let hash = hash_password("a password", &[7; 16], CHEAP).unwrap();
    let mut memory = PasswordMemory::default();
    for (from, to) in [
        ("$argon2id$", "$argon2i$"),
        ("$argon2id$", "$argon2x$"),
        ("t=1", "t=2"),
        ("t=1", "t=17"),
        ("m=8", "m=999999"),
        ("v=19", "v=16"),
    ] {
        let other = hash.as_phc().replace(from, to);
        assert_ne!(other, hash.as_phc());
        assert!(!memory.verify("a password", &PasswordHash::from_phc(other)), "{from} -> {to}");
    }
    assert!(memory.verify("a password", &hash));
}
