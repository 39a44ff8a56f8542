//! Measures a short operation in batches, so that noise on the machine spoils some batches but not the result.

use std::time::{Duration, Instant};

use anyhow::Result;

use super::Primitive;

/// Approximate duration of a batch.
const BATCH: Duration = Duration::from_millis(10);

/// The batches of one primitive.
#[derive(Debug, Default)]
pub struct Stopwatch {
    microseconds: Vec<f64>,
}

impl Stopwatch {
    /// Repeats `work` for about this long and returns the cost of one repetition.
    ///
    /// # Errors
    /// The first error of `work`.
    pub fn time(total: Duration, mut work: impl FnMut() -> Result<()>) -> Result<Primitive> {
        let mut stopwatch = Self::default();
        let begun = Instant::now();
        while begun.elapsed() < total || stopwatch.microseconds.is_empty() {
            let (batch, mut repetitions) = (Instant::now(), 0u32);
            while batch.elapsed() < BATCH {
                work()?;
                repetitions += 1;
            }
            stopwatch.add(batch.elapsed(), repetitions);
        }
        Ok(stopwatch.result())
    }

    /// Adds a batch.
    pub fn add(&mut self, time: Duration, repetitions: u32) {
        self.microseconds.push(time.as_secs_f64() * 1e6 / f64::from(repetitions.max(1)));
    }

    /// Returns the best and the median of the batches.
    pub fn result(mut self) -> Primitive {
        self.microseconds.sort_by(f64::total_cmp);
        let at = |index: usize| self.microseconds.get(index).copied().unwrap_or(f64::NAN);
        let count = self.microseconds.len();
        Primitive { best: at(count / 20), median: at(count / 2) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn best_and_median_are_of_the_batches() {
        let mut stopwatch = Stopwatch::default();
        for milliseconds in (1..=100).rev() {
            stopwatch.add(Duration::from_millis(milliseconds), 10);
        }
        assert_eq!(stopwatch.result(), Primitive { best: 600.0, median: 5_100.0 });
    }
}
