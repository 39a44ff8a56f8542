//! The process of a server: starts it on the server's core, waits until it is ready, and kills it at the end.

use std::{
    ffi::{OsStr, OsString},
    fs::{File, OpenOptions},
    io::{BufRead as _, BufReader, Read as _},
    net::TcpListener,
    path::Path,
    process::Stdio,
    sync::mpsc,
    thread,
    time::Duration,
};

use anyhow::{Context as _, Result, ensure};

use super::database::PROGRAM_VARIABLE;
use crate::pinning::{SERVER_CORE, command_on};

/// Timeout of a start.
const PATIENCE: Duration = Duration::from_secs(120);

/// A process that is killed on drop. `taskset` replaces itself by the program, so the process number is the server's.
pub struct Child(std::process::Child);

impl Child {
    /// Starts a program and waits for its first line on stdout. Appends its stderr to `server.log` in the folder.
    ///
    /// # Errors
    /// If it can't be started, ends, or prints nothing in time.
    pub fn start(program: &OsStr, arguments: &[OsString], folder: &Path) -> Result<(Self, String)> {
        let log = folder.join("server.log");
        let mut command = command_on(SERVER_CORE, program);
        // The program refuses unknown variables, and this one is for `bench` only.
        command.env_remove(PROGRAM_VARIABLE);
        command.args(arguments).current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped());
        let append = OpenOptions::new().create(true).append(true).open(&log);
        command.stderr(append.with_context(|| log.display().to_string())?);
        let shown = program.to_string_lossy().into_owned();
        let mut child = command.spawn().with_context(|| shown.clone())?;
        let stdout = child.stdout.take().context("its output")?;
        let child = Self(child);
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let mut reader = BufReader::new(stdout);
            let mut line = String::new();
            let read = reader.read_line(&mut line).map(|_| line);
            // Keep reading: a server may end when its pipe is closed.
            if sender.send(read).is_ok() {
                let _ = std::io::copy(&mut reader, &mut std::io::sink());
            }
        });
        let line = receiver.recv_timeout(PATIENCE).with_context(|| format!("{shown} prints nothing"))??;
        ensure!(!line.is_empty(), "{shown} ended: {}", said(&log));
        Ok((child, line))
    }

    /// Returns the process number.
    pub fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Returns an unused loopback port.
///
/// # Errors
/// If there is none.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Runs a program to its end and returns its stdout.
///
/// # Errors
/// If it fails.
pub fn output(program: &OsStr, arguments: impl IntoIterator<Item: AsRef<OsStr>>) -> Result<String> {
    let mut command = std::process::Command::new(program);
    let shown = program.to_string_lossy();
    command.env_remove(PROGRAM_VARIABLE);
    let output = command.args(arguments).stdin(Stdio::null()).output().with_context(|| shown.to_string())?;
    ensure!(output.status.success(), "{shown}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn said(log: &Path) -> String {
    let mut text = String::new();
    if let Ok(mut file) = File::open(log) {
        let _ = file.read_to_string(&mut text);
    }
    text
}
