//! Authenticator applications and recovery codes: adding, using, removing.

pub mod recovery_code;
pub mod totp;

use uuid::Uuid;
use valetkey_accounts::{Amr, FactorKind, SignInRequirement, User};
use valetkey_types::Timestamp;

use crate::{
    Change, Decision, TrustedDeviceChange,
    event::{EventKind, FieldChange, Occasion},
    record::{Authenticator, RecoveryCodes, SecondFactors, UsedAttempt},
};
use totp::FittingCode;

/// Fresh random bytes for a set of recovery codes.
pub type FreshCodes = [[u8; recovery_code::LENGTH]; recovery_code::COUNT];

/// A code that a user typed.
#[derive(Clone, Copy)]
pub enum TypedCode<'a> {
    /// Of the authenticator, whose seed was opened.
    Authenticator {
        /// The typed code.
        code: &'a str,
        /// The seed.
        seed: &'a [u8],
    },
    /// A recovery code.
    Recovery(&'a str),
}

/// Why a code does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeRefusal {
    /// It is wrong, too old, or was used before.
    Wrong,
    /// The sign-in attempt was completed with a second factor before.
    AttemptUsed,
}

/// A code that counts, once the record is stored.
#[derive(Clone, Debug)]
pub struct UsedCode {
    /// The method that it proves.
    pub method: Amr,
    /// The record without it.
    pub factors: SecondFactors,
}

/// Judges a code that was typed for a sign-in attempt. Whoever stores the record first has used the code.
///
/// # Errors
/// [`CodeRefusal`]. What was refused changes nothing.
pub fn use_code(
    factors: &SecondFactors,
    attempt: Uuid,
    typed: TypedCode<'_>,
    now: Timestamp,
) -> Result<UsedCode, CodeRefusal> {
    if factors.used_attempts.iter().any(|used| used.id == attempt) {
        return Err(CodeRefusal::AttemptUsed);
    }
    let mut after = factors.clone();
    let (method, kind) = match typed {
        TypedCode::Authenticator { code, seed } => {
            let authenticator = after.authenticator.as_mut().ok_or(CodeRefusal::Wrong)?;
            let (drift, last) = (authenticator.clock_drift, authenticator.last_step);
            let fitting = totp::next_fit(seed, code, now, drift, last).ok_or(CodeRefusal::Wrong)?;
            authenticator.last_step = fitting.step;
            authenticator.clock_drift = fitting.clock_drift;
            authenticator.last_used_at = now;
            (Amr::OneTimePassword, FactorKind::Authenticator)
        }
        TypedCode::Recovery(code) => {
            let hash = recovery_code::hash(&factors.tenant, &factors.user_id, code);
            let codes = after.recovery_codes.as_mut().zip(hash);
            let (codes, hash) = codes.ok_or(CodeRefusal::Wrong)?;
            let before = codes.hashes.len();
            codes.hashes.retain(|known| *known != hash);
            if codes.hashes.len() == before {
                return Err(CodeRefusal::Wrong);
            }
            (Amr::RecoveryCode, FactorKind::RecoveryCodes)
        }
    };
    note_use(&mut after, attempt, kind, now);
    Ok(UsedCode { method, factors: after })
}

/// Returns the record after a passkey was the second step of a sign-in attempt. An attempt accepts one second step of any kind.
///
/// # Errors
/// [`CodeRefusal::AttemptUsed`].
pub fn use_passkey(
    user: &User,
    factors: Option<SecondFactors>,
    attempt: Uuid,
    now: Timestamp,
) -> Result<SecondFactors, CodeRefusal> {
    let mut after = factors.unwrap_or_else(|| SecondFactors::none(user.tenant.clone(), user.id.clone()));
    if after.used_attempts.iter().any(|used| used.id == attempt) {
        return Err(CodeRefusal::AttemptUsed);
    }
    note_use(&mut after, attempt, FactorKind::Passkey, now);
    Ok(after)
}

fn note_use(factors: &mut SecondFactors, attempt: Uuid, kind: FactorKind, now: Timestamp) {
    // An older attempt has no valid proof any more.
    factors.used_attempts.retain(|used| now.since(used.at) <= SignInRequirement::PROOF_LIFETIME);
    factors.used_attempts.push(UsedAttempt { id: attempt, at: now });
    factors.last_used = Some(kind);
}

/// The user after they added or renewed a factor, with new recovery codes.
#[derive(Clone, Debug)]
pub struct Renewed {
    /// The user as stored.
    pub user: User,
    /// New recovery codes, to be shown once; empty where the old ones stay.
    pub recovery_codes: Vec<String>,
}

