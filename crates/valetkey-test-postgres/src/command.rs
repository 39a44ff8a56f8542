//! Runs a program until it ends.

use std::process::{Command, Stdio};

/// Runs a command and returns its output. A failure ends the test with the message of the program.
pub(crate) fn run(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let (said, complaint) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?} failed: {said}{complaint}");
    said.into_owned()
}
