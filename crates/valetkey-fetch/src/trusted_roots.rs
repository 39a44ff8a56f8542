//! Certificate authorities that a transport trusts in addition to those of the machine.

use reqwest::Certificate;
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;

use crate::CertificateError;

/// Roots of one's own, such as that of a company's network. Cheap to clone in the sizes that occur.
#[derive(Clone, Debug, Default)]
pub struct TrustedRoots(Vec<Certificate>);

impl TrustedRoots {
    /// Reads one certificate or several.
    ///
    /// # Errors
    /// [`CertificateError::NoCertificate`] if there is none, or one that can't be read.
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
