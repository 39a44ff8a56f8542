//! The program as somebody at a terminal uses it.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

/// The program with its settings, and a folder that is gone afterwards.
pub(crate) struct Terminal {
    settings: Vec<(&'static str, String)>,
    folder: PathBuf,
}

/// A program that runs and has said some lines.
pub(crate) struct Running {
    child: Child,
    output: BufReader<ChildStdout>,
    pub(crate) said: String,
}

/// A program that has ended.
pub(crate) struct Ended {
    pub(crate) success: bool,
    pub(crate) said: String,
    pub(crate) complained: String,
}

impl Terminal {
    /// `settings` are variables of the environment.
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
        Running { child, output, said: String::new() }
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
    /// Reads on until a line has this text; gives that line.
    pub(crate) async fn line_with(mut self, text: &'static str) -> (Self, String) {
        let read = move || {
            loop {
                let start = self.said.len();
                assert_ne!(
                    self.output.read_line(&mut self.said).unwrap(),
                    0,
                    "no {text:?} in:\n{}",
                    self.said
                );
                let line = self.said[start..].trim().to_owned();
                if line.contains(text) {
                    return (self, line);
                }
            }
        };
        tokio::task::spawn_blocking(read).await.unwrap()
    }

    pub(crate) async fn end(mut self) -> Ended {
        let wait = move || {
            self.output.read_to_string(&mut self.said).unwrap();
            let mut complained = String::new();
            self.child.stderr.take().unwrap().read_to_string(&mut complained).unwrap();
            Ended { success: self.child.wait().unwrap().success(), said: self.said, complained }
        };
        tokio::task::spawn_blocking(wait).await.unwrap()
    }
}
