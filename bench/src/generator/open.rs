//! The open loop: units start at a fixed rate. A latency counts from the scheduled time, so a stalled server also pays for the
//! units that had to wait (no coordinated omission).

use std::{cell::Cell, rc::Rc, time::Duration};

use anyhow::Result;
use tokio::{task::JoinSet, time::Instant};

use super::{Schedule, Tally, Worker, Workload, awake};

/// Runs units at this rate for this long, then finishes late units.
///
/// # Errors
/// The first error of a unit.
pub async fn run(
    workload: &Rc<dyn Workload>,
    workers: &mut Vec<Worker>,
    units_per_second: f64,
    time: Duration,
) -> Result<Tally> {
    let rate = units_per_second.max(0.1);
    let total = (rate * time.as_secs_f64()).ceil() as u64;
    let schedule = Rc::new(Schedule::new(Duration::from_secs_f64(1.0 / rate), total));
    let begun = Instant::now();
    let failed = Rc::new(Cell::new(false));
    let mut running = JoinSet::new();
    for mut worker in workers.drain(..) {
        let (workload, schedule, failed) = (Rc::clone(workload), Rc::clone(&schedule), Rc::clone(&failed));
        running.spawn_local(async move {
            let done = work(&*workload, &mut worker, &schedule, &failed).await;
            failed.set(failed.get() || done.is_err());
            (worker, done)
        });
    }
    let mut tally = Tally::new()?;
    let mut error = None;
    while let Some(joined) = awake(running.join_next()).await {
        let (worker, done) = joined?;
        workers.push(worker);
        match done {
            Ok(part) => tally.add(&part)?,
            Err(problem) => error = error.or(Some(problem)),
        }
    }
    tally.elapsed = begun.elapsed();
    error.map_or(Ok(tally), Err)
}

async fn work(
    workload: &dyn Workload,
    worker: &mut Worker,
    schedule: &Schedule,
    failed: &Cell<bool>,
) -> Result<Tally> {
    let mut tally = Tally::new()?;
    while !failed.get() {
        let Some(due) = schedule.next_due().await else { break };
        let finish = workload.unit(worker).await?;
        tally.count(finish, due.elapsed());
        workload.misuse(worker).await?;
    }
    Ok(tally)
}
