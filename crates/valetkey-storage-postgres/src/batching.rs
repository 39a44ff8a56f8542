//! Sends queries of several callers together. A query wakes the task of its connection. Without this module that task would
//! send each query at once, and the database would wake up, answer and sleep again for each of them.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
};

/// Lets every other runnable task run before each poll of a connection, so that their queries join the same packet.
pub(crate) async fn after_other_tasks<F: Future>(connection: F) -> F::Output {
    let mut connection = pin!(connection);
    let mut gave_way = false;
    poll_fn(move |context| {
        gave_way = !gave_way;
        if gave_way {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        connection.as_mut().poll(context)
    })
    .await
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    use super::*;

    #[tokio::test]
    async fn runnable_tasks_run_before_the_connection() {
        let gone = Arc::new(AtomicUsize::new(0));
        let seen = Arc::clone(&gone);
        let connection = tokio::spawn(after_other_tasks(async move { seen.load(Ordering::SeqCst) }));
        for _ in 0..3 {
            let gone = Arc::clone(&gone);
            tokio::spawn(async move { gone.fetch_add(1, Ordering::SeqCst) });
        }
        assert_eq!(connection.await.ok(), Some(3));
    }
}
