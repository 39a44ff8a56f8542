//! The rate of a program that only hashes passwords: the upper limit for every server with password sign-in.

use std::{
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use tokio::sync::oneshot;
use valetkey_accounts::{PasswordMemory, PasswordParameters, hash_password};

use crate::{pinning, process::this_thread_time};

/// Measures only password hashing, with reused memory, on the server's core.
#[derive(Clone, Copy, Debug)]
pub struct HashingAlone {
    /// Hashes per second.
    pub per_second: f64,
    /// Its share of the core's time, in percent.
    pub core_percent: f64,
}

impl HashingAlone {
    /// Hashes for about this long. Measure it right before or after a server, so that noise on the machine affects both alike.
    ///
    /// # Errors
    /// If the thread can't be pinned.
    pub async fn measure(time: Duration) -> Result<Self> {
        let (done, measured) = oneshot::channel();
        // A separate thread, so that the generator notices closed connections meanwhile.
        thread::spawn(move || {
            let _ = done.send(hash(time));
        });
        measured.await.context("the thread that hashes")?
    }

    /// Returns the mean of two results.
    #[must_use]
    pub fn between(self, other: Self) -> Self {
        Self {
            per_second: f64::midpoint(self.per_second, other.per_second),
            core_percent: f64::midpoint(self.core_percent, other.core_percent),
        }
    }
}

fn hash(time: Duration) -> Result<HashingAlone> {
    pinning::pin_this_thread(pinning::SERVER_CORE)?;
    let hash = hash_password("correct horse", &[7; 16], PasswordParameters::RECOMMENDED)?;
    let mut memory = PasswordMemory::default();
    let mut once = || -> Result<()> {
        ensure!(memory.verify("correct horse", &hash), "the password does not match its hash");
        Ok(())
    };
    once()?;
    let (begun, used, mut count) = (Instant::now(), this_thread_time()?, 0u32);
    while begun.elapsed() < time {
        once()?;
        count += 1;
    }
    let seconds = begun.elapsed().as_secs_f64();
    let used = this_thread_time()?.saturating_sub(used).as_secs_f64();
    Ok(HashingAlone { per_second: f64::from(count) / seconds, core_percent: 100.0 * used / seconds })
}
