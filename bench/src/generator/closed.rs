//! The closed loop: every connection begins its next unit when the last one is done. Finds the peak; its latencies are
//! those of a server that is always busy.

use std::{cell::Cell, rc::Rc, time::Duration};

use anyhow::Result;
use tokio::{task::JoinSet, time::Instant};

use super::{Tally, Worker, Workload, awake};

/// Runs units for this long; those in flight at the end are finished and counted, and so is their time.
///
/// # Errors
/// The first error of a unit; the other connections stop after the unit they are at.
pub async fn run(workload: &Rc<dyn Workload>, workers: &mut Vec<Worker>, time: Duration) -> Result<Tally> {
    let begun = Instant::now();
    let failed = Rc::new(Cell::new(false));
    let mut running = JoinSet::new();
    for mut worker in workers.drain(..) {
        let (workload, failed) = (Rc::clone(workload), Rc::clone(&failed));
        running.spawn_local(async move {
            let done = work(&*workload, &mut worker, begun + time, &failed).await;
            failed.set(failed.get() || done.is_err());
            (worker, done)
        });
    }
    let mut total = Tally::new()?;
    let mut error = None;
    while let Some(joined) = awake(running.join_next()).await {
        let (worker, done) = joined?;
        workers.push(worker);
        match done {
            Ok(tally) => total.add(&tally)?,
            Err(problem) => error = error.or(Some(problem)),
        }
    }
    total.elapsed = begun.elapsed();
    error.map_or(Ok(total), Err)
}

async fn work(
    workload: &dyn Workload,
    worker: &mut Worker,
    deadline: Instant,
    failed: &Cell<bool>,
) -> Result<Tally> {
    let mut tally = Tally::new()?;
    let mut now = Instant::now();
    while now < deadline && !failed.get() {
        let finish = workload.unit(worker).await?;
        tally.count(finish, now.elapsed());
        workload.aside(worker).await?;
        now = Instant::now();
    }
    Ok(tally)
}
