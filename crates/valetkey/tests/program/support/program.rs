//! The program as a process.

use std::{
    ffi::OsString,
    io::{BufRead, BufReader, Read, Write},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread::{self, JoinHandle},
    time::Duration,
};

use serde_json::Value;

use super::folder::Folder;

/// Longer than any start takes, so that a broken start ends the test.
const PATIENCE: Duration = Duration::from_secs(60);

/// How a finished command ended.
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ended {
    /// The one line of JSON of a command that succeeded.
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.code, 0, "{}", self.stderr);
        assert_eq!(self.stdout.lines().count(), 1, "one line: {}", self.stdout);
        serde_json::from_str(&self.stdout).expect("JSON")
    }

    /// The complaint of a command that was refused with this exit code; nothing went to stdout.
    pub(crate) fn refusal(&self, code: i32) -> &str {
        assert_eq!((self.code, self.stdout.as_str()), (code, ""), "{}", self.stderr);
        // In prose, or as JSON where JSON was asked for.
        assert!(
            ["error", "{\"error\":"].iter().any(|start| self.stderr.starts_with(start)),
            "{}",
            self.stderr
        );
        &self.stderr
    }
}

/// The program under test: the one that `VALETKEY_PROGRAM` names, or the one that was just built.
///
/// With the program of an older commit the tests of a fault fail, and show that they would have found it.
fn program() -> OsString {
    std::env::var_os("VALETKEY_PROGRAM").unwrap_or_else(|| env!("CARGO_BIN_EXE_valetkey").into())
}

/// A command of the program in this folder, without the variables of this machine that the program reads.
pub(crate) fn command(folder: &Folder, words: &[&str]) -> Command {
    let mut command = Command::new(program());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("VALETKEY_")) {
        command.env_remove(name);
    }
    command.current_dir(folder.path()).args(words).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs a command to its end.
pub(crate) fn run(folder: &Folder, words: &[&str]) -> Ended {
    finish(command(folder, words), "")
}

/// Runs a command with its words in one text, separated by spaces.
pub(crate) fn run_text(folder: &Folder, text: &str) -> Ended {
    run(folder, &text.split(' ').collect::<Vec<_>>())
}

/// Runs a command with its words in one text and `--json`, and returns its line of JSON.
pub(crate) fn done(folder: &Folder, text: &str) -> Value {
    run_text(folder, &format!("{text} --json")).json()
}

/// Runs a command to its end with this on stdin.
pub(crate) fn run_with_input(folder: &Folder, words: &[&str], input: &str) -> Ended {
    finish(command(folder, words), input)
}

/// Runs a server that must not start, to its end. One that does start is stopped, and fails the test.
pub(crate) fn run_refused_start(folder: &Folder, words: &[&str]) -> Ended {
    let mut command = Command::new("timeout");
    let serve = self::command(folder, words);
    command.arg("20").arg(serve.get_program()).args(serve.get_args()).current_dir(folder.path());
    for (name, value) in serve.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let ended = finish(command, "");
    assert_ne!(ended.code, 124, "the server started: {}", ended.stderr);
    ended
}

/// Runs a prepared command to its end.
pub(crate) fn finish(mut command: Command, input: &str) -> Ended {
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("stdin");
    // A command that is refused does not read its input.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    Ended {
        code: output.status.code().expect("an exit code"),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

/// A command that keeps running. Killed when dropped; a test that fails shows its log.
pub(crate) struct Running {
    child: Child,
    log: Option<JoinHandle<String>>,
    /// The line of JSON that it printed once it answered.
    pub(crate) facts: Value,
}

impl Running {
    /// Starts a command with `--json` and waits for its line.
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command.arg("--json").spawn().expect("the program starts");
        let stdout = child.stdout.take().expect("stdout");
        let stderr = child.stderr.take().expect("stderr");
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let mut line = String::new();
            let read = BufReader::new(stdout).read_line(&mut line);
            let _ = sender.send(read.map(|_| line));
        });
        let log = Some(thread::spawn(move || read_all(stderr)));
        let mut running = Self { child, log, facts: Value::Null };
        let line = receiver.recv_timeout(PATIENCE).expect("a line in time").expect("a line");
        assert!(!line.is_empty(), "the program ended");
        running.facts = serde_json::from_str(&line).expect("JSON");
        running
    }

    /// The number of the process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn fact(&self, name: &str) -> &str {
        self.facts[name].as_str().expect("a text")
    }

    /// Sends SIGTERM, as a service manager does, and gives the exit code and what went to stderr.
    pub(crate) fn stop(self) -> (Option<i32>, String) {
        self.stop_with("-TERM")
    }

    /// The same with Ctrl-C's signal.
    pub(crate) fn interrupt(self) -> (Option<i32>, String) {
        self.stop_with("-INT")
    }

    fn stop_with(mut self, signal: &str) -> (Option<i32>, String) {
        let sent =
            Command::new("kill").args([signal, &self.child.id().to_string()]).status().expect("kill runs");
        assert!(sent.success());
        let code = self.child.wait().expect("the program ends").code();
        (code, self.log())
    }

    /// What went to stderr until it ended.
    fn log(&mut self) -> String {
        self.log.take().map_or_else(String::new, |log| log.join().expect("text"))
    }
}

fn read_all(mut stream: impl Read) -> String {
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("text");
    text
}

impl Drop for Running {
    #[expect(clippy::print_stderr, reason = "the test runner keeps it for tests that fail")]
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if thread::panicking() {
            eprint!("{}", self.log());
        }
    }
}
