//! The address of a server.

use std::sync::Arc;

use valetkey_fetch::{IpNet, ReqwestTransport};
use valetkey_types::Issuer;

use crate::failure::Failure;

/// The path of the API below the issuer.
const API_PATH: &str = "/admin/api/v1";

/// A server, by its issuer.
#[derive(Clone)]
pub(crate) struct Address {
    issuer: Issuer,
    transport: Arc<ReqwestTransport>,
}

impl Address {
    /// Reads the address. Plain http is for this machine only.
    ///
    /// # Errors
    /// A usage failure with what was expected and what came.
    pub(crate) fn parse(text: &str) -> Result<Self, Failure> {
        let issuer = Issuer::parse(text.trim_end_matches('/'))
            .map_err(|error| Failure::usage(format!("--server: {error}")))?;
        // The administrator typed the address, so that it may be in a private network.
        let everywhere: Vec<IpNet> =
            ["0.0.0.0/0", "::/0"].iter().filter_map(|net| net.parse().ok()).collect();
        let transport = ReqwestTransport::builder_for_issuer(&issuer).allow_networks(everywhere).build()?;
        Ok(Self { issuer, transport: Arc::new(transport) })
    }

    /// Returns the issuer.
    pub(crate) fn issuer(&self) -> &Issuer {
        &self.issuer
    }

    /// Returns the identifier of the API, which is also its address.
    pub(crate) fn api(&self) -> String {
        self.issuer.join(API_PATH)
    }

    /// Returns what sends requests.
    pub(crate) fn transport(&self) -> Arc<ReqwestTransport> {
        Arc::clone(&self.transport)
    }

    /// Returns the command that signs in at this server.
    pub(crate) fn sign_in_command(&self) -> String {
        format!("valetkey sign-in --server {}", self.issuer)
    }
}

/// Returns the identifier of the API of an issuer.
pub(super) fn api_of(issuer: &Issuer) -> String {
    issuer.join(API_PATH)
}
