//! Opens the browser, if there is one.

use std::process::{Command, Stdio};

/// Asks the desktop to open the address. Does nothing without a desktop: the address is on the terminal.
pub(crate) fn open_browser(address: &str) {
    let Some(opener) = opener() else { return };
    let mut command = Command::new(opener);
    command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.spawn() {
        // Some openers run as long as the browser, so only this thread waits for them.
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
