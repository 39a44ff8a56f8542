//! Moments and lengths of time, in whole seconds.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// A moment: seconds since 1970-01-01T00:00:00Z, the `NumericDate` of RFC 7519 section 2 without fractions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// A length of time in whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seconds(pub i64);

impl Timestamp {
    /// Seconds since the Unix epoch.
    pub fn seconds(self) -> i64 {
        self.0
    }

    /// The moment `seconds` later; saturates at the end of time.
    pub fn plus(self, seconds: Seconds) -> Self {
        Self(self.0.saturating_add(seconds.0))
    }

    /// The moment `seconds` earlier; saturates.
    pub fn minus(self, seconds: Seconds) -> Self {
        Self(self.0.saturating_sub(seconds.0))
    }

    /// The seconds from `earlier` until this moment; negative when `earlier` is later.
    pub fn since(self, earlier: Timestamp) -> Seconds {
        Seconds(self.0.saturating_sub(earlier.0))
    }
}

/// Drops fractions of a second.
impl From<Duration> for Seconds {
    fn from(duration: Duration) -> Self {
        Self(i64::try_from(duration.as_secs()).unwrap_or(i64::MAX))
    }
}

impl Seconds {
    /// So many minutes.
    pub const fn minutes(minutes: i64) -> Self {
        Self(minutes * 60)
    }

    /// So many hours.
    pub const fn hours(hours: i64) -> Self {
        Self(hours * 3600)
    }

    /// So many days.
    pub const fn days(days: i64) -> Self {
        Self(days * 86_400)
    }
}
