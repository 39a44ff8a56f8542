use uuid::Uuid;
use valetkey_authorization_server::event::Actor;
use valetkey_types::{Seconds, TenantId, Timestamp};

use super::*;

fn occasion(tenant: &TenantId) -> Occasion<'_> {
    Occasion {
        tenant,
        actor: &Actor::Server,
        now: Timestamp(7),
        network_address: None,
        reference: None,
        events_kept_for: Seconds(1),
        fresh_id: &Uuid::nil,
    }
}

fn settings() -> IdentityProviderSettings {
    IdentityProviderSettings {
        preset: "github".to_owned(),
        variables: BTreeMap::new(),
        accepted_tenants: Vec::new(),
        simulator: None,
        display_name: Some("GitHub".to_owned()),
        client_id: "abc".to_owned(),
        scope: vec!["user:email".to_owned()],
        first_sign_in: FirstSignIn::Create,
        domains: vec!["Example.com".to_owned()],
        claim_mappings: [("picture".to_owned(), "/avatar_url".to_owned())].into(),
        updates_claims: false,
        group_mappings: Vec::new(),
        offers_sign_out: false,
        position: 0,
        disabled: false,
    }
}

fn added(name: &str, settings: IdentityProviderSettings) -> Result<IdentityProvider, IdentityProviderError> {
    let tenant = TenantId::default();
    Ok(add(name, settings, Some("sealed".to_owned()), &occasion(&tenant))?.answer)
}

#[test]
fn a_provider_is_added_with_its_event() {
    let tenant = TenantId::new("acme");
    let decision = add("github", settings(), None, &occasion(&tenant)).unwrap();
    let [Change::AddIdentityProvider(stored), Change::StoreEvent(event)] = decision.changes.as_slice() else {
        panic!("{:?}", decision.changes)
    };
    assert_eq!(**stored, decision.answer);
    assert_eq!((&stored.tenant, stored.domains.as_slice()), (&tenant, &["example.com".to_owned()][..]));
    assert_eq!(event.kind, EventKind::IdentityProviderAdded);
}

#[test]
fn names_and_values_that_do_not_fit_are_refused() {
    for name in ["", "GitHub", "a b", "a/b", "-a", "..", "a%2f", &"a".repeat(33)] {
        assert!(matches!(added(name, settings()), Err(IdentityProviderError::Name(_))), "{name:?}");
    }
    for domain in ["", "com", "@example.com", "example.com.", "ex ample.com", "exämple.com", "a..b"] {
        let wrong = IdentityProviderSettings { domains: vec![domain.to_owned()], ..settings() };
        assert!(matches!(added("a", wrong), Err(IdentityProviderError::Domain(_))), "{domain:?}");
    }
    for id in ["", "a b", "ä", &"a".repeat(256)] {
        let wrong = IdentityProviderSettings { client_id: id.to_owned(), ..settings() };
        assert!(matches!(added("a", wrong), Err(IdentityProviderError::ClientId(_))), "{id:?}");
    }
    for scope in ["", "a b", "a\"b"] {
        let wrong = IdentityProviderSettings { scope: vec![scope.to_owned()], ..settings() };
        assert!(matches!(added("a", wrong), Err(IdentityProviderError::Scope(_))), "{scope:?}");
    }
    for (claim, pointer) in [
        ("email", "/email"),
        ("email_verified", "/email_verified"),
        ("sub", "/id"),
        ("roles", "/roles"),
        ("groups", "/groups"),
        ("preferred_username", "/login"),
        ("phone_number_verified", "/verified"),
        ("Picture", "/picture"),
    ] {
        let claim_mappings = [(claim.to_owned(), pointer.to_owned())].into();
        let wrong = IdentityProviderSettings { claim_mappings, ..settings() };
        assert!(matches!(added("a", wrong), Err(IdentityProviderError::Claim(_))), "{claim}");
    }
    for pointer in ["", "/", "avatar_url", "/a~b", "/a~", "/a\nb", &format!("/{}", "a".repeat(200))] {
        let claim_mappings = [("picture".to_owned(), pointer.to_owned())].into();
        let wrong = IdentityProviderSettings { claim_mappings, ..settings() };
        assert!(matches!(added("a", wrong), Err(IdentityProviderError::Pointer(_))), "{pointer:?}");
    }
    let mapping = |pointer: &str, value: &str| GroupMapping {
        group: Uuid::nil(),
        pointer: pointer.to_owned(),
        value: value.to_owned(),
    };
    for (group_mappings, expected) in [
        (vec![mapping("groups", "eng")], "JSON pointer"),
        (vec![mapping("/groups", "")], "name of a group"),
        (vec![mapping("/groups", "eng"); 201], "at most 200"),
    ] {
        let wrong = IdentityProviderSettings { group_mappings, ..settings() };
        let refused = added("a", wrong).unwrap_err().to_string();
        assert!(refused.contains(expected), "{refused}");
    }
    let wrong = IdentityProviderSettings { display_name: Some("a\nb".to_owned()), ..settings() };
    assert!(matches!(added("a", wrong), Err(IdentityProviderError::DisplayName(_))));
}

#[test]
fn lk4_an_edit_says_what_it_changed_and_never_the_secret() {
    let tenant = TenantId::default();
    let provider = added("github", settings()).unwrap();
    let settings = IdentityProviderSettings { disabled: true, ..IdentityProviderSettings::from(&provider) };
    let edited = edit(&provider, settings, Some("sealed anew".to_owned()), &occasion(&tenant)).unwrap();
    assert_eq!(edited.answer.client_secret_sealed.as_deref(), Some("sealed anew"));
    let [Change::ReplaceIdentityProvider(_), Change::StoreEvent(event)] = edited.changes.as_slice() else {
        panic!("{:?}", edited.changes)
    };
    let fields: Vec<_> = event.changed.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(fields, ["provider", "disabled", "client_secret"]);
    assert!(!format!("{event:?}").contains("sealed"), "{event:?}");
    let same = IdentityProviderSettings::from(&edited.answer);
    assert!(edit(&edited.answer, same, None, &occasion(&tenant)).unwrap().changes.is_empty());
}
