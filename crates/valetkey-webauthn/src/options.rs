//! The options for the browser, as the JSON of WebAuthn Level 3 section 5.1.8 and 5.1.9. They do not contain the challenge; the
//! script of the page adds it.

use serde_json::{Value, json};
use webauthn_rs_core::proto::COSEAlgorithm;

use crate::{RelyingParty, base64url};

/// The algorithms of new credentials, the preferred one first: ES256, and RS256 for the platform authenticators of older Windows
/// versions.
pub(crate) const ALGORITHMS: [COSEAlgorithm; 2] = [COSEAlgorithm::ES256, COSEAlgorithm::RS256];

/// The user of a new passkey (section 5.4.3).
#[derive(Clone, Debug)]
pub struct UserEntity<'a> {
    /// The user handle: random bytes without information about the user.
    pub handle: &'a [u8],
    /// The name that distinguishes accounts: the username or the email address.
    pub name: &'a str,
    /// The display name.
    pub display_name: &'a str,
}

/// The options for `navigator.credentials.create()`.
#[derive(Clone, Debug)]
pub struct CreationOptions<'a> {
    /// The relying party.
    pub relying_party: &'a RelyingParty,
    /// The name of the relying party that the browser may show.
    pub relying_party_name: &'a str,
    /// The user.
    pub user: UserEntity<'a>,
    /// The existing credentials of the user. An authenticator with one of them does not make another one.
    pub exclude: &'a [Vec<u8>],
    /// `true` if the authenticator must attest its model. The browser asks the user whether the site may see it.
    pub asks_for_model: bool,
}

impl CreationOptions<'_> {
    /// Returns the options as JSON. The passkey must be discoverable, and the authenticator must verify the user.
    pub fn to_json(&self) -> Value {
        let parameters = ALGORITHMS.map(|algorithm| json!({ "type": "public-key", "alg": algorithm as i64 }));
        json!({
            "rp": { "id": self.relying_party.id(), "name": self.relying_party_name },
            "user": {
                "id": base64url(self.user.handle),
                "name": self.user.name,
                "displayName": self.user.display_name,
            },
            "pubKeyCredParams": parameters,
            "timeout": timeout(),
            "excludeCredentials": descriptors(self.exclude),
            "authenticatorSelection": {
                "residentKey": "required",
                "requireResidentKey": true,
                "userVerification": "required",
            },
            "attestation": if self.asks_for_model { "direct" } else { "none" },
        })
    }
}

/// The options for `navigator.credentials.get()`.
#[derive(Clone, Debug)]
pub struct RequestOptions<'a> {
    /// The relying party.
    pub relying_party: &'a RelyingParty,
    /// The allowed credentials. Empty: every discoverable credential.
    pub allow: &'a [Vec<u8>],
    /// `true` if the authenticator must verify the user.
    pub requires_verification: bool,
}

impl RequestOptions<'_> {
    /// Returns the options as JSON.
    pub fn to_json(&self) -> Value {
        json!({
            "rpId": self.relying_party.id(),
            "timeout": timeout(),
            "allowCredentials": descriptors(self.allow),
            "userVerification": if self.requires_verification { "required" } else { "preferred" },
        })
    }
}

fn timeout() -> u64 {
    RelyingParty::TIMEOUT.as_secs().saturating_mul(1000)
}

fn descriptors(credentials: &[Vec<u8>]) -> Vec<Value> {
    credentials.iter().map(|id| json!({ "type": "public-key", "id": base64url(id) })).collect()
}
