//! The refresh grant: RF1, RF2, RF3, RF4.

use valetkey_authorization_server::{
    Change, Decision, Lifetimes, Refusal,
    event::EventKind,
    facts::RefreshFacts,
    record::{Grant, *},
    sealed::RefreshToken,
    token::*,
};
use valetkey_types::*;

use crate::support::*;

fn form(changes: &[(&str, &str)]) -> RawParams {
    changed(&[("grant_type", "refresh_token"), ("refresh_token", "sealed")], changes)
}

fn facts(token: RefreshToken, grant: Grant) -> Facts {
    Facts::RefreshToken(token, Some(Box::new(refresh_facts(grant))))
}

fn redeemed(n: u8) -> Grant {
    Grant { redeemed_refresh_token: Some(id(n)), ..grant() }
}

/// What the decision does to the line of tokens: the condition, the token redeemed, and the successor's predecessor.
fn line(
    decision: &Decision<Result<TokenPlan, Refusal>>,
) -> (Option<uuid::Uuid>, uuid::Uuid, Option<uuid::Uuid>) {
    let [Change::RedeemRefreshToken { grant_id, expected, redeemed, .. }] = decision.changes.as_slice()
    else {
        panic!("{:?}", decision.changes)
    };
    let successor = decision.answer.as_ref().unwrap().refresh_token.as_ref().unwrap();
    assert_eq!((successor.id, successor.grant_id), (fresh().refresh_token, *grant_id));
    (*expected, *redeemed, successor.predecessor)
}

#[test]
fn the_first_refresh_rotates() {
    let decision = ask(client(), &form(&[]), facts(refresh_token(1, None), grant()));
    assert_eq!(line(&decision), (None, id(1), Some(id(1))));
    let plan = decision.answer.unwrap();
    let id_token = plan.id_token.unwrap();
    assert_eq!(id_token.nonce, None);
    assert_eq!(id_token.auth_time, grant().authentication.auth_time);
    assert_eq!(id_token.sid, Some(grant().sid.simple().to_string()));
}

#[test]
fn a_successor_follows_what_was_redeemed_last() {
    let decision = ask(client(), &form(&[]), facts(refresh_token(2, Some(1)), redeemed(1)));
    assert_eq!(line(&decision), (Some(id(1)), id(2), Some(id(2))));
    assert!(decision.answer.is_ok());
}

/// The answer of the first use was lost: the second one gets a sibling of the successor nobody saw.
#[test]
fn rf2_a_second_use_is_forgiven_until_a_successor_was_used() {
    let decision = ask(client(), &form(&[]), facts(refresh_token(1, None), redeemed(1)));
    assert_eq!(line(&decision), (Some(id(1)), id(1), Some(id(1))));
    assert!(decision.answer.is_ok());
}

#[test]
fn rf2_reuse_revokes_the_family() {
    let mut other = client();
    other.id = ClientId::new("other");
    let superseded = [
        (refresh_token(1, None), redeemed(2)),
        (refresh_token(3, Some(1)), redeemed(2)),
        (refresh_token(1, Some(9)), grant()),
    ];
    for (token, grant) in superseded {
        for client in [client(), other.clone()] {
            let (error, changes) = refused(ask(client, &form(&[]), facts(token.clone(), grant.clone())));
            assert_eq!(error, ErrorCode::InvalidGrant);
            let event = revocation_event(&changes, grant.id, &EventKind::GrantReuseDetected);
            assert_eq!((event.actor, event.subject), (Actor::Server, Some(grant.user_id.clone())));
            assert_eq!(event.client_id, Some(grant.client_id.clone()), "whoever presented the token");
        }
    }
}

/// Whoever repeats a used token does not fill the audit trail.
#[test]
fn a_reuse_of_a_revoked_grant_stores_nothing() {
    let revoked = Grant { revoked_at: Some(NOW), ..redeemed(2) };
    let decision = ask(client(), &form(&[]), facts(refresh_token(1, None), revoked));
    assert_eq!(refused_without_changes(decision), ErrorCode::InvalidGrant);
}

/// RF1: token of A used by B, by a public client, by a client of another tenant.
#[test]
fn rf1_a_refresh_token_works_for_its_client_only() {
    let mut other = client();
    other.id = ClientId::new("other");
    let mut foreign_tenant = client();
    foreign_tenant.tenant = TenantId::new("elsewhere");
    for thief in [other, public_client(), foreign_tenant] {
        let decision = ask(thief, &form(&[]), facts(refresh_token(1, None), grant()));
        assert_eq!(refused_without_changes(decision), ErrorCode::InvalidGrant);
    }
}

#[test]
fn rf3_what_ends_a_grant_ends_its_refresh_tokens() {
    let with = |change: &dyn Fn(&mut RefreshFacts)| {
        let mut facts = refresh_facts(grant());
        change(&mut facts);
        Facts::RefreshToken(refresh_token(1, None), Some(Box::new(facts)))
    };
    let ends: [&dyn Fn(&mut RefreshFacts); 5] = [
        &|facts| facts.grant.revoked_at = Some(NOW.minus(Seconds(1))),
        &|facts| facts.grant.expires_at = NOW,
        &|facts| facts.user = None,
        &|facts| facts.user.as_mut().unwrap().disabled = true,
        &|facts| facts.user.as_mut().unwrap().id = UserId::new("u-2"),
    ];
    for (number, end) in ends.into_iter().enumerate() {
        let error = refused_without_changes(ask(client(), &form(&[]), with(end)));
        assert_eq!(error, ErrorCode::InvalidGrant, "case {number}");
    }
    let expired = RefreshToken { expires_at: NOW, ..refresh_token(1, None) };
    let unknown = Facts::RefreshToken(refresh_token(1, None), None);
    for facts in [facts(expired, grant()), unknown, Facts::NotOurs] {
        assert_eq!(refused_without_changes(ask(client(), &form(&[]), facts)), ErrorCode::InvalidGrant);
    }
    let mut without_grant = client();
    without_grant.grant_types = vec![GrantType::AuthorizationCode];
    let decision = ask(without_grant, &form(&[]), with(&|_| {}));
    assert_eq!(refused_without_changes(decision), ErrorCode::UnauthorizedClient);
}

