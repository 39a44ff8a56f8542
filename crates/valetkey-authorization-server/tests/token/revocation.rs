//! Revocation: own tokens only.

use valetkey_authorization_server::{Change, access_token::PresentedAccessToken, record::*, revocation::*};
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

#[test]
fn an_access_token_is_revoked_by_itself() {
    for token in access_tokens() {
        let decision = decide_access_token(&authenticated(client()), &token);
        assert!(decision.answer.is_ok());
        let [Change::RevokeAccessToken { id: revoked, expires_at, .. }] = decision.changes.as_slice() else {
            panic!("{:?}", decision.changes)
        };
        assert_eq!((*revoked, *expires_at), (id(100), access_token_claims().exp));
    }
}

#[test]
fn a_refresh_token_takes_its_grant_along() {
    for (client, own) in [(client(), "app"), (public_client(), "public-app")] {
        let grant = Grant { client_id: ClientId::new(own), ..grant() };
        let decision = decide_refresh_token(&authenticated(client), &grant, NOW);
        assert!(decision.answer.is_ok());
        assert!(matches!(decision.changes.as_slice(), [Change::RevokeGrant { id, .. }] if *id == grant.id));
    }
}

#[test]
fn sc5_foreign_tokens_stay() {
    for token in access_tokens() {
        let decision = decide_access_token(&authenticated(other()), &token);
        assert_eq!(decision.answer.unwrap_err().error, ErrorCode::InvalidGrant);
        assert!(decision.changes.is_empty());
    }
    let decision = decide_refresh_token(&authenticated(other()), &grant(), NOW);
    assert_eq!(decision.answer.unwrap_err().error, ErrorCode::InvalidGrant);
    assert!(decision.changes.is_empty());
}
