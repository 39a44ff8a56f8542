//! The client certificate of the connection of a request.

use std::fmt;
use std::sync::Arc;

use valetkey_jose::digest::{base64url, sha256};

/// The verified client certificate of the TLS connection, in DER. The TLS code of the server adds it to the extensions of the
/// request. This crate never reads it from a header, because callers can forge headers. Cheap to clone.
#[derive(Clone, PartialEq, Eq)]
pub struct ClientCertificate(Arc<[u8]>);

impl ClientCertificate {
    /// Creates the value from the caller's own certificate, the first of its chain. An authority does not need to have signed
    /// it, but the handshake must have proved the possession of its key.
    pub fn from_der(der: impl Into<Arc<[u8]>>) -> Self {
        Self(der.into())
    }

    /// Returns `x5t#S256`: the SHA-256 of the certificate, base64url (RFC 8705 section 3.1).
    pub fn thumbprint(&self) -> String {
        base64url(&sha256(&self.0))
    }
}

impl fmt::Debug for ClientCertificate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ClientCertificate({})", self.thumbprint())
    }
}
