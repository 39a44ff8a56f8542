//! The provider ends sessions, by back-channel and front-channel logout, for each way to keep sessions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use std::sync::Arc;

use axum::http::Request;
use serde_json::{Value, json};
use support::{APP, Answer, Browser, Issuer, Kept, app, client};
use valetkey_axum::{Client, IssuerRule, Login, Provider, Secret, Tenants};
use valetkey_jose::digest::random_token;

const TEMPLATE: &str = "https://id.example/{tenantid}/v2.0";
const TENANT: &str = "https://id.example/t-1/v2.0";

/// Sends the request of an iframe on the issuer's page, which has no `SameSite=Lax` cookies of the application.
async fn framed(app: &axum::Router, query: &str) -> Answer {
    let request = Request::get(format!("/frontchannel-logout{query}"));
    let request = request.header("sec-fetch-site", "cross-site").header("sec-fetch-dest", "iframe");
    Browser::new(app).send(request, "").await
}

async fn logout_token(app: &axum::Router, issuer: &Issuer, claims: Value) -> u16 {
    let mut all = json!({
        "iss": issuer.name(), "aud": "app", "iat": issuer.now(), "exp": issuer.now() + 120, "jti": random_token(),
        "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
    });
    all.as_object_mut().unwrap().extend(claims.as_object().unwrap().clone());
    let form = format!("logout_token={}", issuer.sign(Some("logout+jwt"), &all));
    Browser::new(app).send(Request::post("/backchannel-logout"), &form).await.status
}

fn client_with(issuer: &Issuer, rule: IssuerRule) -> Client {
    Client::builder(issuer.name(), "app")
        .client_secret(Secret::new("s1"))
        .scope("openid profile")
        .transport(Arc::new(issuer.clone()))
        .clock(issuer.clock())
        .issuer_rule(rule)
        .build()
        .unwrap()
}

/// Signs in Alice with the session `s1` and Bob with `s2`.
async fn alice_and_bob(issuer: &Issuer, app: &axum::Router) -> (Browser, Browser) {
    let (mut alice, mut bob) = (Browser::new(app), Browser::new(app));
    alice.sign_in(issuer).await;
    issuer.set_claims(json!({"sub": "bob", "sid": "s2", "name": "Bob"}));
    bob.sign_in(issuer).await;
    issuer.set_claims(json!({}));
    (alice, bob)
}

#[tokio::test]
async fn a_repeated_logout_token_ends_no_more_sessions() {
    for kept in Kept::every_way() {
        let issuer = Issuer::new();
        let app = app(&kept.login(&issuer));
        let mut alice = Browser::new(&app);
        alice.sign_in(&issuer).await;
        let token = |jti: &str| json!({"sub": "alice", "jti": jti});
        assert_eq!(logout_token(&app, &issuer, token("j1")).await, 200);
        assert_eq!(alice.who().await, "nobody");
        alice.sign_in(&issuer).await;
        issuer.advance(60);
        assert_eq!(
            logout_token(&app, &issuer, token("j1")).await,
            200,
            "a repeated token is accepted without an error"
        );
        assert_eq!(alice.who().await, "Alice");
        assert_eq!(logout_token(&app, &issuer, token("j2")).await, 200);
        assert_eq!(alice.who().await, "nobody");
    }
}

