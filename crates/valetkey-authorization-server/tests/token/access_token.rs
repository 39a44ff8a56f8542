//! When an access token counts: RF3 for both formats.

use valetkey_authorization_server::{
    access_token::{LiveAccessToken, PresentedAccessToken},
    facts::AccessTokenFacts,
    record::Client,
};
use valetkey_types::*;

use crate::support::*;

fn jwt() -> PresentedAccessToken {
    PresentedAccessToken::Jwt(Box::new(access_token_claims()))
}

fn opaque() -> PresentedAccessToken {
    PresentedAccessToken::Opaque(Box::new(opaque_access_token()))
}

/// What is loaded for a token.
struct Loaded {
    client: Option<Client>,
    facts: AccessTokenFacts,
}

impl Loaded {
    fn new() -> Self {
        Self { client: Some(client()), facts: access_token_facts() }
    }

    fn live<'a>(&'a self, token: &'a PresentedAccessToken, now: Timestamp) -> Option<LiveAccessToken<'a>> {
        token.live(self.client.as_ref(), &self.facts, now)
    }
}

#[test]
fn a_live_token_counts_until_its_second() {
    for token in [jwt(), opaque()] {
        let loaded = Loaded::new();
        let live = loaded.live(&token, NOW.plus(Seconds(599))).unwrap();
        assert_eq!((live.client_id.as_str(), live.user.unwrap().id.as_str()), ("app", "u-1"));
        assert_eq!(live.id, id(100));
        assert!(loaded.live(&token, NOW.plus(Seconds(600))).is_none());
        assert_eq!(token.lookup(NOW.plus(Seconds(599))), token.key());
        assert_eq!(token.lookup(NOW.plus(Seconds(600))), None, "nothing needs to be loaded for it");
    }
}

#[test]
fn rf3_everything_that_ends_access_ends_it_at_once() {
    let ends: [&dyn Fn(&mut Loaded); 13] = [
        &|loaded| loaded.facts.revoked = true,
        &|loaded| loaded.facts.grant = None,
        &|loaded| loaded.facts.grant.as_mut().unwrap().revoked_at = Some(NOW),
        &|loaded| loaded.facts.grant.as_mut().unwrap().expires_at = NOW,
        &|loaded| loaded.facts.grant.as_mut().unwrap().id = uuid::Uuid::from_u128(7),
        &|loaded| loaded.facts.grant.as_mut().unwrap().client_id = ClientId::new("other"),
        &|loaded| loaded.client = None,
        &|loaded| loaded.client.as_mut().unwrap().disabled = true,
        &|loaded| loaded.client.as_mut().unwrap().id = ClientId::new("other"),
        &|loaded| loaded.client.as_mut().unwrap().created_at = NOW.plus(Seconds(1)),
        &|loaded| loaded.facts.user = None,
        &|loaded| loaded.facts.user.as_mut().unwrap().disabled = true,
        &|loaded| loaded.facts.user.as_mut().unwrap().id = UserId::new("u-2"),
    ];
    for (number, end) in ends.into_iter().enumerate() {
        for token in [jwt(), opaque()] {
            let mut loaded = Loaded::new();
            end(&mut loaded);
            assert!(loaded.live(&token, NOW).is_none(), "case {number}: {token:?}");
        }
    }
}

#[test]
fn a_client_that_lost_scope_has_less_scope_at_once() {
    for token in [jwt(), opaque()] {
        let mut loaded = Loaded::new();
        loaded.client.as_mut().unwrap().scope = scope("openid");
        assert_eq!(loaded.live(&token, NOW).unwrap().scope, scope("openid"));
    }
}

fn without_a_grant() -> [PresentedAccessToken; 2] {
    let mut jwt = access_token_claims();
    jwt.grant_id = None;
    let mut opaque = opaque_access_token();
    opaque.grant_id = None;
    [PresentedAccessToken::Jwt(Box::new(jwt)), PresentedAccessToken::Opaque(Box::new(opaque))]
}

/// A token that names no grant speaks for the client alone, whatever `sub` says.
#[test]
fn a_token_without_a_grant_speaks_for_no_person() {
    for own in without_a_grant() {
        assert!(Loaded::new().live(&own, NOW).unwrap().user.is_none());
    }
}

