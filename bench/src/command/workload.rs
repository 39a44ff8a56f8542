//! `bench A` to `bench G`: one workload.

use std::{
    collections::BTreeMap,
    path::Path,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use anyhow::{Context as _, Result};

use super::print;
use crate::{
    arguments::WorkloadArguments,
    floor::{self, Floors},
    machine::{Machine, Ticks},
    measure::{Settings, interleaved},
    outcome::{Outcome, Run},
    progress::say,
    report,
    server::{Plan, Product, Running},
    starts,
    workload::Kind,
};

/// Measures and prints the table.
pub(super) async fn run(kind: Kind, arguments: WorkloadArguments) -> Result<()> {
    let scratch = arguments.place.prepare()?;
    let mut record = Recording::begin();
    record.run.floors = Some(Floors::measure(&scratch.0, Duration::from_millis(300)).await?);
    record.run.ceiling = Some(floor::ceiling(Duration::from_secs(1)).await?);
    let (products, plan) = (products(&arguments), arguments.place.plan(&scratch));
    let settings = settings(&arguments)?;
    record.run.outcomes = if arguments.starts > 1 {
        starts::measure(kind, (&products, arguments.track), &plan, arguments.starts, &settings, &say).await?
    } else {
        at_once(kind, &arguments, &products, &plan, &settings).await?
    };
    let run = record.end();
    if let Some(file) = &arguments.json {
        write(&run, file)?;
    }
    print(&report::markdown(&[run]))
}

fn products(arguments: &WorkloadArguments) -> Vec<Product> {
    let usual = (arguments.servers.is_empty() && arguments.issuer.is_none()).then_some(Product::Valetkey);
    arguments.servers.iter().copied().chain(usual).collect()
}

fn settings(arguments: &WorkloadArguments) -> Result<Settings> {
    let time = Duration::try_from_secs_f64(arguments.seconds).context("--seconds")?;
    Ok(Settings {
        rounds: arguments.rounds,
        time,
        warm_up: time / 4,
        connections: arguments.connections,
        open_time: time,
        percents: arguments.open.clone(),
    })
}

/// All servers, one that is running already among them, in turn.
async fn at_once(
    kind: Kind,
    arguments: &WorkloadArguments,
    products: &[Product],
    plan: &Plan,
    settings: &Settings,
) -> Result<Vec<Outcome>> {
    let mut servers = Vec::new();
    if let (Some(issuer), Some(population)) = (&arguments.issuer, &arguments.population) {
        servers.push(Running::elsewhere(issuer, population, arguments.process).await?);
    }
    for product in products {
        servers.push(product.start(plan).await?);
    }
    let sites: Vec<_> = servers.iter().map(|server| (&server.site, arguments.track)).collect();
    interleaved(kind, &sites, settings, &say).await
}

/// A run that is going on.
pub(super) struct Recording {
    /// What is known so far.
    pub(super) run: Run,
    begun: Instant,
    ticks: Ticks,
}

impl Recording {
    /// Begins now.
    pub(super) fn begin() -> Self {
        let began_at = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let run = Run {
            machine: Machine::here(),
            began_at,
            seconds: 0.0,
            stolen_percent: 0.0,
            floors: None,
            ceiling: None,
            outcomes: Vec::new(),
            others: BTreeMap::new(),
        };
        Self { run, begun: Instant::now(), ticks: Ticks::now() }
    }

    /// Ends now.
    pub(super) fn end(mut self) -> Run {
        self.run.seconds = self.begun.elapsed().as_secs_f64();
        self.run.stolen_percent = Ticks::now().stolen_percent_since(self.ticks);
        self.run
    }
}

/// Writes a result as JSON.
pub(super) fn write(run: &Run, file: &Path) -> Result<()> {
    std::fs::write(file, serde_json::to_vec_pretty(run)?).with_context(|| file.display().to_string())
}
