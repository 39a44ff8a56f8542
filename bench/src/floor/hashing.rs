//! What a program reaches that hashes passwords and does nothing else: the limit of every server that asks for them.

use std::{
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use tokio::sync::oneshot;
use valetkey_accounts::{PasswordMemory, PasswordParameters, hash_password};

use crate::pinning;

/// Password hashes per second on the server's core for about this long, in memory that is kept. To be measured right
/// beside a server: what the machine does to one it does to the other.
///
/// # Errors
/// When the thread can't be pinned.
pub async fn hashes_per_second(time: Duration) -> Result<f64> {
    let (done, rate) = oneshot::channel();
    // A thread of its own, so that the generator notices which connections are closed meanwhile.
    thread::spawn(move || {
        let _ = done.send(hash(time));
    });
    rate.await.context("the thread that hashes")?
}

fn hash(time: Duration) -> Result<f64> {
    pinning::pin_this_thread(pinning::SERVER_CORE)?;
    let hash = hash_password("correct horse", &[7; 16], PasswordParameters::RECOMMENDED)?;
    let mut memory = PasswordMemory::default();
    let mut once = || -> Result<()> {
        ensure!(memory.verify("correct horse", &hash), "the password does not match its hash");
        Ok(())
    };
    once()?;
    let (begun, mut count) = (Instant::now(), 0u32);
    while begun.elapsed() < time {
        once()?;
        count += 1;
    }
    Ok(f64::from(count) / begun.elapsed().as_secs_f64())
}
