//! Userinfo: scope opens claims, and only a user's token opens anything.

use valetkey_authorization_server::{
    access_token::PresentedAccessToken, claim_map::ClaimMap, record::Client, token::AccessTokenClaims,
    userinfo::*,
};
use valetkey_types::*;

use crate::support::*;

fn ask(claims: AccessTokenClaims) -> Result<UserClaims, ErrorCode> {
    let token = PresentedAccessToken::Jwt(Box::new(claims));
    decide(&token, Some(&client()), &access_token_facts(), &ClaimMap::default(), NOW)
        .map_err(|refusal| refusal.error)
}

fn with_scope(text: &str) -> AccessTokenClaims {
    AccessTokenClaims { scope: scope(text), ..access_token_claims() }
}

#[test]
fn each_scope_opens_its_claims_and_no_others() {
    let sub = UserClaims { sub: "u-1".into(), ..UserClaims::default() };
    assert_eq!(ask(with_scope("openid")), Ok(sub.clone()));
    let email =
        UserClaims { email: Some("ada@example.org".into()), email_verified: Some(false), ..sub.clone() };
    assert_eq!(ask(with_scope("openid email")), Ok(email));
    let roles = UserClaims { roles: Some(vec!["admin".into()]), ..sub };
    assert_eq!(ask(with_scope("openid roles")), Ok(roles));
}

#[test]
fn without_openid_or_a_person_the_scope_is_insufficient() {
    assert_eq!(ask(with_scope("profile email")), Err(ErrorCode::InsufficientScope));
    let own = AccessTokenClaims { grant_id: None, ..access_token_claims() };
    assert_eq!(ask(own), Err(ErrorCode::InsufficientScope));
}

#[test]
fn a_dead_token_is_invalid() {
    let token = PresentedAccessToken::Jwt(Box::new(access_token_claims()));
    let mut facts = access_token_facts();
    facts.grant.as_mut().unwrap().revoked_at = Some(NOW);
    assert_eq!(
        decide(&token, Some(&client()), &facts, &ClaimMap::default(), NOW).unwrap_err().error,
        ErrorCode::InvalidToken
    );
    let anew = Client { created_at: NOW.plus(Seconds(1)), ..client() };
    let of_the_client_before = decide(&token, Some(&anew), &access_token_facts(), &ClaimMap::default(), NOW);
    assert_eq!(of_the_client_before.unwrap_err().error, ErrorCode::InvalidToken);
    let expired = AccessTokenClaims { exp: NOW, ..access_token_claims() };
    assert_eq!(ask(expired), Err(ErrorCode::InvalidToken));
}

#[test]
fn one_token_from_header_or_body() {
    let found = |header, body| {
        presented_token(header, body)
            .map(|token| token.map(|token| token.expose().to_owned()))
            .map_err(|r| r.error)
    };
    assert_eq!(found(Some("Bearer abc"), None), Ok(Some("abc".into())));
    assert_eq!(found(Some("bearer abc"), None), Ok(Some("abc".into())));
    assert_eq!(found(None, Some("abc")), Ok(Some("abc".into())));
    assert_eq!(found(None, None), Ok(None));
    assert_eq!(found(Some("Basic abc"), None), Ok(None));
    for broken in ["Bearer", "Bearer ", "Bearer a b"] {
        assert_eq!(found(Some(broken), None), Err(ErrorCode::InvalidRequest), "{broken}");
    }
    assert_eq!(found(Some("Bearer abc"), Some("abc")), Err(ErrorCode::InvalidRequest));
}
