//! The sign-in decision, and the limits of the counters for failed sign-ins.

use valetkey_types::{Seconds, Timestamp};

use crate::User;

/// The failed sign-ins of a counter (OWASP ASVS 6.3.1, NIST SP 800-63B-4 section 3.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct SignInFailures {
    /// The number of failures since the last correct password.
    pub count: u32,
    /// The time of the last failure.
    pub last_at: Option<Timestamp>,
}

/// The limit of a counter of failed sign-ins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FailureLimit {
    /// The number of failures without a pause. After them there is a pause before each attempt: first 2 seconds, then twice as
    /// long each time.
    pub without_pause: u32,
    /// The number of failures after which a correct password is refused too.
    pub most: u32,
    /// The time after the last failure until the counter is reset.
    pub forgotten_after: Seconds,
}

/// The reason why a sign-in failed. The page shows only the pause differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInFailure {
    /// The name is unknown, the password is wrong or not set, or the user is disabled.
    WrongCredentials,
    /// There were too many failures. Every password is refused, even a correct one.
    PasswordStopped,
    /// There were too many failures, and the pause has not ended.
    TooManyAttempts {
        /// The time of the next allowed attempt.
        next_at: Timestamp,
    },
}

/// The decision after the comparison of a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInDecision {
    /// The user proved the password.
    SignedIn,
    /// The sign-in failed.
    Refused {
        /// The failure to show.
        failure: SignInFailure,
        /// `true` if this attempt counts as a failure.
        counts: bool,
    },
}

impl SignInFailures {
    /// Returns the failures that still count: none if the last failure was at `since` or before.
    #[must_use]
    pub fn counting_after(self, since: Timestamp) -> Self {
        if self.last_at.is_some_and(|last_at| last_at > since) { self } else { Self::default() }
    }
}

impl FailureLimit {
    /// The longest pause. Attackers can delay a user, but not lock them out permanently.
    pub const LONGEST_PAUSE: Seconds = Seconds::minutes(15);

    /// The limit for a typed name on unknown devices, even if no user has this name.
    pub const NAME: Self = Self { without_pause: 5, most: u32::MAX, forgotten_after: Seconds::days(1) };
    /// The limit for an account on unknown devices, for any typed name.
    pub const ACCOUNT: Self = Self { without_pause: u32::MAX, most: 100, forgotten_after: Seconds::days(30) };
    /// The limit for a user on a known device.
    pub const DEVICE: Self = Self { without_pause: 10, most: 100, forgotten_after: Seconds::days(30) };

    /// Returns the time of the next allowed attempt; `None` if it is allowed now.
    pub fn next_attempt_at(&self, failures: SignInFailures) -> Option<Timestamp> {
        let over = failures.count.checked_sub(self.without_pause)?;
        let pause = 2_i64.saturating_pow(over.saturating_add(1).min(20));
        Some(failures.last_at?.plus(Seconds(pause.min(Self::LONGEST_PAUSE.0))))
    }

    /// Returns the time until which failures no longer count, because they are too old or an administrator has reset them.
    pub fn since(&self, reset_at: Option<Timestamp>, now: Timestamp) -> Timestamp {
        let forgotten = now.minus(self.forgotten_after);
        reset_at.map_or(forgotten, |reset_at| reset_at.max(forgotten))
    }
}

/// Decides after the comparison of the password. `counters` are the failures that still count, each with its limit: those of a
/// known device, or those of the typed name and the account. The latter exist for unknown names too, so that the responses do
/// not show which names exist. `password_matches` is `false` for an unknown user and for a user without a password.
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
    // A correct password counts as a failure too, so that the pause does not show that it was correct.
    if counters.iter().any(|(failures, limit)| failures.count >= limit.most) {
        return SignInDecision::Refused { failure: SignInFailure::PasswordStopped, counts: true };
    }
    if password_matches && user.is_some_and(|user| user.may_sign_in(now)) {
        return SignInDecision::SignedIn;
    }
    SignInDecision::Refused { failure: SignInFailure::WrongCredentials, counts: true }
}
