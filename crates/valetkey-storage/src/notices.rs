//! News from other processes on the same database.

use tokio::sync::watch;

/// Says when another process may have changed what a server keeps a copy of: signing keys, clients, tenants.
///
/// A notice may be missing or too much: a holder of a copy also reads again from time to time.
#[derive(Clone, Debug)]
pub struct Notices(Option<watch::Receiver<u64>>);

impl Notices {
    /// For a backend that hears nothing.
    pub fn none() -> Self {
        Self(None)
    }

    /// Every change of this number is a notice.
    pub fn from_counter(counter: watch::Receiver<u64>) -> Self {
        Self(Some(counter))
    }

    /// How many notices there were. Another number than before means that there was one.
    pub fn count(&self) -> u64 {
        self.0.as_ref().map_or(0, |counter| *counter.borrow())
    }

    /// Waits for the next notice, for ever when there will be none. What came since the last call is one notice. Dropping
    /// the future loses none.
    pub async fn next(&mut self) {
        let heard = match &mut self.0 {
            Some(counter) => counter.changed().await.is_ok(),
            None => false,
        };
        if !heard {
            self.0 = None;
            std::future::pending().await
        }
    }
}
