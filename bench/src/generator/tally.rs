//! What a run did.

use std::time::Duration;

use anyhow::{Context as _, Result};
use hdrhistogram::Histogram;

use super::Finish;

/// The longest latency that is told apart: a minute.
const LONGEST_MICROSECONDS: u64 = 60_000_000;

/// Units and their latencies.
#[derive(Clone, Debug)]
pub struct Tally {
    /// Units that were done.
    pub units: u64,
    /// Units that the server turned away.
    pub turned_away: u64,
    /// From the first unit's begin to the last one's end.
    pub elapsed: Duration,
    latencies: Histogram<u64>,
}

impl Tally {
    /// Nothing yet.
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

    /// Takes another tally's units in.
    ///
    /// # Errors
    /// Never: both histograms have the same bounds.
    pub fn add(&mut self, other: &Self) -> Result<()> {
        self.units += other.units;
        self.turned_away += other.turned_away;
        self.latencies.add(&other.latencies).context("histograms of the same bounds")
    }

    /// Units per second.
    pub fn per_second(&self) -> f64 {
        self.units as f64 / self.elapsed.as_secs_f64().max(f64::MIN_POSITIVE)
    }

    /// The latency in microseconds that this share of the units kept, for example 0.99.
    pub fn quantile(&self, share: f64) -> u64 {
        self.latencies.value_at_quantile(share)
    }

    /// The longest latency in microseconds.
    pub fn longest(&self) -> u64 {
        self.latencies.max()
    }
}
