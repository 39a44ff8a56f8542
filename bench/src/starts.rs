//! A workload at servers that are started anew, again and again. A process keeps the memory it got at first, and where that lies
//! makes its hashes faster or slower for as long as it runs.

use anyhow::Result;

use crate::{
    measure::{Settings, interleaved},
    outcome::Outcome,
    server::{Plan, Product},
    site::Track,
    workload::Kind,
};

/// Starts the servers so many times and measures all rounds at each start; latencies at the last one.
///
/// # Errors
/// If a server does not start, and as [`interleaved`].
pub async fn measure(
    kind: Kind,
    servers: (&[Product], Track),
    plan: &Plan,
    starts: u32,
    settings: &Settings,
    say: &dyn Fn(&str),
) -> Result<Vec<Outcome>> {
    let (products, track) = servers;
    let mut total: Vec<Outcome> = Vec::new();
    for start in 1..=starts {
        let mut running = Vec::new();
        for product in products {
            running.push(product.start(plan).await?);
        }
        let sites: Vec<_> = running.iter().map(|server| (&server.site, track)).collect();
        let percents = if start == starts { settings.percents.clone() } else { Vec::new() };
        let outcomes = interleaved(kind, &sites, &Settings { percents, ..settings.clone() }, say).await?;
        if total.is_empty() {
            total = outcomes;
        } else {
            total.iter_mut().zip(outcomes).for_each(|(total, later)| total.go_on_with(later));
        }
    }
    Ok(total)
}
