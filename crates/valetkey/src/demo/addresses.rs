//! Where the four parties live.

use serde::Serialize;

/// The issuer has another host than the application, so that the browser keeps their cookies apart: a host's cookies
/// are shared by all its ports.
#[derive(Clone, Serialize)]
pub(super) struct Addresses {
    pub(super) issuer: String,
    pub(super) app: String,
    pub(super) api: String,
    pub(super) provider: String,
}

impl Addresses {
    /// The addresses for four ports: server, application, API, imitated provider.
    pub(super) fn new(issuer: u16, app: u16, api: u16, provider: u16) -> Self {
        Self {
            issuer: format!("http://localhost:{issuer}"),
            app: format!("http://127.0.0.1:{app}"),
            api: format!("http://127.0.0.1:{api}"),
            provider: format!("http://127.0.0.1:{provider}"),
        }
    }
}
