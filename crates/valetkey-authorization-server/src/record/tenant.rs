//! A tenant: the issuer that the other records belong to.

use std::collections::BTreeMap;

use uuid::Uuid;
use valetkey_accounts::Acr;
use valetkey_jose::Algorithm;
use valetkey_types::{Issuer, Seconds, TenantId, Timestamp, Unknown};

use super::SignInSwitches;
use crate::{Lifetime, branding::Branding, networks::NetworkRules};

/// A tenant with its issuer. What was sealed or signed for another issuer does not count here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TenantRecord {
    /// Its identifier.
    pub tenant: TenantId,
    /// The issuer.
    pub issuer: Issuer,
    /// The display name, for administrators.
    pub name: Option<String>,
    /// The lifetimes that differ from those of the configuration.
    pub lifetimes: BTreeMap<Lifetime, Seconds>,
    /// The algorithms that it signs with, the usual one first; empty: those of the configuration.
    pub algorithms: Vec<Algorithm>,
    /// The class that every sign-in must reach at least.
    pub required_acr: Acr,
    /// The switches of its sign-ins.
    pub sign_in: SignInSwitches,
    /// The rules for the networks that users sign in from.
    pub networks: NetworkRules,
    /// The models of authenticators (AAGUIDs) that may register passkeys, after they attest the model; empty: all, without attestation.
    pub passkey_models: Vec<Uuid>,
    /// Whether users may ask for the deletion of their account themselves.
    pub self_deletion: bool,
    /// The branding of its pages, where it differs from the configuration.
    pub branding: Branding,
    /// Increases with every change of an attribute or scope, so that servers read them again; 0: there never was one.
    pub claim_map_revision: u64,
    /// When this issuer was recorded.
    pub recorded_at: Timestamp,
    /// Until when seals open that name no issuer, as versions before this record made them; `None`: never.
    pub legacy_seals_until: Option<Timestamp>,
    /// Sessions, grants, codes and tokens from before this moment do not count; `None`: all do. A restore sets it.
    pub nothing_before: Option<Timestamp>,
    /// The stored revision that this record was read at; 0 for a record that is not stored yet. Storage sets it.
    pub revision: u64,
    /// Values that a newer version stored. Storage keeps them.
    pub unknown: Unknown,
}

impl TenantRecord {
    /// Returns a tenant that has no seals of versions before.
    pub fn new(tenant: TenantId, issuer: Issuer, now: Timestamp) -> Self {
        Self {
            tenant,
            issuer,
            name: None,
            lifetimes: BTreeMap::new(),
            algorithms: Vec::new(),
            required_acr: Acr::SingleFactor,
            sign_in: SignInSwitches::OF_TENANT,
            networks: NetworkRules::NONE,
            passkey_models: Vec::new(),
            self_deletion: true,
            branding: Branding::default(),
            claim_map_revision: 0,
            recorded_at: now,
            legacy_seals_until: None,
            nothing_before: None,
            revision: 0,
            unknown: Unknown::default(),
        }
    }

    /// Whether a seal that names no issuer opens at this moment.
    pub fn opens_legacy_seals(&self, now: Timestamp) -> bool {
        self.legacy_seals_until.is_some_and(|until| now < until)
    }
}
