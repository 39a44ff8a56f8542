//! Pins the server to core 0 and the generator to core 1, with `taskset` of util-linux.

use std::{
    process::{Command, Stdio},
    sync::atomic::{AtomicBool, Ordering},
};

use anyhow::{Context as _, Result, ensure};

/// The core of the server under test.
pub const SERVER_CORE: usize = 0;
/// The core of the generator.
pub const GENERATOR_CORE: usize = 1;

static DISABLED: AtomicBool = AtomicBool::new(false);

/// Stops pinning: from now on the system chooses the core of new processes.
pub fn disable_pinning() {
    DISABLED.store(true, Ordering::Relaxed);
}

/// Returns `true` if this machine has two cores.
pub fn is_possible() -> bool {
    // Not the affinity of this process: it may be pinned already.
    std::fs::read_to_string("/proc/cpuinfo").is_ok_and(|text| text.matches("processor\t").count() > 1)
}

/// Pins every thread of this process to a core.
///
/// # Errors
/// If `taskset` is missing or fails.
pub fn pin_this_process(core: usize) -> Result<()> {
    let id = std::process::id().to_string();
    let done = Command::new("taskset")
        .args(["-a", "-c", "-p", &core.to_string(), &id])
        .stdout(Stdio::null())
        .status()
        .context("taskset, of the package util-linux")?;
    ensure!(done.success(), "taskset could not pin this process to core {core}");
    Ok(())
}

/// Pins this thread to a core. Does nothing on a single core or without pinning.
///
/// # Errors
/// If `taskset` is missing or fails.
pub fn pin_this_thread(core: usize) -> Result<()> {
    if DISABLED.load(Ordering::Relaxed) || !is_possible() {
        return Ok(());
    }
    let thread = std::fs::read_link("/proc/thread-self").context("/proc/thread-self")?;
    let id = thread.file_name().context("the number of a thread in /proc/thread-self")?;
    let mut command = Command::new("taskset");
    let done = command.args(["-c", "-p", &core.to_string()]).arg(id).stdout(Stdio::null()).status();
    ensure!(
        done.context("taskset, of the package util-linux")?.success(),
        "taskset could not pin a thread to core {core}"
    );
    Ok(())
}

/// Returns a command that runs on one core. Not pinned on a single core or without pinning.
pub fn command_on(core: usize, program: &std::ffi::OsStr) -> Command {
    if DISABLED.load(Ordering::Relaxed) || !is_possible() {
        return Command::new(program);
    }
    let mut command = Command::new("taskset");
    command.arg("-c").arg(core.to_string()).arg(program);
    command
}
