//! L: what a unit costs when there are a thousand times as many people, sessions and grants.

use std::time::Duration;

use anyhow::Result;

use super::Kind;
use crate::{
    generator,
    outcome::Figure,
    seed::Extent,
    server::{Plan, Product},
    site::Track,
};

const KINDS: [Kind; 4] = [Kind::SingleSignOn, Kind::Refresh, Kind::Introspection, Kind::Userinfo];
/// Connections: few, so that the time of a unit is the server's and not the queue's.
const CONNECTIONS: usize = 4;

/// Seeds a database per size and measures the usual time of a unit in each.
///
/// # Errors
/// When a unit fails.
pub async fn run(plan: &Plan, sizes: &[usize], time: Duration) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    let mut first: Vec<f64> = Vec::new();
    for size in sizes {
        let extent = Extent { sessions: *size, grants: *size };
        let running = Product::Valetkey.start(&Plan { people: *size, extent, ..plan.clone() }).await?;
        let bytes = std::fs::metadata(running.folder.join("valetkey.db"))?.len();
        let each = bytes as f64 / *size as f64;
        figures.push(Figure::new(format!("{size}: file, per person with session and grant"), each, "bytes"));
        for (index, kind) in KINDS.into_iter().enumerate() {
            let workload = kind.prepare(&running.site, Track::Opaque).await?;
            let mut workers = running.site.workers(CONNECTIONS)?;
            generator::closed(&workload, &mut workers, time / 4).await?;
            let tally = generator::closed(&workload, &mut workers, time).await?;
            let milliseconds = tally.quantile(0.5) as f64 / 1_000.0;
            let letter = kind.letter();
            figures.push(Figure::new(format!("{size}: {letter}, p50"), milliseconds, "ms"));
            match first.get(index) {
                None => first.push(milliseconds),
                Some(small) => {
                    let name = format!("{size}: {letter}, p50 against {}", sizes.first().unwrap_or(size));
                    figures.push(Figure::new(name, milliseconds / small, "times"));
                }
            }
        }
    }
    Ok(figures)
}
