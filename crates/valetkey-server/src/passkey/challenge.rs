//! Challenges: the hash of a sealed value that a form carries. Each counts once.

use uuid::Uuid;
use valetkey_authorization_server::record::UsedChallenge;
use valetkey_jose::digest::sha256;
use valetkey_webauthn::Challenge;

use crate::visit::Visit;

/// The challenge of one form: SHA-256 of the sealed value in the form. The script of the page computes it too.
///
/// A sealed value has a random nonce and opens in one browser for some minutes, so nobody knows a challenge before its page
/// is made, and the server stores nothing for a page. The commit that uses a challenge stores its identifier.
pub(crate) struct FormChallenge(Challenge);

impl FormChallenge {
    /// Returns the challenge of a form with this sealed value. Open the value before you rely on it.
    pub(crate) fn of(sealed: &str) -> Self {
        Self(sha256(sealed.as_bytes()))
    }

    /// Returns its bytes.
    pub(crate) fn bytes(&self) -> &Challenge {
        &self.0
    }

    /// Returns the record of its use. No sealed value lives longer.
    pub(crate) fn used(&self, visit: &Visit<'_>) -> UsedChallenge {
        let (first, _) = self.0.split_at(16);
        let id = Uuid::from_slice(first).unwrap_or_default();
        let expires_at = visit.now.plus(visit.server.lifetimes.interaction);
        UsedChallenge { tenant: visit.server.tenant.clone(), id, expires_at }
    }
}
