//! Password hashing in a bounded pool: slow on purpose, so it must not take the machine away from everything else.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task::spawn_blocking,
    time::timeout,
};
use valetkey_accounts::{PasswordError, PasswordHash, PasswordParameters, hash_password, verify_password};
use valetkey_types::Secret;

/// Hashes at most as many passwords at once as the machine has cores; the others wait a little, then are turned away.
pub struct PasswordPool {
    permits: Arc<Semaphore>,
    parameters: PasswordParameters,
    dummy: PasswordHash,
    longest_wait: Duration,
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
    /// The password or the parameters can't be used.
    #[error(transparent)]
    Password(#[from] PasswordError),
}

impl PasswordPool {
    /// How long a request waits for a free place.
    pub const LONGEST_WAIT: Duration = Duration::from_secs(3);
    /// Seconds for `Retry-After` when [`Busy`].
    pub const RETRY_AFTER_SECONDS: u32 = 5;

    /// A pool that runs `size` hashes at once (at least one), with this cost for new hashes.
    ///
    /// # Errors
    /// [`PasswordError::Parameters`] when Argon2 does not take the cost.
    pub fn new(size: usize, parameters: PasswordParameters) -> Result<Self, PasswordError> {
        // Compared with when there is nobody: an unknown name takes the same work as a wrong password.
        let nobody = valetkey_jose::digest::random_token();
        let dummy = hash_password(&nobody, &valetkey_jose::digest::random_bytes(), parameters)?;
        Ok(Self {
            permits: Arc::new(Semaphore::new(size.max(1))),
            parameters,
            dummy,
            longest_wait: Self::LONGEST_WAIT,
        })
    }

    /// A pool as large as the machine has cores.
    ///
    /// # Errors
    /// As [`PasswordPool::new`].
    pub fn for_this_machine(parameters: PasswordParameters) -> Result<Self, PasswordError> {
        Self::new(std::thread::available_parallelism().map_or(1, usize::from), parameters)
    }

    /// The same pool with another longest wait.
    #[must_use]
    pub fn with_longest_wait(mut self, longest_wait: Duration) -> Self {
        self.longest_wait = longest_wait;
        self
    }

    /// Compares a password with a hash. Without a hash the same work is done and the answer is `false`.
    ///
    /// # Errors
    /// [`Busy`] when no place was free within the longest wait.
    pub async fn verify(&self, password: Secret, hash: Option<PasswordHash>) -> Result<bool, Busy> {
        let permit = self.permit().await?;
        let exists = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.dummy.clone());
        let compared = in_pool(permit, move || verify_password(password.expose(), &hash)).await?;
        Ok(compared && exists)
    }

    /// Hashes a new password with a fresh salt.
    ///
    /// # Errors
    /// [`HashError::Busy`] when no place was free; [`HashError::Password`] for parameters Argon2 does not take.
    pub async fn hash(&self, password: Secret) -> Result<PasswordHash, HashError> {
        let permit = self.permit().await?;
        let (salt, parameters) = (valetkey_jose::digest::random_bytes(), self.parameters);
        Ok(in_pool(permit, move || hash_password(password.expose(), &salt, parameters)).await??)
    }

    async fn permit(&self) -> Result<OwnedSemaphorePermit, Busy> {
        let permit = timeout(self.longest_wait, Arc::clone(&self.permits).acquire_owned()).await;
        permit.map_err(|_| Busy)?.map_err(|_| Busy)
    }
}

/// The permit lives in the blocking task: a request that goes away does not free the place while its hash still runs.
async fn in_pool<T: Send + 'static>(
    permit: OwnedSemaphorePermit,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Busy> {
    let task = spawn_blocking(move || {
        let result = work();
        drop(permit);
        result
    });
    task.await.map_err(|_| Busy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pool() -> PasswordPool {
        PasswordPool::new(1, PasswordParameters::FOR_TESTS).unwrap()
    }

    #[tokio::test]
    async fn only_the_right_password_matches_and_nobody_never_does() {
        let pool = pool();
        let hash = pool.hash(Secret::new("correct horse")).await.unwrap();
        assert_eq!(pool.verify(Secret::new("correct horse"), Some(hash.clone())).await, Ok(true));
        assert_eq!(pool.verify(Secret::new("correct horsf"), Some(hash.clone())).await, Ok(false));
        assert_eq!(pool.verify(Secret::new("correct horse"), None).await, Ok(false));
        assert_ne!(hash, pool.hash(Secret::new("correct horse")).await.unwrap(), "the salt is fresh");
    }

    #[tokio::test]
    async fn the_dummy_costs_what_a_real_hash_costs() {
        let pool = pool();
        let hash = pool.hash(Secret::new("correct horse")).await.unwrap();
        let cost = |hash: &PasswordHash| hash.as_phc().split('$').nth(3).map(str::to_owned);
        assert!(cost(&hash).is_some());
        assert_eq!(cost(&hash), cost(&pool.dummy));
    }

    #[tokio::test]
    async fn a_full_pool_turns_away_and_recovers() {
        let pool = pool().with_longest_wait(Duration::ZERO);
        let held = pool.permit().await.unwrap();
        assert_eq!(pool.verify(Secret::new("correct horse"), None).await, Err(Busy));
        assert_eq!(pool.hash(Secret::new("correct horse")).await, Err(HashError::Busy(Busy)));
        drop(held);
        assert_eq!(pool.verify(Secret::new("correct horse"), None).await, Ok(false));
    }

    #[tokio::test]
    async fn a_request_that_goes_away_keeps_its_place_until_the_hash_is_done() {
        let pool = pool().with_longest_wait(Duration::ZERO);
        let (finish, finished) = std::sync::mpsc::channel::<()>();
        let (begin, begun) = tokio::sync::oneshot::channel();
        let work = move || {
            let _ = begin.send(());
            finished.recv()
        };
        let request = tokio::spawn(in_pool(pool.permit().await.unwrap(), work));
        begun.await.unwrap();
        request.abort();
        assert!(request.await.unwrap_err().is_cancelled());
        assert_eq!(pool.verify(Secret::new("correct horse"), None).await, Err(Busy));
        drop(finish);
        let patient = pool.with_longest_wait(PasswordPool::LONGEST_WAIT);
        assert_eq!(patient.verify(Secret::new("correct horse"), None).await, Ok(false));
    }
}
