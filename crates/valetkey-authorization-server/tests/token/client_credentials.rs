//! The client credentials grant.

use valetkey_authorization_server::{record::*, token::*};
use valetkey_types::*;

use crate::support::*;

fn form(changes: &[(&str, &str)]) -> RawParams {
    changed(&[("grant_type", "client_credentials")], changes)
}

#[test]
fn a_client_gets_its_own_scope_and_no_person() {
    let decision = ask(client(), &form(&[]), Facts::Nothing);
    assert!(decision.changes.is_empty());
    let plan = decision.answer.unwrap();
    assert_eq!(plan.scope, scope("notes.read notes.write"));
    assert!(plan.refresh_token.is_none() && plan.id_token.is_none());
    let access = claims(&plan);
    assert_eq!((access.sub.as_str(), access.client_id.as_str()), ("app", "app"));
    assert_eq!((&access.grant_id, access.auth_time, &access.acr), (&None, None, &None));
    assert_eq!(access.aud, [API, "https://other.example"]);
}

#[test]
fn less_may_be_asked_for_but_nothing_about_users() {
    let plan = ask(client(), &form(&[("scope", "notes.read")]), Facts::Nothing).answer.unwrap();
    assert_eq!(plan.scope, scope("notes.read"));
    for wrong in ["openid", "notes.read offline_access", "roles", "a\\b"] {
        let decision = ask(client(), &form(&[("scope", wrong)]), Facts::Nothing);
        assert_eq!(refused_without_changes(decision), ErrorCode::InvalidScope, "{wrong}");
    }
}

#[test]
fn f4_unknown_scope_is_passed_over_and_refused_scope_is_named() {
    let asked = |text: &str| ask(client(), &form(&[("scope", text)]), Facts::Nothing);
    let plan = asked("notes.read groups").answer.unwrap();
    assert_eq!((&plan.scope, &claims(&plan).scope), (&scope("notes.read"), &scope("notes.read")));
    for (text, named) in [("notes.read openid roles", "openid roles"), ("groups", "groups")] {
        let refusal = asked(text).answer.unwrap_err();
        assert_eq!(refusal.error, ErrorCode::InvalidScope, "{text}");
        assert!(refusal.description.ends_with(&format!(": {named}")), "{}", refusal.description);
    }
}

#[test]
fn public_and_unregistered_clients_are_refused() {
    let mut public = public_client();
    public.grant_types = GrantType::ALL.to_vec();
    assert_eq!(
        refused_without_changes(ask(public, &form(&[]), Facts::Nothing)),
        ErrorCode::UnauthorizedClient
    );
    let mut unregistered = client();
    unregistered.grant_types = vec![GrantType::AuthorizationCode];
    let decision = ask(unregistered, &form(&[]), Facts::Nothing);
    assert_eq!(refused_without_changes(decision), ErrorCode::UnauthorizedClient);
}

#[test]
fn an_opaque_token_of_a_client_belongs_to_no_person() {
    let mut opaque = client();
    opaque.access_token_format = AccessTokenFormat::Opaque;
    let decision = ask(opaque, &form(&[]), Facts::Nothing);
    assert!(decision.changes.is_empty());
    let AccessTokenPlan::Opaque(token) = decision.answer.unwrap().access_token else { panic!("a JWT") };
    assert_eq!((token.client_id.as_str(), token.grant_id), ("app", None));
}
