//! Time-based one-time passwords (RFC 6238): SHA-1, six digits, thirty seconds, which every authenticator application knows.

use valetkey_jose::digest::{constant_time_eq, hmac_sha1};
use valetkey_types::{Timestamp, encode_form};

/// Length of a seed in bytes: 160 bits (RFC 4226 section 4, R6).
pub const SEED_LENGTH: usize = 20;

const STEP_SECONDS: i64 = 30;
const DIGITS: usize = 6;

/// How many steps the clock of a device may be ahead or behind when the authenticator is added. Later, one step beside the
/// difference that was seen last counts (RFC 6238 section 6).
const FARTHEST: i64 = 2;

/// A code that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FittingCode {
    /// Its time step.
    pub step: u64,
    /// How many steps the clock of the device is ahead.
    pub clock_drift: i64,
}

/// Returns the step of a code for a new authenticator, whose clock nobody has seen yet.
pub fn first_fit(seed: &[u8], typed: &str, now: Timestamp) -> Option<FittingCode> {
    fit(seed, typed, now, -FARTHEST..=FARTHEST, 0)
}

/// Returns the step of a code that fits and is later than `last_step`: each step counts once.
pub fn next_fit(
    seed: &[u8],
    typed: &str,
    now: Timestamp,
    clock_drift: i64,
    last_step: u64,
) -> Option<FittingCode> {
    let drift = clock_drift.clamp(-FARTHEST, FARTHEST);
    fit(seed, typed, now, drift - 1..=drift + 1, last_step)
}

/// Compares the code of each step, whatever fits, so that the time tells nothing.
fn fit(
    seed: &[u8],
    typed: &str,
    now: Timestamp,
    drifts: std::ops::RangeInclusive<i64>,
    last_step: u64,
) -> Option<FittingCode> {
    let typed = digits(typed)?;
    let mut fitting = None;
    for clock_drift in drifts {
        let step = now.seconds().div_euclid(STEP_SECONDS) + clock_drift;
        let step = u64::try_from(step).unwrap_or_default();
        let is_equal = constant_time_eq(code(seed, step).as_bytes(), typed.as_bytes());
        if is_equal && step > last_step {
            fitting = Some(FittingCode { step, clock_drift });
        }
    }
    fitting
}

/// Returns the code of a step (RFC 4226 section 5.3).
pub fn code(seed: &[u8], step: u64) -> String {
    let hash = hmac_sha1(seed, &step.to_be_bytes());
    let offset = usize::from(hash[hash.len() - 1] & 0x0f);
    let number = hash[offset..offset + 4].iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
    let digits = format!("{:010}", number & 0x7fff_ffff);
    digits[digits.len() - DIGITS..].to_owned()
}

/// Returns the step of a moment.
pub fn step_at(now: Timestamp) -> u64 {
    u64::try_from(now.seconds().div_euclid(STEP_SECONDS)).unwrap_or_default()
}

/// Returns what was typed without blanks and hyphens, if it is a code: users paste `123 456`.
fn digits(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    (digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// Returns the seed as text for a user to type, in groups of four (RFC 4648 section 6).
pub fn key_text(seed: &[u8]) -> String {
    let text = super::base32(seed, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
    super::in_groups(&text, ' ')
}

/// Returns the address that a QR code holds. `issuer` and `account` are what the application shows.
pub fn key_uri(seed: &[u8], issuer: &str, account: &str) -> String {
    let part = |text: &str| {
        let form = encode_form([("", text)]);
        form.trim_start_matches('=').replace('+', "%20")
    };
    let (issuer, account) = (part(&issuer.replace(':', " ")), part(account));
    let secret = super::base32(seed, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
    format!(
        "otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP_SECONDS}"
    )
}
