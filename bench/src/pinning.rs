//! Which core runs what: the server core 0, the generator core 1, through `taskset` of util-linux.

use std::{
    process::{Command, Stdio},
    sync::atomic::{AtomicBool, Ordering},
};

use anyhow::{Context as _, Result, ensure};

/// The core of the server under test.
pub const SERVER_CORE: usize = 0;
/// The core of the generator.
pub const GENERATOR_CORE: usize = 1;

static LEFT_TO_THE_SYSTEM: AtomicBool = AtomicBool::new(false);

/// From now on the system chooses which core runs what is started.
pub fn leave_it_to_the_system() {
    LEFT_TO_THE_SYSTEM.store(true, Ordering::Relaxed);
}

/// Whether there are two cores to tell apart.
pub fn is_possible() -> bool {
    // Not the affinity: this process may be pinned already.
    std::fs::read_to_string("/proc/cpuinfo").is_ok_and(|text| text.matches("processor\t").count() > 1)
}

/// Keeps every thread of this process on one core.
///
/// # Errors
/// When `taskset` is missing or refuses.
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

/// Keeps this thread on one core; anywhere when there is but one or that is left to the system.
///
/// # Errors
/// When `taskset` is missing or refuses.
pub fn pin_this_thread(core: usize) -> Result<()> {
    if LEFT_TO_THE_SYSTEM.load(Ordering::Relaxed) || !is_possible() {
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

/// A command that runs on one core; anywhere when there is but one or that is left to the system.
pub fn command_on(core: usize, program: &std::ffi::OsStr) -> Command {
    if LEFT_TO_THE_SYSTEM.load(Ordering::Relaxed) || !is_possible() {
        return Command::new(program);
    }
    let mut command = Command::new("taskset");
    command.arg("-c").arg(core.to_string()).arg(program);
    command
}
