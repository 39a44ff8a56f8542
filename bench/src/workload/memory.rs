//! K: the memory of the server: idle, after work, with many sessions, and while it hashes passwords.

use std::{rc::Rc, time::Duration};

use anyhow::{Context as _, Result, ensure};
use tokio::time::{Instant, sleep};

use super::Kind;
use crate::{
    generator,
    http::{Connection, get},
    outcome::Figure,
    process::{Memory, memory_of_all},
    seed::{self, Extent},
    server::{Plan, Product, Running},
    site::Track,
};

/// Number of sessions in the variant with many sessions.
const SESSIONS: usize = 100_000;
/// Interval of memory samples during password hashing.
const LOOK: Duration = Duration::from_millis(50);

/// Starts the server twice and loads it for this long each time; the first time, A runs for `after`.
///
/// # Errors
/// If a unit fails.
pub async fn run(product: Product, plan: &Plan, time: Duration, after: Duration) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    let running = product.start(plan).await?;
    sleep(time).await;
    figures.extend(pair("idle after start", resident(&running)?));
    if plan.extent.tenants > 0 {
        figures.push(tenant(&running, plan.extent.tenants).await?);
    }
    work(&running, Kind::SingleSignOn, 64, after).await?;
    figures.extend(pair(&format!("after {:.0} s of A", after.as_secs_f64()), resident(&running)?));
    figures.extend(pair("most during B, 2 at once", most_while_hashing(&running, time).await?));
    drop(running);
    if product != Product::NodeOidcProvider {
        let extent = Extent { sessions: SESSIONS, ..plan.extent };
        let running = product.start(&Plan { extent, ..plan.clone() }).await?;
        work(&running, Kind::SingleSignOn, 64, time).await?;
        figures.extend(pair("100,000 live sessions, after A", resident(&running)?));
    }
    Ok(figures)
}

/// Measures the memory of a tenant that was used once and is idle again. The server keeps the last 1,024 tenants in memory.
async fn tenant(running: &Running, tenants: usize) -> Result<Figure> {
    let before = resident(running)?;
    let mut connection = Connection::to(&running.site.provider.authority)?.named(seed::TENANTS_HOST)?;
    for number in 0..tenants {
        let answer = connection.send(get(&format!("{}/jwks", seed::tenant_path(number)), &[])).await?;
        ensure!(answer.status.is_success(), "expected the keys of a tenant, got {}", answer.excerpt());
    }
    let grown = resident(running)?.rss_kib.saturating_sub(before.rss_kib);
    Ok(Figure::new(format!("each of {tenants} tenants in memory, RSS"), grown as f64 / tenants as f64, "KiB"))
}

async fn work(running: &Running, kind: Kind, connections: usize, time: Duration) -> Result<()> {
    let workload = kind.prepare(&running.site, Track::Opaque).await?;
    let mut workers = running.site.workers(connections)?;
    generator::closed(&workload, &mut workers, time).await?;
    Ok(())
}

async fn most_while_hashing(running: &Running, time: Duration) -> Result<Memory> {
    let workload = Kind::PasswordSignIn.prepare(&running.site, Track::Opaque).await?;
    let mut workers = running.site.workers(2)?;
    let looking = async {
        let (begun, mut most) = (Instant::now(), Memory::default());
        while begun.elapsed() < time {
            let now = resident(running)?;
            most.rss_kib = most.rss_kib.max(now.rss_kib);
            most.pss_kib = most.pss_kib.max(now.pss_kib);
            sleep(LOOK).await;
        }
        Ok::<_, anyhow::Error>(most)
    };
    let workload = Rc::clone(&workload);
    let (tally, most) = tokio::join!(generator::closed(&workload, &mut workers, time), looking);
    tally?;
    most
}

fn resident(running: &Running) -> Result<Memory> {
    memory_of_all(&running.site.processes)?.context("a process of this machine")
}

fn pair(name: &str, memory: Memory) -> [Figure; 2] {
    let mebibytes = |kib: u64| kib as f64 / 1024.0;
    [
        Figure::new(format!("{name}, RSS"), mebibytes(memory.rss_kib), "MiB"),
        Figure::new(format!("{name}, PSS"), mebibytes(memory.pss_kib), "MiB"),
    ]
}
