//! Notices of changes by other processes with the same database.

use tokio::sync::watch;

/// Notices that another process may have changed records of which servers keep copies: signing keys, clients, tenants.
///
/// A notice may be missing or unnecessary, so a server with copies also reads again from time to time.
#[derive(Clone, Debug)]
pub struct Notices(Option<watch::Receiver<u64>>);

impl Notices {
    /// Creates the notices of a backend that has none.
    pub fn none() -> Self {
        Self(None)
    }

    /// Creates notices from a counter: every change of the number is a notice.
    pub fn from_counter(counter: watch::Receiver<u64>) -> Self {
        Self(Some(counter))
    }

    /// Returns the number of notices. If it differs from an earlier number, there was a notice meanwhile.
    pub fn count(&self) -> u64 {
        self.0.as_ref().map_or(0, |counter| *counter.borrow())
    }

    /// Waits for the next notice, and forever if there are no notices. All notices since the last call count as one. Dropping the
    /// future loses no notice.
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