#[tokio::test]
async fn a_frame_of_the_issuer_ends_only_the_named_session() {
    for kept in Kept::every_way() {
        let issuer = Issuer::new();
        let app = app(&kept.login(&issuer));
        let (mut alice, mut bob) = alice_and_bob(&issuer, &app).await;
        let answer = framed(&app, "?iss=https%3A%2F%2Fid.example&sid=s1").await;
        insta::allow_duplicates! { insta::assert_snapshot!(answer.whole(), @r"
        200
        cache-control: no-store
        content-security-policy: default-src 'none'; frame-ancestors https://id.example
        content-type: text/html; charset=utf-8

        <!doctype html>
        <title>Signed out</title>
        "); }
        assert_eq!((alice.who().await, bob.who().await), ("nobody".into(), "Bob".into()));
        let unknown = framed(&app, "?iss=https%3A%2F%2Fid.example&sid=made-up").await;
        assert_eq!(unknown.whole(), answer.whole(), "the response does not show whether the session existed");
        alice.sign_in(&issuer).await;
        assert_eq!((alice.who().await, bob.who().await), ("Alice".into(), "Bob".into()));
    }
}

#[tokio::test]
async fn a_frame_that_does_not_name_issuer_and_session_ends_no_session() {
    for kept in Kept::every_way() {
        let issuer = Issuer::new();
        let app = app(&kept.login(&issuer));
        let (mut alice, mut bob) = alice_and_bob(&issuer, &app).await;
        for query in [
            "",
            "?",
            "?sid=s1",
            "?iss=https%3A%2F%2Fid.example",
            "?iss=https%3A%2F%2Fid.example&sid=",
            "?iss=https%3A%2F%2Fid.example%2F&sid=s1",
            "?iss=https%3A%2F%2Fevil.example&sid=s1",
            "?iss=https%3A%2F%2Fid.example&sid=s1&sid=s2",
            "?iss=https%3A%2F%2Fid.example&iss=https%3A%2F%2Fid.example&sid=s1",
            "?iss=https%3A%2F%2Fid.example&sid=s1%00",
        ] {
            let answer = framed(&app, query).await;
            assert_eq!(answer.status, 400, "{query}");
            assert_eq!(answer.headers["cache-control"], "no-store");
            assert_eq!((alice.who().await, bob.who().await), ("Alice".into(), "Bob".into()), "{query}");
        }
        assert_eq!(framed(&app, "/nobody?iss=https%3A%2F%2Fid.example&sid=s1").await.status, 404);
        let posted = Browser::new(&app).send(Request::post("/frontchannel-logout"), "").await;
        assert_eq!(posted.status, 405);
        assert_eq!((alice.who().await, bob.who().await), ("Alice".into(), "Bob".into()));
    }
}

#[tokio::test]
async fn each_provider_ends_only_its_own_sessions_at_its_own_url() {
    for kept in Kept::every_way() {
        let (ours, other) = (Issuer::new(), Issuer::named("https://other.example"));
        let builder = Login::with_providers(APP)
            .with_provider(Provider::new("ours", client(&ours)))
            .with_provider(Provider::new("other", client(&other)));
        let app = app(&kept.builder(builder).build().unwrap());
        let (mut at_ours, mut at_other) = (Browser::new(&app), Browser::new(&app));
        at_ours.sign_in_as(&ours, "/login/ours", "alice").await;
        at_other.sign_in_as(&other, "/login/other", "alice").await;
        let theirs = "iss=https%3A%2F%2Fother.example&sid=s1";
        assert_eq!(framed(&app, &format!("/ours?{theirs}")).await.status, 400);
        assert_eq!(framed(&app, &format!("?{theirs}")).await.status, 400);
        assert_eq!(at_other.who().await, "Alice");
        let answer = framed(&app, &format!("/other?{theirs}")).await;
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.ends_with("frame-ancestors https://other.example"), "{policy}");
        assert_eq!((at_ours.who().await, at_other.who().await), ("Alice".into(), "nobody".into()));
    }
}

#[tokio::test]
async fn without_a_store_the_issuer_ends_sessions_that_started_before_a_restart() {
    let issuer = Issuer::new();
    let (alice, bob) = alice_and_bob(&issuer, &app(&support::login(&issuer))).await;
    for through_the_browser in [true, false] {
        let app = app(&support::login(&issuer));
        let moved = |browser: &Browser| {
            let mut moved = Browser::new(&app);
            moved.cookies = browser.cookies.clone();
            moved
        };
        let (mut alice, mut bob) = (moved(&alice), moved(&bob));
        assert_eq!((alice.who().await, bob.who().await), ("Alice".into(), "Bob".into()));
        if through_the_browser {
            framed(&app, "?iss=https%3A%2F%2Fid.example&sid=s1").await;
        } else {
            assert_eq!(logout_token(&app, &issuer, json!({"sub": "alice"})).await, 200);
        }
        assert_eq!((alice.who().await, bob.who().await), ("nobody".into(), "Bob".into()));
    }
}

/// Signs in a user of one tenant of an issuer with a template.
async fn sign_in_of_tenant(browser: &mut Browser, issuer: &Issuer, tenant: &str) {
    let name = format!("https://id.example/{tenant}/v2.0");
    issuer.set_claims(json!({"iss": name, "tid": tenant}));
    let callback = browser.begin(issuer, "/login").await;
    let callback = callback
        .replace("iss=https%3A%2F%2Fid.example", &format!("iss=https%3A%2F%2Fid.example%2F{tenant}%2Fv2.0"));
    let answer = browser.get(&callback).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

#[tokio::test]
async fn a_tenant_of_an_issuer_with_a_template_ends_only_its_own_sessions() {
    for kept in Kept::every_way() {
        let issuer = Issuer::new();
        issuer.set_document(json!({ "issuer": TEMPLATE }));
        let tenants = Tenants::These(vec!["t-1".into(), "t-2".into()]);
        let client = client_with(&issuer, IssuerRule::Template { template: TEMPLATE.into(), tenants });
        let app = app(&kept.builder(Login::builder(client, APP)).build().unwrap());
        let (mut first, mut second) = (Browser::new(&app), Browser::new(&app));
        let tokens = [
            json!({"iss": TENANT, "tid": "t-1", "sub": "alice"}),
            json!({"iss": TENANT, "tid": "t-1", "sid": "s1"}),
        ];
        for claims in tokens {
            sign_in_of_tenant(&mut first, &issuer, "t-1").await;
            sign_in_of_tenant(&mut second, &issuer, "t-2").await;
            for wrong in [
                json!({"iss": TEMPLATE, "tid": "t-1", "sub": "alice"}),
                json!({"iss": TENANT, "tid": "t-2", "sub": "alice"}),
                json!({"iss": "https://id.example/t-3/v2.0", "tid": "t-3", "sub": "alice"}),
                json!({"sub": "alice"}),
            ] {
                assert_eq!(logout_token(&app, &issuer, wrong.clone()).await, 400, "{wrong}");
            }
            assert_eq!((first.who().await, second.who().await), ("Alice".into(), "Alice".into()));
            assert_eq!(logout_token(&app, &issuer, claims).await, 200);
            assert_eq!((first.who().await, second.who().await), ("nobody".into(), "Alice".into()));
        }
        sign_in_of_tenant(&mut first, &issuer, "t-1").await;
        for wrong in ["https%3A%2F%2Fid.example", "https%3A%2F%2Fid.example%2Ft-3%2Fv2.0"] {
            assert_eq!(framed(&app, &format!("?iss={wrong}&sid=s1")).await.status, 400);
        }
        let answer = framed(&app, "?iss=https%3A%2F%2Fid.example%2Ft-1%2Fv2.0&sid=s1").await;
        assert_eq!(answer.status, 200);
        assert!(answer.whole().contains("frame-ancestors https://id.example\n"), "{}", answer.whole());
        assert_eq!((first.who().await, second.who().await), ("nobody".into(), "Alice".into()));
    }
}

#[tokio::test]
async fn an_issuer_with_two_names_ends_sessions_under_both_names() {
    for kept in Kept::every_way() {
        let issuer = Issuer::new();
        let client = client_with(&issuer, IssuerRule::AlsoKnownAs(vec!["id.example".into()]));
        let app = app(&kept.builder(Login::builder(client, APP)).build().unwrap());
        let mut alice = Browser::new(&app);
        let names = ["https://id.example", "id.example"];
        for (at_login, name) in names.into_iter().flat_map(|one| names.map(|other| (one, other))) {
            issuer.set_claims(json!({ "iss": at_login }));
            alice.sign_in(&issuer).await;
            assert_eq!(
                logout_token(&app, &issuer, json!({"iss": "evil.example", "sub": "alice"})).await,
                400
            );
            assert_eq!(alice.who().await, "Alice");
            assert_eq!(logout_token(&app, &issuer, json!({"iss": name, "sub": "alice"})).await, 200);
            assert_eq!(alice.who().await, "nobody", "{name}");
            alice.sign_in(&issuer).await;
            let name = name.replace(':', "%3A").replace('/', "%2F");
            let answer = framed(&app, &format!("?iss={name}&sid=s1")).await;
            assert!(answer.whole().contains("frame-ancestors https://id.example\n"), "{}", answer.whole());
            assert_eq!(alice.who().await, "nobody", "{name}");
        }
    }
}
