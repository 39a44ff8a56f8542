//! Results as they stand in the JSON file.

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
    /// Where it ran, and from which source.
    pub machine: Machine,
    /// When it began, in seconds since the Unix epoch.
    pub began_at: u64,
    /// How long it took.
    pub seconds: f64,
    /// Time that the host gave to others meanwhile, in percent of all cores.
    pub stolen_percent: f64,
    /// What the machine can do at best, measured between the workloads.
    pub floors: Option<Floors>,
    /// What the generator can do at best.
    pub ceiling: Option<Ceiling>,
    /// Workloads A to G.
    pub outcomes: Vec<Outcome>,
    /// The other workloads, by letter.
    pub others: BTreeMap<String, Vec<Figure>>,
}

/// One figure of a workload that has no units per second.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What was measured.
    pub name: String,
    /// How much.
    pub value: f64,
    /// Of what.
    pub unit: String,
}

/// The generator against a server that does nothing.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Ceiling {
    /// Requests per second that both reached together.
    pub requests_per_second: f64,
}

impl Ceiling {
    /// The higher one of two rounds.
    #[must_use]
    pub fn better(self, other: Self) -> Self {
        Self { requests_per_second: self.requests_per_second.max(other.requests_per_second) }
    }
}

/// One workload at one server.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// The workload's letter.
    pub workload: String,
    /// What access tokens look like.
    pub track: Track,
    /// Who was measured.
    pub server: ServerFacts,
    /// HTTP requests of one unit.
    pub requests_per_unit: f64,
    /// Closed loop, one per round.
    pub peaks: Vec<Peak>,
    /// Open loop.
    pub open: Vec<Open>,
    /// The server's memory at the end.
    pub memory: Option<Memory>,
    /// What was checked on the way.
    pub checks: Vec<String>,
}

/// A closed loop.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Peak {
    /// Units done.
    pub units: u64,
    /// In this time.
    pub seconds: f64,
    /// Units per second.
    pub units_per_second: f64,
    /// Connections.
    pub connections: usize,
    /// The server's CPU time per unit in microseconds.
    pub server_microseconds: Option<f64>,
    /// The CPU time of its database's own processes per unit in microseconds.
    #[serde(default)]
    pub database_microseconds: Option<f64>,
    /// The server's CPU time in percent of one core.
    pub server_percent: Option<f64>,
    /// Bytes the server had written to the disk per unit.
    pub written_bytes: Option<f64>,
    /// Transactions per unit that the database committed. Units that wait together may share one.
    #[serde(default)]
    pub commits: Option<f64>,
    /// Half of the units took no longer, in microseconds, on a server that was always busy.
    pub p50_microseconds: u64,
    /// Time that the host gave to others, in percent.
    pub stolen_percent: f64,
    /// Where units hash passwords and the server names the threads that do: their CPU time in percent of the core.
    #[serde(default)]
    pub hashing_percent: Option<f64>,
    /// Where units hash passwords: hashes per second by a program that does nothing else, on the same core right before and after.
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
    /// In microseconds, from the scheduled moment.
    pub p50_microseconds: u64,
    /// In microseconds.
    pub p99_microseconds: u64,
    /// In microseconds.
    pub p999_microseconds: u64,
    /// In microseconds.
    pub longest_microseconds: u64,
}

impl Figure {
    /// A figure.
    pub fn new(name: String, value: f64, unit: &str) -> Self {
        Self { name, value, unit: unit.to_owned() }
    }
}

impl Outcome {
    /// The peak in the middle of all rounds.
    pub fn median_peak(&self) -> Option<&Peak> {
        let mut sorted: Vec<&Peak> = self.peaks.iter().collect();
        sorted.sort_by(|one, other| one.units_per_second.total_cmp(&other.units_per_second));
        sorted.get(sorted.len().saturating_sub(1) / 2).copied()
    }

    /// The rates over those of hashing alone, round by round, in percent. A round says little: on a machine that is shared,
    /// memory is faster in one second than in the next.
    pub fn percent_of_hashing_alone(&self) -> Option<Quartiles> {
        let percent = |peak: &Peak| Some(100.0 * peak.units_per_second / peak.hashes_per_second?);
        Quartiles::of(self.peaks.iter().filter_map(percent).collect())
    }

    /// The core's time that hashing gets at the server over what it gets alone, round by round, in percent. It does not know
    /// how fast memory was.
    pub fn percent_of_hashing_time_alone(&self) -> Option<Quartiles> {
        let percent = |peak: &Peak| Some(100.0 * peak.hashing_percent? / peak.hashing_alone_percent?);
        Quartiles::of(self.peaks.iter().filter_map(percent).collect())
    }

    /// Takes the rounds of the same workload in, measured later at a server that was started anew.
    pub fn go_on_with(&mut self, later: Self) {
        self.peaks.extend(later.peaks);
        self.open = later.open;
        self.memory = later.memory;
        for check in later.checks {
            if !self.checks.contains(&check) {
                self.checks.push(check);
            }
        }
    }

    /// Slowest and fastest round, in units per second.
    pub fn spread(&self) -> Option<(f64, f64)> {
        let rates = || self.peaks.iter().map(|peak| peak.units_per_second);
        let (least, most) = (rates().reduce(f64::min)?, rates().reduce(f64::max)?);
        Some((least, most))
    }
}

/// Where the middle half of many readings lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quartiles {
    /// A quarter is below it.
    pub lower: f64,
    /// The middle one.
    pub middle: f64,
    /// A quarter is above it.
    pub upper: f64,
    /// How many there are.
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
