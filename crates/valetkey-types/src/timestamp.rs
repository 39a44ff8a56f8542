//! Points in time and durations, in whole seconds.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// A point in time: seconds since 1970-01-01T00:00:00Z, like the `NumericDate` of RFC 7519 section 2 but without fractions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// A duration in whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seconds(pub i64);

impl Timestamp {
    /// Returns the seconds since the Unix epoch.
    pub fn seconds(self) -> i64 {
        self.0
    }

    /// Returns the time that is `seconds` later, or the latest possible time.
    pub fn plus(self, seconds: Seconds) -> Self {
        Self(self.0.saturating_add(seconds.0))
    }

    /// Returns the time that is `seconds` earlier, or the earliest possible time.
    pub fn minus(self, seconds: Seconds) -> Self {
        Self(self.0.saturating_sub(seconds.0))
    }

    /// Returns the seconds from `earlier` until this time; negative if `earlier` is later.
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
    /// Returns a duration of this many minutes.
    pub const fn minutes(minutes: i64) -> Self {
        Self(minutes * 60)
    }

    /// Returns a duration of this many hours.
    pub const fn hours(hours: i64) -> Self {
        Self(hours * 3600)
    }

    /// Returns a duration of this many days.
    pub const fn days(days: i64) -> Self {
        Self(days * 86_400)
    }
}
