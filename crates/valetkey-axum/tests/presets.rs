//! All presets: complete logins through the real router with a simulated provider.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

#[path = "presets/application.rs"]
mod application;
mod support;

use std::collections::BTreeSet;

use application::{Simulated, recording, user_expected};
use serde_json::Value;
use support::Browser;
use valetkey_axum::{Login, Secret};
use valetkey_providers::Deviation;

#[tokio::test]
async fn every_login_starts_a_session_of_the_recorded_user() {
    let simulated = Simulated::start(true).await;
    assert!(simulated.running.names().len() >= 57, "{:?}", simulated.running.names());
    let mut users = BTreeSet::new();
    for name in simulated.running.names() {
        let application = simulated.application(name);
        let mut browser = Browser::new(&application.router);
        let answer = application.sign_in(&mut browser, "").await;
        assert_eq!(
            (answer.status, answer.location()),
            (303, "https://app.example/"),
            "{name}: {}",
            answer.body
        );
        let seen: Value = serde_json::from_str(&browser.get("/me").await.body).unwrap();
        for (claim, expected) in user_expected(name).as_object().unwrap() {
            let seen = if claim == "sub" { &seen["subject"] } else { &seen["claims"][claim] };
            assert_eq!(seen, expected, "{name}: {claim}");
        }
        assert!(users.insert((seen["issuer"].to_string(), seen["subject"].to_string(), name)), "{name}");
        assert_eq!(browser.login_cookies(), 0, "{name}");
    }
    assert_eq!(simulated.running.complaints(), Vec::<String>::new());
}

#[tokio::test]
async fn a_second_user_has_another_subject() {
    let simulated = Simulated::start(true).await;
    for name in simulated.running.names() {
        let application = simulated.application(name);
        let (mut ada, mut grace) = (Browser::new(&application.router), Browser::new(&application.router));
        application.sign_in(&mut ada, "").await;
        application.sign_in(&mut grace, "grace").await;
        let (ada, grace) = (ada.get("/me").await, grace.get("/me").await);
        let subject = |text: &str| serde_json::from_str::<Value>(text).unwrap()["subject"].clone();
        assert_eq!((ada.status, grace.status), (200, 200), "{name}");
        assert_ne!(subject(&ada.body), subject(&grace.body), "{name}");
    }
}

#[tokio::test]
async fn expired_tokens_are_refreshed_if_the_provider_gives_refresh_tokens() {
    let simulated = Simulated::start(true).await;
    let (mut refreshed, mut called) = (0, 0);
    for name in simulated.running.names() {
        let application = simulated.offline_application(name);
        let mut browser = Browser::new(&application.router);
        application.sign_in(&mut browser, "").await;
        let before = browser.get("/token").await.body;
        let expires = recording(name)["token_answer"]["expected"].as_str().unwrap().contains("expires_in");
        if recording(name).contains_key("refresh_answer") && expires {
            simulated.clock.set_days_later(300);
            let after = browser.get("/token").await;
            assert_eq!(after.status, 200, "{name}: {}", after.body);
            assert_ne!(after.body, before, "{name}");
            refreshed += 1;
        }
        if application.has_plain_userinfo() {
            let answer = browser.get("/call").await;
            assert_eq!(answer.body, "200", "{name}");
            called += 1;
        }
        simulated.clock.set_days_later(0);
    }
    assert_eq!(simulated.running.complaints(), Vec::<String>::new());
    assert!(refreshed >= 36 && called >= 20, "{refreshed} refreshed, {called} called");
}

#[tokio::test]
async fn u6_a_user_who_cancels_has_no_session_and_a_link_back() {
    let simulated = Simulated::start(false).await;
    for name in simulated.running.names() {
        let application = simulated.application(name);
        let mut browser = Browser::new(&application.router);
        let answer = application.cancel_sign_in(&mut browser).await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.body);
        assert!(answer.body.contains("id=\"back\""), "{name}: {}", answer.body);
        assert_eq!((browser.get("/me").await.status, browser.cookie("session")), (401, None), "{name}");
    }
}

/// With the secret of another application, the provider refuses the code in its own format, and no session starts.
#[tokio::test]
async fn a_refused_code_starts_no_session() {
    let simulated = Simulated::start(true).await;
    for name in simulated.running.names() {
        let known = simulated.application(name);
        known.sign_in(&mut Browser::new(&known.router), "").await;
        let application = simulated.application_with_wrong_secret(name);
        let mut browser = Browser::new(&application.router);
        let answer = application.sign_in(&mut browser, "").await;
        assert_eq!(answer.status, 400, "{name}: {}", answer.body);
        assert!(answer.body.contains("id=\"try-again\""), "{name}: {}", answer.body);
        assert_eq!((browser.get("/me").await.status, browser.cookie("session")), (401, None), "{name}");
    }
}

#[tokio::test]
async fn each_provider_has_a_constant_issuer() {
    let simulated = Simulated::start(true).await;
    let google = simulated.running.provider("google").unwrap().preset().issuer.clone().unwrap();
    for (name, expected) in
        [("google", google.as_str()), ("github", "urn:valetkey:github"), ("discord", "urn:valetkey:discord")]
    {
        let application = simulated.application(name);
        let mut browser = Browser::new(&application.router);
        application.sign_in(&mut browser, "").await;
        let me: Value = serde_json::from_str(&browser.get("/me").await.body).unwrap();
        assert_eq!(me["issuer"], expected);
    }
}

/// With the address for all tenants, no user can sign in until the application chooses the tenants.
#[tokio::test]
async fn a_provider_with_many_tenants_signs_nobody_in_by_default() {
    let open = valetkey_axum::provider("entra", &[("tenant", "common")]).unwrap();
    let build = |provider: valetkey_providers::Provider| {
        provider.client("client-1").client_secret(Secret::new("secret")).build()
    };
    let error = build(open.clone()).unwrap_err();
    assert!(error.to_string().contains("allows no tenant"), "{error}");
    assert!(build(open.clone().only_tenants(["8eaef023-2b34-4da1-9baa-8bc8c9d6a490"])).is_ok());
    assert!(build(open.any_tenant()).is_ok());
}

#[tokio::test]
async fn a_provider_without_public_clients_is_reported_before_the_redirect() {
    let github = valetkey_axum::provider("github", &[]).unwrap().client("client-1").build().unwrap();
    let login = Login::builder(github, support::APP).build().unwrap();
    let answer = Browser::new(&support::app(&login)).get("/login").await;
    assert_eq!((answer.status, answer.location()), (500, ""), "{}", answer.body);
}

#[test]
fn every_deviation_occurs_in_a_preset() {
    let catalogue = valetkey_providers::Catalogue::built_in().unwrap();
    let met: BTreeSet<&str> =
        catalogue.iter().flat_map(|preset| &preset.deviations).map(Deviation::name).collect();
    assert_eq!(met, BTreeSet::from(Deviation::NAMES));
}
