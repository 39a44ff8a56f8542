//! A connection has to bring a request in time, whatever protocol it claims to speak.
//!
//! hyper's own header deadline begins only once it knows the protocol; a client that sends nothing, or half of the
//! HTTP/2 preface, would stay for ever.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// Watches for the first request of a connection.
pub(super) struct FirstRequest(Arc<AtomicBool>);

/// Tells that a request came.
pub(super) struct Arrived(Arc<AtomicBool>);

impl FirstRequest {
    pub(super) fn new() -> (Self, Arrived) {
        let seen = Arc::new(AtomicBool::new(false));
        (Self(Arc::clone(&seen)), Arrived(seen))
    }

    /// Returns when the time is over and no request came; never otherwise.
    pub(super) async fn missing_after(self, limit: Duration) {
        tokio::time::sleep(limit).await;
        if self.0.load(Ordering::Acquire) {
            std::future::pending::<()>().await;
        }
    }
}

impl Arrived {
    pub(super) fn mark(&self) {
        self.0.store(true, Ordering::Release);
    }
}
