//! Reused memory gives the same hashes as new memory.

#![allow(clippy::unwrap_used, reason = "tests")]

use valetkey_accounts::{
    PasswordError, PasswordHash, PasswordMemory, PasswordParameters, check_new_password, hash_password,
    verify_password,
};

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

/// Returns a hash of the typed text, like those of versions before RFC 8265 and of imports.
fn hash_as_typed(password: &str) -> PasswordHash {
    let params = argon2::Params::new(CHEAP.memory_kib, CHEAP.passes, 1, None).unwrap();
    let argon2 = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    let hash = argon2::password_hash::PasswordHasher::hash_password_with_salt(
        &argon2,
        password.as_bytes(),
        &[7; 16],
    );
    PasswordHash::from_phc(hash.unwrap().to_string())
}

const COMPOSED: &str = "caf\u{e9} au lait";
const DECOMPOSED: &str = "cafe\u{301} au lait";

#[test]
fn f6_each_encoding_of_a_password_matches_the_same_hash() {
    for set in [COMPOSED, DECOMPOSED, "caf\u{e9}\u{a0}au\u{3000}lait"] {
        let hash = hash_password(set, &[7; 16], CHEAP).unwrap();
        assert_eq!(hash, hash_password(COMPOSED, &[7; 16], CHEAP).unwrap(), "{set:?}");
        assert!(verify_password(COMPOSED, &hash) && verify_password(DECOMPOSED, &hash), "{set:?}");
        assert!(!verify_password("cafe au lait", &hash));
    }
}

#[test]
fn f6_a_hash_of_a_text_as_it_was_typed_lives_on() {
    for typed in [DECOMPOSED, "caf\u{e9}\u{a0}au lait", "with a\ttab", COMPOSED, "plain ascii"] {
        let hash = hash_as_typed(typed);
        assert!(verify_password(typed, &hash), "{typed:?}");
        assert!(!verify_password("another text", &hash) && !verify_password("", &hash), "{typed:?}");
    }
}

#[test]
fn f6_a_control_character_is_refused_in_a_new_password_only() {
    assert_eq!(check_new_password("with a\ttab", "alice"), Err(PasswordError::NotText));
    assert_eq!(hash_password("with a\ttab", &[7; 16], CHEAP), Err(PasswordError::NotText));
    assert_eq!(
        check_new_password("e\u{301}e\u{301}e\u{301}e\u{301}", "alice"),
        Err(PasswordError::TooShort(4))
    );
    assert_eq!(check_new_password(&"e\u{301}".repeat(256), "alice"), Ok(()), "counted in the one form");
    let longest = hash_password(&"e\u{301}".repeat(256), &[7; 16], CHEAP).unwrap();
    assert!(verify_password(&"e\u{301}".repeat(256), &longest));
    assert!(!verify_password(&"x".repeat(1_000_000), &longest), "far too long: not compared");
}
