//! A remembered consent.

use serde::{Deserialize, Serialize};
use valetkey_types::{ClientId, Scope, TenantId, Timestamp, UserId};

/// What a person allowed an application for good, until they withdraw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// How often it changed, the first time included. It is remembered beyond a withdrawal, so that a code from before does not
    /// undo it.
    #[serde(default)]
    pub revision: u32,
}

impl Consent {
    /// The revision of what is remembered: 0 where nothing ever was.
    pub fn revision_of(consent: Option<&Self>) -> u32 {
        consent.map_or(0, |consent| consent.revision)
    }

    /// What is remembered of one that was withdrawn. Its revision is the one before with one more; whoever stores it knows that.
    pub fn withdrawn(tenant: TenantId, user_id: UserId, client_id: ClientId, at: Timestamp) -> Self {
        Self { tenant, user_id, client_id, scope: Scope::default(), granted_at: at, revision: 0 }
    }

    /// Whether anything is allowed.
    pub fn is_given(&self) -> bool {
        !self.scope.is_empty()
    }
}
