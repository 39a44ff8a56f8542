//! A certificate and its key, for servers that ask who connects (RFC 8705).

use std::fmt;

use reqwest::Identity;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use valetkey_jose::digest::{base64url, sha256};
use zeroize::Zeroizing;

/// A client's certificate with the chain above it and its private key. Whether the authority that signed it counts
/// (`tls_client_auth`) or the certificate itself is registered (`self_signed_tls_client_auth`) is the issuer's business; the
/// client does the same for both. `Debug` shows the thumbprint and nothing else. Cheap to clone.
#[derive(Clone)]
pub struct TlsClientCertificate {
    der: CertificateDer<'static>,
    identity: Identity,
}

/// The reason why a certificate can't be used. Never contains parts of the key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CertificateError {
    /// No certificate, or none that can be read.
    #[error("expected certificates as PEM (`-----BEGIN CERTIFICATE-----`), the client's own first")]
    NoCertificate,
    /// No key, or none that can be read.
    #[error(
        "expected one private key as PEM without a passphrase (`-----BEGIN PRIVATE KEY-----`, `EC PRIVATE KEY` or \\
         `RSA PRIVATE KEY`)"
    )]
    NoPrivateKey,
    /// The two can't be used together.
    #[error("expected a certificate and the private key that belongs to it: {reason}")]
    Unusable {
        /// The message of the TLS library.
        reason: String,
    },
}

impl TlsClientCertificate {
    /// Reads a certificate chain and its key. The client's certificate is the first, then the intermediate certificates.
    /// `private_key` may be empty if the key is in the same file as the certificates.
    ///
    /// # Errors
    /// [`CertificateError`] if there is no certificate or not one key, or if one does not belong to the other.
    pub fn from_pem(certificates: &[u8], private_key: &[u8]) -> Result<Self, CertificateError> {
        let text = Zeroizing::new([certificates, private_key].join(&b'\n'));
        let der = match CertificateDer::pem_slice_iter(&text).next() {
            Some(Ok(der)) => der,
            _ => return Err(CertificateError::NoCertificate),
        };
        let mut keys = PrivateKeyDer::pem_slice_iter(&text);
        let (Some(Ok(_)), None) = (keys.next(), keys.next()) else {
            return Err(CertificateError::NoPrivateKey);
        };
        let identity = Identity::from_pem(&text).map_err(unusable)?;
        // Building an HTTP client is what compares the two.
        let trial = reqwest::Client::builder().tls_certs_only([]).identity(identity.clone()).build();
        trial.map_err(unusable)?;
        Ok(Self { der, identity })
    }

    /// The client's own certificate, in DER.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// `x5t#S256`: the SHA-256 of the certificate, base64url (RFC 8705 section 3.1). Access tokens that are bound to this
    /// certificate carry it.
    pub fn thumbprint(&self) -> String {
        base64url(&sha256(&self.der))
    }

    pub(crate) fn identity(&self) -> Identity {
        self.identity.clone()
    }
}

impl fmt::Debug for TlsClientCertificate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "TlsClientCertificate({})", self.thumbprint())
    }
}

fn unusable(error: reqwest::Error) -> CertificateError {
    let reason = std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
    CertificateError::Unusable { reason }
}
