use valetkey_types::{Issuer, TenantId};

use super::*;

const NOW: Timestamp = Timestamp(1_800_000_000);
const CUTOFF: Timestamp = Timestamp(1_800_086_400);

fn tenant(id: &str, issuer: &str) -> TenantRecord {
    TenantRecord::new(TenantId::new(id), Issuer::parse(issuer).unwrap(), NOW)
}

fn key() -> EncryptionKey {
    EncryptionKey::new([7; 32])
}

fn seal_of(record: &TenantRecord) -> Seal {
    Seal::new(&key(), "cookies", record).unwrap()
}

fn opens(seal: &Seal, sealed: &str, now: Timestamp) -> bool {
    seal.open(Purpose::of("question"), sealed, now).is_ok()
}

#[test]
fn h1_a_value_opens_for_its_tenant_and_issuer_only() {
    let here = tenant("default", "https://id.example");
    let sealed = seal_of(&here).seal("question", b"value").unwrap();
    assert!(opens(&seal_of(&here), &sealed, NOW));
    for other in [
        tenant("default", "https://staging.example"),
        tenant("default", "https://id.example/path"),
        tenant("other", "https://id.example"),
        tenant("", "https://id.example"),
    ] {
        assert!(!opens(&seal_of(&other), &sealed, NOW), "{other:?}");
        let legacy = TenantRecord { legacy_seals_until: Some(CUTOFF), ..other };
        assert!(!opens(&seal_of(&legacy), &sealed, NOW), "legacy seals are not seals of another issuer");
    }
    assert!(seal_of(&here).open(Purpose::of("login"), &sealed, NOW).is_err(), "another kind");
}

#[test]
fn h1_a_value_of_a_version_before_opens_until_the_cutoff_and_nowhere_else() {
    let sealed = key().sealing_keys("cookies").unwrap().seal("question", b"value").unwrap();
    let strict = tenant("default", "https://id.example");
    assert!(!opens(&seal_of(&strict), &sealed, NOW));
    let adopted = TenantRecord { legacy_seals_until: Some(CUTOFF), ..strict };
    assert!(opens(&seal_of(&adopted), &sealed, Timestamp(CUTOFF.0 - 1)));
    assert!(!opens(&seal_of(&adopted), &sealed, CUTOFF));
    assert!(seal_of(&adopted).open(Purpose::of("login"), &sealed, NOW).is_err(), "another kind");
}

#[test]
fn h2_a_previous_key_opens_and_does_not_seal() {
    let record = tenant("default", "https://id.example");
    let old = seal_of(&record).seal("question", b"value").unwrap();
    let both = EncryptionKey::new([8; 32]).with_previous(key());
    let both = Seal::new(&both, "cookies", &record).unwrap();
    assert!(opens(&both, &old, NOW));
    let new = both.seal("question", b"value").unwrap();
    assert!(!opens(&seal_of(&record), &new, NOW), "the old key opens nothing new");
    let alone = Seal::new(&EncryptionKey::new([8; 32]), "cookies", &record).unwrap();
    assert!(opens(&alone, &new, NOW) && !opens(&alone, &old, NOW));
}
