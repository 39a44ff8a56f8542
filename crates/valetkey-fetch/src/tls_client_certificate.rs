//! A client certificate and its key, for mutual TLS (RFC 8705).

use std::fmt;

use reqwest::Identity;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use valetkey_jose::digest::{base64url, sha256};
use zeroize::Zeroizing;

/// A client's certificate with its chain and its private key. It is used in the same way whether the issuer trusts the
/// certificate authority (`tls_client_auth`) or the registered certificate (`self_signed_tls_client_auth`). `Debug` shows only
/// the thumbprint. Cheap to clone.
#[derive(Clone)]
pub struct TlsClientCertificate {
    der: CertificateDer<'static>,
    identity: Identity,
}

/// The reason why a certificate can't be used. It never contains parts of the key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CertificateError {
    /// There is no readable certificate.
    #[error("expected certificates as PEM (`-----BEGIN CERTIFICATE-----`), the client's own first")]
    NoCertificate,
    /// There is no readable key.
    #[error(
        "expected one private key as PEM without a passphrase (`-----BEGIN PRIVATE KEY-----`, `EC PRIVATE KEY` or \\
         `RSA PRIVATE KEY`)"
    )]
    NoPrivateKey,
    /// The certificate and the key can't be used together.
    #[error("expected a certificate and the private key that belongs to it: {reason}")]
    Unusable {
        /// The message of the TLS library.
        reason: String,
    },
}

impl TlsClientCertificate {
    /// Reads a certificate chain and its key. The client's certificate must be the first, followed by the intermediate
    /// certificates. `private_key` may be empty if the key is in the same text as the certificates.
    ///
    /// # Errors
    /// [`CertificateError`] if there is no certificate, if there is not exactly one key, or if the key does not belong to the
    /// certificate.
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
        // Building an HTTP client checks that the key belongs to the certificate.
        let trial = reqwest::Client::builder().tls_certs_only([]).identity(identity.clone()).build();
        trial.map_err(unusable)?;
        Ok(Self { der, identity })
    }

    /// Returns the client's own certificate, in DER.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// Returns `x5t#S256`: the SHA-256 of the certificate, base64url (RFC 8705 section 3.1). Access tokens that are bound to this
    /// certificate contain it.
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
