//! The results in the JSON file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    floor::Floors,
    machine::Machine,
    process::Memory,
    site::{ServerFacts, Track},
};

/// One run of `bench`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Run {
    /// The machine and the source code.
    pub machine: Machine,
    /// Start time, in seconds since the Unix epoch.
    pub began_at: u64,
    /// Duration in seconds.
    pub seconds: f64,
    /// Time that the host took away, in percent of all cores.
    pub stolen_percent: f64,
    /// The limits of the machine, measured between the workloads.
    pub floors: Option<Floors>,
    /// The limit of the generator.
    pub ceiling: Option<Ceiling>,
    /// Workloads A to G and O.
    pub outcomes: Vec<Outcome>,
    /// The other workloads, by letter.
    pub others: BTreeMap<String, Vec<Figure>>,
}

/// One figure of a workload without units per second.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Name of the figure.
    pub name: String,
    /// Value.
    pub value: f64,
    /// Unit of the value.
    pub unit: String,
}

/// The rate of the generator against a server that does nothing.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Ceiling {
    /// Requests per second.
    pub requests_per_second: f64,
}

impl Ceiling {
    /// Returns the higher one of two rounds.
    #[must_use]
    pub fn better(self, other: Self) -> Self {
        Self { requests_per_second: self.requests_per_second.max(other.requests_per_second) }
    }
}

/// The results of one workload with one server.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// The workload's letter.
    pub workload: String,
    /// Format of access tokens.
    pub track: Track,
    /// The server.
    pub server: ServerFacts,
    /// Number of HTTP requests of one unit.
    pub requests_per_unit: f64,
    /// The closed loops, one per round.
    pub peaks: Vec<Peak>,
    /// The open loops.
    pub open: Vec<Open>,
    /// The server's memory at the end.
    pub memory: Option<Memory>,
    /// Descriptions of the checks inside the run.
    pub checks: Vec<String>,
}

/// A closed loop.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Peak {
    /// Units done.
    pub units: u64,
    /// Duration in seconds.
    pub seconds: f64,
    /// Units per second.
    pub units_per_second: f64,
    /// Connections.
    pub connections: usize,
    /// The server's CPU time per unit in microseconds.
    pub server_microseconds: Option<f64>,
    /// The CPU time of the database's processes per unit in microseconds.
    #[serde(default)]
    pub database_microseconds: Option<f64>,
    /// The server's CPU time in percent of one core.
    pub server_percent: Option<f64>,
    /// Bytes written to the disk per unit.
    pub written_bytes: Option<f64>,
    /// Commits of the database per unit. Concurrent units may share a commit.
    #[serde(default)]
    pub commits: Option<f64>,
    /// Median latency in microseconds, on a busy server.
    pub p50_microseconds: u64,
    /// Time that the host took away, in percent.
    pub stolen_percent: f64,
    /// CPU time of the hashing threads in percent of the core, if units hash passwords and the server names these threads.
    #[serde(default)]
    pub hashing_percent: Option<f64>,
    /// If units hash passwords: hashes per second of a program that only hashes, on the same core right before and after.
    #[serde(default)]
    pub hashes_per_second: Option<f64>,
    /// The CPU time of that program in percent of the core.
    #[serde(default)]
    pub hashing_alone_percent: Option<f64>,
}

/// An open loop.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Open {
    /// The rate in percent of the peak.
    pub percent: u32,
    /// Units due per second.
    pub units_per_second: f64,
    /// Units done per second.
    pub achieved_per_second: f64,
    /// Median latency in microseconds, from the scheduled time.
    pub p50_microseconds: u64,
    /// In microseconds.
    pub p99_microseconds: u64,
    /// In microseconds.
    pub p999_microseconds: u64,
    /// In microseconds.
    pub longest_microseconds: u64,
}

impl Figure {
    /// Creates a figure.
    pub fn new(name: String, value: f64, unit: &str) -> Self {
        Self { name, value, unit: unit.to_owned() }
    }
}

impl Outcome {
    /// Returns the median of all rounds.
    pub fn median_peak(&self) -> Option<&Peak> {
        let mut sorted: Vec<&Peak> = self.peaks.iter().collect();
        sorted.sort_by(|one, other| one.units_per_second.total_cmp(&other.units_per_second));
        sorted.get(sorted.len().saturating_sub(1) / 2).copied()
    }

    /// Returns the rate of each round in percent of the rate of hashing alone. A single round means little: on a shared machine
    /// the speed of memory changes from one second to the next.
    pub fn percent_of_hashing_alone(&self) -> Option<Quartiles> {
        let percent = |peak: &Peak| Some(100.0 * peak.units_per_second / peak.hashes_per_second?);
        Quartiles::of(self.peaks.iter().filter_map(percent).collect())
    }

    /// Returns the CPU time of the server's hashing threads in percent of the CPU time of hashing alone, for each round. It does not
    /// depend on the speed of memory.
    pub fn percent_of_hashing_time_alone(&self) -> Option<Quartiles> {
        let percent = |peak: &Peak| Some(100.0 * peak.hashing_percent? / peak.hashing_alone_percent?);
        Quartiles::of(self.peaks.iter().filter_map(percent).collect())
    }

    /// Appends rounds of the same workload, measured after a restart of the server.
    pub fn append_rounds(&mut self, later: Self) {
        self.peaks.extend(later.peaks);
        self.open = later.open;
        self.memory = later.memory;
        for check in later.checks {
            if !self.checks.contains(&check) {
                self.checks.push(check);
            }
        }
    }

    /// Returns the slowest and the fastest round, in units per second.
    pub fn spread(&self) -> Option<(f64, f64)> {
        let rates = || self.peaks.iter().map(|peak| peak.units_per_second);
        let (least, most) = (rates().reduce(f64::min)?, rates().reduce(f64::max)?);
        Some((least, most))
    }
}

/// The quartiles of several readings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quartiles {
    /// The first quartile.
    pub lower: f64,
    /// The median.
    pub middle: f64,
    /// The third quartile.
    pub upper: f64,
    /// The number of readings.
    pub readings: usize,
}

impl Quartiles {
    fn of(mut readings: Vec<f64>) -> Option<Self> {
        readings.sort_by(f64::total_cmp);
        let last = readings.len().checked_sub(1)?;
        let at = |quarters: usize| readings.get(last * quarters / 4).copied();
        Some(Self { lower: at(1)?, middle: at(2)?, upper: at(3)?, readings: readings.len() })
    }
}
