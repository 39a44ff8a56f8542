//! The sign-in decision, and how many failures a counter of sign-ins allows.

use valetkey_types::{Seconds, Timestamp};

use crate::User;

/// Failed sign-ins in a row, as a counter holds them (OWASP ASVS 6.3.1, NIST SP 800-63B-4 section 3.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct SignInFailures {
    /// The number of failures since the last right password.
    pub count: u32,
    /// When the last one came.
    pub last_at: Option<Timestamp>,
}

/// The limit of a counter of failed sign-ins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FailureLimit {
    /// Failures without a pause. After them each attempt waits, at first 2 seconds, then twice as long each time.
    pub without_pause: u32,
    /// Failures after which the password stops counting.
    pub most: u32,
    /// How long after the last failure the counter is forgotten.
    pub forgotten_after: Seconds,
}

/// Why nobody is signed in. On the page only the pause differs from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInFailure {
    /// Unknown name, wrong password, no password set, or a disabled user.
    WrongCredentials,
    /// Too many failures: the password does not count, right or wrong.
    PasswordStopped,
    /// Too many failures: the pause is not over.
    TooManyAttempts {
        /// When the next attempt is looked at.
        next_at: Timestamp,
    },
}

/// The decision after a password was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInDecision {
    /// The user proved the password.
    SignedIn,
    /// Nobody is signed in.
    Refused {
        /// The failure to show.
        failure: SignInFailure,
        /// Whether this attempt counts as one more failure.
        counts: bool,
    },
}

impl SignInFailures {
    /// Returns what still counts: nothing when the last failure came at `since` or before.
    #[must_use]
    pub fn counting_after(self, since: Timestamp) -> Self {
        if self.last_at.is_some_and(|last_at| last_at > since) { self } else { Self::default() }
    }
}

impl FailureLimit {
    /// The longest pause: others can delay a user, not lock them out for good.
    pub const LONGEST_PAUSE: Seconds = Seconds::minutes(15);

    /// For one typed name at unknown devices, whether or not it is somebody's.
    pub const NAME: Self = Self { without_pause: 5, most: u32::MAX, forgotten_after: Seconds::days(1) };
    /// For one account at unknown devices, whatever name is typed.
    pub const ACCOUNT: Self = Self { without_pause: u32::MAX, most: 100, forgotten_after: Seconds::days(30) };
    /// For one user at one known device.
    pub const DEVICE: Self = Self { without_pause: 10, most: 100, forgotten_after: Seconds::days(30) };

    /// Returns when the next attempt is looked at; `None` for at once.
    pub fn next_attempt_at(&self, failures: SignInFailures) -> Option<Timestamp> {
        let over = failures.count.checked_sub(self.without_pause)?;
        let pause = 2_i64.saturating_pow(over.saturating_add(1).min(20));
        Some(failures.last_at?.plus(Seconds(pause.min(Self::LONGEST_PAUSE.0))))
    }

    /// Returns the moment until which failures count no more: of long ago, or from before an administrator reset them.
    pub fn since(&self, reset_at: Option<Timestamp>, now: Timestamp) -> Timestamp {
        let forgotten = now.minus(self.forgotten_after);
        reset_at.map_or(forgotten, |reset_at| reset_at.max(forgotten))
    }
}

/// Decides after the comparison. `counters` hold the failures that still count, each with its limit: those of a known device,
/// or those of the typed name and the account, which exist for unknown names as well, so that the answers do not tell which
/// names exist. `password_matches` is false for nobody and for a user without a password.
pub fn decide_sign_in(
    user: Option<&User>,
    counters: &[(SignInFailures, FailureLimit)],
    password_matches: bool,
    now: Timestamp,
) -> SignInDecision {
    let pauses = counters.iter().filter_map(|(failures, limit)| limit.next_attempt_at(*failures));
    if let Some(next_at) = pauses.max().filter(|next_at| now < *next_at) {
        let failure = SignInFailure::TooManyAttempts { next_at };
        return SignInDecision::Refused { failure, counts: false };
    }
    // A right password counts as a failure as well: no pause may tell that it was right.
    if counters.iter().any(|(failures, limit)| failures.count >= limit.most) {
        return SignInDecision::Refused { failure: SignInFailure::PasswordStopped, counts: true };
    }
    if password_matches && user.is_some_and(|user| user.may_sign_in(now)) {
        return SignInDecision::SignedIn;
    }
    SignInDecision::Refused { failure: SignInFailure::WrongCredentials, counts: true }
}
