//! Questions that travel together. A question wakes the task of its connection, which would send it at once, alone, before
//! the next caller has asked; the database then wakes, answers and sleeps for each.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
};

/// Lets everybody else who can go on do so before each turn of a connection.
pub(crate) async fn in_company<F: Future>(connection: F) -> F::Output {
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
    async fn who_is_ready_goes_first() {
        let gone = Arc::new(AtomicUsize::new(0));
        let seen = Arc::clone(&gone);
        let connection = tokio::spawn(in_company(async move { seen.load(Ordering::SeqCst) }));
        for _ in 0..3 {
            let gone = Arc::clone(&gone);
            tokio::spawn(async move { gone.fetch_add(1, Ordering::SeqCst) });
        }
        assert_eq!(connection.await.ok(), Some(3));
    }
}
