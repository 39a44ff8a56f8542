//! The user's identifier and email address, the accepted issuers, and the logout.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use serde_json::json;
use support::{preset, recorded_provider};
use valetkey_providers::{
    AllowedTenants, IssVerdict, normalise_callback_user, normalise_user, signed_client_secret_claims,
};
use valetkey_types::{Seconds, Timestamp};

const TENANT: &str = "11111111-2222-3333-4444-555555555555";
const OTHER: &str = "99999999-2222-3333-4444-555555555555";
const CONSUMERS: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";

#[test]
fn a_user_without_identifier_is_refused() {
    let github = preset("github");
    for id in [
        json!(null),
        json!(""),
        json!(1.5),
        json!(true),
        json!(["1"]),
        json!({"id": 1}),
        json!("a\nb"),
        json!("x".repeat(256)),
    ] {
        assert!(normalise_user(&github, &json!({ "id": id }), None).is_err(), "{id}");
    }
    assert!(normalise_user(&github, &json!({"login": "ada"}), None).is_err());
    assert!(normalise_user(&github, &json!([{"id": 1}]), None).is_err());
    assert_eq!(normalise_user(&github, &json!({"id": u64::MAX}), None).unwrap().sub, "18446744073709551615");
}

#[test]
fn al1_an_email_address_is_verified_only_with_the_providers_proof() {
    let verified = |name: &str, value: serde_json::Value| {
        normalise_user(&preset(name), &value, None).unwrap().email_verified
    };
    let claims =
        |flag: serde_json::Value| json!({"sub": "1", "email": "a@b.example", "email_verified": flag});
    assert_eq!(verified("google", claims(json!(true))), Some(true));
    assert_eq!(verified("google", claims(json!(false))), Some(false));
    assert_eq!(verified("google", claims(json!("true"))), Some(false));
    assert_eq!(verified("google", json!({"sub": "1", "email": "a@b.example"})), Some(false));
    assert_eq!(verified("google", json!({"sub": "1", "email_verified": true})), None);
    assert_eq!(verified("apple", claims(json!("true"))), Some(true));
    assert_eq!(verified("apple", claims(json!("false"))), Some(false));
    assert_eq!(verified("apple", claims(json!("TRUE"))), Some(false));
    assert_eq!(verified("entra", claims(json!(true))), Some(false));
    assert_eq!(verified("line", claims(json!(true))), Some(false));
    assert_eq!(verified("yahoo", claims(json!(true))), Some(false));
}

#[test]
fn both_flags_of_kakao_must_be_true() {
    for (valid, verified, expected) in [(true, true, true), (true, false, false), (false, true, false)] {
        let value = json!({"id": 1, "kakao_account": {"email": "a@b.example", "is_email_valid": valid, "is_email_verified": verified}});
        assert_eq!(normalise_user(&preset("kakao"), &value, None).unwrap().email_verified, Some(expected));
    }
}

#[test]
fn the_public_address_of_a_github_profile_is_not_verified() {
    let profile = json!({"id": 1, "email": "public@mail.example"});
    let alone = normalise_user(&preset("github"), &profile, None).unwrap();
    assert_eq!((alone.email.as_deref(), alone.email_verified), (Some("public@mail.example"), Some(false)));
    let unverified = json!([{"email": "main@mail.example", "primary": true, "verified": false}, {"email": "b@mail.example", "primary": false, "verified": true}]);
    let main = normalise_user(&preset("github"), &profile, Some(&unverified)).unwrap();
    assert_eq!((main.email.as_deref(), main.email_verified), (Some("main@mail.example"), Some(false)));
    for broken in [
        json!({"message": "Not Found"}),
        json!([]),
        json!([{"email": 1, "primary": true, "verified": true}]),
        json!(null),
    ] {
        let kept = normalise_user(&preset("github"), &profile, Some(&broken)).unwrap();
        assert_eq!(
            (kept.email.as_deref(), kept.email_verified),
            (Some("public@mail.example"), Some(false)),
            "{broken}"
        );
    }
}

#[test]
fn a_list_of_addresses_is_ignored_if_the_preset_requests_none() {
    let list = json!([{"email": "evil@mail.example", "primary": true, "verified": true}]);
    let discord = normalise_user(&preset("discord"), &json!({"id": "1"}), Some(&list)).unwrap();
    assert_eq!((discord.email, discord.email_verified), (None, None));
}

