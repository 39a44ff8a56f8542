//! The threads that hash, and the line in front of them.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use valetkey_accounts::PasswordMemory;

use super::{Busy, PasswordPool, line::Line};
use crate::request::Network;

/// A thread without work ends after this time and gives its memory back, 19 MiB at the recommended cost.
const IDLE: Duration = Duration::from_secs(30);

/// How far hashing stands behind other threads: 0 is their equal, 19 is last. At 10 an answer to a token request gets
/// nine tenths of a core that both want.
#[cfg(target_os = "linux")]
const NICENESS: i32 = 10;

/// One password to hash.
pub(super) struct Job {
    /// The network whose turn it is.
    pub(super) network: Option<Network>,
    /// Settles whether the work begins.
    pub(super) place: PlaceInLine,
    /// The work.
    pub(super) work: Box<dyn FnOnce(&mut PasswordMemory) + Send>,
}

/// A place in the line is left once: by the thread that begins the work, or by the caller when it stops waiting.
#[derive(Clone, Default)]
pub(super) struct PlaceInLine(Arc<AtomicBool>);

impl PlaceInLine {
    /// Whether it was still taken, and this call left it.
    pub(super) fn leave(&self) -> bool {
        !self.0.swap(true, Ordering::Relaxed)
    }

    /// Whether nobody waits any more.
    pub(super) fn is_left(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A bounded number of threads, started when there is work for them.
pub(super) struct Workers {
    shared: Arc<Shared>,
}

/// How much a pool has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Load {
    /// Jobs in the line. One whose caller stopped waiting counts until its turn comes.
    pub(crate) waiting: usize,
    /// Jobs that run.
    pub(crate) running: usize,
    /// Maximum jobs that run at once.
    pub(crate) maximum: usize,
}

struct Shared {
    size: usize,
    line: usize,
    state: Mutex<State>,
    work_came: Condvar,
}

#[derive(Default)]
struct State {
    waiting: Line,
    threads: usize,
    busy: usize,
    closed: bool,
}

impl Workers {
    /// At most `size` threads, and `line` jobs that wait for them.
    pub(super) fn new(size: usize, line: usize) -> Self {
        let (state, work_came) = (Mutex::default(), Condvar::new());
        Self { shared: Arc::new(Shared { size, line, state, work_came }) }
    }

    pub(super) fn size(&self) -> usize {
        self.shared.size
    }

    pub(super) fn load(&self) -> Load {
        let state = self.shared.lock();
        Load { waiting: state.waiting.len(), running: state.busy, maximum: self.shared.size }
    }

    /// Puts a job into the line.
    pub(super) fn give(&self, job: Job) -> Result<(), Busy> {
        let mut state = self.shared.lock();
        let room = self.shared.line + (self.shared.size - state.busy);
        let network = job.network;
        state.waiting.push(job, room)?;
        let needs_thread = state.waiting.len() > state.threads - state.busy;
        if needs_thread && state.threads < self.shared.size {
            start(&self.shared, &mut state, network)?;
        }
        drop(state);
        self.shared.work_came.notify_one();
        Ok(())
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.shared.lock().closed = true;
        self.shared.work_came.notify_all();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        // No job runs under the lock, so a thread that died left the state whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a job; `None` when it is time for the thread to end.
    fn next(&self) -> Option<Job> {
        let idle = |state: &mut State| state.waiting.is_empty() && !state.closed;
        let waited = self.work_came.wait_timeout_while(self.lock(), IDLE, idle);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let job = state.waiting.pop();
        match job {
            Some(_) => state.busy += 1,
            None => state.threads -= 1,
        }
        job
    }
}

/// One more thread. When the system gives none, those that run already do the work; without any the job is refused.
fn start(shared: &Arc<Shared>, state: &mut State, network: Option<Network>) -> Result<(), Busy> {
    let of_thread = Arc::clone(shared);
    let thread = std::thread::Builder::new().name(PasswordPool::THREAD_NAME.to_owned());
    match thread.spawn(move || hash_until_idle(&of_thread)) {
        Ok(_) => state.threads += 1,
        Err(error) if state.threads == 0 => {
            tracing::error!(%error, "no thread for password hashing");
            state.waiting.pop_last_of(network);
            return Err(Busy);
        }
        Err(error) => tracing::warn!(%error, "no further thread for password hashing"),
    }
    Ok(())
}

fn hash_until_idle(shared: &Shared) {
    give_way();
    let mut memory = PasswordMemory::default();
    while let Some(Job { place, work, .. }) = shared.next() {
        if place.leave() && catch_unwind(AssertUnwindSafe(|| work(&mut memory))).is_err() {
            tracing::error!("a password hash ended in a fault of the server");
        }
        shared.lock().busy -= 1;
    }
}

/// Lowers the priority of this thread. Linux alone has priorities per thread.
fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, NICENESS) {
        tracing::debug!(%error, "password hashing keeps the usual priority");
    }
}