#[test]
fn a_client_registered_anew_under_an_identifier_inherits_no_refresh_token() {
    let anew = Client { created_at: NOW.plus(Seconds(1)), ..client() };
    let later =
        |client| ask_at(NOW.plus(Seconds(5)), client, &form(&[]), facts(refresh_token(1, None), grant()));
    assert_eq!(refused_without_changes(later(anew)), ErrorCode::InvalidGrant);
    assert!(later(client()).answer.is_ok());
}

#[test]
fn rf3_a_narrowed_client_narrows_its_grants() {
    let mut narrowed = client();
    narrowed.scope = scope("openid");
    narrowed.audiences.clear();
    let plan = ask(narrowed, &form(&[]), facts(refresh_token(1, None), grant())).answer.unwrap();
    assert_eq!(plan.scope, scope("openid"));
    assert_eq!(claims(&plan).aud, ["https://id.example"]);
}

#[test]
fn scope_may_shrink_for_one_access_token_and_never_grow() {
    let refresh =
        |scope: &str| ask(client(), &form(&[("scope", scope)]), facts(refresh_token(1, None), grant()));
    let plan = refresh("notes.read").answer.unwrap();
    assert_eq!(plan.scope, scope("notes.read"));
    assert_eq!(claims(&plan).scope, scope("notes.read"));
    assert!(plan.id_token.is_none());
    for wider in ["openid profile notes.read notes.write", "notes.write", "email", "a\"b"] {
        assert_eq!(refused_without_changes(refresh(wider)), ErrorCode::InvalidScope, "{wider}");
    }
}

/// Some libraries send the scope of the first request with every refresh.
#[test]
fn f4_scope_that_was_passed_over_at_first_is_passed_over_at_refreshing() {
    let refresh =
        |scope: &str| ask(client(), &form(&[("scope", scope)]), facts(refresh_token(1, None), grant()));
    let plan = refresh("openid profile notes.read groups").answer.unwrap();
    assert_eq!(plan.scope, grant().scope);
    let refusal = refresh("openid notes.write groups").answer.unwrap_err();
    assert_eq!(refusal.description, "The client may not have this scope: notes.write");
}

#[test]
fn a_kept_token_stays_but_never_for_a_public_client() {
    let mut keeping = client();
    keeping.refresh_token_rotation = RefreshTokenRotation::Keep;
    for grant in [grant(), redeemed(1)] {
        let expected = grant.redeemed_refresh_token;
        let decision = ask(keeping.clone(), &form(&[]), facts(refresh_token(1, None), grant));
        assert!(decision.answer.unwrap().refresh_token.is_none());
        let [Change::RedeemRefreshToken { expected: seen, redeemed, .. }] = decision.changes.as_slice()
        else {
            panic!("{:?}", decision.changes)
        };
        assert_eq!((*seen, *redeemed), (expected, id(1)));
    }
    let mut public = public_client();
    public.refresh_token_rotation = RefreshTokenRotation::Keep;
    let own = Grant { client_id: public.id.clone(), ..grant() };
    let decision = ask(public, &form(&[]), facts(refresh_token(1, None), own));
    assert!(decision.answer.unwrap().refresh_token.is_some());
}

#[test]
fn tokens_end_with_the_grant() {
    let mut ending = grant();
    ending.expires_at = NOW.plus(Seconds(100));
    let token = RefreshToken { expires_at: ending.expires_at, ..refresh_token(1, None) };
    let decision = ask(client(), &form(&[]), facts(token, ending.clone()));
    let plan = decision.answer.unwrap();
    assert_eq!((claims(&plan).exp, plan.expires_in), (ending.expires_at, Seconds(100)));
    assert_eq!(plan.refresh_token.unwrap().expires_at, ending.expires_at);
}

/// H2: no refresh token of ours ends after its grant, so somebody else sealed this one.
#[test]
fn h2_a_refresh_token_that_outlives_its_grant_is_refused() {
    let mut ending = grant();
    ending.expires_at = NOW.plus(Seconds(100));
    let token = RefreshToken { expires_at: NOW.plus(Seconds(101)), ..refresh_token(1, None) };
    let decision = ask(client(), &form(&[]), facts(token, ending));
    assert_eq!(refused_without_changes(decision), ErrorCode::InvalidGrant);
}

/// M10: a backup has grants that were revoked since.
#[test]
fn m10_a_refresh_token_of_a_grant_from_before_a_restore_is_refused() {
    let ask_since = |nothing_before| {
        let lifetimes = Lifetimes { nothing_before, ..Lifetimes::default() };
        let facts = facts(refresh_token(1, None), grant());
        ask_under(lifetimes, NOW.plus(Seconds(5)), client(), &form(&[]), facts)
    };
    assert!(ask_since(None).answer.is_ok() && ask_since(Some(NOW)).answer.is_ok());
    let refused = refused_without_changes(ask_since(Some(NOW.plus(Seconds(1)))));
    assert_eq!(refused, ErrorCode::InvalidGrant);
}
