//! Moments in files.

use toml::{Value, de::DeValue};
use valetkey_types::Timestamp;

use super::reader::Fields;

impl Fields<'_, '_, '_> {
    /// Returns a moment with its offset from UTC, such as `2027-01-31T00:00:00Z`.
    pub(super) fn moment(&mut self, key: &'static str) -> Option<Timestamp> {
        match self.value(key)? {
            (DeValue::Datetime(moment), span) => {
                self.reading.visible.push(span.clone());
                let parsed = moment.to_string().parse::<jiff::Timestamp>();
                let expected = "expected a moment with its offset, such as 2027-01-31T00:00:00Z";
                match parsed {
                    Ok(parsed) => Some(Timestamp(parsed.as_second())),
                    Err(_) => {
                        self.wrong(key, span, format!("{expected}, got {moment}"));
                        None
                    }
                }
            }
            (other, span) => {
                self.expected(key, span, "a moment such as 2027-01-31T00:00:00Z, without quotes", other);
                None
            }
        }
    }
}

/// Returns a moment for a file.
pub(super) fn written(at: Timestamp) -> Value {
    let text = jiff::Timestamp::from_second(at.seconds()).unwrap_or_default().to_string();
    text.parse().map_or(Value::String(text), Value::Datetime)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_without_quotes() {
        assert_eq!(written(Timestamp(1_800_000_000)).to_string(), "2027-01-15T08:00:00Z");
    }
}
