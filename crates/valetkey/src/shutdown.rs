//! When to stop: Ctrl-C or SIGTERM.

use tokio::sync::watch;

use crate::failure::Failure;

/// Tells every holder of a clone when to stop.
#[derive(Clone)]
pub(crate) struct Shutdown(watch::Receiver<bool>);

impl Shutdown {
    /// Listens for the signals from now on, so that none is missed while the rest starts.
    ///
    /// # Errors
    /// When the system refuses to deliver signals.
    pub(crate) fn on_signal() -> Result<Self, Failure> {
        let (sender, receiver) = watch::channel(false);
        let signal = signal()?;
        tokio::spawn(async move {
            signal.await;
            // Everybody may have stopped already for another reason.
            let _ = sender.send(true);
        });
        Ok(Self(receiver))
    }

    /// Done when it is time to stop.
    pub(crate) async fn requested(mut self) {
        // Without a sender there is nobody left to wait for.
        let _ = self.0.wait_for(|stop| *stop).await;
    }
}

#[cfg(unix)]
fn signal() -> Result<impl Future<Output = ()>, Failure> {
    use tokio::signal::unix::{SignalKind, signal};

    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn signal() -> Result<impl Future<Output = ()>, Failure> {
    Ok(async {
        // Without signals only the end of the process stops the program.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
