//! The relying party: the host that passkeys belong to.

use std::time::Duration;

use url::{Host, Url};
use webauthn_rs_core::WebauthnCore;

/// The relying party of an issuer (WebAuthn Level 3 section 5.4.2). Issuers with the same RP ID share its passkeys.
#[derive(Clone, Debug)]
pub struct RelyingParty {
    id: String,
    origin: Url,
}

impl RelyingParty {
    /// The time limit that the browser sets for the user (section 15.1 recommends 5 minutes).
    pub const TIMEOUT: Duration = Duration::from_secs(300);

    /// Returns the relying party of an issuer.
    ///
    /// `None` if browsers do not support passkeys there: the host is an IP address, or the issuer uses plain http and the host
    /// is not `localhost` (section 5.1.3 and W3C Secure Contexts section 3.1).
    pub fn of_issuer(issuer: &str) -> Option<Self> {
        let url = Url::parse(issuer).ok()?;
        let Some(Host::Domain(domain)) = url.host() else { return None };
        let is_local = domain == "localhost" || domain.ends_with(".localhost");
        if url.scheme() != "https" && !is_local {
            return None;
        }
        let id = domain.to_owned();
        let origin = Url::parse(&url.origin().ascii_serialization()).ok()?;
        Some(Self { id, origin })
    }

    /// Returns the relying party with the RP ID of another host, to share its passkeys. Browsers allow this if the document
    /// `/.well-known/webauthn` of that host lists this origin (section 5.11).
    #[must_use]
    pub fn related_to(self, host: &str) -> Self {
        Self { id: host.to_owned(), ..self }
    }

    /// Returns the RP ID: the host.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the verifier. It accepts only this origin: no subdomain, no other port.
    pub(crate) fn verifier(&self) -> WebauthnCore {
        let origins = vec![self.origin.clone()];
        WebauthnCore::new_unsafe_experts_only(
            &self.id,
            &self.id,
            origins,
            Self::TIMEOUT,
            Some(false),
            Some(false),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hosts_on_which_browsers_support_passkeys_are_relying_parties() {
        let id = |issuer: &str| RelyingParty::of_issuer(issuer).map(|party| party.id().to_owned());
        assert_eq!(id("https://id.example/t/acme").as_deref(), Some("id.example"));
        assert_eq!(id("http://localhost:8080").as_deref(), Some("localhost"));
        assert_eq!(id("http://id.example"), None);
        assert_eq!(id("https://192.0.2.1"), None);
        assert_eq!(id("http://127.0.0.1:8080"), None);
        assert_eq!(id("https://[::1]"), None);
    }
}
