//! `[passkeys]`: where passkeys live, and whose certificates prove the model of an authenticator.

use std::path::PathBuf;

use rustls_pki_types::{CertificateDer, pem::PemObject as _};
use serde::Deserialize;
use url::{Host, Url};
use valetkey_types::Issuer;
use valetkey_webauthn::AttestationRoots;

use super::{
    ConfigurationProblem,
    check::{Problems, problem},
};

/// `[passkeys]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PasskeySettings {
    /// The RP ID of the issuers at `related_origins`: the host that their passkeys belong to. The host of the issuer unless given.
    pub rp_id: Option<String>,
    /// The origins of issuers that use the passkeys of `rp_id`, although they have another host.
    pub related_origins: Vec<String>,
    /// Where the root certificates of makers of authenticators lie, in PEM. A tenant that accepts certain models needs them.
    pub attestation_roots: Option<PathBuf>,
}

/// The settings of passkeys, read.
#[derive(Clone, Debug, Default)]
pub struct Passkeys {
    /// The RP ID of the issuers at the related origins.
    pub rp_id: Option<String>,
    /// The origins that have it, although their host is another one.
    pub related_origins: Vec<String>,
    /// The root certificates of makers.
    pub attestation_roots: Option<AttestationRoots>,
}

impl Passkeys {
    /// Returns the RP ID of an issuer at a related origin; `None` for every other issuer: its own host.
    pub(crate) fn rp_id_of(&self, issuer: &Issuer) -> Option<&str> {
        let origin = origin(issuer.as_str())?;
        self.rp_id.as_deref().filter(|_| self.related_origins.contains(&origin))
    }
}

impl PasskeySettings {
    pub(super) fn check(&self, issuer: &Issuer, problems: &mut Problems) {
        let is_host = |id: &str| match Url::parse(&format!("https://{id}/")) {
            Ok(url) => matches!(url.host(), Some(Host::Domain(host)) if host == id),
            Err(_) => false,
        };
        if let Some(id) = self.rp_id.as_ref().filter(|id| !is_host(id)) {
            problems.push(problem("passkeys.rp_id", "a host such as id.example", format!("{id:?}")));
        }
        let is_origin = |text: &str| {
            let is_secure = text.starts_with("https://") || text.starts_with("http://localhost");
            is_secure && origin(text).as_deref() == Some(text)
        };
        for text in self.related_origins.iter().filter(|text| !is_origin(text)) {
            let expected = "an origin such as https://id.example, without a path";
            problems.push(problem("passkeys.related_origins", expected, format!("{text:?}")));
        }
        // Browsers refuse a passkey of another host that does not name the origin.
        let (own, host) = (origin(issuer.as_str()), host(issuer));
        if self.rp_id.is_some()
            && self.rp_id != host
            && own.as_ref().is_some_and(|own| !self.related_origins.contains(own))
        {
            let expected =
                format!("{} among them, because passkeys.rp_id is another host", own.unwrap_or_default());
            problems.push(problem("passkeys.related_origins", &expected, self.related_origins.join(", ")));
        }
    }

    /// Reads the certificates.
    pub(super) fn read(&self, issuer: &Issuer) -> Result<Passkeys, ConfigurationProblem> {
        Ok(Passkeys {
            rp_id: self.rp_id.clone().or_else(|| host(issuer)),
            related_origins: self.related_origins.clone(),
            attestation_roots: self.roots()?,
        })
    }

    fn roots(&self) -> Result<Option<AttestationRoots>, ConfigurationProblem> {
        let Some(path) = &self.attestation_roots else { return Ok(None) };
        let wrong = |error: &dyn std::fmt::Display| {
            let expected = "a file with certificates in PEM";
            problem("passkeys.attestation_roots", expected, format!("{} ({error})", path.display()))
        };
        let certificates = CertificateDer::pem_file_iter(path).map_err(|error| wrong(&error))?;
        let certificates: Result<Vec<_>, _> = certificates.collect();
        let certificates = certificates.map_err(|error| wrong(&error))?;
        let certificates = certificates.iter().map(|certificate| certificate.to_vec()).collect();
        AttestationRoots::new(certificates).map(Some).map_err(|error| wrong(&error))
    }
}

/// Returns the origin of an address, as browsers write it.
fn origin(address: &str) -> Option<String> {
    Url::parse(address).ok().map(|url| url.origin().ascii_serialization())
}

/// Returns the host of an issuer, if it is a domain name.
fn host(issuer: &Issuer) -> Option<String> {
    match Url::parse(issuer.as_str()).ok()?.host()? {
        Host::Domain(host) => Some(host.to_owned()),
        Host::Ipv4(_) | Host::Ipv6(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(rp_id: Option<&str>, origins: &[&str]) -> Vec<String> {
        let settings = PasskeySettings {
            rp_id: rp_id.map(str::to_owned),
            related_origins: origins.iter().map(|origin| (*origin).to_owned()).collect(),
            attestation_roots: None,
        };
        let mut problems = Problems::new();
        settings.check(&Issuer::parse("https://id.new.example/auth").unwrap(), &mut problems);
        problems.into_iter().map(|problem| problem.key).collect()
    }

    #[test]
    fn an_origin_is_one_and_a_moved_issuer_names_its_own() {
        let own = "https://id.new.example";
        assert_eq!(problems(None, &[]), [""; 0]);
        assert_eq!(problems(Some("id.new.example"), &[]), [""; 0], "its own host");
        assert_eq!(problems(Some("id.old.example"), &[own]), [""; 0]);
        assert_eq!(problems(Some("id.old.example"), &[]), ["passkeys.related_origins"]);
        assert_eq!(
            problems(Some("id.old.example"), &["https://other.example"]),
            ["passkeys.related_origins"]
        );
        for id in ["https://id.example", "ID.example", "192.0.2.1", "id.example:8443", ""] {
            assert_eq!(problems(Some(id), &[own])[0], "passkeys.rp_id", "{id}");
        }
        for origin in ["id.example", "https://id.example/", "http://id.example", "https://id.example/a", ""] {
            assert_eq!(problems(None, &[origin]), ["passkeys.related_origins"], "{origin}");
        }
    }

    #[test]
    fn a_file_without_certificates_stops_the_start() {
        let settings = |path: &str| PasskeySettings {
            attestation_roots: Some(PathBuf::from(path)),
            ..PasskeySettings::default()
        };
        let issuer = Issuer::parse("https://id.example").unwrap();
        for path in ["/does/not/exist.pem", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")] {
            let problem = settings(path).read(&issuer).unwrap_err();
            assert_eq!(problem.key, "passkeys.attestation_roots", "{problem}");
        }
        assert!(PasskeySettings::default().read(&issuer).unwrap().attestation_roots.is_none());
    }
}
