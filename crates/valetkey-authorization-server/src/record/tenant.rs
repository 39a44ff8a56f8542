//! A tenant: the issuer that the other records belong to.

use serde::{Deserialize, Serialize};
use valetkey_types::{Issuer, TenantId, Timestamp};

/// A tenant with its issuer. What was sealed or signed for another issuer does not count here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenantRecord {
    /// Its identifier.
    pub tenant: TenantId,
    /// The issuer.
    pub issuer: Issuer,
    /// When this issuer was recorded.
    pub recorded_at: Timestamp,
    /// Until when seals open that name no issuer, as versions before this record made them; `None`: never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legacy_seals_until: Option<Timestamp>,
}

impl TenantRecord {
    /// Returns a tenant that has no seals of versions before.
    pub fn new(tenant: TenantId, issuer: Issuer, now: Timestamp) -> Self {
        Self { tenant, issuer, recorded_at: now, legacy_seals_until: None }
    }

    /// Whether a seal that names no issuer opens at this moment.
    pub fn opens_legacy_seals(&self, now: Timestamp) -> bool {
        self.legacy_seals_until.is_some_and(|until| now < until)
    }
}
