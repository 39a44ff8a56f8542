//! Measures a workload with servers that are restarted several times. The memory layout of a process makes its hashes faster or
//! slower for as long as it runs.

use anyhow::Result;

use crate::{
    measure::{Settings, interleaved},
    outcome::Outcome,
    server::{Plan, Product},
    site::Track,
    workload::Kind,
};

/// Starts the servers `starts` times and measures all rounds at each start, and the latencies at the last start.
///
/// # Errors
/// If a server does not start, or if [`interleaved`] fails.
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
            total.iter_mut().zip(outcomes).for_each(|(total, later)| total.append_rounds(later));
        }
    }
    Ok(total)
}
