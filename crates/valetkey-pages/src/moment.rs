//! Moments in plain words: how long ago, or the date.

use crate::Language;

/// A moment, seen from the moment of the page. Both are seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The moment.
    pub at: i64,
    /// The moment of the page.
    pub now: i64,
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9",
    "month-10", "month-11", "month-12",
];

impl Moment {
    /// Returns the moment as the `datetime` attribute of HTML has it: `2026-03-12T14:05:00Z`.
    pub(crate) fn iso(self) -> String {
        let (year, month, day) = self.date();
        let seconds = self.at.rem_euclid(DAY);
        let (hour, minute, second) = (seconds / HOUR, seconds % HOUR / MINUTE, seconds % MINUTE);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }

    /// Returns how long ago it was, or the date if it was more than a week ago or is in the future.
    pub(crate) fn say(self, text: Language) -> String {
        let age = self.now.saturating_sub(self.at);
        let count = |unit: i64| usize::try_from(age / unit).unwrap_or_default();
        match age {
            _ if age <= -MINUTE => self.say_date(text),
            ..MINUTE => text.say("moment-now"),
            MINUTE..HOUR => text.say_with_count("moment-minutes", count(MINUTE)),
            HOUR..DAY => text.say_with_count("moment-hours", count(HOUR)),
            DAY.. if age < 7 * DAY => text.say_with_count("moment-days", count(DAY)),
            _ => self.say_date(text),
        }
    }

    /// Returns the exact moment: `12 March 2026, 14:05 UTC`.
    pub(crate) fn say_exactly(self, text: Language) -> String {
        let minutes = self.at.rem_euclid(DAY) / MINUTE;
        let time = format!("{:02}:{:02}", minutes / 60, minutes % 60);
        text.say_with_all("moment-exact", &[("date", &self.say_date(text)), ("time", &time)])
    }

    /// Returns the date: `12 March 2026`.
    pub(crate) fn say_date(self, text: Language) -> String {
        let (year, month, day) = self.date();
        let name = usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).unwrap_or(&MONTHS[0]);
        let (day, year) = (day.to_string(), year.to_string());
        text.say_with_all("moment-date", &[("day", &day), ("month", &text.say(name)), ("year", &year)])
    }

    /// Returns year, month and day in the Gregorian calendar, UTC. Years are counted from 1 March, so that a leap day is the last
    /// day of its year; 400 such years have 146,097 days.
    fn date(self) -> (i64, i64, i64) {
        let days = self.at.div_euclid(DAY) + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month_from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        (era * 400 + year + i64::from(month <= 2), month, day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_html_wants_it() {
        for (at, iso) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_709_164_800, "2024-02-29T00:00:00Z"),
            (1_767_225_599, "2025-12-31T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
        ] {
            assert_eq!(Moment { at, now: at }.iso(), iso);
        }
    }

    #[test]
    fn a_moment_is_told_by_its_age_or_its_date() {
        let now = 1_773_324_300;
        let say = |age| Moment { at: now - age, now }.say(Language::English);
        assert_eq!([say(-5), say(0), say(59)], ["just now"; 3]);
        assert_eq!([say(60), say(3_599)], ["1 minute ago", "59 minutes ago"]);
        assert_eq!([say(3_600), say(86_399)], ["1 hour ago", "23 hours ago"]);
        assert_eq!([say(86_400), say(7 * 86_400 - 1)], ["1 day ago", "6 days ago"]);
        assert_eq!(say(7 * 86_400), "5 March 2026");
        let exact = Moment { at: now, now };
        assert_eq!(exact.say_exactly(Language::English), "12 March 2026, 14:05 UTC");
        assert_eq!(exact.say_exactly(Language::German), "12. März 2026, 14:05 UTC");
    }
}
