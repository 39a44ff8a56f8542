//! The sign-in decision: one counter per person, whatever page or address the guesses come from.

use serde::{Deserialize, Serialize};
use valetkey_types::{Seconds, Timestamp};

use crate::User;

/// Wrong passwords in a row (OWASP ASVS 6.3.1, NIST SP 800-63B-4 section 3.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SignInFailures {
    /// How many since the last right one.
    pub count: u32,
    /// When the last one came.
    pub last_at: Option<Timestamp>,
}

/// Why nobody is signed in. All of them look the same on the page, but for the pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInFailure {
    /// Unknown name, wrong password, no password set, or a disabled person.
    WrongCredentials,
    /// Too many wrong passwords; the pause is not over.
    TooManyAttempts,
}

/// What to do after a password was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInDecision {
    /// The person is who they say.
    SignedIn,
    /// Nobody is signed in.
    Refused {
        /// What to say.
        failure: SignInFailure,
        /// Whether this attempt counts as one more wrong password.
        counts: bool,
    },
}

impl SignInFailures {
    /// Wrong passwords that cost nothing.
    pub const FREE: u32 = 5;
    /// The longest pause: others can delay a person, not lock them out for good.
    pub const LONGEST_PAUSE: Seconds = Seconds::minutes(15);

    /// When the next attempt is looked at: at once, or after a pause that doubles from 2 seconds.
    pub fn next_attempt_at(&self) -> Option<Timestamp> {
        let over = self.count.checked_sub(Self::FREE)?;
        let pause = 2_i64.saturating_pow(over.saturating_add(1).min(20));
        Some(self.last_at?.plus(Seconds(pause.min(Self::LONGEST_PAUSE.0))))
    }

    /// Whether an attempt may be compared at all. During the pause even the right password is not looked at.
    pub fn allow_attempt(&self, now: Timestamp) -> bool {
        self.next_attempt_at().is_none_or(|moment| now >= moment)
    }

    /// The counter after one more wrong password.
    #[must_use]
    pub fn after_one_more(self, now: Timestamp) -> Self {
        Self { count: self.count.saturating_add(1), last_at: Some(now) }
    }
}

/// Decides after the comparison. `failures` is the counter of the typed name, whether or not it is somebody's, so that
/// the answers do not tell which names exist. `password_matches` is false for nobody and for a person without a password.
pub fn decide_sign_in(
    user: Option<&User>,
    failures: SignInFailures,
    password_matches: bool,
    now: Timestamp,
) -> SignInDecision {
    if !failures.allow_attempt(now) {
        return SignInDecision::Refused { failure: SignInFailure::TooManyAttempts, counts: false };
    }
    if password_matches && user.is_some_and(|user| !user.disabled) {
        return SignInDecision::SignedIn;
    }
    SignInDecision::Refused { failure: SignInFailure::WrongCredentials, counts: true }
}
