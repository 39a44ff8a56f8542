//! Certificate authorities and certificates for the tests.

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::RootCertStore;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use valetkey_fetch::{TlsClientCertificate, TrustedRoots};

pub(crate) struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub(crate) fn new() -> Self {
        let mut parameters = CertificateParams::new([]).unwrap();
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(parameters, KeyPair::generate().unwrap()).unwrap())
    }

    /// Returns the root certificates for servers.
    pub(crate) fn roots(&self) -> RootCertStore {
        let mut roots = RootCertStore::empty();
        roots.add(self.0.der().clone()).unwrap();
        roots
    }

    /// Returns the root certificates for clients.
    pub(crate) fn trusted(&self) -> TrustedRoots {
        TrustedRoots::from_pem(self.0.pem().as_bytes()).unwrap()
    }

    pub(crate) fn server(&self) -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
        let key = KeyPair::generate().unwrap();
        let parameters = CertificateParams::new(["127.0.0.1".to_owned()]).unwrap();
        let certificate = parameters.signed_by(&key, &self.0).unwrap();
        (certificate.der().clone(), PrivatePkcs8KeyDer::from(key.serialize_der()).into())
    }

    pub(crate) fn client(&self) -> TlsClientCertificate {
        let key = KeyPair::generate().unwrap();
        let parameters = CertificateParams::new(["app.example".to_owned()]).unwrap();
        read(&parameters.signed_by(&key, &self.0).unwrap().pem(), &key)
    }
}

/// Returns a self-signed certificate.
pub(crate) fn self_signed() -> TlsClientCertificate {
    let key = KeyPair::generate().unwrap();
    let parameters = CertificateParams::new(["app.example".to_owned()]).unwrap();
    read(&parameters.self_signed(&key).unwrap().pem(), &key)
}

fn read(certificate: &str, key: &KeyPair) -> TlsClientCertificate {
    TlsClientCertificate::from_pem(certificate.as_bytes(), key.serialize_pem().as_bytes()).unwrap()
}
