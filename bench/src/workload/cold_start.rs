//! J: the time from the start of the program to its first token and its first page.

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};

use crate::{
    application::{Application, Tokens},
    http::{Connection, get},
    outcome::Figure,
    population::Population,
    progress::say,
    provider::Provider,
    seed::Extent,
    server::{Database, Plan, fresh_folder},
};

/// Starts the program `starts` times per variant. Returns the medians and the slowest start.
///
/// # Errors
/// If a start fails or returns no token.
pub async fn run(plan: &Plan, starts: usize) -> Result<Vec<Figure>> {
    let Plan { folder, users, extent, .. } = plan;
    let mut figures = Vec::new();
    let mut pages = Vec::new();
    for _ in 0..starts {
        let database = Database::sqlite(fresh_folder(folder, "start")?);
        pages.push(first_page(&database).await?);
    }
    figures.extend(median_and_longest("no database: first sign-in page", pages));

    let mut fresh = Vec::new();
    for _ in 0..starts {
        let (database, population) = seeded(folder, 1, *extent).await?;
        fresh.push(first_token(&database, &population).await?);
    }
    figures.extend(median_and_longest("1 person, no keys yet: first token", fresh));

    let (database, population) = seeded(folder, *users, *extent).await?;
    first_token(&database, &population).await?;
    let (mut tokens, mut pages) = (Vec::new(), Vec::new());
    for _ in 0..starts {
        tokens.push(first_token(&database, &population).await?);
        pages.push(first_page(&database).await?);
    }
    figures.extend(median_and_longest(&format!("{users} people: first token"), tokens));
    figures.extend(median_and_longest(&format!("{users} people: first sign-in page"), pages));

    let mut cold = Vec::new();
    while cold.len() < starts && drop_file_cache() {
        cold.push(first_token(&database, &population).await?);
    }
    figures.extend(median_and_longest(&format!("{users} people, read from the disk: first token"), cold));
    Ok(figures)
}

/// Drops the file cache of the kernel, including the program. Needs root.
fn drop_file_cache() -> bool {
    let written = Command::new("sync").status().is_ok_and(|status| status.success());
    let done = written && std::fs::write("/proc/sys/vm/drop_caches", "3").is_ok();
    if !done {
        say("only root can drop the kernel's file cache: skipping starts that read from the disk");
    }
    done
}

/// Each start uses its own port, so it needs its own issuer and database.
const ISSUER: &str = "http://127.0.0.1:8080";

/// The `Host` header that a proxy would pass on: with several tenants it selects the issuer.
const HOST: &str = "127.0.0.1:8080";

async fn seeded(folder: &Path, users: usize, extent: Extent) -> Result<(Database, Population)> {
    let database = Database::sqlite(fresh_folder(folder, "start")?);
    let mut population = Population::new(users);
    database.seed(&mut population, extent).await?;
    Ok((database, population))
}

async fn first_token(database: &Database, population: &Population) -> Result<Duration> {
    let begun = Instant::now();
    let (_child, address) = database.serve(Some(ISSUER))?;
    let provider = Provider::discover_node_as(&address, Some(HOST)).await?;
    let service = Application::new(&provider, population, &population.clients.service)?;
    let mut connection = Connection::to(&provider.authority)?.named(HOST)?;
    let body = "grant_type=client_credentials&scope=read".to_owned();
    Tokens::of(&service.ask_for_token(&mut connection, body).await?)?;
    Ok(begun.elapsed())
}

async fn first_page(database: &Database) -> Result<Duration> {
    let begun = Instant::now();
    let (_child, address) = database.serve(Some(ISSUER))?;
    let mut connection = Connection::to(address.trim_start_matches("http://"))?.named(HOST)?;
    let answer = connection.send(get("/login", &[])).await?;
    let fits = answer.status.is_success() && answer.body.windows(8).any(|part| part == b"password");
    ensure!(fits, "expected the sign-in page, got {}", answer.excerpt());
    Ok(begun.elapsed())
}

fn median_and_longest(name: &str, mut times: Vec<Duration>) -> Vec<Figure> {
    times.sort();
    let milliseconds = |time: Option<&Duration>| time.map(|time| time.as_secs_f64() * 1_000.0);
    let median = milliseconds(times.get(times.len() / 2));
    let longest = milliseconds(times.last());
    [("median", median), ("longest", longest)]
        .into_iter()
        .filter_map(|(which, value)| Some(Figure::new(format!("{name}, {which}"), value?, "ms")))
        .collect()
}
