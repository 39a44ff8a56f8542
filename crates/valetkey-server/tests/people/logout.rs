//! RP-initiated and back-channel logout.

use valetkey_authorization_server::{Lifetimes, record::Client};
use valetkey_server::testing::{Answer, Browser, TestServer};
use valetkey_types::{Seconds, encode_form};

use crate::support::*;

fn logout(parameters: &[(&str, &str)]) -> String {
    format!("/logout?{}", encode_form(parameters.iter().copied()))
}

async fn signed_in<'a>(server: &'a TestServer, scope: &str) -> (Browser<'a>, serde_json::Value) {
    let mut browser = server.browser();
    let landed = sign_in_and_allow(&mut browser, &authorize(&[("scope", scope)]), "alice").await;
    let tokens = redeem(server, "notes", &landed).await.json();
    (browser, tokens)
}

pub(crate) async fn refresh(server: &TestServer, tokens: &serde_json::Value) -> Answer {
    let token = tokens["refresh_token"].as_str().unwrap();
    let fields = [
        ("grant_type", "refresh_token"),
        ("refresh_token", token),
        ("client_id", "notes"),
        ("client_secret", "secret"),
    ];
    server.post_form("/token", &[], &fields).await
}

#[tokio::test]
async fn a_hint_of_this_session_ends_it_at_once_and_leads_back_with_state() {
    let server = server().await;
    let (mut browser, tokens) = signed_in(&server, "openid").await;
    server.advance(3600);
    let hint = tokens["id_token"].as_str().unwrap();
    let back = [
        ("id_token_hint", hint),
        ("post_logout_redirect_uri", "https://notes.example/bye"),
        ("state", "x y"),
    ];
    let answer = browser.get(&logout(&back)).await;
    assert_eq!(answer.location(), "https://notes.example/bye?state=x+y");
    assert!(!browser.cookies().keys().any(|name| name.contains("session")), "sf4: the cookie is gone");
    assert_eq!(error(&browser.open(&authorize(&[("prompt", "none")])).await), "login_required");
    assert_eq!(
        refresh(&server, &tokens).await.json()["error"],
        "invalid_grant",
        "the grant ended with the session"
    );
}

#[tokio::test]
async fn an_offline_grant_outlives_the_session() {
    let server = server().await;
    let (mut browser, tokens) = signed_in(&server, "openid offline_access").await;
    browser.get(&logout(&[("id_token_hint", tokens["id_token"].as_str().unwrap())])).await;
    assert_eq!(refresh(&server, &tokens).await.status, 200);
}

#[tokio::test]
async fn without_proof_the_person_is_asked_and_may_stay() {
    let server = server().await;
    let (mut browser, _) = signed_in(&server, "openid").await;
    let page = browser.get("/logout").await;
    let stay = browser.submit(&page.form_with_button("stay"), "stay").await;
    assert_eq!(stay.status, 303);
    assert!(browser.open(&authorize(&[("scope", "openid")])).await.location_parameter("code").is_some());
    let named = [("client_id", "notes"), ("post_logout_redirect_uri", "https://notes.example/bye")];
    let page = browser.get(&logout(&named)).await;
    let answer = browser.submit(&page.form_with_button("sign-out"), "sign-out").await;
    assert_eq!(answer.location(), "https://notes.example/bye");
    assert_eq!(error(&browser.open(&authorize(&[("prompt", "none")])).await), "login_required");
}

#[tokio::test]
async fn or1_the_browser_is_sent_on_only_to_a_registered_address() {
    let server = server().await;
    let (mut browser, tokens) = signed_in(&server, "openid").await;
    let hint = tokens["id_token"].as_str().unwrap();
    let unregistered = [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "https://notes.example/bye/",
        "https://notes.example/bye?x",
        "https://notes.example/bye#x",
        "https://notes.example.evil/bye",
        "https://notes.example@evil.example/bye",
        "HTTPS://notes.example/bye",
        "javascript:alert(1)",
        "https://notes.example/callback",
        "https:evil",
        " https://notes.example/bye",
    ];
    let stays_here = |answer: &Answer, uri: &str| {
        assert_eq!((answer.status, answer.header("location")), (200, None), "{uri}");
        assert!(answer.text().contains("id=\"missing-return\""), "u1: the page says why: {}", answer.show());
        assert!(
            !answer.text().contains("id=\"return\"") && !answer.text().contains("href=\"https://"),
            "{uri}"
        );
    };
    for uri in unregistered {
        for parameters in [
            vec![("client_id", "notes"), ("post_logout_redirect_uri", uri)],
            vec![("post_logout_redirect_uri", uri)],
        ] {
            let question = browser.get(&logout(&parameters)).await;
            stays_here(&question, uri);
            question.form_with_button("sign-out");
        }
    }
    assert!(
        browser.open(&authorize(&[("scope", "openid")])).await.location_parameter("code").is_some(),
        "still signed in"
    );
    for uri in unregistered {
        let answer =
            browser.get(&logout(&[("id_token_hint", hint), ("post_logout_redirect_uri", uri)])).await;
        stays_here(&answer, uri);
        assert_eq!(error(&browser.open(&authorize(&[("prompt", "none")])).await), "login_required", "u1");
    }
}

