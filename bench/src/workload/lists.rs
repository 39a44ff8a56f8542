//! Q: every list and search of the console and of the administration API.

mod addresses;
mod administrator;

use std::{fmt, time::Instant};

use anyhow::{Context as _, Result, ensure};
use http::StatusCode;

use self::{addresses::Address, administrator::Administrator};
use crate::{
    outcome::Figure,
    population::Population,
    process::memory,
    progress::say,
    seed::Extent,
    server::{Database, Plan, Product, fresh_folder},
};

/// The administrator has no second factor.
const CONFIGURATION: &str = "[console]\nrequire = \"one-factor\"\n";

const GROUPS: usize = 1_000;
const EVENTS_PER_USER: usize = 3;

/// The times of one address, in milliseconds.
#[derive(Debug)]
pub struct Reading {
    address: Address,
    /// Number of records in the answer.
    rows: usize,
    median: f64,
    p99: f64,
}

/// The results of one server.
#[derive(Debug)]
pub struct Lists {
    of: String,
    readings: Vec<Reading>,
    /// Resident memory of the server before and after, in MiB.
    memory: (f64, f64),
}

/// Fills a database and opens every list and search this many times.
///
/// # Errors
/// If an address is answered with another status than 200.
pub async fn run(product: Product, plan: &Plan, readings: u32) -> Result<Lists> {
    let of = format!("{}, {} users", product.name(), plan.users);
    ensure!(
        product == Product::Valetkey || product == Product::ValetkeyPostgres,
        "expected a server of one node"
    );
    let folder = fresh_folder(&plan.folder, &product.name())?;
    std::fs::write(folder.join("valetkey.toml"), CONFIGURATION)?;
    let database = match product {
        Product::Valetkey => Database::sqlite(folder.clone()),
        _ => Database::postgres(folder.clone())?,
    };
    let mut population = Population::new(plan.users);
    let (groups, events) = (GROUPS.min(plan.users), EVENTS_PER_USER * plan.users);
    let extent = Extent { sessions: plan.users, grants: plan.users, groups, events, ..plan.extent };
    say(&format!("Q {of}: storing them"));
    database.seed(&mut population, extent).await?;
    let (child, address) = database.serve_with("valetkey.toml")?;
    let mut administrator = Administrator::new(&database, &address, &population).await?;
    let addresses = addresses::all(&mut administrator, &population).await?;
    say(&format!("Q {of}: opening {} addresses, {readings} times each", addresses.len()));
    let resident = || memory(child.id()).map(|memory| memory.rss_kib as f64 / 1024.0);
    let before = resident()?;
    let mut all = Vec::new();
    for address in addresses {
        all.push(measure(&mut administrator, address, readings).await?);
    }
    let memory = (before, resident()?);
    drop(child);
    drop(database);
    std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    Ok(Lists { of, readings: all, memory })
}

async fn measure(administrator: &mut Administrator, address: Address, readings: u32) -> Result<Reading> {
    let (mut times, mut rows) = (Vec::new(), 0);
    for _ in 0..readings {
        administrator.stay_signed_in().await?;
        let begun = Instant::now();
        let answer = administrator.open(&address).await?;
        times.push(begun.elapsed().as_secs_f64() * 1_000.0);
        ensure!(answer.status == StatusCode::OK, "{address}: {} {}", answer.status, answer.excerpt());
        rows = address.rows(&answer.body);
    }
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times.get(times.len() * share / 100).copied().context("a reading");
    let reading = Reading { rows, median: at(50)?, p99: at(99)?, address };
    say(&format!("{reading}"));
    Ok(reading)
}

impl Lists {
    /// Returns the addresses with a p99 above a number of milliseconds.
    pub fn above(&self, limit: f64) -> Vec<String> {
        let slow = self.readings.iter().filter(|reading| reading.p99 > limit);
        slow.map(|reading| format!("{}: {reading}", self.of)).collect()
    }

    /// Returns the summary.
    pub fn figures(&self) -> Vec<Figure> {
        let longest = self.readings.iter().map(|reading| reading.p99).fold(0.0, f64::max);
        let count = self.readings.len() as f64;
        let figures = [
            ("addresses", count, ""),
            ("longest p99 of an address", longest, "ms"),
            ("memory before, RSS", self.memory.0, "MiB"),
            ("memory after, RSS", self.memory.1, "MiB"),
        ];
        figures.map(|(what, value, unit)| Figure::new(format!("{}: {what}", self.of), value, unit)).into()
    }
}

/// Prints a table.
impl fmt::Display for Lists {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "| {} | rows | p50 ms | p99 ms |\n|---|---|---|---|", self.of)?;
        self.readings.iter().try_for_each(|reading| writeln!(formatter, "{reading}"))
    }
}

/// Prints a row of the table.
impl fmt::Display for Reading {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { address, rows, median, p99 } = self;
        write!(formatter, "| `{address}` | {rows} | {median:.1} | {p99:.1} |")
    }
}
