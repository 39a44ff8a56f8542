//! Revocation: own tokens only.

use valetkey_authorization_server::{Change, access_token::PresentedAccessToken, record::*, revocation::*};
use valetkey_types::*;

use crate::{access_token::opaque_facts, support::*};

fn other() -> Client {
    Client { id: ClientId::new("other"), ..client() }
}

#[test]
fn an_access_token_is_revoked_by_itself() {
    let jwt = PresentedAccessToken::Jwt(Box::new(access_token_claims()));
    let decision = decide_access_token(&authenticated(client()), &jwt, &access_token_facts());
    assert!(decision.answer.is_ok());
    let [Change::RevokeAccessToken { id, expires_at, .. }] = decision.changes.as_slice() else {
        panic!("{:?}", decision.changes)
    };
    assert_eq!((*id, *expires_at), (handle(100).selector(), access_token_claims().exp));
}

#[test]
fn a_refresh_token_takes_its_grant_along() {
    for (client, own) in [(client(), "app"), (public_client(), "public-app")] {
        let facts = refresh_facts(refresh_token(1, None), Grant { client_id: ClientId::new(own), ..grant() });
        let decision = decide_refresh_token(&authenticated(client), &handle(1), &facts, NOW);
        assert!(decision.answer.is_ok());
        assert!(matches!(decision.changes.as_slice(), [Change::RevokeGrant { id, .. }] if *id == grant().id));
    }
}

#[test]
fn sc5_foreign_tokens_stay() {
    let jwt = PresentedAccessToken::Jwt(Box::new(access_token_claims()));
    let decision = decide_access_token(&authenticated(other()), &jwt, &access_token_facts());
    assert_eq!(decision.answer.unwrap_err().error, ErrorCode::InvalidGrant);
    assert!(decision.changes.is_empty());
    let facts = refresh_facts(refresh_token(1, None), grant());
    let decision = decide_refresh_token(&authenticated(other()), &handle(1), &facts, NOW);
    assert_eq!(decision.answer.unwrap_err().error, ErrorCode::InvalidGrant);
    assert!(decision.changes.is_empty());
}

/// Who knows the public half only is answered as if the token were unknown.
#[test]
fn a_forged_secret_part_changes_nothing() {
    let forged = Handle::new(handle(1).selector(), [9; 32]);
    let facts = refresh_facts(refresh_token(1, None), grant());
    let decision = decide_refresh_token(&authenticated(client()), &forged, &facts, NOW);
    assert!(decision.answer.is_ok() && decision.changes.is_empty());
    let forged = PresentedAccessToken::Opaque(Handle::new(handle(100).selector(), [9; 32]));
    let whole = PresentedAccessToken::Opaque(handle(100));
    for (presented, facts, changes) in
        [(&forged, opaque_facts(), 0), (&whole, access_token_facts(), 0), (&whole, opaque_facts(), 1)]
    {
        let decision = decide_access_token(&authenticated(client()), presented, &facts);
        assert!(decision.answer.is_ok());
        assert_eq!(decision.changes.len(), changes, "{presented:?}");
    }
}
