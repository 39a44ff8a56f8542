//! SC5: who may learn what about which token.

use valetkey_authorization_server::{
    access_token::PresentedAccessToken, claim_map::ClaimMap, introspection::*, record::*,
    sealed::RefreshToken,
};
use valetkey_types::*;

use crate::support::*;

fn jwt() -> PresentedAccessToken {
    PresentedAccessToken::Jwt(Box::new(access_token_claims()))
}

fn answer(caller: Client) -> Result<IntrospectionResponse, Inactive> {
    let caller = authenticated(caller);
    let (of, facts) = (client(), access_token_facts());
    decide_access_token(
        Caller::admit(&caller).unwrap(),
        &jwt(),
        Some(&of),
        &facts,
        &ClaimMap::default(),
        &issuer(),
        NOW,
    )
}

/// A client that only is an API: no grants, and audiences that name it.
fn api() -> Client {
    Client { id: ClientId::new("api"), grant_types: vec![], audiences: vec![API.into()], ..client() }
}

#[test]
fn a_client_learns_about_its_own_tokens() {
    let expected = IntrospectionResponse {
        active: true,
        scope: Some("notes.read openid profile".into()),
        client_id: Some("app".into()),
        username: Some("ada".into()),
        token_type: Some("Bearer".into()),
        exp: Some(NOW.seconds() + 600),
        iat: Some(NOW.seconds()),
        sub: Some("u-1".into()),
        aud: Some(vec![API.into()]),
        iss: Some("https://id.example".into()),
        jti: Some(id(100).simple().to_string()),
        roles: None,
        groups: None,
        other: OtherClaims::new(),
    };
    assert_eq!(answer(client()), Ok(expected));
}

#[test]
fn sc5_an_api_learns_about_tokens_for_itself() {
    assert!(answer(api()).unwrap().active);
    let mut by_name = api();
    by_name.id = ClientId::new(API);
    by_name.audiences.clear();
    assert!(answer(by_name).unwrap().active);
}

#[test]
fn sc5_everybody_else_learns_nothing() {
    let mut other_api = api();
    other_api.audiences = vec!["https://other.example".into()];
    // May get tokens for the same API: that makes it another customer of the API, not the API.
    let fellow = Client { id: ClientId::new("fellow"), ..client() };
    let mut other_tenant = api();
    other_tenant.tenant = TenantId::new("elsewhere");
    assert_eq!(answer(other_api), Err(Inactive::OtherAudience));
    assert_eq!(answer(fellow), Err(Inactive::NotAnApi), "m7: the log says how to register an API");
    assert!(answer(other_tenant).is_err());
    assert_eq!(inactive(), IntrospectionResponse { active: false, ..Default::default() });
}

#[test]
fn sc5_public_clients_never_introspect() {
    let public = authenticated(public_client());
    assert_eq!(Caller::admit(&public).unwrap_err().error, ErrorCode::InvalidClient);
}

#[test]
fn dead_tokens_are_inactive() {
    let caller = authenticated(client());
    let caller = Caller::admit(&caller).unwrap();
    let of = client();
    let mut revoked = access_token_facts();
    revoked.revoked = true;
    assert_eq!(
        decide_access_token(caller, &jwt(), Some(&of), &revoked, &ClaimMap::default(), &issuer(), NOW),
        Err(Inactive::Ended)
    );
    let facts = access_token_facts();
    let late = NOW.plus(Seconds(600));
    assert_eq!(
        decide_access_token(caller, &jwt(), Some(&of), &facts, &ClaimMap::default(), &issuer(), late),
        Err(Inactive::Ended)
    );
}

#[test]
fn a_refresh_token_is_known_to_its_client_alone() {
    let ask = |caller: Client, token: RefreshToken, grant: Grant| {
        let caller = authenticated(caller);
        let facts = refresh_facts(grant);
        let lifetimes = valetkey_authorization_server::Lifetimes::default();
        decide_refresh_token(Caller::admit(&caller).unwrap(), &token, &facts, &issuer(), &lifetimes, NOW)
    };
    let own = ask(client(), refresh_token(1, None), grant()).unwrap();
    assert!(own.active && own.token_type.is_none() && own.sub.as_deref() == Some("u-1"));

    assert_eq!(ask(api(), refresh_token(1, None), grant()), Err(Inactive::OtherAudience));
    let superseded = Grant { redeemed_refresh_token: Some(id(2)), ..grant() };
    assert_eq!(ask(client(), refresh_token(1, None), superseded), Err(Inactive::Ended));
    let revoked = Grant { revoked_at: Some(NOW), ..grant() };
    assert_eq!(ask(client(), refresh_token(1, None), revoked), Err(Inactive::Ended));
    let expired = RefreshToken { expires_at: NOW, ..refresh_token(1, None) };
    assert_eq!(ask(client(), expired, grant()), Err(Inactive::Ended));
    let of_the_client_before = Grant { created_at: NOW.minus(Seconds(1)), ..grant() };
    assert_eq!(ask(client(), refresh_token(1, None), of_the_client_before), Err(Inactive::Ended));
}

/// M10: a backup has grants that were revoked since.
#[test]
fn m10_a_refresh_token_of_a_grant_from_before_a_restore_is_inactive() {
    let caller = authenticated(client());
    let facts = refresh_facts(grant());
    for (nothing_before, active) in [(None, true), (Some(NOW), true), (Some(NOW.plus(Seconds(1))), false)] {
        let lifetimes = valetkey_authorization_server::Lifetimes { nothing_before, ..Default::default() };
        let caller = Caller::admit(&caller).unwrap();
        let now = NOW.plus(Seconds(5));
        let answer =
            decide_refresh_token(caller, &refresh_token(1, None), &facts, &issuer(), &lifetimes, now);
        assert_eq!(answer.is_ok(), active, "{nothing_before:?}");
    }
}
