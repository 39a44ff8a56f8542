//! The issuer identifier (RFC 8414 section 2, OpenID Connect Discovery section 3).

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::redirect_uri::is_loopback_host;

/// An issuer: an https URL without query and fragment. It may be an http URL on a loopback host, or on any host with
/// [`Issuer::danger_parse_plain_http`]. Issuers are compared byte for byte.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Issuer(String);

/// The reason why a URL can't be an issuer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IssuerError {
    /// The text is not a URL with a host.
    #[error("expected a URL like https://id.example, got {0:?}")]
    NotAUrl(String),
    /// The URL is http on a host that is not loopback.
    #[error("expected https (plain http only on 127.0.0.1, [::1] or localhost), got {0:?}")]
    NotHttps(String),
    /// The URL has a query, a fragment or user information.
    #[error("an issuer has no query, fragment or user information, got {0:?}")]
    Decorated(String),
}

impl Issuer {
    /// Checks the form. Keeps the text as received, but removes a trailing slash on the root path.
    pub fn parse(value: &str) -> Result<Self, IssuerError> {
        Self::checked(value, false)
    }

    /// Does the same as [`Issuer::parse`], but accepts plain http on every host. Danger: anyone on the network can then read
    /// and change all messages, including keys.
    pub fn danger_parse_plain_http(value: &str) -> Result<Self, IssuerError> {
        Self::checked(value, true)
    }

    fn checked(value: &str, plain_http: bool) -> Result<Self, IssuerError> {
        let url = Url::parse(value).map_err(|_| IssuerError::NotAUrl(value.to_owned()))?;
        let host = url.host_str().ok_or_else(|| IssuerError::NotAUrl(value.to_owned()))?;
        match url.scheme() {
            "https" => {}
            "http" if plain_http || is_loopback_host(host) => {}
            "http" => return Err(IssuerError::NotHttps(value.to_owned())),
            _ => return Err(IssuerError::NotAUrl(value.to_owned())),
        }
        let decorated = value.contains(['?', '#', '@']);
        if decorated { Err(IssuerError::Decorated(value.to_owned())) } else { Ok(Self(value.to_owned())) }
    }

    /// Returns the issuer as it is written in tokens.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the URL of a path below the issuer; `path` starts with a slash.
    pub fn join(&self, path: &str) -> String {
        format!("{}{path}", self.0.trim_end_matches('/'))
    }

    /// Returns whether the issuer uses https.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https:")
    }

    /// Returns the host with its port, if the issuer uses plain http on a host that is not loopback.
    pub fn plain_http_host(&self) -> Option<String> {
        let url = Url::parse(&self.0).ok().filter(|url| url.scheme() == "http")?;
        let host = url.host_str().filter(|host| !is_loopback_host(host))?;
        Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
    }

    /// Returns the path component without a trailing slash: empty for an issuer at the root of its host.
    pub fn path(&self) -> String {
        Url::parse(&self.0).map(|url| url.path().trim_end_matches('/').to_owned()).unwrap_or_default()
    }
}

impl fmt::Display for Issuer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
