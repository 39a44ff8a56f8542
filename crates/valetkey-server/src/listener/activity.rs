//! A connection has to bring requests, whatever protocol it claims to speak.
//!
//! hyper's own header deadline begins only once it knows the protocol; a client that sends nothing, or half of the
//! HTTP/2 preface, would stay for ever. For HTTP/2 it has no deadline between requests, and pings keep a connection alive.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::time::sleep;

/// Counts the requests of a connection.
#[derive(Clone, Default)]
pub(super) struct Activity(Arc<Counts>);

#[derive(Default)]
struct Counts {
    begun: AtomicUsize,
    answered: AtomicUsize,
}

impl Activity {
    /// Counts a request until the head of its answer is there. The body does not count: a client that never reads it
    /// would keep the connection for ever.
    pub(super) async fn count<F: Future>(&self, answering: F) -> F::Output {
        self.0.begun.fetch_add(1, Ordering::Relaxed);
        let _answered = OnDrop(&self.0.answered);
        answering.await
    }

    /// Returns when no first request came within `first`, or when later no request was there for `idle`; at the latest
    /// after twice that time. Requests pay nothing for being watched but a count.
    pub(super) async fn ended(&self, first: Duration, idle: Duration) {
        let (mut seen, mut limit) = (0, first);
        loop {
            sleep(limit).await;
            let begun = self.0.begun.load(Ordering::Relaxed);
            if begun == seen && begun == self.0.answered.load(Ordering::Relaxed) {
                return;
            }
            (seen, limit) = (begun, idle);
        }
    }
}

struct OnDrop<'a>(&'a AtomicUsize);

impl Drop for OnDrop<'_> {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Duration = Duration::from_secs(10);
    const IDLE: Duration = Duration::from_secs(60);

    #[tokio::test(start_paused = true)]
    async fn without_a_request_the_first_limit_counts() {
        let begun = tokio::time::Instant::now();
        Activity::default().ended(FIRST, IDLE).await;
        assert_eq!(begun.elapsed(), FIRST);
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_in_flight_keeps_the_connection_and_afterwards_the_idle_limit_counts() {
        let (activity, begun) = (Activity::default(), tokio::time::Instant::now());
        let of_request = activity.clone();
        tokio::spawn(async move { of_request.count(sleep(10 * IDLE)).await });
        activity.ended(FIRST, IDLE).await;
        assert!(begun.elapsed() > 10 * IDLE && begun.elapsed() <= 12 * IDLE, "{:?}", begun.elapsed());
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_that_is_given_up_does_not_count_any_longer() {
        let (activity, begun) = (Activity::default(), tokio::time::Instant::now());
        drop(tokio::time::timeout(FIRST / 2, activity.count(std::future::pending::<()>())).await);
        activity.ended(FIRST, IDLE).await;
        assert!(begun.elapsed() <= FIRST + 2 * IDLE, "{:?}", begun.elapsed());
    }
}
