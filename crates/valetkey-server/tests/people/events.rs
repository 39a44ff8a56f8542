//! The audit trail: what stores an event, in the commit of its change, and what stores none.

use serde_json::Value;
use valetkey_authorization_server::{
    Lifetimes,
    event::{Actor, EventKind},
    record::{Client, ConsentPolicy, Event},
};
use valetkey_server::{
    housekeeping::Housekeeper,
    testing::{Answer, TestServer},
};
use valetkey_storage::{Listing, directory::page, record::EVENT};
use valetkey_types::{ClientId, Seconds, UserId};

use crate::support::*;

/// The events of a test, oldest first (those of one moment in any order), without those of the signing keys that a server makes at its start.
pub(crate) async fn events(server: &TestServer) -> Vec<Event> {
    let mut found: Vec<Event> =
        page(&*server.storage, &Listing::all(&EVENT, None, 100)).await.unwrap().records;
    found.retain(|event| event.kind != EventKind::SigningKeyAdded);
    found
}

async fn kinds(server: &TestServer) -> Vec<String> {
    events(server).await.iter().map(|event| event.kind.to_string()).collect()
}

async fn post(server: &TestServer, path: &str, fields: &[(&str, &str)]) -> Answer {
    let client = [("client_id", "notes"), ("client_secret", "secret")];
    server.post_form(path, &[], &[&client[..], fields].concat()).await
}

async fn refresh(server: &TestServer, tokens: &Value) -> Answer {
    let token = tokens["refresh_token"].as_str().unwrap();
    post(server, "/token", &[("grant_type", "refresh_token"), ("refresh_token", token)]).await
}

#[tokio::test]
async fn sign_in_and_sign_out_store_an_event_each() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in_and_allow(&mut browser, &authorize(&[]), "alice").await;
    server.advance(1);
    let account = browser.get("/account").await;
    browser.submit(&account.form_with_button("sign-out"), "sign-out").await;
    let stored = events(&server).await;
    let kinds: Vec<_> = stored.iter().map(|event| event.kind.as_str().to_owned()).collect();
    assert_eq!(kinds, ["session.started", "session.ended"]);
    for event in stored {
        let subject = event.subject.expect("a user");
        assert_eq!(event.actor, Actor::User { id: subject });
        assert!(event.reference.is_some(), "the reference leads to the log line");
    }
}

#[tokio::test]
async fn a_consent_stores_an_event_when_it_is_stored_and_then_no_more() {
    let server = server().await;
    let mut browser = server.browser();
    let landed = sign_in_and_allow(&mut browser, &authorize(&[]), "alice").await;
    assert_eq!(kinds(&server).await, ["session.started"], "the consent is stored with the redemption");
    server.advance(1);
    let tokens = redeem(&server, "notes", &landed).await.json();
    let stored = events(&server).await.pop().unwrap();
    assert_eq!(stored.kind, EventKind::ConsentGiven);
    assert_eq!(stored.actor, Actor::User { id: UserId::new("user-alice") });
    assert_eq!(
        (stored.subject, stored.client_id),
        (Some(UserId::new("user-alice")), Some(ClientId::new("notes")))
    );
    assert_eq!(stored.network_address, None, "the address of the request is that of the application");
    assert_eq!((&*stored.changed[0].before, &*stored.changed[0].after), ("", "openid profile"));

    // The hot paths: remembered consent, redemption, refresh.
    assert_eq!(refresh(&server, &tokens).await.status, 200);
    let again = browser.open(&authorize(&[])).await;
    assert_eq!(redeem(&server, "notes", &again).await.status, 200);
    assert_eq!(kinds(&server).await, ["session.started", "consent.given"]);

    let more = browser.open(&authorize(&[("scope", "openid email")])).await.form_with_button("allow");
    let more = browser.submit_and_follow(&more, "allow").await;
    server.advance(1);
    assert_eq!(redeem(&server, "notes", &more).await.status, 200);
    let stored = events(&server).await.pop().unwrap();
    assert_eq!(
        (&*stored.changed[0].before, &*stored.changed[0].after),
        ("openid profile", "email openid profile")
    );

    server.advance(1);
    withdraw(&mut browser).await;
    let stored = events(&server).await.pop().unwrap();
    assert_eq!((stored.kind, stored.client_id), (EventKind::ConsentWithdrawn, Some(ClientId::new("notes"))));
}

