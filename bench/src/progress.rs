//! Progress messages on stderr.

use std::{
    io::Write as _,
    time::{Duration, Instant},
};

/// Time between two messages.
const PAUSE: Duration = Duration::from_secs(5);

/// Prints a line to stderr.
pub fn say(line: &str) {
    // Ignore a closed stderr.
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// A long task that prints its progress every few seconds.
pub struct Progress {
    what: &'static str,
    total: usize,
    done: usize,
    said: Instant,
}

impl Progress {
    /// Starts a task with `total` parts.
    pub fn of(what: &'static str, total: usize) -> Self {
        Self { what, total, done: 0, said: Instant::now() }
    }

    /// Counts finished parts.
    pub fn add(&mut self, parts: usize) {
        self.done += parts;
        if self.said.elapsed() >= PAUSE {
            self.said = Instant::now();
            say(&format!("{}: {} of {}", self.what, self.done, self.total));
        }
    }
}
