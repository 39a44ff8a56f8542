//! Receives the notifications of other servers on its own connection.

use std::{
    future::poll_fn,
    pin::pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use tokio::{sync::watch, task::JoinHandle, time::sleep};
use tokio_postgres::{AsyncMessage, Error};
use valetkey_storage::Notices;

use crate::{address::Address, failure::in_words, open};

/// The pause before a new attempt. Meanwhile, servers notice changes only when they read the records again.
const PAUSE: Duration = Duration::from_secs(1);

/// A task that listens until this value is dropped.
pub(crate) struct Listener {
    counter: watch::Receiver<u64>,
    task: JoinHandle<()>,
}

impl Listener {
    /// Starts the task.
    pub(crate) fn start(address: Arc<Address>) -> Self {
        let (sender, counter) = watch::channel(0);
        Self { counter, task: tokio::spawn(keep_listening(address, sender)) }
    }

    /// Returns the notifications that arrive from now on.
    pub(crate) fn notices(&self) -> Notices {
        let mut counter = self.counter.clone();
        counter.mark_unchanged();
        Notices::from_counter(counter)
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn keep_listening(address: Arc<Address>, counter: watch::Sender<u64>) {
    loop {
        if let Err(reason) = listen(&address, &counter).await {
            tracing::debug!(reason, "notifications of other servers are not received; trying again");
        }
        sleep(PAUSE).await;
    }
}

/// Listens until the connection ends.
async fn listen(address: &Address, counter: &watch::Sender<u64>) -> Result<(), String> {
    let (client, mut connection) = open::connect(address).await?;
    let mut request = pin!(client.batch_execute("LISTEN valetkey_changes"));
    let mut is_listening = false;
    let listened = poll_fn(|context: &mut Context<'_>| {
        if !is_listening && let Poll::Ready(answer) = request.as_mut().poll(context) {
            answer?;
            is_listening = true;
            // Notifications from before this connection are lost, so callers must read the records again.
            counter.send_modify(|count| *count += 1);
        }
        loop {
            match connection.poll_message(context) {
                Poll::Ready(Some(Ok(AsyncMessage::Notification(_)))) => {
                    counter.send_modify(|count| *count += 1);
                }
                Poll::Ready(Some(Ok(_))) => {}
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Err(error)),
                Poll::Ready(None) => return Poll::Ready(Ok(())),
                Poll::Pending => break,
            }
        }
        Poll::Pending
    })
    .await;
    listened.map_err(|error: Error| in_words(&error))
}