#[tokio::test]
async fn a_redemption_that_is_refused_stores_no_consent_and_no_event() {
    let server = server().await;
    let landed = sign_in_and_allow(&mut server.browser(), &authorize(&[]), "alice").await;
    let code = landed.location_parameter("code").unwrap();
    let wrong = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", CALLBACK),
        ("code_verifier", "wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong"),
    ];
    assert_eq!(post(&server, "/token", &wrong).await.status, 400);
    assert_eq!(kinds(&server).await, ["session.started"]);
}

#[tokio::test]
async fn a_trusted_application_stores_no_consent_and_no_event_of_one() {
    let server = TestServer::new().await;
    server.add_client(Client { consent: ConsentPolicy::Trusted, ..client("notes") }).await;
    server.add_user("alice", PASSWORD).await;
    let landed = sign_in(&mut server.browser(), &authorize(&[]), "alice").await;
    assert_eq!(redeem(&server, "notes", &landed).await.status, 200);
    assert_eq!(kinds(&server).await, ["session.started"]);
}

#[tokio::test]
async fn a_revocation_stores_an_event_once() {
    let server = server().await;
    let landed = sign_in_and_allow(&mut server.browser(), &authorize(&[]), "alice").await;
    let tokens = redeem(&server, "notes", &landed).await.json();
    for name in ["access_token", "refresh_token"] {
        server.advance(1);
        for _ in 0..3 {
            let answer = post(&server, "/revoke", &[("token", tokens[name].as_str().unwrap())]).await;
            assert_eq!(answer.status, 200);
        }
    }
    let stored = events(&server).await.split_off(2);
    let kinds: Vec<_> = stored.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds, ["access_token.revoked", "grant.revoked"], "a repeated request stores nothing");
    for event in &stored {
        assert_eq!(event.actor, Actor::Client { id: ClientId::new("notes") });
        assert_eq!(
            (&event.subject, &event.client_id),
            (&Some(UserId::new("user-alice")), &Some(ClientId::new("notes")))
        );
        assert!(event.reference.is_some());
    }
}

#[tokio::test]
async fn rf2_a_reuse_stores_one_event_however_often_it_is_repeated() {
    let server = server().await;
    let mut browser = server.browser();
    let landed = sign_in_and_allow(&mut browser, &authorize(&[]), "alice").await;
    assert_eq!(redeem(&server, "notes", &landed).await.status, 200);
    server.advance(1);
    for _ in 0..3 {
        assert_eq!(redeem(&server, "notes", &landed).await.status, 400);
    }
    let code = events(&server).await.split_off(2);
    server.advance(1);
    let landed = browser.open(&authorize(&[])).await;
    let first = redeem(&server, "notes", &landed).await.json();
    let second = refresh(&server, &first).await.json();
    assert_eq!(refresh(&server, &second).await.status, 200);
    for _ in 0..3 {
        assert_eq!(refresh(&server, &first).await.status, 400);
    }
    let both = [code, events(&server).await.split_off(3)].concat();
    assert_eq!(both.len(), 2, "{both:?}");
    for event in both {
        assert_eq!((event.kind, event.actor), (EventKind::GrantReuseDetected, Actor::Server));
        assert_eq!(event.subject, Some(UserId::new("user-alice")));
    }
}

#[tokio::test]
async fn events_are_kept_as_long_as_the_configuration_says() {
    let lifetimes = Lifetimes { event: Seconds::days(3), ..Lifetimes::default() };
    let server = TestServer::builder().lifetimes(lifetimes).build().await;
    server.add_user("alice", PASSWORD).await;
    sign_in(&mut server.browser(), "/login", "alice").await;
    let event = events(&server).await.pop().unwrap();
    assert_eq!(event.expires_at.since(event.at), Seconds::days(3));
    for (seconds, left) in [(3 * 86_400, 1), (1, 0)] {
        server.advance(seconds);
        // A new one believes the clock.
        Housekeeper::new(server.server.clone()).step().await.unwrap();
        assert_eq!(kinds(&server).await.len(), left);
    }
}
