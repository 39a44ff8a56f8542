//! Stores and withdraws the consent of users.

use valetkey_types::{ClientId, Scope, UserId};

use super::{Allowed, SignedInUser};
use crate::{
    Change, Decision,
    event::{Actor, Event, EventKind, FieldChange, Occasion},
    record::Consent,
    sealed::AuthorizationCode,
};

/// The part of a scope that nobody allowed yet.
pub(crate) fn missing_scope(scope: &Scope, consent: Option<&Consent>) -> Scope {
    match consent {
        Some(consent) => scope.difference(&consent.scope),
        None => scope.clone(),
    }
}

/// Returns the consent of the user. The code contains it, and the redemption of the code stores it.
pub fn allow(signed_in: SignedInUser<'_>, before: Option<&Consent>) -> Allowed {
    Allowed { session: signed_in.session.id, revision: Consent::revision_of(before) }
}

/// Returns the changes at the redemption of a code that allows more: the consent, which is everything allowed before and the
/// scope of the code, and the event. The actor is the user; the request that stores the event comes from the client, so the
/// event has no network address.
pub(crate) fn remember(
    code: &AuthorizationCode,
    before: Option<&Consent>,
    occasion: &Occasion<'_>,
) -> Vec<Change> {
    let scope = before.map_or_else(|| code.scope.clone(), |consent| consent.scope.union(&code.scope));
    let actor = Actor::User { id: code.user_id.clone() };
    let by_user = Occasion { actor: &actor, network_address: None, ..*occasion };
    let mut event = about_consent(EventKind::ConsentGiven, &code.user_id, &code.client_id, &by_user);
    event.changed = vec![FieldChange {
        field: "scope".to_owned(),
        before: before.map(|consent| consent.scope.to_string()).unwrap_or_default(),
        after: scope.to_string(),
    }];
    let consent = Consent {
        tenant: occasion.tenant.clone(),
        user_id: code.user_id.clone(),
        client_id: code.client_id.clone(),
        scope,
        granted_at: occasion.now,
        revision: Consent::revision_of(before),
        unknown: before.map(|consent| consent.unknown.clone()).unwrap_or_default(),
    };
    vec![Change::RememberConsent(consent), Change::StoreEvent(event)]
}

/// Withdraws the access of a client to a user's account: nothing is allowed any more, and every grant is revoked, also one
/// that nobody was asked about.
pub fn withdraw(user_id: &UserId, client_id: &ClientId, occasion: &Occasion<'_>) -> Decision<()> {
    let event = about_consent(EventKind::ConsentWithdrawn, user_id, client_id, occasion);
    let (tenant, at) = (occasion.tenant, occasion.now);
    let withdraw = Change::WithdrawConsent {
        tenant: tenant.clone(),
        user_id: user_id.clone(),
        client_id: client_id.clone(),
        at,
    };
    let revoke = Change::RevokeGrantsOfConsent {
        tenant: tenant.clone(),
        user_id: user_id.clone(),
        client_id: client_id.clone(),
        at,
    };
    Decision { answer: (), changes: vec![withdraw, revoke, Change::StoreEvent(event)] }
}

fn about_consent(kind: EventKind, user: &UserId, client: &ClientId, occasion: &Occasion<'_>) -> Event {
    Event { client_id: Some(client.clone()), ..occasion.about_user(kind, user) }
}