/// Adds an authenticator, or replaces the one that the user has, once a code of it fits. With their first factor a user gets
/// recovery codes. `attempt` is the sign-in that the code completes, if any.
pub fn add_authenticator(
    user: &User,
    factors: Option<SecondFactors>,
    seed_sealed: String,
    fitting: FittingCode,
    attempt: Option<Uuid>,
    fresh: &FreshCodes,
    occasion: &Occasion<'_>,
) -> Decision<Renewed> {
    let mut after = factors.unwrap_or_else(|| SecondFactors::none(user.tenant.clone(), user.id.clone()));
    after.authenticator = Some(Authenticator {
        seed_sealed,
        last_step: fitting.step,
        clock_drift: fitting.clock_drift,
        label: None,
        created_at: occasion.now,
        last_used_at: occasion.now,
    });
    after.last_used = Some(FactorKind::Authenticator);
    after.used_attempts.extend(attempt.map(|id| UsedAttempt { id, at: occasion.now }));
    let mut with = user.clone().with_factor(FactorKind::Authenticator);
    let mut texts = Vec::new();
    if !user.has_factor(FactorKind::RecoveryCodes) {
        texts = renew_codes(&mut after, fresh, occasion.now);
        with = with.with_factor(FactorKind::RecoveryCodes);
    }
    let changes = store(user, &with, after, EventKind::SecondFactorAdded, occasion);
    Decision { answer: Renewed { user: with, recovery_codes: texts }, changes }
}

/// Makes a new set of recovery codes. The old ones stop working.
pub fn make_recovery_codes(
    user: &User,
    factors: Option<SecondFactors>,
    fresh: &FreshCodes,
    occasion: &Occasion<'_>,
) -> Decision<Renewed> {
    let mut after = factors.unwrap_or_else(|| SecondFactors::none(user.tenant.clone(), user.id.clone()));
    let recovery_codes = renew_codes(&mut after, fresh, occasion.now);
    let with = user.clone().with_factor(FactorKind::RecoveryCodes);
    let changes = store(user, &with, after, EventKind::RecoveryCodesMade, occasion);
    Decision { answer: Renewed { user: with, recovery_codes }, changes }
}

/// Removes the authenticator and trusted devices, and recovery codes with the last factor that they replace. Without an authenticator
/// nothing is stored.
pub fn remove_authenticator(
    user: &User,
    factors: Option<SecondFactors>,
    occasion: &Occasion<'_>,
) -> Decision<User> {
    let had = user.has_factor(FactorKind::Authenticator);
    let mut without = user.clone().without_factor(FactorKind::Authenticator);
    let Some(mut after) = factors.filter(|factors| had || factors.authenticator.is_some()) else {
        return Decision::without_changes(user.clone());
    };
    after.authenticator = None;
    if !without.has_factor(FactorKind::Passkey) {
        after.recovery_codes = None;
        without = without.without_factor(FactorKind::RecoveryCodes);
    }
    after.last_used = None;
    let mut changes = store(user, &without, after, EventKind::SecondFactorRemoved, occasion);
    changes.push(forget_devices(user));
    Decision { answer: without, changes }
}

/// Removes the trusted devices of a user: the factor that they replace was removed.
pub(crate) fn forget_devices(user: &User) -> Change {
    Change::TrustedDevice(TrustedDeviceChange::RemoveAll {
        tenant: user.tenant.clone(),
        user_id: user.id.clone(),
    })
}

fn renew_codes(factors: &mut SecondFactors, fresh: &FreshCodes, now: Timestamp) -> Vec<String> {
    let texts: Vec<String> = fresh.iter().map(recovery_code::text).collect();
    let hash = |text: &String| recovery_code::hash(&factors.tenant, &factors.user_id, text);
    let hashes = texts.iter().filter_map(hash).collect();
    factors.recovery_codes = Some(RecoveryCodes { hashes, created_at: now });
    texts
}

/// Stores the factors with the summary on the user, and an event.
fn store(
    before: &User,
    after: &User,
    factors: SecondFactors,
    kind: EventKind,
    occasion: &Occasion<'_>,
) -> Vec<Change> {
    let mut event = occasion.about_user(kind, &after.id);
    let mut changes = vec![Change::PutSecondFactors(Box::new(factors))];
    if before != after {
        event.changed.push(FieldChange {
            field: "second_factors".to_owned(),
            before: names(before),
            after: names(after),
        });
        let (before, after) = (Box::new(before.clone()), Box::new(after.clone()));
        changes.push(Change::ReplaceUser { before, after });
    }
    changes.push(Change::StoreEvent(event));
    changes
}

fn names(user: &User) -> String {
    user.factors.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" ")
}

/// Encodes in base 32 (RFC 4648 section 6), without padding. The length must be a multiple of five bytes.
fn base32(bytes: &[u8], alphabet: &[u8; 32]) -> String {
    let mut text = String::with_capacity(bytes.len() * 8 / 5);
    for group in bytes.chunks_exact(5) {
        let number = group.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
        for place in (0..8).rev() {
            let index = usize::try_from(number >> (place * 5) & 31).unwrap_or_default();
            text.push(char::from(alphabet[index]));
        }
    }
    text
}

fn in_groups(text: &str, between: char) -> String {
    let mut grouped = String::with_capacity(text.len() * 5 / 4);
    for (place, character) in text.chars().enumerate() {
        if place > 0 && place.is_multiple_of(4) {
            grouped.push(between);
        }
        grouped.push(character);
    }
    grouped
}
