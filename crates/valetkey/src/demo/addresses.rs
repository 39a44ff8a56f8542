//! Where the three parties live.

use serde::Serialize;

/// The issuer has another host than the application, so that the browser keeps their cookies apart: a host's cookies
/// are shared by all its ports.
#[derive(Clone, Serialize)]
pub(super) struct Addresses {
    pub(super) issuer: String,
    pub(super) app: String,
    pub(super) api: String,
}

impl Addresses {
    /// The addresses for three ports: server, application, API.
    pub(super) fn new(issuer: u16, app: u16, api: u16) -> Self {
        Self {
            issuer: format!("http://localhost:{issuer}"),
            app: format!("http://127.0.0.1:{app}"),
            api: format!("http://127.0.0.1:{api}"),
        }
    }
}
