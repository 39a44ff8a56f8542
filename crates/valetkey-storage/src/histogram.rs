//! Durations, counted by size: for metrics. Counting is two additions to atomic numbers, without a lock or an allocation.

use std::{
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::Duration,
};

/// The upper bounds of the buckets, in microseconds, with their text in seconds.
const BOUNDS: [(u64, &str); 15] = [
    (250, "0.00025"),
    (500, "0.0005"),
    (1_000, "0.001"),
    (2_500, "0.0025"),
    (5_000, "0.005"),
    (10_000, "0.01"),
    (25_000, "0.025"),
    (50_000, "0.05"),
    (100_000, "0.1"),
    (250_000, "0.25"),
    (500_000, "0.5"),
    (1_000_000, "1"),
    (2_500_000, "2.5"),
    (5_000_000, "5"),
    (10_000_000, "10"),
];

/// Durations of one kind of work.
#[derive(Debug, Default)]
pub struct Histogram {
    /// One for each bound, and one for everything above.
    counts: [AtomicU64; BOUNDS.len() + 1],
    microseconds: AtomicU64,
}

/// What a [`Histogram`] counted so far.
#[derive(Clone, Debug, PartialEq)]
pub struct HistogramReading {
    /// For each upper bound, as text in seconds, how many durations were not longer. The last bound is `+Inf`.
    pub at_most: Vec<(&'static str, u64)>,
    /// The sum of all durations.
    pub sum: Duration,
}

impl Histogram {
    /// Counts a duration.
    pub fn record(&self, took: Duration) {
        let microseconds = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let place = BOUNDS.iter().position(|(bound, _)| microseconds <= *bound).unwrap_or(BOUNDS.len());
        if let Some(count) = self.counts.get(place) {
            count.fetch_add(1, Relaxed);
        }
        self.microseconds.fetch_add(microseconds, Relaxed);
    }

    /// Reads the counts. Durations that are counted meanwhile may be in the sum already.
    pub fn read(&self) -> HistogramReading {
        let bounds = BOUNDS.iter().map(|(_, text)| *text).chain(["+Inf"]);
        let mut total = 0;
        let at_most = bounds.zip(&self.counts).map(|(bound, count)| {
            total += count.load(Relaxed);
            (bound, total)
        });
        let at_most = at_most.collect();
        HistogramReading { at_most, sum: Duration::from_micros(self.microseconds.load(Relaxed)) }
    }
}

impl HistogramReading {
    /// Returns how many durations were counted.
    pub fn count(&self) -> u64 {
        self.at_most.last().map_or(0, |(_, count)| *count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_counts_in_its_bucket_and_in_every_larger_one() {
        let histogram = Histogram::default();
        for milliseconds in [1, 2, 20_000] {
            histogram.record(Duration::from_millis(milliseconds));
        }
        let reading = histogram.read();
        let at_most = |wanted: &str| reading.at_most.iter().find(|(bound, _)| *bound == wanted).unwrap().1;
        assert_eq!(["0.0005", "0.001", "0.0025", "10", "+Inf"].map(at_most), [0, 1, 2, 2, 3]);
        assert_eq!((reading.count(), reading.sum), (3, Duration::from_millis(20_003)));
    }

    #[test]
    fn the_texts_of_the_bounds_are_their_seconds() {
        for (microseconds, text) in BOUNDS {
            assert_eq!(text.parse::<f64>().unwrap() * 1e6, microseconds as f64, "{text}");
        }
    }
}