/// The claim is signed, but it is the grant that says for whom.
#[test]
fn a_jwt_that_names_another_person_than_its_grant_is_dead() {
    let mut other = access_token_claims();
    other.sub = "u-2".into();
    assert!(Loaded::new().live(&PresentedAccessToken::Jwt(Box::new(other)), NOW).is_none());
}

#[test]
fn rf3_a_token_without_a_grant_dies_with_its_client() {
    let ends: [&dyn Fn(&mut Loaded); 5] = [
        &|loaded| loaded.facts.revoked = true,
        &|loaded| loaded.client = None,
        &|loaded| loaded.client.as_mut().unwrap().disabled = true,
        &|loaded| loaded.client.as_mut().unwrap().id = ClientId::new("other"),
        &|loaded| loaded.client.as_mut().unwrap().created_at = NOW.plus(Seconds(1)),
    ];
    for (number, end) in ends.into_iter().enumerate() {
        for own in without_a_grant() {
            let mut loaded = Loaded::new();
            end(&mut loaded);
            assert!(loaded.live(&own, NOW).is_none(), "case {number}");
        }
    }
}

/// A new token of an old grant was issued to the client before, too.
#[test]
fn a_client_registered_anew_under_an_identifier_inherits_no_token() {
    let mut loaded = Loaded::new();
    loaded.facts.grant.as_mut().unwrap().created_at = NOW.minus(Seconds(1));
    assert!(loaded.live(&jwt(), NOW).is_none() && loaded.live(&opaque(), NOW).is_none());
    loaded.client.as_mut().unwrap().created_at = NOW.minus(Seconds(1));
    assert!(loaded.live(&jwt(), NOW).is_some() && loaded.live(&opaque(), NOW).is_some());
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
        assert!(odd.key().is_none() && Loaded::new().live(&odd, NOW).is_none(), "{change}");
    }
}

/// M4, H2: a token that lives longer than this server issues them is none of its own, whatever signed or sealed it.
#[test]
fn m4_an_access_token_has_a_possible_lifetime() {
    let lifetimes = valetkey_authorization_server::Lifetimes::default();
    let lifetime = lifetimes.access_token;
    let made = |issued_at: Timestamp, expires_at: Timestamp| {
        let (mut claims, mut token) = (access_token_claims(), opaque_access_token());
        (claims.iat, claims.exp) = (issued_at, expires_at);
        (token.issued_at, token.expires_at) = (issued_at, expires_at);
        [PresentedAccessToken::Jwt(Box::new(claims)), PresentedAccessToken::Opaque(Box::new(token))]
    };
    let longer = Seconds(lifetime.0 + 1);
    let future = NOW.plus(Seconds(61));
    for (issued_at, expires_at, possible) in [
        (NOW, NOW.plus(lifetime), true),
        (NOW, NOW.plus(longer), false),
        (NOW, NOW.plus(Seconds::days(3_650)), false),
        (NOW, Timestamp(i64::MAX), false),
        (Timestamp(i64::MAX), Timestamp(i64::MAX), false),
        (future, future.plus(lifetime), false),
        (NOW.plus(Seconds(60)), NOW.plus(Seconds(60)).plus(lifetime), true),
    ] {
        for token in made(issued_at, expires_at) {
            assert_eq!(
                token.has_possible_lifetime(&lifetimes, NOW),
                possible,
                "{issued_at:?} {expires_at:?}"
            );
        }
    }
}

/// M10: a backup does not know which access tokens were revoked since.
#[test]
fn m10_an_access_token_from_before_a_restore_is_refused() {
    for (nothing_before, possible) in [(None, true), (Some(NOW), true), (Some(NOW.plus(Seconds(1))), false)] {
        let lifetimes = valetkey_authorization_server::Lifetimes { nothing_before, ..Default::default() };
        for token in [jwt(), opaque()] {
            assert_eq!(
                token.has_possible_lifetime(&lifetimes, NOW.plus(Seconds(5))),
                possible,
                "{nothing_before:?}"
            );
        }
    }
}