#[test]
fn only_the_name_is_used_from_data_of_the_browser() {
    let text = r#"{"name":{"firstName":"Ada","lastName":"Example"},"email":"evil@mail.example"}"#;
    assert_eq!(normalise_callback_user(&preset("apple"), text).as_deref(), Some("Ada Example"));
    assert_eq!(normalise_callback_user(&preset("google"), text), None);
    for text in ["", "{", "[]", r#"{"name":"Ada"}"#, r#"{"name":{"firstName":7}}"#] {
        assert_eq!(normalise_callback_user(&preset("apple"), text), None, "{text}");
    }
}

fn entra(tenant: &str, iss: &str, tid: &str, allowed: AllowedTenants<'_>) -> bool {
    let provider = preset("entra").resolve(&[("tenant", tenant)]).unwrap();
    provider.accept_issuer(&json!({"iss": iss, "tid": tid, "sub": "1"}), allowed).is_ok()
}

fn issuer_of(tenant: &str) -> String {
    format!("https://login.microsoftonline.com/{tenant}/v2.0")
}

#[test]
fn the_issuer_must_contain_the_tenant_of_the_claim() {
    assert!(entra(TENANT, &issuer_of(TENANT), TENANT, AllowedTenants::Any));
    assert!(!entra(TENANT, &issuer_of(OTHER), OTHER, AllowedTenants::Any));
    assert!(!entra("common", &issuer_of(TENANT), OTHER, AllowedTenants::Any));
    assert!(!entra("common", &issuer_of("{tenantid}"), "{tenantid}", AllowedTenants::Any));
    assert!(!entra("common", "https://evil.example/v2.0", TENANT, AllowedTenants::Any));
    assert!(!entra("common", "https://login.microsoftonline.com/a/../b/v2.0", "a/../b", AllowedTenants::Any));
    assert!(!entra("common", &issuer_of(""), "", AllowedTenants::Any));
}

#[test]
fn a_list_of_tenants_excludes_all_others() {
    let only = AllowedTenants::Only(&[TENANT]);
    assert!(entra("common", &issuer_of(TENANT), TENANT, only));
    assert!(!entra("common", &issuer_of(OTHER), OTHER, only));
    assert!(!entra("common", &issuer_of(TENANT), TENANT, AllowedTenants::Only(&[])));
}

#[test]
fn kinds_of_accounts_are_distinguished() {
    assert!(entra("common", &issuer_of(CONSUMERS), CONSUMERS, AllowedTenants::Any));
    assert!(entra("organizations", &issuer_of(TENANT), TENANT, AllowedTenants::Any));
    assert!(!entra("organizations", &issuer_of(CONSUMERS), CONSUMERS, AllowedTenants::Any));
    assert!(entra("consumers", &issuer_of(CONSUMERS), CONSUMERS, AllowedTenants::Any));
    assert!(!entra("consumers", &issuer_of(TENANT), TENANT, AllowedTenants::Any));
}

#[test]
fn a_tenant_with_a_domain_name_requires_the_list() {
    assert!(!entra("company.example", &issuer_of(TENANT), TENANT, AllowedTenants::Any));
    assert!(entra("company.example", &issuer_of(TENANT), TENANT, AllowedTenants::Only(&[TENANT])));
}

#[test]
fn only_google_has_two_issuers() {
    let accepts = |name: &str, iss: &str| {
        recorded_provider(name).accept_issuer(&json!({"iss": iss}), AllowedTenants::Any).is_ok()
    };
    assert!(accepts("google", "https://accounts.google.com"));
    assert!(accepts("google", "accounts.google.com"));
    assert!(!accepts("google", "http://accounts.google.com"));
    assert!(!accepts("google", "https://accounts.google.com/"));
    assert!(!accepts("apple", "appleid.apple.com"));
    assert!(accepts("auth0", "https://company.eu.auth0.example/"));
    assert!(!accepts("auth0", "https://company.eu.auth0.example"));
    assert!(!accepts("gitlab", ""));
}

