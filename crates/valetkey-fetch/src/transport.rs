//! The interface to the network, and its errors.

use std::net::IpAddr;

use async_trait::async_trait;

use crate::{HttpRequest, HttpResponse};

/// A transport: sends one request and returns the response, with any status.
///
/// An implementation follows no redirects, keeps no cookies, and limits time and size.
#[async_trait]
pub trait HttpTransport: Send + Sync {
    /// Sends the request.
    ///
    /// # Errors
    /// [`TransportError`] if no complete response arrived. A response with a 4xx or 5xx status is no error.
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError>;

    /// Returns the client certificate of this transport, in DER (RFC 8705 section 2). Default: none. With a certificate, the
    /// aliases in an issuer's document replace their endpoints.
    fn client_certificate(&self) -> Option<&[u8]> {
        None
    }
}

/// The reason why there is no response. Each text says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// The URL can't be used.
    #[error("expected an absolute https URL (http only on an allowed loopback host), got {url:?}: {reason}")]
    InvalidUrl {
        /// The URL without its query.
        url: String,
        /// The problem.
        reason: String,
    },
    /// The address is in a private network that is not listed.
    #[error(
        "{host} is {address}, an address that is not on the public internet; list its network (for example {address}) \
         in the allowed networks if it is meant"
    )]
    RefusedAddress {
        /// The host of the URL.
        host: String,
        /// The address of the name.
        address: IpAddr,
    },
    /// The resolver says that the name does not exist.
    #[error("expected the name {host} to have an address, got none; check the spelling: {reason}")]
    UnknownHost {
        /// The host of the URL.
        host: String,
        /// The message of the resolver.
        reason: String,
    },
    /// The resolver returned no answer for the name.
    #[error(
        "tried to look up the address of {host}, got no answer; check the resolver of this machine: {reason}"
    )]
    NameLookup {
        /// The host of the URL.
        host: String,
        /// The message of the resolver.
        reason: String,
    },
    /// No response arrived in time.
    #[error("no answer from {host} within {seconds} s; is it running and reachable from here?")]
    Timeout {
        /// The host of the URL.
        host: String,
        /// The limit in seconds.
        seconds: u64,
    },
    /// The body is larger than the limit.
    #[error("the response of {host} is larger than {limit} bytes")]
    TooLarge {
        /// The host of the URL.
        host: String,
        /// The limit in bytes.
        limit: usize,
    },
    /// The response is compressed, although the request asked for an uncompressed one.
    #[error(
        "expected a response of {host} without compression, got content-encoding {encoding:?}; check the proxy in front of it"
    )]
    Encoded {
        /// The host of the URL.
        host: String,
        /// The received encoding.
        encoding: String,
    },
    /// The certificate or the handshake failed.
    #[error(
        "no secure connection to {host}; check its certificate and the CA certificates of this machine: {reason}"
    )]
    Tls {
        /// The host of the URL.
        host: String,
        /// The message of the TLS library.
        reason: String,
    },
    /// The connection failed or was lost.
    #[error("no connection to {host}; is it running and reachable from here? {reason}")]
    Connection {
        /// The host of the URL.
        host: String,
        /// The message of the network.
        reason: String,
    },
    /// The transport could not be built.
    #[error("the HTTP client could not be set up: {reason}")]
    Setup {
        /// The problem.
        reason: String,
    },
}

impl TransportError {
    /// Returns whether the same request may succeed later, because the network, the resolver or the server failed. An unknown
    /// name, a refused address or certificate, and a response in a wrong form do not change by a retry.
    pub fn is_temporary(&self) -> bool {
        matches!(self, Self::Timeout { .. } | Self::NameLookup { .. } | Self::Connection { .. })
    }
}

/// Returns `true` if a retry may succeed after this status: the server failed (5xx), or it limits requests (429).
pub fn is_temporary_status(status: u16) -> bool {
    status == 429 || (500..600).contains(&status)
}
