//! Revocation: own tokens only, each with its event.

use valetkey_authorization_server::{
    Change, Decision, Refusal,
    access_token::PresentedAccessToken,
    event::EventKind,
    facts::{AccessTokenFacts, CodeFacts},
    record::*,
    revocation::*,
};
use valetkey_types::*;

use crate::support::*;

fn other() -> Client {
    Client { id: ClientId::new("other"), ..client() }
}

fn access_tokens() -> [PresentedAccessToken; 2] {
    [
        PresentedAccessToken::Jwt(Box::new(access_token_claims())),
        PresentedAccessToken::Opaque(Box::new(opaque_access_token())),
    ]
}

fn revoke_access_token(
    client: Client,
    token: &PresentedAccessToken,
    facts: &AccessTokenFacts,
    now: Timestamp,
) -> Decision<Result<(), Refusal>> {
    let actor = Actor::Client { id: client.id.clone() };
    decide_access_token(&authenticated(client), token, facts, &occasion(&actor, now))
}

fn revoke_refresh_token(client: Client, grant: &Grant) -> Decision<Result<(), Refusal>> {
    let actor = Actor::Client { id: client.id.clone() };
    decide_refresh_token(&authenticated(client), grant, &occasion(&actor, NOW))
}

#[test]
fn an_access_token_is_revoked_by_itself() {
    let facts = AccessTokenFacts { grant: Some(grant()), ..AccessTokenFacts::default() };
    for token in access_tokens() {
        let decision = revoke_access_token(client(), &token, &facts, NOW);
        assert!(decision.answer.is_ok());
        let [Change::RevokeAccessToken { id: revoked, expires_at, .. }, Change::StoreEvent(event)] =
            decision.changes.as_slice()
        else {
            panic!("{:?}", decision.changes)
        };
        assert_eq!((*revoked, *expires_at), (id(100), access_token_claims().exp));
        assert_eq!((&event.kind, &event.subject), (&EventKind::AccessTokenRevoked, &Some(grant().user_id)));
        assert_eq!(event.actor, Actor::Client { id: client().id });
    }
}

/// A client that repeats itself does not fill the audit trail.
#[test]
fn a_token_that_counts_no_more_stores_nothing() {
    let revoked = AccessTokenFacts { revoked: true, ..AccessTokenFacts::default() };
    for token in access_tokens() {
        for (facts, now) in [(&revoked, NOW), (&AccessTokenFacts::default(), access_token_claims().exp)] {
            let decision = revoke_access_token(client(), &token, facts, now);
            assert!(decision.answer.is_ok() && decision.changes.is_empty(), "{:?}", decision.changes);
        }
    }
    for over in [Grant { revoked_at: Some(NOW), ..grant() }, Grant { expires_at: NOW, ..grant() }] {
        let decision = revoke_refresh_token(client(), &over);
        assert!(decision.answer.is_ok() && decision.changes.is_empty(), "{:?}", decision.changes);
    }
}

#[test]
fn a_refresh_token_takes_its_grant_along() {
    for (client, own) in [(client(), "app"), (public_client(), "public-app")] {
        let grant = Grant { client_id: ClientId::new(own), ..grant() };
        let decision = revoke_refresh_token(client, &grant);
        assert!(decision.answer.is_ok());
        let event = revocation_event(&decision.changes, grant.id, &EventKind::GrantRevoked);
        assert_eq!((event.subject, event.client_id), (Some(grant.user_id), Some(grant.client_id.clone())));
        assert_eq!(event.actor, Actor::Client { id: grant.client_id });
    }
}

#[test]
fn sc5_foreign_tokens_stay() {
    for token in access_tokens() {
        let decision = revoke_access_token(other(), &token, &AccessTokenFacts::default(), NOW);
        assert_eq!(decision.answer.unwrap_err().error, ErrorCode::InvalidGrant);
        assert!(decision.changes.is_empty());
    }
    let decision = revoke_refresh_token(other(), &grant());
    assert_eq!(decision.answer.unwrap_err().error, ErrorCode::InvalidGrant);
    assert!(decision.changes.is_empty());
}

/// Whoever repeats a used code does not fill the audit trail.
#[test]
fn a_used_code_of_a_revoked_grant_stores_nothing() {
    let form = [("grant_type", "authorization_code"), ("code", "sealed"), ("code_verifier", VERIFIER)];
    let revoked = Grant { revoked_at: Some(NOW), ..grant() };
    let facts = CodeFacts { grant: Some(revoked), ..code_facts() };
    let decision = ask(client(), &changed(&form, &[]), Facts::Code(Box::new(code()), facts));
    assert_eq!(refused_without_changes(decision), ErrorCode::InvalidGrant);
}
