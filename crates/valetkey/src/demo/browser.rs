//! Opens the browser where there is one.

use std::process::{Command, Stdio};

/// Asks the desktop to open the address. Where there is no desktop nothing happens.
pub(crate) fn open(address: &str) {
    let Some(opener) = opener() else { return };
    let mut command = Command::new(opener);
    command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.spawn() {
        // Some openers stay as long as the browser: nobody waits for them but this thread.
        Ok(mut child) => drop(std::thread::spawn(move || child.wait())),
        Err(error) => tracing::debug!(%error, opener, "the browser can't be opened"),
    }
}

fn opener() -> Option<&'static str> {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "macos") {
        Some("open")
    } else if is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") {
        Some("xdg-open")
    } else {
        None
    }
}
