//! Password hashing in a bounded pool: slow on purpose, so it must not take the machine away from everything else.

mod line;
mod workers;

#[cfg(test)]
mod tests;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{sync::oneshot, time::timeout};
use valetkey_accounts::{PasswordError, PasswordHash, PasswordMemory, PasswordParameters};
use valetkey_storage::Meter;
use valetkey_types::Secret;

use crate::{
    breached_passwords::BreachedList,
    processor_time,
    request::{Caller, Network},
};
pub(crate) use workers::Load;
use workers::{Job, PlaceInLine, Workers};

/// Hashes at most as many passwords at once as the machine has cores, on threads of its own that give way to every
/// other thread. Some more wait in line for a while, the networks they come from in turns; the rest is turned away at once.
pub struct PasswordPool {
    workers: Workers,
    parameters: PasswordParameters,
    dummy: PasswordHash,
    longest_wait: Duration,
    breached: Option<Arc<BreachedList>>,
}

/// Too many passwords are being compared. Trying again in a few seconds helps: 503 with `Retry-After`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the password checks are at their limit")]
pub struct Busy;

/// Why a new password was not hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    /// No free place in time.
    #[error(transparent)]
    Busy(#[from] Busy),
    /// The password is in the list of breached passwords.
    #[error("expected a password that is in no list of stolen passwords")]
    Breached,
    /// The password or the parameters can't be used.
    #[error(transparent)]
    Password(#[from] PasswordError),
}

impl PasswordPool {
    /// How long a request waits for a free place.
    pub const LONGEST_WAIT: Duration = Duration::from_secs(3);
    /// Maximum requests that wait per worker. With the recommended cost the last one waits between one and two seconds.
    pub const LINE_PER_PLACE: usize = 64;
    /// The name of its threads, as operators see it in the process list.
    pub const THREAD_NAME: &str = "password-hash";
    /// Seconds for `Retry-After` when [`Busy`].
    pub const RETRY_AFTER_SECONDS: u32 = 5;

    /// A pool that runs `size` hashes at once (at least one), with this cost for new hashes.
    ///
    /// # Errors
    /// [`PasswordError::Parameters`] when Argon2 does not take the cost.
    pub fn new(size: usize, parameters: PasswordParameters) -> Result<Self, PasswordError> {
        // Compared with when there is nobody: an unknown name takes the same work as a wrong password.
        let (salt, output) = (valetkey_jose::digest::random_bytes(), valetkey_jose::digest::random_bytes());
        let dummy = PasswordHash::of_nobody(&salt, &output, parameters)?;
        let size = size.max(1);
        let workers = Workers::new(size, size * Self::LINE_PER_PLACE);
        Ok(Self { workers, parameters, dummy, longest_wait: Self::LONGEST_WAIT, breached: None })
    }

    /// A pool as large as the machine has cores.
    ///
    /// # Errors
    /// As [`PasswordPool::new`].
    pub fn for_this_machine(parameters: PasswordParameters) -> Result<Self, PasswordError> {
        Self::new(std::thread::available_parallelism().map_or(1, usize::from), parameters)
    }

    /// The same pool, which refuses new passwords that are in this list.
    #[must_use]
    pub fn refusing(mut self, list: Option<Arc<BreachedList>>) -> Self {
        self.breached = list;
        self
    }

    /// The same pool with another longest wait.
    #[must_use]
    pub fn with_longest_wait(mut self, longest_wait: Duration) -> Self {
        self.longest_wait = longest_wait;
        self
    }

    /// The same pool with a line of another length: 0 refuses each caller that does not find a free place.
    #[must_use]
    pub fn with_line(mut self, length: usize) -> Self {
        self.workers = Workers::new(self.workers.size(), length);
        self
    }

    /// Returns how much there is to do now.
    pub(crate) fn load(&self) -> Load {
        self.workers.load()
    }

    /// Compares a password with a hash. Without a hash the same work is done and the answer is `false`.
    ///
    /// # Errors
    /// [`Busy`] when the line is full, or no place was free within the longest wait.
    pub async fn verify(&self, password: Secret, hash: Option<PasswordHash>) -> Result<bool, Busy> {
        let exists = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.dummy.clone());
        let matches = self.run(move |memory| memory.verify(password.expose(), &hash)).await?;
        Ok(matches && exists)
    }

    /// Hashes a new password with a fresh salt, unless it is in the list of breached passwords.
    ///
    /// # Errors
    /// [`HashError::Busy`] as above, and when the list can't be read; [`HashError::Password`] for parameters Argon2 does not take.
    pub async fn hash(&self, password: Secret) -> Result<PasswordHash, HashError> {
        let (salt, parameters) = (valetkey_jose::digest::random_bytes(), self.parameters);
        let breached = self.breached.clone();
        self.run(move |memory| {
            if let Some(list) = &breached
                && is_breached(list, password.expose())?
            {
                return Err(HashError::Breached);
            }
            Ok(memory.hash(password.expose(), &salt, parameters)?)
        })
        .await?
    }

    /// Work that has begun is finished, whether or not somebody still waits for it: its place stays taken until then.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut PasswordMemory) -> T + Send + 'static,
    ) -> Result<T, Busy> {
        let (answer, mut answered) = oneshot::channel();
        let (meter, asked_at) = (Meter::current().unwrap_or_default(), Instant::now());
        let of_worker = meter.clone();
        let work = move |memory: &mut PasswordMemory| {
            of_worker.add_hash_wait(asked_at.elapsed());
            let done = processor_time::measure_here(&of_worker, || work(memory));
            // Nobody may be waiting any more.
            let _ = answer.send(done);
        };
        let waiting = Waiting(PlaceInLine::default());
        let network = Caller::current().network().map(Network::neighbourhood);
        self.workers.give(Job { network, place: waiting.0.clone(), work: Box::new(work) })?;
        let done = match timeout(self.longest_wait, &mut answered).await {
            Ok(done) => done,
            Err(_) if waiting.0.leave() => {
                meter.add_hash_wait(asked_at.elapsed());
                return Err(Busy);
            }
            Err(_) => answered.await,
        };
        done.map_err(|_| Busy)
    }
}

/// A list that can't be read lets no password through.
fn is_breached(list: &BreachedList, password: &str) -> Result<bool, Busy> {
    list.contains(password).map_err(|error| {
        tracing::error!(%error, list = %list.path().display(), "the list of breached passwords can't be read");
        Busy
    })
}

/// A request that waits. When it goes away, its place in the line is free.
struct Waiting(PlaceInLine);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.leave();
    }
}

/// Holds every place of a pool until it is dropped.
#[cfg(any(test, feature = "testing"))]
#[derive(Debug)]
pub struct Occupied {
    _places: Vec<std::sync::mpsc::Sender<()>>,
}

#[cfg(any(test, feature = "testing"))]
impl PasswordPool {
    /// Takes every place, as long hashes would; returns when all are taken.
    ///
    /// # Errors
    /// [`Busy`] when others hold a place.
    pub async fn occupy(&self) -> Result<Occupied, Busy> {
        let mut places = Vec::new();
        for _ in 0..self.workers.size() {
            let (leave, left) = std::sync::mpsc::channel::<()>();
            let (begin, begun) = oneshot::channel();
            let work = move |_: &mut PasswordMemory| {
                let _ = begin.send(());
                let _ = left.recv();
            };
            self.workers.give(Job { network: None, place: PlaceInLine::default(), work: Box::new(work) })?;
            begun.await.map_err(|_| Busy)?;
            places.push(leave);
        }
        Ok(Occupied { _places: places })
    }
}
