//! The operating system user of the server, because PostgreSQL refuses to run as root.

use std::{
    os::unix::fs::{MetadataExt, chown},
    path::Path,
    process::Command,
};

/// The id of the user `nobody` on every Linux distribution.
const NOBODY: u32 = 65_534;

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|metadata| metadata.uid() == 0)
}

/// Gives a folder to the user of the server.
pub(crate) fn give(folder: &Path) {
    if is_root() {
        chown(folder, Some(NOBODY), Some(NOBODY)).expect("root may give a folder away");
    }
}

/// Returns a command that runs as that user.
pub(crate) fn command(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.arg(format!("--reuid={NOBODY}")).arg(format!("--regid={NOBODY}")).arg("--clear-groups").arg("--");
    command.arg(program);
    command
}
