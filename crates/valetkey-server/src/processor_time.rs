//! The processor time that a request's own work takes.

use std::{future::poll_fn, pin::pin, time::Duration};

use valetkey_storage::Meter;

/// Adds the processor time of every step of the future to the meter, if there is one. Waiting costs nothing.
pub(crate) async fn measure<F: Future>(meter: Option<&Meter>, future: F) -> F::Output {
    let mut future = pin!(future);
    poll_fn(|context| match meter {
        Some(meter) => measure_here(meter, || future.as_mut().poll(context)),
        None => future.as_mut().poll(context),
    })
    .await
}

/// Adds the processor time of what is done here and now.
pub(crate) fn measure_here<T>(meter: &Meter, work: impl FnOnce() -> T) -> T {
    let before = of_this_thread();
    let done = work();
    meter.add_processor_time(of_this_thread().saturating_sub(before));
    done
}

#[cfg(unix)]
fn of_this_thread() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// Other systems have no such clock that is cheap; their log says zero.
#[cfg(not(unix))]
fn of_this_thread() -> Duration {
    Duration::ZERO
}
