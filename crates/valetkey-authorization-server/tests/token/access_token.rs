//! When an access token counts: RF3 for both formats.

use valetkey_authorization_server::{access_token::PresentedAccessToken, facts::AccessTokenFacts, record::*};
use valetkey_types::*;

use crate::support::*;

fn jwt() -> PresentedAccessToken {
    PresentedAccessToken::Jwt(Box::new(access_token_claims()))
}

pub(crate) fn opaque_facts() -> AccessTokenFacts {
    let token = AccessToken {
        tenant: TenantId::default(),
        id: handle(100).selector(),
        verifier_hash: Sha256Hash::of(handle(100).verifier()),
        grant_id: Some(grant().id),
        client_id: ClientId::new("app"),
        user_id: Some(UserId::new("u-1")),
        scope: scope("openid profile notes.read"),
        audiences: vec![API.into()],
        issued_at: NOW,
        expires_at: NOW.plus(Seconds(600)),
    };
    AccessTokenFacts { token: Some(token), ..access_token_facts() }
}

#[test]
fn a_live_token_counts_until_its_second() {
    for (token, facts) in
        [(jwt(), access_token_facts()), (PresentedAccessToken::Opaque(handle(100)), opaque_facts())]
    {
        let live = token.live(&facts, NOW.plus(Seconds(599))).unwrap();
        assert_eq!((live.client_id.as_str(), live.user.unwrap().id.as_str()), ("app", "u-1"));
        assert_eq!(live.id, handle(100).selector());
        assert!(token.live(&facts, NOW.plus(Seconds(600))).is_none());
    }
}

#[test]
fn rf3_everything_that_ends_access_ends_it_at_once() {
    let ends: [&dyn Fn(&mut AccessTokenFacts); 11] = [
        &|facts| facts.revoked = true,
        &|facts| facts.grant = None,
        &|facts| facts.grant.as_mut().unwrap().revoked_at = Some(NOW),
        &|facts| facts.grant.as_mut().unwrap().expires_at = NOW,
        &|facts| facts.grant.as_mut().unwrap().id = uuid::Uuid::from_u128(7),
        &|facts| facts.grant.as_mut().unwrap().client_id = ClientId::new("other"),
        &|facts| facts.client = None,
        &|facts| facts.client.as_mut().unwrap().disabled = true,
        &|facts| facts.user = None,
        &|facts| facts.user.as_mut().unwrap().disabled = true,
        &|facts| facts.user.as_mut().unwrap().id = UserId::new("u-2"),
    ];
    for (number, end) in ends.into_iter().enumerate() {
        for (token, mut facts) in
            [(jwt(), access_token_facts()), (PresentedAccessToken::Opaque(handle(100)), opaque_facts())]
        {
            end(&mut facts);
            assert!(token.live(&facts, NOW).is_none(), "case {number}: {token:?}");
        }
    }
}

#[test]
fn a_client_that_lost_scope_has_less_scope_at_once() {
    let mut facts = access_token_facts();
    facts.client.as_mut().unwrap().scope = scope("openid");
    assert_eq!(jwt().live(&facts, NOW).unwrap().scope, scope("openid"));
}

#[test]
fn an_opaque_token_needs_its_whole_secret() {
    let forged = PresentedAccessToken::Opaque(Handle::new(handle(100).selector(), [9; 32]));
    assert!(forged.live(&opaque_facts(), NOW).is_none());
    assert!(PresentedAccessToken::Opaque(handle(100)).live(&access_token_facts(), NOW).is_none());
}

/// Claims that name no grant speak for the client alone, whatever `sub` says.
#[test]
fn a_token_without_a_grant_speaks_for_no_person() {
    let mut own = access_token_claims();
    own.grant_id = None;
    let own = PresentedAccessToken::Jwt(Box::new(own));
    assert!(own.live(&access_token_facts(), NOW).unwrap().user.is_none());
}

#[test]
fn rf3_a_token_without_a_grant_dies_with_its_client() {
    let mut own = access_token_claims();
    own.grant_id = None;
    let own = PresentedAccessToken::Jwt(Box::new(own));
    let ends: [&dyn Fn(&mut AccessTokenFacts); 4] = [
        &|facts| facts.revoked = true,
        &|facts| facts.client = None,
        &|facts| facts.client.as_mut().unwrap().disabled = true,
        &|facts| facts.client.as_mut().unwrap().id = ClientId::new("other"),
    ];
    for (number, end) in ends.into_iter().enumerate() {
        let mut facts = access_token_facts();
        end(&mut facts);
        assert!(own.live(&facts, NOW).is_none(), "case {number}");
    }
}

#[test]
fn claims_that_are_not_of_our_making_have_no_key() {
    for change in ["jti", "grant_id"] {
        let mut odd = access_token_claims();
        match change {
            "jti" => odd.jti = "not-a-uuid".into(),
            _ => odd.grant_id = Some("not-a-uuid".into()),
        }
        let odd = PresentedAccessToken::Jwt(Box::new(odd));
        assert!(odd.key().is_none() && odd.live(&access_token_facts(), NOW).is_none(), "{change}");
    }
}
