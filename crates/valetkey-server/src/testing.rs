//! A server for tests: real router, memory storage, a clock that stands still, counted chance, cheap passwords.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")] async fn main() {
//! use valetkey_server::testing::TestServer;
//!
//! let server = TestServer::new().await;
//! let answer = server.get("/no-such-page").await;
//! assert_eq!(answer.status, 404);
//! # }
//! ```

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "this module is for tests: a broken set-up ends the test"
)]

mod answer;
mod browser;
mod builder;
mod environment;
mod form;
mod place_file;
mod transport;

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::body::Body;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;
use valetkey_accounts::User;
use valetkey_authorization_server::{Change, record::Client};
use valetkey_storage::Storage;
use valetkey_types::{Secret, UserId, encode_form};

use crate::{Environment as _, IssuerRouter, Issuers, Server, request::PeerAddress};

pub use answer::Answer;
pub use browser::Browser;
pub use builder::{NODES, TestServerBuilder};
pub use environment::TestEnvironment;
pub use form::{Button, Form};
pub use place_file::{Names, PlaceEntry, place_file};
pub use transport::RecordingTransport;

/// A server with its insides open.
pub struct TestServer {
    /// The server.
    pub server: Server,
    /// Its clock and chance.
    pub environment: Arc<TestEnvironment>,
    /// Its records.
    pub storage: Arc<dyn Storage>,
    /// Its outgoing messages.
    pub transport: Arc<RecordingTransport>,
    /// All issuers of the process; that of [`TestServer::server`] is the default one.
    pub issuers: Issuers,
    /// One for each node.
    routers: Vec<IssuerRouter>,
    /// Counts requests.
    next: AtomicUsize,
}

impl TestServer {
    /// A server for the issuer `https://id.example` on memory storage, with an ES256 key.
    pub async fn new() -> Self {
        Self::builder().build().await
    }

    /// A server with other settings.
    pub fn builder() -> TestServerBuilder {
        TestServerBuilder::default()
    }

    /// The router of the next node, for what [`TestServer::request`] can't express.
    pub fn router(&self) -> IssuerRouter {
        let next = self.next.fetch_add(1, Ordering::Relaxed);
        self.routers[next % self.routers.len()].clone()
    }

    /// Lets time pass.
    pub fn advance(&self, seconds: i64) {
        self.environment.advance(seconds);
    }

    /// A fresh browser without cookies.
    pub fn browser(&self) -> Browser<'_> {
        Browser::new(self)
    }

    /// Sends a request through the real router. `target` is a path with an optional query. Without a `host` among the headers
    /// it goes to the host of the default issuer.
    pub async fn request(
        &self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: impl Into<Vec<u8>>,
    ) -> Answer {
        self.request_from(None, method, target, headers, body).await
    }

    /// Sends a request from the other end of a connection, as [`request`](Self::request) does from nowhere.
    pub async fn request_from(
        &self,
        peer: Option<SocketAddr>,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: impl Into<Vec<u8>>,
    ) -> Answer {
        let mut request = http::Request::builder().method(method).uri(target);
        if let Some(peer) = peer {
            request = request.extension(PeerAddress(peer));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if headers.iter().all(|(name, _)| !name.eq_ignore_ascii_case("host")) {
            let url = url::Url::parse(self.server.issuer.as_str()).unwrap();
            request = request.header("host", url.authority());
        }
        let request = request.body(Body::from(body.into())).unwrap();
        let (parts, body) = self.router().oneshot(request).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        let cost = parts.extensions.get().copied().unwrap_or_default();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body, cost }
    }

    /// `GET` without headers.
    pub async fn get(&self, target: &str) -> Answer {
        self.request("GET", target, &[], "").await
    }

    /// `POST` of a form, as a program sends it.
    pub async fn post_form(&self, target: &str, headers: &[(&str, &str)], fields: &[(&str, &str)]) -> Answer {
        let mut headers = headers.to_vec();
        headers.push(("content-type", "application/x-www-form-urlencoded"));
        self.request("POST", target, &headers, encode_form(fields.iter().copied())).await
    }

    /// Applies changes to the records.
    pub async fn apply(&self, changes: Vec<Change>) {
        self.storage.apply(changes).await.unwrap();
    }

    /// Adds a client.
    pub async fn add_client(&self, client: Client) {
        self.apply(vec![Change::AddClient(Box::new(client))]).await;
    }

    /// Replaces a user.
    pub async fn replace_user(&self, before: &User, after: User) {
        let (before, after) = (Box::new(before.clone()), Box::new(after));
        self.apply(vec![Change::ReplaceUser { before, after }]).await;
    }

    /// Adds a user with this username and password and returns the stored record; the identifier is `user-` and the username.
    pub async fn add_user(&self, username: &str, password: &str) -> User {
        let id = UserId::new(format!("user-{username}"));
        let mut user = User::new(self.server.tenant.clone(), id, username, self.environment.now());
        user.email = Some(format!("{username}@example.org"));
        user.password_hash = Some(self.server.password_pool.hash(Secret::new(password)).await.unwrap());
        self.apply(vec![Change::AddUser(Box::new(user.clone()))]).await;
        User { revision: 1, ..user }
    }
}
