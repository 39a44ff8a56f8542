//! Moments in words.

use valetkey_types::Timestamp;

/// `3 minutes ago`, `in 9 minutes`, `now`.
pub(crate) fn relative(moment: Timestamp, now: Timestamp) -> String {
    let seconds = moment.since(now).0;
    match seconds {
        0 => "now".to_owned(),
        1.. => format!("in {}", length(seconds)),
        _ => format!("{} ago", length(seconds.saturating_neg())),
    }
}

/// The moment in UTC, to the second: `2026-03-01T12:00:00Z`.
pub(crate) fn utc(moment: Timestamp) -> String {
    match jiff::Timestamp::from_second(moment.seconds()) {
        Ok(time) => time.to_string(),
        Err(_) => format!("{} seconds since 1970", moment.seconds()),
    }
}

/// A length of time in its largest unit, rounded down.
fn length(seconds: i64) -> String {
    const UNITS: [(i64, &str); 5] =
        [(31_557_600, "year"), (86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")];
    let (size, unit) = UNITS.into_iter().find(|(size, _)| seconds >= *size).unwrap_or((1, "second"));
    let count = seconds / size;
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_read_as_people_say_them() {
        let now = Timestamp(1_000_000);
        for (offset, words) in [
            (0, "now"),
            (1, "in 1 second"),
            (59, "in 59 seconds"),
            (-61, "1 minute ago"),
            (-180, "3 minutes ago"),
            (7_200, "in 2 hours"),
            (-86_400 * 3, "3 days ago"),
            (31_557_600 * 2, "in 2 years"),
        ] {
            assert_eq!(relative(Timestamp(now.seconds() + offset), now), words);
        }
        assert_eq!(relative(Timestamp(i64::MIN), now), "292271023045 years ago");
    }

    #[test]
    fn utc_survives_any_number() {
        assert_eq!(utc(Timestamp(0)), "1970-01-01T00:00:00Z");
        assert_eq!(utc(Timestamp(i64::MAX)), "9223372036854775807 seconds since 1970");
    }
}
