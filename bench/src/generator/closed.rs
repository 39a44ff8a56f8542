//! The closed loop: each connection starts its next unit when the last one is done. It measures the peak; its latencies are
//! those of a busy server.

use std::{cell::Cell, rc::Rc, time::Duration};

use anyhow::Result;
use tokio::{task::JoinSet, time::Instant};

use super::{Tally, Worker, Workload, awake};

/// Runs units for this long. Finishes and counts the units in flight at the end, with their time.
///
/// # Errors
/// The first error of a unit. The other connections stop after their current unit.
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
        workload.misuse(worker).await?;
        now = Instant::now();
    }
    Ok(tally)
}
