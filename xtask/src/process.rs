//! Runs a program, shows and stores its output, and stops it after a time limit.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;

/// A program to run.
pub(crate) struct Step {
    program: String,
    arguments: Vec<String>,
    folder: PathBuf,
    environment: BTreeMap<String, String>,
    limit: Duration,
}

/// The outcome of a step.
pub(crate) struct Outcome {
    /// Whether the program ended with exit code 0 before the time limit.
    pub success: bool,
    /// Its standard output and standard error, in the order of arrival.
    pub output: String,
    /// A description of its end.
    pub ending: String,
}

impl Step {
    /// Creates a step that runs a program in a folder, with a limit of 30 minutes.
    pub(crate) fn new(program: impl Into<String>, folder: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            arguments: Vec::new(),
            folder: folder.into(),
            environment: BTreeMap::new(),
            limit: Duration::from_secs(30 * 60),
        }
    }

    /// Adds arguments.
    pub(crate) fn arguments<T: Into<String>>(mut self, arguments: impl IntoIterator<Item = T>) -> Self {
        self.arguments.extend(arguments.into_iter().map(Into::into));
        self
    }

    /// Sets a variable of the environment.
    pub(crate) fn variable(mut self, name: &str, value: impl Into<String>) -> Self {
        self.environment.insert(name.to_owned(), value.into());
        self
    }

    /// Sets the time after which the program is stopped.
    pub(crate) fn limit_minutes(mut self, minutes: u64) -> Self {
        self.limit = Duration::from_secs(minutes * 60);
        self
    }

    /// Returns the command as a user would type it in a shell.
    pub(crate) fn shown(&self) -> String {
        let words = std::iter::once(&self.program).chain(&self.arguments);
        words.map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
    }

    /// Runs the program without standard input. Prints and stores all lines.
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .current_dir(&self.folder)
            .envs(&self.environment)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("could not start `{}`", self.program))?;
        let (sender, lines) = channel();
        pass_lines(child.stdout.take(), sender.clone());
        pass_lines(child.stderr.take(), sender);
        self.follow(&mut child, &lines)
    }

    fn follow(&self, child: &mut Child, lines: &Receiver<String>) -> anyhow::Result<Outcome> {
        let started = Instant::now();
        let mut output = String::new();
        let mut take = |line: String| {
            println!("{line}");
            output.push_str(&line);
            output.push('\n');
        };
        let mut open = true;
        let status = loop {
            if open {
                match lines.recv_timeout(Duration::from_millis(200)) {
                    Ok(line) => take(line),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => open = false,
                }
            } else {
                thread::sleep(Duration::from_millis(20));
            }
            if let Some(status) = child.try_wait().context("could not wait for the program")? {
                break Some(status);
            }
            if started.elapsed() > self.limit {
                child.kill().context("could not stop the program")?;
                child.wait().context("could not wait for the stopped program")?;
                break None;
            }
        };
        // A grandchild may keep the pipes open, so wait only briefly for the last lines.
        while let Ok(line) = lines.recv_timeout(Duration::from_secs(2)) {
            take(line);
        }
        let ending = match status {
            Some(status) => status.to_string(),
            None => format!("stopped after {} minutes", self.limit.as_secs() / 60),
        };
        Ok(Outcome { success: status.is_some_and(|status| status.success()), output, ending })
    }
}

fn pass_lines(stream: Option<impl Read + Send + 'static>, sender: Sender<String>) {
    let Some(stream) = stream else { return };
    thread::spawn(move || {
        let mut reader = BufReader::new(stream);
        let mut bytes = Vec::new();
        while reader.read_until(b'\n', &mut bytes).is_ok_and(|count| count > 0) {
            let line = String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned();
            if sender.send(line).is_err() {
                return;
            }
            bytes.clear();
        }
    });
}

fn quoted(word: &str) -> String {
    if word.contains(' ') { format!("'{word}'") } else { word.to_owned() }
}

/// Runs a program without printing. Returns its standard output if it succeeded.
pub(crate) fn capture(program: &str, arguments: &[&str], folder: &std::path::Path) -> anyhow::Result<String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("could not start `{program}`"))?;
    let errors = String::from_utf8_lossy(&output.stderr);
    anyhow::ensure!(output.status.success(), "`{program}` ended with {}: {}", output.status, errors.trim());
    String::from_utf8(output.stdout)
        .with_context(|| format!("`{program}` printed something that is not UTF-8"))
}

/// Returns whether a program can be started and succeeds with these arguments.
pub(crate) fn works(program: &str, arguments: &[&str], folder: &std::path::Path) -> bool {
    capture(program, arguments, folder).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Outcome {
        Step::new("sh", ".").arguments(["-c", script]).run().expect("sh runs")
    }

    #[test]
    fn both_streams_are_kept_and_the_exit_code_counts() {
        let outcome = shell("echo one; echo two >&2; exit 3");
        assert!(!outcome.success);
        assert!(outcome.output.contains("one\n") && outcome.output.contains("two\n"), "{}", outcome.output);
        assert!(outcome.ending.contains('3'), "{}", outcome.ending);
        assert!(shell("true").success);
    }

    #[test]
    fn a_program_that_takes_too_long_is_stopped() {
        let outcome =
            Step::new("sleep", ".").arguments(["600"]).limit_minutes(0).run().expect("sleep can be started");
        assert!(!outcome.success);
        assert!(outcome.ending.contains("stopped"), "{}", outcome.ending);
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = Step::new("no-such-program", ".").run().err().expect("it cannot start");
        assert!(error.to_string().contains("no-such-program"));
    }
}
