//! What is going on, for the person at the terminal.

use std::{
    io::Write as _,
    time::{Duration, Instant},
};

/// What is done sooner needs no word in between.
const PAUSE: Duration = Duration::from_secs(5);

/// A line on stderr.
pub fn say(line: &str) {
    // Nobody is left to tell when stderr itself is closed.
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// A long piece of work that says every few seconds how far it is.
pub struct Progress {
    what: &'static str,
    total: usize,
    done: usize,
    said: Instant,
}

impl Progress {
    /// Begins a piece of work of so many parts.
    pub fn of(what: &'static str, total: usize) -> Self {
        Self { what, total, done: 0, said: Instant::now() }
    }

    /// So many more parts are done.
    pub fn add(&mut self, parts: usize) {
        self.done += parts;
        if self.said.elapsed() >= PAUSE {
            self.said = Instant::now();
            say(&format!("{}: {} of {}", self.what, self.done, self.total));
        }
    }
}
