//! `bench A` to `bench G`, and `bench O`: one workload.

use std::time::Duration;

use anyhow::{Context as _, Result};

use super::recording::Recording;
use crate::{
    arguments::WorkloadArguments,
    floor::{self, Floors},
    measure::{Settings, interleaved},
    outcome::Outcome,
    progress::say,
    server::{Plan, Product, Running},
    starts,
    workload::Kind,
};

/// Measures and prints the table.
pub(super) async fn run(kind: Kind, arguments: WorkloadArguments) -> Result<()> {
    let scratch = arguments.place.prepare()?;
    let mut record = Recording::begin(arguments.json.as_deref())?;
    record.run.floors = Some(Floors::measure(&scratch.0, Duration::from_millis(300)).await?);
    record.run.ceiling = Some(floor::ceiling(Duration::from_secs(1)).await?);
    let (products, plan) = (products(&arguments), arguments.place.plan(&scratch));
    let plan = Plan { at_domain_name: kind.needs_domain_name(), ..plan };
    let settings = settings(&arguments)?;
    record.run.outcomes = if arguments.starts > 1 {
        starts::measure(kind, (&products, arguments.track), &plan, arguments.starts, &settings, &say).await?
    } else {
        at_once(kind, &arguments, &products, &plan, &settings).await?
    };
    record.end()
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

/// Measures all servers in turn, together with a provider that is already running.
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
