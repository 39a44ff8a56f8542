//! `bench H` to `bench Q`: the workloads that have no units per second.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use super::{print, recording::Recording};
use crate::{
    arguments::{GrowthArguments, ListsArguments, OtherArguments, PairArguments, RevocationArguments},
    outcome::Figure,
    server::{Plan, Product},
    workload::{cold_start, growth, lists, memory, overload, revocation, same_time, validation},
};

/// Runs workload H: validation of access tokens.
pub(super) fn validation(arguments: &OtherArguments) -> Result<()> {
    let _scratch = arguments.place.prepare()?;
    let record = Recording::begin(arguments.json.as_deref())?;
    finish(record, "H", validation::run(arguments.time()?)?)
}

/// Runs workload J: the time of a cold start.
pub(super) async fn cold_start(arguments: &OtherArguments) -> Result<()> {
    let scratch = arguments.place.prepare()?;
    let record = Recording::begin(arguments.json.as_deref())?;
    let figures = cold_start::run(&arguments.place.plan(&scratch), arguments.starts).await?;
    finish(record, "J", figures)
}

/// Runs workload K: memory.
pub(super) async fn memory(arguments: &OtherArguments) -> Result<()> {
    let scratch = arguments.place.prepare()?;
    let record = Recording::begin(arguments.json.as_deref())?;
    let plan = arguments.place.plan(&scratch);
    let time = arguments.time()?;
    let minutes = arguments.minutes.map(|minutes| Duration::try_from_secs_f64(60.0 * minutes));
    let after = minutes.transpose().context("--minutes")?.unwrap_or(time);
    let figures = memory::run(arguments.server, &plan, time, after).await?;
    finish(record, "K", figures)
}

/// Runs workload L: the growth of costs.
pub(super) async fn growth(arguments: &GrowthArguments) -> Result<()> {
    let scratch = arguments.place.prepare()?;
    let record = Recording::begin(arguments.json.as_deref())?;
    let time = Duration::try_from_secs_f64(arguments.seconds).context("--seconds")?;
    let servers = if arguments.servers.is_empty() { &[Product::Valetkey][..] } else { &arguments.servers };
    let mut figures = Vec::new();
    for server in servers {
        let plan = arguments.place.plan(&scratch);
        figures.extend(growth::run(*server, &plan, &arguments.sizes, time).await?);
    }
    finish(record, "L", figures)
}

/// Runs workload M: revocation across two nodes.
pub(super) async fn revocation(arguments: &RevocationArguments) -> Result<()> {
    let scratch = arguments.place.prepare()?;
    let record = Recording::begin(arguments.json.as_deref())?;
    let running = Product::ValetkeyPostgresTwoNodes.start(&arguments.place.plan(&scratch)).await?;
    let figures = revocation::run(&running, arguments.times).await?;
    finish(record, "M", figures)
}

/// Runs workload N: overload.
pub(super) async fn overload(arguments: &OtherArguments) -> Result<()> {
    let scratch = arguments.place.prepare()?;
    let record = Recording::begin(arguments.json.as_deref())?;
    let running = arguments.server.start(&arguments.place.plan(&scratch)).await?;
    let figures = overload::run(&running.site, arguments.time()?).await?;
    finish(record, "N", figures)
}

/// Runs workload P: response times for known and unknown names.
pub(super) async fn same_time(arguments: &PairArguments) -> Result<()> {
    let scratch = arguments.place.prepare()?;
    let record = Recording::begin(arguments.json.as_deref())?;
    let figures = same_time::run(&arguments.place.plan(&scratch), arguments.pairs).await?;
    finish(record, "P", figures)
}

/// Runs workload Q: the lists and searches of administrators.
///
/// # Errors
/// If an address takes longer than the limit, if there is one.
pub(super) async fn lists(arguments: &ListsArguments) -> Result<()> {
    let scratch = arguments.place.prepare()?;
    let record = Recording::begin(arguments.json.as_deref())?;
    let servers = if arguments.servers.is_empty() { &[Product::Valetkey][..] } else { &arguments.servers };
    let (mut figures, mut slow) = (Vec::new(), Vec::new());
    for server in servers {
        for size in &arguments.sizes {
            let plan = Plan { users: *size, ..arguments.place.plan(&scratch) };
            let measured = lists::run(*server, &plan, arguments.readings).await?;
            print(&measured.to_string())?;
            figures.extend(measured.figures());
            slow.extend(arguments.limit.map(|limit| measured.above(limit)).unwrap_or_default());
        }
    }
    finish(record, "Q", figures)?;
    ensure!(slow.is_empty(), "above the limit:\n{}", slow.join("\n"));
    Ok(())
}

impl OtherArguments {
    fn time(&self) -> Result<Duration> {
        Duration::try_from_secs_f64(self.seconds).context("--seconds")
    }
}

fn finish(mut record: Recording, letter: &str, figures: Vec<Figure>) -> Result<()> {
    record.run.others.insert(letter.to_owned(), figures);
    record.end()
}
