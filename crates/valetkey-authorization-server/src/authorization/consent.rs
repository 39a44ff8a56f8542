//! Remembering and forgetting what a person allowed.

use valetkey_types::{ClientId, Scope, TenantId, Timestamp, UserId};

use super::{CheckedRequest, Person};
use crate::{Change, Decision, record::Consent};

/// The part of a scope that nobody allowed yet.
pub fn missing_scope(scope: &Scope, consent: Option<&Consent>) -> Scope {
    match consent {
        Some(consent) => scope.difference(&consent.scope),
        None => scope.clone(),
    }
}

/// The person allows the request: remembered beside everything allowed before.
pub fn allow(
    request: &CheckedRequest,
    person: Person<'_>,
    before: Option<&Consent>,
    now: Timestamp,
) -> Decision<()> {
    let scope = before.map_or_else(|| request.scope.clone(), |consent| consent.scope.union(&request.scope));
    let consent = Consent {
        tenant: request.client.tenant.clone(),
        user_id: person.user.id.clone(),
        client_id: request.client.id.clone(),
        scope,
        granted_at: now,
    };
    Decision { answer: (), changes: vec![Change::RememberConsent(consent)] }
}

/// The person withdraws: forgotten, and every token the application holds dies.
pub fn withdraw(tenant: TenantId, user_id: UserId, client_id: ClientId, now: Timestamp) -> Decision<()> {
    let forget = Change::ForgetConsent {
        tenant: tenant.clone(),
        user_id: user_id.clone(),
        client_id: client_id.clone(),
    };
    let revoke = Change::RevokeGrantsOfConsent { tenant, user_id, client_id, at: now };
    Decision { answer: (), changes: vec![forget, revoke] }
}
