//! A passkey of a user.

use uuid::Uuid;
use valetkey_types::{TenantId, Timestamp, Unknown, UserId};

/// A passkey: the credential record of WebAuthn Level 3 section 4, in raw values. Bytes are base64url texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// The credential ID. No other passkey of the tenant has it.
    pub credential_id: String,
    /// The user.
    pub user_id: UserId,
    /// The user handle: random, the same for all passkeys of a user, and for nobody else of the host.
    pub user_handle: String,
    /// The public key in the COSE form.
    pub public_key: String,
    /// The name that the user gave it.
    pub name: String,
    /// The model of the authenticator; all zeros if it does not say.
    pub aaguid: Uuid,
    /// The ways to reach the authenticator, as the browser names them.
    pub transports: Vec<String>,
    /// Whether it can be backed up: then it is a synchronised passkey, else it stays on its device.
    pub backup_eligible: bool,
    /// When it was registered.
    pub created_at: Timestamp,
    /// The signature counter of the last use; 0 for one without a counter.
    pub sign_count: u32,
    /// Whether it was backed up at its last use.
    pub backed_up: bool,
    /// When it was last used to sign in.
    pub last_used_at: Option<Timestamp>,
    /// The stored revision that this record was read at; 0 for a record that is not stored yet. Storage sets it.
    pub revision: u64,
    /// Values that a newer version stored. Storage keeps them.
    pub unknown: Unknown,
}

/// The use of a passkey, as its signature says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyUse {
    /// The tenant.
    pub tenant: TenantId,
    /// The credential ID.
    pub credential_id: String,
    /// The signature counter that the decision saw.
    pub expected_sign_count: u32,
    /// The signature counter of this use.
    pub sign_count: u32,
    /// Whether the passkey is backed up now.
    pub backed_up: bool,
    /// When.
    pub at: Timestamp,
}

/// A used challenge. The page can be submitted again, but the challenge is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedChallenge {
    /// The tenant.
    pub tenant: TenantId,
    /// The identifier of the challenge.
    pub id: Uuid,
    /// When the challenge expires, so that housekeeping may forget its use.
    pub expires_at: Timestamp,
}
