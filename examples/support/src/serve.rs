//! Serving an example on this machine.

use std::io::{self, Write};

use axum::Router;
use tokio::net::TcpListener;

/// Serves at the port of `address`, on this machine only, until the program is stopped. Behind a proxy the address may have no
/// port: then it is 8000.
///
/// # Errors
/// When the port is taken.
pub async fn serve(address: &str, router: Router) -> io::Result<()> {
    let port = address.rsplit(':').next().and_then(|port| port.trim_end_matches('/').parse().ok());
    let listener = TcpListener::bind(("127.0.0.1", port.unwrap_or(8000))).await?;
    writeln!(io::stdout(), "listening on {address}")?;
    axum::serve(listener, router).await
}
