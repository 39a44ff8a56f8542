//! Formats the comparison of two builds.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::outcome::{Peak, Run};

/// The readings of both builds for one workload.
#[derive(Debug, Default)]
pub struct Readings {
    /// Readings by name with unit, in the order of arrival: of the other build, then of this build.
    by_name: Vec<(String, [Vec<f64>; 2])>,
}

impl Readings {
    /// Adds the readings of one run.
    pub fn take(&mut self, run: &Run, is_this: bool) {
        for outcome in &run.outcomes {
            for peak in &outcome.peaks {
                for (name, value) in of_peak(peak) {
                    self.add(name, value, is_this);
                }
            }
            if let Some(memory) = outcome.memory {
                self.add("RSS at the end, MiB", memory.rss_kib as f64 / 1024.0, is_this);
            }
        }
        for figure in run.others.values().flatten() {
            self.add(&format!("{}, {}", figure.name, figure.unit), figure.value, is_this);
        }
    }

    fn add(&mut self, name: &str, value: f64, is_this: bool) {
        let found = self.by_name.iter().position(|(known, _)| known == name);
        let place = found.unwrap_or_else(|| {
            self.by_name.push((name.to_owned(), Default::default()));
            self.by_name.len() - 1
        });
        self.by_name[place].1[usize::from(is_this)].push(value);
    }
}

fn of_peak(peak: &Peak) -> Vec<(&'static str, f64)> {
    let optional = [
        ("CPU of the server, µs per unit", peak.server_microseconds),
        ("CPU of the database, µs per unit", peak.database_microseconds),
        ("KiB written per unit", peak.written_bytes.map(|bytes| bytes / 1024.0)),
        ("commits per unit", peak.commits),
    ];
    let known = optional.into_iter().filter_map(|(name, value)| Some((name, value?)));
    [("units per second", peak.units_per_second)].into_iter().chain(known).collect()
}

/// Returns a table with the middle readings of both builds and their ratio.
pub fn markdown(readings: &BTreeMap<String, Readings>) -> String {
    let mut text = String::from(
        "| | Reading | Other build (lowest–highest) | This build (lowest–highest) | This / other | Difference | Readings |\n\
         |---|---|---|---|---|---|---|\n",
    );
    for (letter, of_letter) in readings {
        for (name, [other, this]) in &of_letter.by_name {
            let (Some(before), Some(now)) = (Spread::of(other), Spread::of(this)) else { continue };
            let ratio = if before.middle == 0.0 {
                "–".to_owned()
            } else {
                format!("{:.1} %", 100.0 * now.middle / before.middle)
            };
            let difference = now.middle - before.middle;
            let (others, own) = (other.len(), this.len());
            let _ = writeln!(
                text,
                "| {letter} | {name} | {before} | {now} | {ratio} | {difference:+.2} | {others} + {own} |"
            );
        }
    }
    text
}

/// The lowest, middle and highest of several readings.
struct Spread {
    lowest: f64,
    middle: f64,
    highest: f64,
}

impl Spread {
    fn of(readings: &[f64]) -> Option<Self> {
        let mut sorted = readings.to_vec();
        sorted.sort_by(f64::total_cmp);
        let (lowest, highest) = (*sorted.first()?, *sorted.last()?);
        let half = sorted.len() / 2;
        let middle = match sorted.len() % 2 {
            0 => f64::midpoint(sorted[half - 1], sorted[half]),
            _ => sorted[half],
        };
        Some(Self { lowest, middle, highest })
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:.2} ({:.2}–{:.2})", self.middle, self.lowest, self.highest)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::outcome::Figure;

    fn run(value: f64) -> Run {
        let mut run: Run = serde_json::from_value(serde_json::json!({
            "machine": crate::machine::Machine::here(), "began_at": 0, "seconds": 0.0, "stolen_percent": 0.0,
            "floors": null, "ceiling": null, "outcomes": [], "others": {}
        }))
        .unwrap();
        run.others.insert("J".to_owned(), vec![Figure::new("first token".to_owned(), value, "ms")]);
        run
    }

    #[test]
    fn the_middle_readings_are_compared() {
        let mut readings = Readings::default();
        for (value, is_this) in [(10.0, false), (90.0, false), (20.0, false), (21.0, true), (19.0, true)] {
            readings.take(&run(value), is_this);
        }
        let table = markdown(&BTreeMap::from([("J".to_owned(), readings)]));
        let row = table.lines().nth(2).unwrap();
        let expected =
            "| J | first token, ms | 20.00 (10.00–90.00) | 20.00 (19.00–21.00) | 100.0 % | +0.00 | 3 + 2 |";
        assert_eq!(row, expected);
    }
}
