//! A manufacturer of authenticators, for tests. Its certificates attest their model.

#![allow(clippy::unwrap_used, reason = "this module is for tests: a broken set-up ends the test")]

use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, CustomExtension, DnType, IsCa, KeyPair,
    KeyUsagePurpose,
};
use uuid::Uuid;

use crate::testing::SoftwareAttestation;

/// `id-fido-gen-ce-aaguid` (WebAuthn Level 3 section 8.2.1).
const MODEL: &[u64] = &[1, 3, 6, 1, 4, 1, 45724, 1, 1, 4];

/// A manufacturer with its root certificate.
pub struct Maker(CertifiedIssuer<'static, KeyPair>);

impl Maker {
    /// Creates a manufacturer.
    pub fn new(name: &str) -> Self {
        let mut parameters = CertificateParams::new([]).unwrap();
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        parameters.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        parameters.distinguished_name.push(DnType::CommonName, name);
        Self(CertifiedIssuer::self_signed(parameters, KeyPair::generate().unwrap()).unwrap())
    }

    /// Returns its root certificate in DER.
    pub fn root(&self) -> Vec<u8> {
        self.0.der().to_vec()
    }

    /// Returns an attestation for an authenticator of this model.
    pub fn attestation(&self, model: Uuid) -> SoftwareAttestation {
        let key = KeyPair::generate().unwrap();
        let mut parameters = CertificateParams::new([]).unwrap();
        parameters.is_ca = IsCa::ExplicitNoCa;
        let name = &mut parameters.distinguished_name;
        name.push(DnType::CountryName, "AT");
        name.push(DnType::OrganizationName, "Maker");
        name.push(DnType::OrganizationalUnitName, "Authenticator Attestation");
        name.push(DnType::CommonName, "Attestation");
        let octets = [&[4, 16], &model.as_bytes()[..]].concat();
        parameters.custom_extensions = vec![CustomExtension::from_oid_content(MODEL, octets)];
        let certificate = parameters.signed_by(&key, &self.0).unwrap();
        let pkcs8 = key.serialize_der();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &pkcs8).unwrap();
        SoftwareAttestation { key: Some(key), chain: vec![certificate.der().to_vec()] }
    }
}
