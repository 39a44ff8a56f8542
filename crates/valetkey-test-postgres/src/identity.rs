//! Who the server runs as: PostgreSQL refuses root.

use std::{
    os::unix::fs::{MetadataExt, chown},
    path::Path,
    process::Command,
};

/// The user `nobody` of every Linux distribution.
const NOBODY: u32 = 65_534;

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|metadata| metadata.uid() == 0)
}

/// Gives a folder to the user the server runs as.
pub(crate) fn give(folder: &Path) {
    if is_root() {
        chown(folder, Some(NOBODY), Some(NOBODY)).expect("root may give a folder away");
    }
}

/// A command that runs as that user.
pub(crate) fn command(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.arg(format!("--reuid={NOBODY}")).arg(format!("--regid={NOBODY}")).arg("--clear-groups").arg("--");
    command.arg(program);
    command
}
