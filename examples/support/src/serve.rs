//! Serves an example on this machine.

use std::io::{self, Write};

use axum::Router;
use tokio::net::TcpListener;

/// Serves on the port of `address`, on this machine only, until the program is stopped. If the address has no port, as behind
/// a proxy, the port is 8000.
///
/// # Errors
/// If the port is in use.
pub async fn serve(address: &str, router: Router) -> io::Result<()> {
    let port = address.rsplit(':').next().and_then(|port| port.trim_end_matches('/').parse().ok());
    let listener = TcpListener::bind(("127.0.0.1", port.unwrap_or(8000))).await?;
    writeln!(io::stdout(), "listening on {address}")?;
    axum::serve(listener, router).await
}
