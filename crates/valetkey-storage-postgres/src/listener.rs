//! Hears what other servers announce, on a connection of its own.

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

/// The pause before the next attempt. Meanwhile servers find changes by reading again.
const PAUSE: Duration = Duration::from_secs(1);

/// A task that listens for as long as this lives.
pub(crate) struct Listener {
    counter: watch::Receiver<u64>,
    task: JoinHandle<()>,
}

impl Listener {
    /// Starts to listen.
    pub(crate) fn start(address: Arc<Address>) -> Self {
        let (sender, counter) = watch::channel(0);
        Self { counter, task: tokio::spawn(listen_for_ever(address, sender)) }
    }

    /// Everything that is heard from now on.
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

async fn listen_for_ever(address: Arc<Address>, counter: watch::Sender<u64>) {
    loop {
        if let Err(reason) = listen(&address, &counter).await {
            tracing::debug!(reason, "announcements of other servers are not heard; trying again");
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
            // Nobody knows what was announced before.
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
