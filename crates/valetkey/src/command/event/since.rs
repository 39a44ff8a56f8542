//! The start of a range of time on the command line.

use jiff::{civil::Date, tz::TimeZone};
use valetkey_server::configuration::Duration;
use valetkey_types::{Seconds, Timestamp};

/// The moment from which events are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Since {
    /// A time before now.
    Ago(Seconds),
    /// A fixed time.
    At(Timestamp),
}

impl Since {
    /// Returns the moment.
    pub(crate) fn moment(self, now: Timestamp) -> Timestamp {
        match self {
            Self::Ago(length) => now.minus(length),
            Self::At(moment) => moment,
        }
    }
}

/// Reads a length of time such as `7d`, a day such as `2026-11-30`, or a moment such as `2026-11-30T08:00:00Z`.
///
/// # Errors
/// The expected form.
pub(crate) fn parse(text: &str) -> Result<Since, String> {
    if let Ok(length) = text.parse::<Duration>() {
        return Ok(Since::Ago(length.seconds()));
    }
    let day = || text.parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok().map(|start| start.timestamp());
    match text.parse::<jiff::Timestamp>().ok().or_else(day) {
        Some(moment) => Ok(Since::At(Timestamp(moment.as_second()))),
        None => {
            Err("expected a length of time such as 7d or 12h, a day such as 2026-11-30, or a moment such as \
                     2026-11-30T08:00:00Z"
                .to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_a_day_and_a_moment_are_read() {
        assert_eq!(parse("7d"), Ok(Since::Ago(Seconds::days(7))));
        assert_eq!(parse("1970-01-02"), Ok(Since::At(Timestamp(86_400))));
        assert_eq!(parse("1970-01-01T02:00:00+01:00"), Ok(Since::At(Timestamp(3_600))));
        assert_eq!(parse("12h").map(|since| since.moment(Timestamp(50_000))), Ok(Timestamp(6_800)));
        for wrong in ["", "yesterday", "7w", "2026-13-01", "08:00"] {
            assert!(parse(wrong).is_err(), "{wrong:?}");
        }
    }
}
