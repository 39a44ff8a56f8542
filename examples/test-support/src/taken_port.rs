//! Starts an example on a port that another program uses.

use std::net::TcpListener;
use std::process::Command;

/// Checks that the program `example` ends with an error if it gets a port in use with `option`, and that the error names the port.
pub fn assert_names_a_taken_port(example: &str, option: &str, environment: &[(&str, &str)]) {
    let other_program = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = other_program.local_addr().unwrap();
    let output = Command::new(example)
        .args([option, &format!("http://{taken}")])
        .env_clear()
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    let expected = format!(
        "error: expected a free port for {option}, got address in use: another program listens on {taken}\n"
    );
    assert!(errors.ends_with(&expected), "expected {expected}got {errors}");
    assert_eq!(output.status.code(), Some(1));
}