#[test]
fn a_callback_of_another_provider_is_refused() {
    let check = |name: &str, iss: Option<&str>| recorded_provider(name).check_iss_parameter(iss);
    assert_eq!(check("github", Some("https://github.com/login/oauth")).unwrap(), IssVerdict::Same);
    for iss in [None, Some(""), Some("https://github.com"), Some("https://evil.example")] {
        assert!(check("github", iss).is_err(), "{iss:?}");
    }
    assert_eq!(check("google", None).unwrap(), IssVerdict::Absent);
    assert_eq!(check("google", Some("https://accounts.google.com")).unwrap(), IssVerdict::Same);
    assert!(check("google", Some("https://github.com/login/oauth")).is_err());
    assert!(check("discord", Some("https://github.com/login/oauth")).is_err());
    assert_eq!(check("entra", Some(&issuer_of(TENANT))).unwrap(), IssVerdict::Same);
    for iss in [
        "https://login.microsoftonline.com/a/b/v2.0",
        "https://login.microsoftonline.com//v2.0",
        "https://evil.example/x/v2.0",
    ] {
        assert!(check("entra", Some(iss)).is_err(), "{iss}");
    }
}

#[test]
fn a_provider_that_starts_to_send_its_issuer_is_accepted() {
    let strava = recorded_provider("strava").check_iss_parameter(Some("https://www.strava.com\n")).unwrap();
    assert_eq!(strava, IssVerdict::Unlisted("https://www.strava.com".to_owned()));
    assert_eq!(recorded_provider("strava").check_iss_parameter(None).unwrap(), IssVerdict::Absent);
}

#[test]
fn al2_a_user_is_stored_with_one_issuer_for_all_its_names() {
    let google = recorded_provider("google");
    for iss in ["https://accounts.google.com", "accounts.google.com"] {
        let issuer = google.accept_issuer(&json!({"iss": iss}), AllowedTenants::Any).unwrap();
        assert_eq!(issuer, "https://accounts.google.com");
    }
    let entra = preset("entra").resolve(&[("tenant", "common")]).unwrap();
    let claims = json!({"iss": issuer_of(TENANT), "tid": TENANT});
    assert_eq!(entra.accept_issuer(&claims, AllowedTenants::Any).unwrap(), issuer_of(TENANT));
    assert_eq!(entra.identity_issuer(), None);
}

#[test]
fn al2_users_of_two_hosts_are_never_the_same_user() {
    let issuer = |name: &str, variables: &[(&str, &str)]| {
        preset(name).resolve(variables).unwrap().identity_issuer().unwrap()
    };
    assert_eq!(issuer("github", &[]), "urn:valetkey:github");
    assert_eq!(issuer("gitlab", &[]), "urn:valetkey:gitlab:gitlab.com");
    assert_ne!(issuer("gitlab", &[("domain", "git.example.com")]), issuer("gitlab", &[]));
    let shop = |shop: &str, version: &str| issuer("shopify", &[("shop", shop), ("version", version)]);
    assert_ne!(shop("one", "1"), shop("two", "1"));
    assert_eq!(shop("one", "1"), shop("one", "2"));
    assert_eq!(issuer("facebook", &[("version", "19.0")]), issuer("facebook", &[]));
}

#[test]
fn cognito_logs_out_with_its_own_parameters() {
    let address = recorded_provider("cognito").logout_address("client-1", "https://app.example/?a=b");
    let expected = "https://company.auth.eu-central-1.amazoncognito.example/logout?client_id=client-1&logout_uri=https%3A%2F%2Fapp.example%2F%3Fa%3Db";
    assert_eq!(address.as_deref(), Some(expected));
    assert_eq!(recorded_provider("google").logout_address("client-1", "https://app.example/"), None);
}

#[test]
fn the_lifetime_of_a_signed_secret_is_limited() {
    let claims = |name: &str, lifetime| {
        signed_client_secret_claims(
            &recorded_provider(name),
            "team",
            "client-1",
            Timestamp(1000),
            Seconds(lifetime),
        )
    };
    let expected = json!({"iss": "team", "iat": 1000, "exp": 1300, "aud": "https://appleid.apple.com", "sub": "client-1"});
    assert_eq!(claims("apple", 300).unwrap(), Some(expected));
    assert!(claims("apple", 180 * 86_400).is_ok());
    for lifetime in [180 * 86_400 + 1, 0, -1] {
        assert!(claims("apple", lifetime).is_err(), "{lifetime}");
    }
    assert_eq!(claims("google", 300).unwrap(), None);
}
