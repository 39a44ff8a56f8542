//! Certificate authorities that a transport trusts in addition to those of the machine.

use reqwest::Certificate;
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;

use crate::CertificateError;

/// Additional root certificates, such as the root of a company's network.
#[derive(Clone, Debug, Default)]
pub struct TrustedRoots(Vec<Certificate>);

impl TrustedRoots {
    /// Reads one or several certificates.
    ///
    /// # Errors
    /// [`CertificateError::NoCertificate`] if there is none, or if one is unreadable.
    pub fn from_pem(certificates: &[u8]) -> Result<Self, CertificateError> {
        let mut roots = Vec::new();
        for der in CertificateDer::pem_slice_iter(certificates) {
            let der = der.map_err(|_| CertificateError::NoCertificate)?;
            roots.push(Certificate::from_der(&der).map_err(|_| CertificateError::NoCertificate)?);
        }
        if roots.is_empty() { Err(CertificateError::NoCertificate) } else { Ok(Self(roots)) }
    }

    pub(crate) fn extend(&mut self, more: Self) {
        self.0.extend(more.0);
    }

    pub(crate) fn certificates(&self) -> Vec<Certificate> {
        self.0.clone()
    }
}
