//! Authenticators and recovery codes: what counts, and that it counts once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::collections::HashSet;

use uuid::Uuid;
use valetkey_accounts::{Amr, FactorKind, User};
use valetkey_authorization_server::{
    Change, Decision,
    event::{Actor, EventKind, Occasion},
    record::{SecondFactors, Sha256Hash},
    second_factor::{
        CodeRefusal, FreshCodes, Renewed, TypedCode, add_authenticator, make_recovery_codes, recovery_code,
        remove_authenticator,
        totp::{self, FittingCode},
        use_code,
    },
};
use valetkey_types::{Seconds, TenantId, Timestamp, UserId};

/// The seed of RFC 6238 appendix B.
const SEED: &[u8] = b"12345678901234567890";
const NOW: Timestamp = Timestamp(1_800_000_000);

fn alice() -> User {
    User::new(TenantId::default(), UserId::new("alice"), "alice", NOW)
}

fn with_occasion<T>(make: impl FnOnce(&Occasion<'_>) -> T) -> T {
    let (tenant, actor) = (TenantId::default(), Actor::User { id: UserId::new("alice") });
    make(&Occasion {
        tenant: &tenant,
        actor: &actor,
        now: NOW,
        network_address: None,
        reference: None,
        events_kept_for: Seconds::days(1),
        fresh_id: &|| Uuid::from_u128(7),
    })
}

fn fresh(seed: u8) -> FreshCodes {
    std::array::from_fn(|number| [seed ^ u8::try_from(number).unwrap(); recovery_code::LENGTH])
}

fn stored(changes: &[Change]) -> SecondFactors {
    let factors = changes.iter().find_map(|change| match change {
        Change::PutSecondFactors(factors) => Some((**factors).clone()),
        _ => None,
    });
    factors.expect("second factors to store")
}

fn kinds(changes: &[Change]) -> Vec<EventKind> {
    let kind = |change: &Change| match change {
        Change::StoreEvent(event) => Some(event.kind.clone()),
        _ => None,
    };
    changes.iter().filter_map(kind).collect()
}

fn enrolled() -> (User, SecondFactors, Vec<String>) {
    let fitting = FittingCode { step: 0, clock_drift: 0 };
    let Decision { answer: Renewed { user, recovery_codes }, changes } = with_occasion(|occasion| {
        add_authenticator(&alice(), None, "sealed".to_owned(), fitting, Some(attempt(9)), &fresh(1), occasion)
    });
    (user, stored(&changes), recovery_codes)
}

fn code_at(now: Timestamp) -> String {
    totp::code(SEED, totp::step_at(now))
}

fn attempt(number: u128) -> Uuid {
    Uuid::from_u128(0x0198_7654_3210_7abc_8def_0123_4567_8900 + number)
}

fn with_authenticator(
    factors: &SecondFactors,
    number: u128,
    code: &str,
    now: Timestamp,
) -> Result<SecondFactors, CodeRefusal> {
    let typed = TypedCode::Authenticator { code, seed: SEED };
    use_code(factors, attempt(number), typed, now).map(|used| {
        assert_eq!(used.method, Amr::OneTimePassword);
        used.factors
    })
}

#[test]
fn codes_are_those_of_rfc_6238_appendix_b() {
    for (seconds, digits) in [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ] {
        assert_eq!(code_at(Timestamp(seconds)), digits[2..], "{seconds}");
    }
}

#[test]
fn the_key_is_that_of_rfc_4648_and_the_address_is_one_that_applications_read() {
    assert_eq!(totp::key_text(SEED), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    assert_eq!(
        totp::key_uri(SEED, "Ärzte: Wien", "a+b@x.example"),
        "otpauth://totp/%C3%84rzte%20%20Wien:a%2Bb%40x.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
         &issuer=%C3%84rzte%20%20Wien&algorithm=SHA1&digits=6&period=30"
    );
}

#[test]
fn a_code_counts_one_step_around_now_and_pasted_with_blanks() {
    let (_, factors, _) = enrolled();
    for (seconds, counts) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
        let code = code_at(NOW.plus(Seconds(seconds)));
        assert_eq!(with_authenticator(&factors, 1, &code, NOW).is_ok(), counts, "{seconds}");
    }
    let code = code_at(NOW);
    for typed in [format!(" {} {}\n", &code[..3], &code[3..]), format!("{}-{}", &code[..3], &code[3..])] {
        assert!(with_authenticator(&factors, 1, &typed, NOW).is_ok(), "{typed:?}");
    }
    for typed in ["", "12345", "1234567", "١٢٣٤٥٦", "12345a", &code[..5], &format!("{code}0")] {
        assert_eq!(with_authenticator(&factors, 1, typed, NOW), Err(CodeRefusal::Wrong), "{typed:?}");
    }
}

/// Whatever the moment, a clock that is 40 seconds off is followed from the code that added the authenticator.
#[test]
fn a_clock_that_is_40_seconds_off_works() {
    for off in [-40, 40] {
        for second in 0..30 {
            let now = NOW.plus(Seconds(second));
            let code = code_at(now.plus(Seconds(off)));
            let fitting = totp::first_fit(SEED, &code, now).expect("a code of two steps beside");
            for later in [45, 100, 3_601] {
                let now = now.plus(Seconds(later));
                let code = code_at(now.plus(Seconds(off)));
                let found = totp::next_fit(SEED, &code, now, fitting.clock_drift, fitting.step);
                assert!(found.is_some(), "{off} seconds off, at {second}, {later} seconds later");
            }
        }
    }
    assert_eq!(totp::first_fit(SEED, &code_at(NOW.plus(Seconds(90))), NOW), None);
}

#[test]
fn en5_a_step_counts_once_and_earlier_ones_count_no_more() {
    let (_, factors, _) = enrolled();
    let code = code_at(NOW);
    let used = with_authenticator(&factors, 1, &code, NOW).unwrap();
    assert_eq!(with_authenticator(&used, 2, &code, NOW), Err(CodeRefusal::Wrong));
    let earlier = code_at(NOW.minus(Seconds(30)));
    assert_eq!(with_authenticator(&used, 2, &earlier, NOW), Err(CodeRefusal::Wrong));
    let later = NOW.plus(Seconds(30));
    assert!(with_authenticator(&used, 2, &code_at(later), later).is_ok());
}

#[test]
fn sf2_an_attempt_takes_one_code() {
    let (_, factors, codes) = enrolled();
    let enrolling = with_authenticator(&factors, 9, &code_at(NOW), NOW);
    assert_eq!(enrolling, Err(CodeRefusal::AttemptUsed), "the attempt that added the authenticator");
    let used = with_authenticator(&factors, 1, &code_at(NOW), NOW).unwrap();
    let later = NOW.plus(Seconds(30));
    assert_eq!(with_authenticator(&used, 1, &code_at(later), later), Err(CodeRefusal::AttemptUsed));
    let recovery = use_code(&used, attempt(1), TypedCode::Recovery(&codes[0]), later);
    assert_eq!(recovery.unwrap_err(), CodeRefusal::AttemptUsed, "whatever the code");
    // The password of the attempt counts no more by then.
    let much_later = NOW.plus(Seconds(700));
    let used = with_authenticator(&used, 2, &code_at(much_later), much_later).unwrap();
    assert_eq!(used.used_attempts.iter().map(|used| used.id).collect::<Vec<_>>(), [attempt(2)]);
}

#[test]
fn en5_a_recovery_code_counts_once_however_it_is_typed() {
    let (_, factors, codes) = enrolled();
    assert_eq!(codes.len(), recovery_code::COUNT);
    assert_eq!(codes.iter().collect::<HashSet<_>>().len(), codes.len());
    let zeros = codes.iter().position(|code| code.contains('0') || code.contains('1')).unwrap();
    let typed = codes[zeros].to_uppercase().replace('-', " ").replace('0', "O").replace('1', "l");
    let used = use_code(&factors, attempt(1), TypedCode::Recovery(&typed), NOW).unwrap();
    assert_eq!((used.method, used.factors.recovery_codes_left()), (Amr::RecoveryCode, 9));
    assert_eq!(used.factors.last_used, Some(FactorKind::RecoveryCodes));
    let again = use_code(&used.factors, attempt(2), TypedCode::Recovery(&codes[zeros]), NOW);
    assert_eq!(again.unwrap_err(), CodeRefusal::Wrong);
    for typed in [
        "",
        "0000-0000-0000-0000-0000",
        "uuuu-uuuu-uuuu-uuuu-uuuu-uuuu",
        &codes[1][..19],
        &codes[1][..28],
        &format!("{}0", codes[1]),
    ] {
        let refused = use_code(&factors, attempt(1), TypedCode::Recovery(typed), NOW);
        assert_eq!(refused.unwrap_err(), CodeRefusal::Wrong, "{typed:?}");
    }
    let of_bob = SecondFactors { user_id: UserId::new("bob"), ..factors };
    let refused = use_code(&of_bob, attempt(1), TypedCode::Recovery(&codes[0]), NOW);
    assert_eq!(refused.unwrap_err(), CodeRefusal::Wrong, "a code is one user's");
}

/// The codes of an earlier version had 80 bits.
#[test]
fn en5_a_code_of_sixteen_characters_counts_once_until_new_codes_replace_it() {
    let (user, mut factors, _) = enrolled();
    let (tenant, id) = (factors.tenant.as_str(), factors.user_id.as_str());
    let code = "k3x9mwpd7q2a0v1f";
    let hashed = format!("recovery code\n{}:{tenant}\n{}:{id}\n{code}", tenant.len(), id.len());
    let earlier = Sha256Hash::of(hashed.as_bytes());
    factors.recovery_codes.as_mut().unwrap().hashes[3] = earlier;
    let typed = " K3X9-mwpd 7q2a-ovif";
    let used = use_code(&factors, attempt(1), TypedCode::Recovery(typed), NOW).unwrap();
    assert_eq!(used.factors.recovery_codes_left(), 9);
    for (factors, typed) in
        [(&used.factors, typed), (&factors, "k3x9-mwpd-7q2a-0v1g"), (&factors, "k3x9-mwpd")]
    {
        let refused = use_code(factors, attempt(2), TypedCode::Recovery(typed), NOW);
        assert_eq!(refused.unwrap_err(), CodeRefusal::Wrong, "{typed}");
    }
    let renewed = with_occasion(|occasion| make_recovery_codes(&user, Some(factors), &fresh(77), occasion));
    let refused = use_code(&stored(&renewed.changes), attempt(2), TypedCode::Recovery(typed), NOW);
    assert_eq!(refused.unwrap_err(), CodeRefusal::Wrong);
}

#[test]
fn a_new_code_has_112_bits_or_more_in_groups_that_fit_a_line() {
    let (_, _, codes) = enrolled();
    for code in codes {
        assert_eq!(code.split('-').map(str::len).collect::<Vec<_>>(), [4; 6], "{code}");
    }
    const { assert!(recovery_code::LENGTH * 8 >= 112) };
}

#[test]
fn the_first_factor_brings_codes_and_the_last_takes_them_along() {
    let (user, factors, codes) = enrolled();
    assert_eq!(user.factors, [FactorKind::Authenticator, FactorKind::RecoveryCodes]);
    let again = with_occasion(|occasion| {
        let fitting = FittingCode { step: 9, clock_drift: 0 };
        add_authenticator(
            &user,
            Some(factors.clone()),
            "other".to_owned(),
            fitting,
            None,
            &fresh(99),
            occasion,
        )
    });
    assert_eq!(again.answer.recovery_codes, Vec::<String>::new(), "the codes stay");
    assert_eq!(stored(&again.changes).recovery_codes, factors.recovery_codes);
    let removed = with_occasion(|occasion| remove_authenticator(&user, Some(factors.clone()), occasion));
    assert_eq!(removed.answer, alice());
    let left = stored(&removed.changes);
    assert_eq!((left.authenticator, left.recovery_codes), (None, None));
    assert_eq!(kinds(&removed.changes), [EventKind::SecondFactorRemoved]);
    let refused = use_code(&factors_without_codes(), attempt(1), TypedCode::Recovery(&codes[0]), NOW);
    assert_eq!(refused.unwrap_err(), CodeRefusal::Wrong);
    let with_passkey = user.with_factor(FactorKind::Passkey);
    let kept = with_occasion(|occasion| remove_authenticator(&with_passkey, Some(factors), occasion));
    assert!(stored(&kept.changes).recovery_codes.is_some(), "they stand in for the passkey");
    let nothing = with_occasion(|occasion| remove_authenticator(&alice(), None, occasion));
    assert!(nothing.changes.is_empty());
}

fn factors_without_codes() -> SecondFactors {
    SecondFactors::none(TenantId::default(), UserId::new("alice"))
}

#[test]
fn a_new_set_replaces_the_old_codes() {
    let (user, factors, codes) = enrolled();
    let renewed =
        with_occasion(|occasion| make_recovery_codes(&user, Some(factors.clone()), &fresh(77), occasion));
    assert_eq!(kinds(&renewed.changes), [EventKind::RecoveryCodesMade]);
    assert!(!renewed.changes.iter().any(|change| matches!(change, Change::ReplaceUser { .. })));
    let after = stored(&renewed.changes);
    let old = use_code(&after, attempt(1), TypedCode::Recovery(&codes[0]), NOW);
    assert_eq!(old.unwrap_err(), CodeRefusal::Wrong);
    let new = &renewed.answer.recovery_codes[0];
    assert!(use_code(&after, attempt(1), TypedCode::Recovery(new), NOW).is_ok());
    assert_eq!(after.authenticator, factors.authenticator);
}

#[test]
fn lk3_neither_seeds_nor_hashes_are_shown() {
    let (_, factors, codes) = enrolled();
    let shown = format!("{factors:?}");
    assert!(!shown.contains("sealed\"") && !codes.iter().any(|code| shown.contains(code)), "{shown}");
}
