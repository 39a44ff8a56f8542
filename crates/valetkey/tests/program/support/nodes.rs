//! Servers as processes, all of one issuer and on one database.

use std::net::TcpListener;

use super::{
    folder::Folder,
    program::{Running, command, run},
};

/// What a test that fails should tell about its servers: faults, and why a request was refused.
const LOG: &str = "warn,valetkey_server::respond=info";

/// The nodes. The issuer is the address of the first.
pub(crate) struct Nodes {
    pub(crate) folder: Folder,
    pub(crate) database: String,
    pub(crate) running: Vec<Running>,
    pub(crate) addresses: Vec<String>,
}

impl Nodes {
    /// Starts so many on this database.
    pub(crate) fn start(count: usize, database: &str) -> Self {
        let folder = Folder::new();
        let ports: Vec<u16> = (0..count).map(|_| free_port()).collect();
        let addresses: Vec<String> = ports.iter().map(|port| format!("http://127.0.0.1:{port}")).collect();
        let start = |port: &u16| {
            let (issuer, listen) = (&addresses[0], format!("127.0.0.1:{port}"));
            let place = ["serve", "--issuer", issuer, "--listen", &listen, "--database", database];
            Running::start(command(&folder, &[&place[..], &["--log", LOG]].concat()))
        };
        let running = ports.iter().map(start).collect();
        Self { folder, database: database.to_owned(), running, addresses }
    }

    /// The address of the issuer.
    pub(crate) fn issuer(&self) -> &str {
        &self.addresses[0]
    }

    /// Registers a client; its credentials as a part of a form.
    pub(crate) fn add_client(&self, words: &[&str]) -> String {
        let words =
            [&["client", "add", "--name", "App", "--json", "--database", &self.database], words].concat();
        let client = run(&self.folder, &words).json();
        let text = |name: &str| client[name].as_str().expect("a text").to_owned();
        format!("client_id={}&client_secret={}", text("client_id"), text("client_secret"))
    }
}

/// A port that was free a moment ago.
pub(crate) fn free_port() -> u16 {
    let probe = TcpListener::bind("127.0.0.1:0").expect("a port");
    probe.local_addr().expect("an address").port()
}