#[tokio::test]
async fn u1_the_answer_to_the_question_still_says_that_the_way_back_is_missing() {
    let server = server().await;
    let (mut browser, _) = signed_in(&server, "openid").await;
    let parameters = [("client_id", "notes"), ("post_logout_redirect_uri", "https://notes.example/other")];
    let question = browser.get(&logout(&parameters)).await;
    assert!(!question.text().contains("https://notes.example/bye"), "c5: registered addresses stay private");
    let page = browser.submit(&question.form_with_button("sign-out"), "sign-out").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("id=\"missing-return\""), "{}", page.show());
}

#[tokio::test]
async fn u1_a_question_that_was_open_for_too_long_is_asked_again() {
    let lifetimes = Lifetimes { interaction: Seconds::minutes(10), ..Lifetimes::default() };
    let server = TestServer::builder().lifetimes(lifetimes).build().await;
    server.add_client(client("notes")).await;
    server.add_user("alice", PASSWORD).await;
    let (mut browser, _) = signed_in(&server, "openid").await;
    let question = browser.get("/logout").await;
    let account = browser.get("/account").await;
    server.advance(601);
    for form in [question.form_with_button("sign-out"), account.form_with_button("sign-out")] {
        let answer = browser.submit(&form, "sign-out").await;
        assert_eq!(answer.location(), "/logout");
    }
    let page = browser.get("/logout").await;
    browser.submit(&page.form_with_button("sign-out"), "sign-out").await;
    assert_eq!(error(&browser.open(&authorize(&[("prompt", "none")])).await), "login_required");
}

#[tokio::test]
async fn a_hint_of_another_client_kind_or_person_proves_nothing() {
    let server = server().await;
    server.add_user("bob", PASSWORD).await;
    let (_, tokens) = signed_in(&server, "openid").await;
    let hint = tokens["id_token"].as_str().unwrap();
    let mut bob = server.browser();
    sign_in_and_allow(&mut bob, &authorize(&[]), "bob").await;
    bob.get(&logout(&[("id_token_hint", hint)])).await.form_with_button("sign-out");
    let back = ("post_logout_redirect_uri", "https://notes.example/bye");
    let access_token = tokens["access_token"].as_str().unwrap();
    for (parameters, what) in [
        (vec![("id_token_hint", hint), ("client_id", "other"), back], "another client"),
        (vec![("id_token_hint", access_token), back], "jo3: another kind of token"),
        (vec![("id_token_hint", "damaged"), back], "no token"),
    ] {
        let asked = bob.get(&logout(&parameters)).await;
        assert_eq!((asked.status, asked.header("location")), (200, None), "{what}");
        asked.form_with_button("sign-out");
        assert!(asked.text().contains("id=\"missing-return\""), "u1: {what}: {}", asked.show());
    }
}

#[tokio::test]
async fn every_client_of_the_session_gets_a_logout_token_and_no_other() {
    let server = server().await;
    let told = |id: &str| Client {
        backchannel_logout_uri: Some(format!("https://{id}.example/backchannel")),
        ..client(id)
    };
    for id in ["first", "second", "unused"] {
        server.add_client(told(id)).await;
    }
    let mut browser = server.browser();
    for id in ["first", "second"] {
        let address = authorize(&[("client_id", id)]);
        let mut landed = browser.open(&address).await;
        if landed.header("location").is_none() {
            landed = match landed.forms().iter().any(|form| form.button("allow").is_some()) {
                true => browser.submit_and_follow(&landed.form_with_button("allow"), "allow").await,
                false => sign_in_and_allow(&mut browser, &address, "alice").await,
            };
        }
        assert_eq!(redeem(&server, id, &landed).await.status, 200);
    }
    let page = browser.get("/account").await;
    let page = browser.submit(&page.form_with_button("sign-out"), "sign-out").await;
    assert_eq!(page.status, 200);
    let mut sent = server.transport.sent();
    sent.sort_by(|left, right| left.url.cmp(&right.url));
    let addresses: Vec<_> = sent.iter().map(|request| request.url.as_str()).collect();
    assert_eq!(addresses, ["https://first.example/backchannel", "https://second.example/backchannel"]);
    let body = String::from_utf8(sent[0].body.clone()).unwrap();
    let token = body.strip_prefix("logout_token=").unwrap();
    let decoded = valetkey_jose::decode_unverified(token).unwrap();
    assert_eq!(decoded.header["typ"], "logout+jwt");
    assert_eq!(decoded.claims["aud"], "first");
    assert_eq!(decoded.claims["sub"], "user-alice");
    assert!(decoded.claims.get("nonce").is_none());
    assert_eq!(
        decoded.claims["events"],
        serde_json::json!({"http://schemas.openid.net/event/backchannel-logout": {}})
    );
}

#[tokio::test]
async fn signing_in_as_somebody_else_ends_the_session_before() {
    let server = server().await;
    server.add_user("bob", PASSWORD).await;
    let (mut browser, tokens) = signed_in(&server, "openid").await;
    sign_in_and_allow(&mut browser, &authorize(&[("prompt", "login")]), "bob").await;
    assert_eq!(refresh(&server, &tokens).await.json()["error"], "invalid_grant");
}
