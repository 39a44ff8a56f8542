//! The cost of housekeeping through the storage contract: a step that removes sessions, and one that finds nothing.

use std::{ops::Range, time::Instant};

use anyhow::{Result, ensure};
use valetkey_authorization_server::Change;
use valetkey_storage::{Meter, Storage};
use valetkey_types::{Seconds, Timestamp};

use super::{middle_one, now};
use crate::outcome::Figure;

/// Sessions removed per step.
const STEP: u32 = 32;
/// Number of steps; the result is their median. Fewer if there are not enough sessions.
const STEPS: usize = 21;

/// Measures steps at the current time, with nothing to remove, and at a time when all `sessions` have expired. Removes some of them.
///
/// # Errors
/// If a step removes the wrong number.
pub(super) async fn run(storage: &dyn Storage, sessions: usize, of: &str) -> Result<Vec<Figure>> {
    let steps = STEPS.min(sessions / STEP as usize).max(1);
    let nothing = usual_time(storage, now().minus(Seconds::days(1)), 0..1, steps).await?;
    // Individually revoked tokens have expired by then, too.
    let some = usual_time(storage, now().plus(Seconds::days(1)), u64::from(STEP)..u64::MAX, steps).await?;
    let figure = |name: String, milliseconds| Figure::new(format!("{of}: {name}"), milliseconds, "ms");
    Ok(vec![
        figure("housekeeping with nothing to remove".to_owned(), nothing),
        figure(format!("housekeeping, removing {STEP} sessions"), some),
    ])
}

/// Converts to milliseconds.
async fn usual_time(
    storage: &dyn Storage,
    before: Timestamp,
    expected: Range<u64>,
    steps: usize,
) -> Result<f64> {
    let mut times = Vec::new();
    for _ in 0..steps {
        let (meter, begun) = (Meter::new(), Instant::now());
        let removal = vec![Change::RemoveExpired { before, at_most: STEP }];
        meter.measure(storage.apply(removal)).await?;
        times.push(begun.elapsed().as_secs_f64() * 1_000.0);
        let removed = meter.cost().rows;
        ensure!(expected.contains(&removed), "removed {removed} records, expected {expected:?}");
    }
    middle_one(times)
}
