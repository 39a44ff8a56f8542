//! A remembered consent.

use valetkey_types::{ClientId, Scope, TenantId, Timestamp, Unknown, UserId};

/// The consent of a user to a client, remembered until they withdraw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// The user.
    pub user_id: UserId,
    /// The client.
    pub client_id: ClientId,
    /// Everything allowed so far; empty once it is withdrawn.
    pub scope: Scope,
    /// When the last part was allowed, or everything withdrawn.
    pub granted_at: Timestamp,
    /// The stored revision that this record was read at; 0 where none is stored yet. Storage sets it. It counts on beyond a
    /// withdrawal, so that a code from before does not undo it.
    pub revision: u64,
    /// Values that a newer version stored. Storage keeps them until a withdrawal.
    pub unknown: Unknown,
}

impl Consent {
    /// The revision of what is remembered: 0 where nothing ever was.
    pub fn revision_of(consent: Option<&Self>) -> u64 {
        consent.map_or(0, |consent| consent.revision)
    }

    /// Returns the record of a withdrawn consent: it allows nothing.
    pub fn withdrawn(tenant: TenantId, user_id: UserId, client_id: ClientId, at: Timestamp) -> Self {
        let (scope, unknown) = (Scope::default(), Unknown::default());
        Self { tenant, user_id, client_id, scope, granted_at: at, revision: 0, unknown }
    }

    /// Whether anything is allowed.
    pub fn is_given(&self) -> bool {
        !self.scope.is_empty()
    }
}
