//! How a command ends when it does not succeed.

use std::{fmt::Display, io::Write, process::ExitCode};

use serde_json::json;

/// A text for the person at the terminal, and the exit code for their script.
#[derive(Debug)]
pub(crate) struct Failure {
    text: Option<String>,
    exit_code: u8,
}

impl Failure {
    /// The command line or the configuration asks for something that can't be: exit code 2, as for clap's own errors.
    pub(crate) fn usage(text: impl Display) -> Self {
        Self { text: Some(text.to_string()), exit_code: 2 }
    }

    /// The command was clear but did not succeed: exit code 1.
    pub(crate) fn failed(text: impl Display) -> Self {
        Self { text: Some(text.to_string()), exit_code: 1 }
    }

    /// The answer is no, and the output has already said so: exit code 1 and not a word more.
    pub(crate) fn answered() -> Self {
        Self { text: None, exit_code: 1 }
    }

    /// The same with another exit code.
    pub(crate) fn answered_with(exit_code: u8) -> Self {
        Self { text: None, exit_code }
    }

    /// Adds what follows from it, and what to do.
    pub(crate) fn with_consequence(self, consequence: &str) -> Self {
        Self { text: self.text.map(|text| format!("{text}: {consequence}")), ..self }
    }

    /// Writes the text to stderr, as one line of JSON if asked for, and gives the exit code.
    pub(crate) fn report(self, json: bool) -> ExitCode {
        if let Some(text) = self.text {
            let text = match json {
                true => json!({ "error": text.trim_start_matches("error: "), "exit_code": self.exit_code })
                    .to_string(),
                false if text.starts_with("error") => text,
                false => format!("error: {text}"),
            };
            // Nobody is left to tell when stderr itself is closed.
            let _ = writeln!(std::io::stderr(), "{text}");
        }
        ExitCode::from(self.exit_code)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::failed(error)
    }
}
