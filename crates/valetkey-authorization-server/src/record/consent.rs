//! A remembered consent.

use valetkey_types::{ClientId, Scope, TenantId, Timestamp, Unknown, UserId};

/// What a person allowed an application for good, until they withdraw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Who allowed.
    pub user_id: UserId,
    /// Whom they allowed.
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

    /// What is remembered of one that was withdrawn: nothing.
    pub fn withdrawn(tenant: TenantId, user_id: UserId, client_id: ClientId, at: Timestamp) -> Self {
        let (scope, unknown) = (Scope::default(), Unknown::default());
        Self { tenant, user_id, client_id, scope, granted_at: at, revision: 0, unknown }
    }

    /// Whether anything is allowed.
    pub fn is_given(&self) -> bool {
        !self.scope.is_empty()
    }
}
