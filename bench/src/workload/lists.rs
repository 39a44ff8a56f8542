//! Q: every list and search of the console and of the administration API.

mod addresses;
mod administrator;

use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use http::StatusCode;

use self::{addresses::Address, administrator::Administrator};
use super::middle_one;
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

/// The longest time of a list or search, in milliseconds.
const GOAL: f64 = 100.0;

/// Fills a database and opens every list and search this many times. Returns the median and the longest time of each, and the memory of the
/// server before and after.
///
/// # Errors
/// If an address is answered with another status than 200.
pub async fn run(product: Product, plan: &Plan, readings: u32) -> Result<Vec<Figure>> {
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
    let before = memory(child.id())?.rss_kib;
    let mut figures = Vec::new();
    let mut slow = 0;
    for address in &addresses {
        let (usual, longest) = times(&mut administrator, address, readings).await?;
        if longest > GOAL {
            slow += 1;
        }
        figures.push(Figure::new(format!("{of}: {address}, p50"), usual, "ms"));
        figures.push(Figure::new(format!("{of}: {address}, longest"), longest, "ms"));
    }
    let after = memory(child.id())?.rss_kib;
    for (when, kib) in [("before", before), ("after", after)] {
        figures.push(Figure::new(format!("{of}: memory {when}, RSS"), kib as f64 / 1024.0, "MiB"));
    }
    figures.push(Figure::new(format!("{of}: addresses with a time above {GOAL} ms"), f64::from(slow), ""));
    drop(child);
    drop(database);
    std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    Ok(figures)
}

/// Returns the median and the longest time of an address in milliseconds.
async fn times(administrator: &mut Administrator, address: &Address, readings: u32) -> Result<(f64, f64)> {
    let mut times = Vec::new();
    for _ in 0..readings {
        let begun = Instant::now();
        let answer = administrator.open(address).await?;
        times.push(begun.elapsed().as_secs_f64() * 1_000.0);
        ensure!(answer.status == StatusCode::OK, "{address}: {} {}", answer.status, answer.excerpt());
    }
    let longest = times.iter().copied().fold(0.0, f64::max);
    Ok((middle_one(times)?, longest))
}
