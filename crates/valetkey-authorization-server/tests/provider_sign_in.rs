//! What becomes of an account at a provider.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use valetkey_accounts::{FactorKind, PasswordHash, ReservedUsernames, User};
use valetkey_authorization_server::{
    provider_sign_in::{Arrival, ArrivalRefusal, ProviderAccount, arrive, is_last_way},
    record::{FirstSignIn, IdentityProvider, LinkedAccount},
};
use valetkey_types::{TenantId, Timestamp, Unknown, UserId};

fn provider(first_sign_in: FirstSignIn, domains: &[&str]) -> IdentityProvider {
    IdentityProvider {
        tenant: TenantId::default(),
        name: "github".to_owned(),
        preset: "github".to_owned(),
        variables: Default::default(),
        accepted_tenants: Vec::new(),
        simulator: None,
        display_name: None,
        client_id: "client".to_owned(),
        client_secret_sealed: None,
        scope: Vec::new(),
        first_sign_in,
        domains: domains.iter().map(|domain| (*domain).to_owned()).collect(),
        claim_mappings: Default::default(),
        updates_claims: false,
        group_mappings: Vec::new(),
        offers_sign_out: false,
        position: 0,
        disabled: false,
        created_at: Timestamp(0),
        revision: 1,
        unknown: Unknown::default(),
    }
}

fn account(email: Option<&str>, email_verified: bool) -> ProviderAccount {
    ProviderAccount {
        provider: "github".to_owned(),
        issuer: "urn:valetkey:github".to_owned(),
        subject: "1".to_owned(),
        username: Some("Ada".to_owned()),
        name: Some("Ada Lovelace".to_owned()),
        email: email.map(str::to_owned),
        email_verified,
        mapped: Default::default(),
    }
}

fn user(name: &str) -> User {
    User::new(TenantId::default(), UserId::new(name), name, Timestamp(0))
}

fn linked(subject: &str) -> LinkedAccount {
    LinkedAccount {
        tenant: TenantId::default(),
        issuer: "urn:valetkey:github".to_owned(),
        subject: subject.to_owned(),
        user_id: UserId::new("ada"),
        provider: "github".to_owned(),
        label: None,
        linked_at: Timestamp(0),
        last_used_at: None,
        revision: 1,
        unknown: Unknown::default(),
    }
}

#[test]
fn al1_no_rule_links_by_an_address() {
    let ada = user("ada");
    for rule in FirstSignIn::ALL {
        for account in [account(Some("ada@mail.example"), true), account(Some("ada@mail.example"), false)] {
            let arrival = arrive(&provider(rule, &[]), &account, None, Some(&ada));
            assert_ne!(arrival, Arrival::SignIn, "{rule:?}");
            assert_ne!(arrival, Arrival::AddUser, "{rule:?}");
        }
    }
}

#[test]
fn each_rule_decides_about_a_first_sign_in() {
    let someone = account(None, false);
    let decide = |rule| arrive(&provider(rule, &[]), &someone, None, None);
    assert_eq!(decide(FirstSignIn::Create), Arrival::AddUser);
    assert_eq!(decide(FirstSignIn::Link), Arrival::ProveUser { has_address_of_user: false });
    assert_eq!(decide(FirstSignIn::Refuse), Arrival::Refuse(ArrivalRefusal::NotLinked));
    let ada = user("ada");
    for rule in FirstSignIn::ALL {
        let provider = provider(rule, &["other.example"]);
        assert_eq!(arrive(&provider, &someone, Some(&ada), None), Arrival::SignIn, "a link counts: {rule:?}");
        let disabled = User { disabled: true, ..ada.clone() };
        let refused = arrive(&provider, &someone, Some(&disabled), None);
        assert_eq!(refused, Arrival::Refuse(ArrivalRefusal::Disabled), "{rule:?}");
    }
}

#[test]
fn al3_only_one_plain_address_in_exactly_this_domain_counts() {
    let decide = |email: &str, verified| {
        arrive(&provider(FirstSignIn::Create, &["mail.example"]), &account(Some(email), verified), None, None)
    };
    for good in ["ada@mail.example", "a+b@MAIL.example"] {
        assert_eq!(decide(good, true), Arrival::AddUser, "{good}");
    }
    assert_eq!(decide("ada@mail.example", false), Arrival::Refuse(ArrivalRefusal::Domain));
    for bad in [
        "ada@sub.mail.example",
        "ada@mail.example.",
        "ada@mail.example.evil.example",
        "ada@evil.example,eve@mail.example",
        "ada@evil.example@mail.example",
        "\"ada@evil.example\"@mail.example",
        "ada(x)@mail.example",
        "ada@mail.example>",
        "Ada <ada@mail.example>",
        "ada @mail.example",
        "ada\u{ff20}mail.example",
        "ad\u{0430}@mail.example",
        "ada@m\u{00e4}il.example",
        "ada@xn--mil-example.example",
        "@mail.example",
        "ada@",
        "",
    ] {
        assert_eq!(decide(bad, true), Arrival::Refuse(ArrivalRefusal::Domain), "{bad:?}");
    }
}

#[test]
fn a_proposed_username_is_never_an_address_and_never_empty() {
    let proposed = |username: Option<&str>, name: Option<&str>, email: Option<&str>| {
        let (username, name) = (username.map(str::to_owned), name.map(str::to_owned));
        ProviderAccount { username, name, ..account(email, true) }
            .proposed_username(&ReservedUsernames::default())
    };
    assert_eq!(proposed(Some("Ada.L"), None, None), "ada.l");
    assert_eq!(proposed(Some("boss@corp.example"), None, None), "boss");
    assert_eq!(proposed(Some("@@"), None, Some("ada@mail.example")), "ada");
    assert_eq!(proposed(None, Some("Ada <b>L</b>"), None), "adablb");
    assert_eq!(proposed(Some("\u{202e}\u{0430}"), Some("--"), None), "user");
    assert_eq!(proposed(None, None, None), "user");
    assert_eq!(proposed(Some(&"a".repeat(300)), None, None).len(), 60);
}

#[test]
fn the_last_way_to_sign_in_is_known() {
    let (one, two) = (linked("1"), linked("2"));
    let all = [one.clone(), two.clone()];
    let ada = user("ada");
    let is_last = |user: &User, all: &[LinkedAccount]| is_last_way(user, &one, all, |_| true);
    assert!(is_last(&ada, &all[..1]));
    assert!(!is_last(&ada, &all), "the other account is a way");
    assert!(is_last_way(&ada, &one, &all, |other| other.subject != "2"), "the other provider is not offered");
    assert!(!is_last_way(&ada, &one, &all[..1], |_| false), "it is no way itself");
    let mut with_password = ada.clone();
    with_password.password_hash =
        Some(PasswordHash::from_phc("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA"));
    assert!(!is_last(&with_password, &all[..1]));
    for (factor, is_way) in [(FactorKind::Passkey, true), (FactorKind::Authenticator, false)] {
        let with_factor = User { factors: vec![factor], ..ada.clone() };
        assert_eq!(is_last(&with_factor, &all[..1]), !is_way, "{factor:?}");
    }
}
