//! Serves an example on this machine.

use std::io::{self, Write};
use std::process::ExitCode;

use axum::Router;
use axum::http::Uri;
use tokio::net::TcpListener;

use crate::AnyError;

/// The reason why an example can't listen.
#[derive(Debug, thiserror::Error)]
#[error("expected a free port for {option}, got {}", self.found())]
pub struct ListenError {
    option: &'static str,
    port: u16,
    source: io::Error,
}

impl ListenError {
    fn found(&self) -> String {
        let place = format!("127.0.0.1:{}", self.port);
        match self.source.kind() {
            io::ErrorKind::AddrInUse => format!("address in use: another program listens on {place}"),
            _ => format!("{} for {place}", self.source),
        }
    }
}

/// Listens on the port of `address`, or on `default_port` if the address has no port, for example behind a proxy. Accepts
/// connections from this machine only.
///
/// # Errors
/// If the port can't be opened. The error names the port, and `option` as the setting to change.
pub async fn listen(
    option: &'static str,
    address: &str,
    default_port: u16,
) -> Result<TcpListener, ListenError> {
    let port = address.parse::<Uri>().ok().and_then(|uri| uri.port_u16()).unwrap_or(default_port);
    TcpListener::bind(("127.0.0.1", port)).await.map_err(|source| ListenError { option, port, source })
}

/// Serves on the port of `address`, the value of `--address`, until the program is stopped. The default port is 8000.
///
/// # Errors
/// As [`listen`].
pub async fn serve(address: &str, router: Router) -> Result<(), AnyError> {
    let listener = listen("--address", address, 8000).await?;
    writeln!(io::stdout(), "listening on {address}")?;
    Ok(axum::serve(listener, router).await?)
}

/// Returns the exit code of a program, and prints its error as a sentence.
#[must_use]
pub fn finish(result: Result<(), AnyError>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Ignores an error: if standard error is closed, there is still the exit code.
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}
