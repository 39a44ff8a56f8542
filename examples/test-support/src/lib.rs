//! Shared code of the examples' tests: an authorization server on this machine with real sockets, and visitors that use
//! its pages.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "this crate is for tests: a broken set-up ends the test"
)]

mod issuer;
mod page;
mod taken_port;
mod visitor;

pub use issuer::{PASSWORD, Registered, TestIssuer};
pub use page::Page;
pub use taken_port::assert_names_a_taken_port;
pub use valetkey_authorization_server::registration::NewClient;
pub use visitor::Visitor;

use std::net::SocketAddr;

use axum::Router;
use tokio::net::TcpListener;

/// Returns a free port of this machine.
pub async fn free_port() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

/// Serves in the background until the test ends.
pub fn serve(listener: TcpListener, router: Router) {
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
}
