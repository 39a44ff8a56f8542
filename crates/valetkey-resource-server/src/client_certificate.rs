//! The certificate of the connection that a request came by.

use std::fmt;
use std::sync::Arc;

use valetkey_jose::digest::{base64url, sha256};

/// The verified client certificate of the TLS connection, in DER. The TLS layer of the server puts it into the
/// request's extensions. This crate never reads it from a header, because callers can forge headers. Cheap to clone.
#[derive(Clone, PartialEq, Eq)]
pub struct ClientCertificate(Arc<[u8]>);

impl ClientCertificate {
    /// Takes the caller's own certificate, the first of its chain. It need not be one that an authority signed: what counts is that
    /// the handshake proved the possession of its key.
    pub fn from_der(der: impl Into<Arc<[u8]>>) -> Self {
        Self(der.into())
    }

    /// `x5t#S256`: the SHA-256 of the certificate, base64url (RFC 8705 section 3.1).
    pub fn thumbprint(&self) -> String {
        base64url(&sha256(&self.0))
    }
}

impl fmt::Debug for ClientCertificate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ClientCertificate({})", self.thumbprint())
    }
}
