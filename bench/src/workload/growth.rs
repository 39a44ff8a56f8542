//! L: the cost of a unit with a thousand times as many users, sessions and grants.

use std::{rc::Rc, time::Duration};

use anyhow::{Context as _, Result};

use super::{Kind, account_page, housekeeping, middle_one, user_search};
use crate::{
    generator::{self, Worker, Workload},
    outcome::Figure,
    progress::say,
    seed::Extent,
    server::{Plan, Product, Running},
    site::Track,
};

const KINDS: [Kind; 4] = [Kind::SingleSignOn, Kind::Refresh, Kind::Introspection, Kind::Userinfo];
/// Number of connections: few, so that units do not wait in a queue.
const CONNECTIONS: usize = 4;
/// Number of active users, spread evenly over all users, each with a browser and a grant: enough that their rows are scattered.
const USERS: usize = 512;
/// Rounds per size and workload. The sizes take turns, so that noise on the machine affects all of them alike.
const ROUNDS: u32 = 3;

/// Starts one server per size, with a database of that many users with a session and a grant each. Measures the median time of
/// a unit on each for this long, then the account page, the pages of a user search, and steps of housekeeping.
///
/// # Errors
/// If a unit fails.
pub async fn run(product: Product, plan: &Plan, sizes: &[usize], time: Duration) -> Result<Vec<Figure>> {
    let (name, mut figures, mut servers) = (product.name(), Vec::new(), Vec::new());
    for size in sizes {
        say(&format!("L {name}: storing {size} users, each with a session and a grant"));
        let extent = Extent { sessions: *size, grants: *size, ..plan.extent };
        let mut running = product.start(&Plan { users: *size, extent, ..plan.clone() }).await?;
        let database = running.database.as_ref().context("a server of ours")?;
        let each = database.bytes()? as f64 / *size as f64;
        let seconds = running.seeding.as_secs_f64();
        figures.push(Figure::new(format!("{name}, {size} people: storing them"), seconds, "s"));
        figures.push(Figure::new(format!("{name}, {size} people: database, per person"), each, "bytes"));
        let taking_part = USERS.min(size / 2).max(CONNECTIONS);
        running.site.browsers = taking_part;
        running.site.stock = taking_part;
        running.site.apart = (size / taking_part).max(1);
        servers.push(running);
    }
    for kind in KINDS {
        let letter = kind.letter();
        let times = usual_times(kind, &servers, time).await?;
        let small = times.first().copied().unwrap_or_default();
        for (size, milliseconds) in sizes.iter().zip(&times) {
            let what = format!("{name}, {size} people: {letter}, p50");
            figures.push(Figure::new(what.clone(), *milliseconds, "ms"));
            if let Some(few) = sizes.first().filter(|few| *few != size) {
                figures.push(Figure::new(format!("{what} against {few}"), milliseconds / small, "times"));
            }
        }
    }
    for (size, server) in sizes.iter().zip(&servers) {
        let database = server.database.as_ref().context("a server of ours")?;
        let users = &server.site.population.users;
        let (storage, of) = (database.storage().await?, format!("{name}, {size} people"));
        let page = account_page::usual_time(&server.site).await?;
        figures.push(Figure::new(format!("{of}: a person's own page"), page, "ms"));
        figures.extend(user_search::run(&*storage, users, &of).await?);
        figures.extend(housekeeping::run(&*storage, *size, &of).await?);
    }
    Ok(figures)
}

/// Returns the median time of a unit on each server in milliseconds: the median of all rounds.
async fn usual_times(kind: Kind, servers: &[Running], time: Duration) -> Result<Vec<f64>> {
    let mut turns = Vec::new();
    for server in servers {
        let workload = kind.prepare(&server.site, Track::Opaque).await?;
        turns.push((workload, server.site.workers(CONNECTIONS)?, Vec::new()));
    }
    for _ in 0..ROUNDS {
        for (workload, workers, medians) in &mut turns {
            medians.push(median(workload, workers, time / ROUNDS).await?);
        }
    }
    turns.into_iter().map(|(_, _, medians)| middle_one(medians)).collect()
}

async fn median(workload: &Rc<dyn Workload>, workers: &mut Vec<Worker>, time: Duration) -> Result<f64> {
    generator::closed(workload, workers, time / 4).await?;
    Ok(generator::closed(workload, workers, time).await?.quantile(0.5) as f64 / 1_000.0)
}
