//! Runs the program as a user does at a terminal.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

/// The program with its settings, and a folder that is removed afterwards.
pub(crate) struct Terminal {
    settings: Vec<(&'static str, String)>,
    folder: PathBuf,
}

/// A running program with its output so far.
pub(crate) struct Running {
    child: Child,
    output: BufReader<ChildStdout>,
    pub(crate) stdout: String,
}

/// A program that has ended.
pub(crate) struct Ended {
    pub(crate) success: bool,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Terminal {
    /// Prepares the program with these environment variables.
    pub(crate) fn new(settings: &[(&'static str, &str)]) -> Self {
        let folder =
            std::env::temp_dir().join(format!("command-line-{}", valetkey_client::digest::random_token()));
        let settings = settings.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Self { settings, folder }
    }

    pub(crate) fn token_file(&self) -> PathBuf {
        self.folder.join("tokens.json")
    }

    pub(crate) fn start(&self, words: &[&str]) -> Running {
        let mut child = Command::new(env!("CARGO_BIN_EXE_example-command-line"))
            .args(words)
            .env_clear()
            .envs(self.settings.iter().map(|(name, value)| (name, value)))
            .env("TOKEN_FILE", self.token_file())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Running { child, output, stdout: String::new() }
    }

    pub(crate) async fn run(&self, words: &[&str]) -> Ended {
        self.start(words).end().await
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Running {
    /// Reads output until a line contains this text, and returns the line.
    pub(crate) async fn line_with(mut self, text: &'static str) -> (Self, String) {
        let read = move || {
            loop {
                let start = self.stdout.len();
                assert_ne!(
                    self.output.read_line(&mut self.stdout).unwrap(),
                    0,
                    "no {text:?} in:\n{}",
                    self.stdout
                );
                let line = self.stdout[start..].trim().to_owned();
                if line.contains(text) {
                    return (self, line);
                }
            }
        };
        tokio::task::spawn_blocking(read).await.unwrap()
    }

    pub(crate) async fn end(mut self) -> Ended {
        let wait = move || {
            self.output.read_to_string(&mut self.stdout).unwrap();
            let mut stderr = String::new();
            self.child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
            Ended { success: self.child.wait().unwrap().success(), stdout: self.stdout, stderr }
        };
        tokio::task::spawn_blocking(wait).await.unwrap()
    }
}
