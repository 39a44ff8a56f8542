//! Counts units and latencies.

use std::time::Duration;

use anyhow::{Context as _, Result};
use hdrhistogram::Histogram;

use super::Finish;

/// Maximum latency in the histogram: a minute.
const LONGEST_MICROSECONDS: u64 = 60_000_000;

/// Units and their latencies.
#[derive(Clone, Debug)]
pub struct Tally {
    /// Units that ended well.
    pub units: u64,
    /// Units that the server refused because of overload.
    pub turned_away: u64,
    /// Time from the start of the first unit to the end of the last one.
    pub elapsed: Duration,
    latencies: Histogram<u64>,
}

impl Tally {
    /// Creates an empty tally.
    ///
    /// # Errors
    /// Never: the bounds of the histogram fit.
    pub fn new() -> Result<Self> {
        let latencies = Histogram::new_with_bounds(1, LONGEST_MICROSECONDS, 3).context("a histogram")?;
        Ok(Self { units: 0, turned_away: 0, elapsed: Duration::ZERO, latencies })
    }

    /// Counts a unit.
    pub fn count(&mut self, finish: Finish, latency: Duration) {
        match finish {
            Finish::Done => {
                self.units += 1;
                let microseconds = u64::try_from(latency.as_micros()).unwrap_or(LONGEST_MICROSECONDS);
                self.latencies.saturating_record(microseconds.max(1));
            }
            Finish::TurnedAway => self.turned_away += 1,
        }
    }

    /// Adds the units of another tally.
    ///
    /// # Errors
    /// Never: both histograms have the same bounds.
    pub fn add(&mut self, other: &Self) -> Result<()> {
        self.units += other.units;
        self.turned_away += other.turned_away;
        self.latencies.add(&other.latencies).context("histograms of the same bounds")
    }

    /// Returns units per second.
    pub fn per_second(&self) -> f64 {
        self.units as f64 / self.elapsed.as_secs_f64().max(f64::MIN_POSITIVE)
    }

    /// Returns a quantile of the latencies in microseconds, such as 0.99.
    pub fn quantile(&self, share: f64) -> u64 {
        self.latencies.value_at_quantile(share)
    }

    /// Returns the longest latency in microseconds.
    pub fn longest(&self) -> u64 {
        self.latencies.max()
    }
}
