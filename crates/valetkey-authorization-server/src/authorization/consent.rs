//! Remembering and withdrawing what a person allows.

use valetkey_types::{ClientId, Scope, TenantId, Timestamp, UserId};

use super::{Allowed, Person};
use crate::{Change, Decision, record::Consent, sealed::AuthorizationCode};

/// The part of a scope that nobody allowed yet.
pub(crate) fn missing_scope(scope: &Scope, consent: Option<&Consent>) -> Scope {
    match consent {
        Some(consent) => scope.difference(&consent.scope),
        None => scope.clone(),
    }
}

/// The person's yes. The code carries it; its redemption remembers it.
pub fn allow(person: Person<'_>, before: Option<&Consent>) -> Allowed {
    Allowed { session: person.session.id, revision: Consent::revision_of(before) }
}

/// What is remembered once a code is redeemed that allows more: everything allowed before, and the scope of the code.
pub(crate) fn remember(
    tenant: TenantId,
    code: &AuthorizationCode,
    before: Option<&Consent>,
    now: Timestamp,
) -> Change {
    Change::RememberConsent(Consent {
        tenant,
        user_id: code.user_id.clone(),
        client_id: code.client_id.clone(),
        scope: before.map_or_else(|| code.scope.clone(), |consent| consent.scope.union(&code.scope)),
        granted_at: now,
        revision: Consent::revision_of(before),
        unknown: before.map(|consent| consent.unknown.clone()).unwrap_or_default(),
    })
}

/// The person withdraws: nothing is allowed any more, and every token the application holds dies.
pub fn withdraw(tenant: TenantId, user_id: UserId, client_id: ClientId, now: Timestamp) -> Decision<()> {
    let withdraw = Change::WithdrawConsent {
        tenant: tenant.clone(),
        user_id: user_id.clone(),
        client_id: client_id.clone(),
        at: now,
    };
    let revoke = Change::RevokeGrantsOfConsent { tenant, user_id, client_id, at: now };
    Decision { answer: (), changes: vec![withdraw, revoke] }
}
