//! Starts the foreign server and stops it.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, ChildStdout, Command, Stdio},
};

pub(crate) struct ForeignProvider {
    pub(crate) issuer: String,
    pub(crate) redirect_uri: String,
    /// The only API that the server knows (RFC 8707).
    pub(crate) resource: String,
    process: Child,
    /// Kept open, because the server continues to write to it.
    _output: BufReader<ChildStdout>,
}

impl ForeignProvider {
    pub(crate) fn start() -> Self {
        Self::start_with("")
    }

    /// Starts the server with a second port for clients with a certificate. `mutual_tls` is JSON with `certificate`, `key` and
    /// `authority`.
    pub(crate) fn start_with(mutual_tls: &str) -> Self {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests");
        let mut process = Command::new("node")
            .arg("foreign/server/oidc_provider.mjs")
            .current_dir(folder)
            .env("MUTUAL_TLS", mutual_tls)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("Node.js does not start: {error}"));
        let mut line = String::new();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        output.read_line(&mut line).unwrap();
        let facts: serde_json::Value = serde_json::from_str(&line).unwrap_or_else(|error| {
            panic!("node-oidc-provider did not start ({error}); run cargo xtask setup")
        });
        let text = |name: &str| facts[name].as_str().unwrap().to_owned();
        let (issuer, redirect_uri, resource) = (text("issuer"), text("redirect_uri"), text("resource"));
        Self { issuer, redirect_uri, resource, process, _output: output }
    }
}

impl Drop for ForeignProvider {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
