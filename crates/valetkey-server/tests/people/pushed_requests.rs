//! Pushed authorization requests (RFC 9126): a client sends its request beforehand, and the browser brings a reference to it.

use std::{net::SocketAddr, sync::Arc};

use serde_json::json;
use valetkey_authorization_server::{
    Change,
    record::{Client, WaitingRequest},
};
use valetkey_server::testing::{Answer, TestServer};
use valetkey_storage::{Listing, Storage, directory, record::WAITING_REQUEST};
use valetkey_types::{ClientAuthenticationMethod, ClientId, encode_form};

use crate::{databases::on_every_database, support::*};

on_every_database! {
    rc1_of_many_uses_of_one_request_uri_on_two_nodes_one_gets_a_code,
}

const PREFIX: &str = "urn:ietf:params:oauth:request_uri:";

/// The parameters of the usual request, with some replaced; an empty value removes one.
fn parameters(changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let address = authorize(changes);
    let (_, query) = address.split_once('?').unwrap();
    url::form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

async fn push_as(server: &TestServer, secret: &str, changes: &[(&str, &str)]) -> Answer {
    let mut fields = parameters(changes);
    if !secret.is_empty() {
        fields.push(("client_secret".to_owned(), secret.to_owned()));
    }
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    server.post_form("/par", &[], &fields).await
}

/// Pushes a request. Returns its `request_uri`.
async fn push(server: &TestServer, changes: &[(&str, &str)]) -> String {
    let answer = push_as(server, "secret", changes).await;
    assert_eq!(answer.status, 201, "{}", answer.show());
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.json()["expires_in"], json!(60));
    let request_uri = answer.json()["request_uri"].as_str().unwrap().to_owned();
    assert!(request_uri.starts_with(PREFIX), "{request_uri}");
    request_uri
}

/// The address that a client sends the browser to.
fn address(client_id: &str, request_uri: &str) -> String {
    format!("/authorize?{}", encode_form([("client_id", client_id), ("request_uri", request_uri)]))
}

async fn stored(server: &TestServer) -> Vec<WaitingRequest> {
    let listing = Listing::of_tenant(&WAITING_REQUEST, &server.server.tenant, 100);
    directory::page::<WaitingRequest>(&*server.storage, &listing).await.unwrap().records
}

/// An error page with `invalid_request_uri`, and no redirect: no redirect URI is known.
fn is_expired(answer: &Answer) -> bool {
    answer.status == 400
        && answer.header("location").is_none()
        && answer.text().contains("This sign-in request has expired")
        && answer.text().contains("invalid_request_uri")
}

#[tokio::test]
async fn a_pushed_request_leads_to_tokens_and_is_used_once() {
    let server = server().await;
    let request_uri = push(&server, &[]).await;
    let mut browser = server.browser();
    let landed = sign_in_and_allow(&mut browser, &address("notes", &request_uri), "alice").await;
    assert_eq!(landed.location_parameter("state").as_deref(), Some("the-state"));
    assert_eq!(redeem(&server, "notes", &landed).await.status, 200);
    assert!(stored(&server).await.is_empty(), "the request is answered");
    let again = browser.get(&address("notes", &request_uri)).await;
    assert!(is_expired(&again), "{}", again.show());
}

#[tokio::test]
async fn a_user_with_a_session_gets_the_answer_at_once() {
    let server = server().await;
    let mut browser = server.browser();
    let landed = sign_in_and_allow(&mut browser, &authorize(&[]), "alice").await;
    redeem(&server, "notes", &landed).await;
    let request_uri = push(&server, &[("state", "another")]).await;
    let landed = browser.open(&address("notes", &request_uri)).await;
    assert_eq!(landed.location_parameter("state").as_deref(), Some("another"));
    assert!(is_expired(&browser.get(&address("notes", &request_uri)).await));
}

#[tokio::test]
async fn a_request_is_used_when_it_is_answered_and_not_when_its_page_is_opened() {
    let server = server().await;
    let request_uri = push(&server, &[]).await;
    let mut browser = server.browser();
    let first = browser.open(&address("notes", &request_uri)).await;
    let second = browser.open(&address("notes", &request_uri)).await;
    assert!(first.text().contains("password") && second.text().contains("password"));
    let consent = browser.submit_and_follow(&sign_in_form(&first, "alice"), "sign-in").await;
    let other = browser.open(&address("notes", &request_uri)).await;
    let denied = browser.submit(&consent.form_with_button("deny"), "deny").await;
    assert_eq!(error(&denied), "access_denied");
    let late = browser.submit(&other.form_with_button("allow"), "allow").await;
    assert_eq!((late.status, late.header("location")), (400, None), "{}", late.show());
    assert!(is_expired(&browser.get(&address("notes", &request_uri)).await));
}

/// RFC 9126 section 4.
#[tokio::test]
async fn parameters_beside_the_reference_change_nothing() {
    let server = server().await;
    let request_uri = push(&server, &[("scope", "openid")]).await;
    let more = "&scope=openid%20email&state=forged&redirect_uri=https%3A%2F%2Fevil.example%2F&prompt=none";
    let mut browser = server.browser();
    let address = format!("{}{more}", address("notes", &request_uri));
    let landed = sign_in_and_allow(&mut browser, &address, "alice").await;
    assert!(landed.location().starts_with(CALLBACK), "{}", landed.location());
    assert_eq!(landed.location_parameter("state").as_deref(), Some("the-state"));
    let tokens = redeem(&server, "notes", &landed).await;
    assert_eq!(tokens.json()["scope"], "openid");
}

#[tokio::test]
async fn a_reference_is_for_its_client_and_for_a_minute() {
    let server = server().await;
    server.add_client(client("other")).await;
    let request_uri = push(&server, &[]).await;
    let mut browser = server.browser();
    for client_id in ["other", "nobody"] {
        let answer = browser.get(&address(client_id, &request_uri)).await;
        assert!(is_expired(&answer), "{client_id}: {}", answer.show());
    }
    let without =
        browser.get(&format!("/authorize?{}", encode_form([("request_uri", request_uri.as_str())]))).await;
    assert_eq!((without.status, without.header("location")), (400, None), "{}", without.show());
    let changed = format!("{}A", &request_uri[..request_uri.len() - 1]);
    for wrong in [PREFIX, &format!("{PREFIX}{}", "A".repeat(80)), &changed] {
        if *wrong != request_uri {
            assert!(is_expired(&browser.get(&address("notes", wrong)).await), "{wrong}");
        }
    }
    server.advance(59);
    assert!(browser.open(&address("notes", &request_uri)).await.text().contains("password"));
    server.advance(1);
    assert!(is_expired(&browser.get(&address("notes", &request_uri)).await));
}

#[tokio::test]
async fn a_user_may_take_longer_than_the_reference_counts() {
    let server = server().await;
    let request_uri = push(&server, &[]).await;
    let mut browser = server.browser();
    let page = browser.open(&address("notes", &request_uri)).await;
    server.advance(20 * 60);
    let consent = browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
    let landed = browser.submit(&consent.form_with_button("allow"), "allow").await;
    assert_eq!(redeem(&server, "notes", &landed).await.status, 200);

    let request_uri = push(&server, &[("prompt", "consent")]).await;
    let consent = browser.open(&address("notes", &request_uri)).await;
    server.advance(61 * 60 + 1);
    let late = browser.submit(&consent.form_with_button("allow"), "allow").await;
    assert_eq!((late.status, late.header("location")), (400, None), "{}", late.show());
}

#[tokio::test]
async fn a_pushed_request_passes_the_checks_of_the_authorization_endpoint() {
    let server = server().await;
    for (changes, error) in [
        (vec![("redirect_uri", "https://evil.example/")], "invalid_request"),
        (vec![("redirect_uri", "")], "invalid_request"),
        (vec![("response_type", "token")], "unsupported_response_type"),
        (vec![("scope", "openid roles")], "invalid_scope"),
        (vec![("code_challenge", "")], "invalid_request"),
        (vec![("request", "e30.e30.")], "request_not_supported"),
        (vec![("request_uri", "urn:ietf:params:oauth:request_uri:x")], "invalid_request"),
        (vec![("login_hint", &*"x".repeat(17_000))], "invalid_request"),
        (vec![("state", &*"x".repeat(5_000))], "invalid_request"),
    ] {
        let answer = push_as(&server, "secret", &changes).await;
        assert_eq!((answer.status, answer.json()["error"].as_str()), (400, Some(error)), "{}", answer.show());
    }
    assert!(stored(&server).await.is_empty());
}

#[tokio::test]
async fn only_the_client_itself_pushes_its_requests() {
    let server = server().await;
    server.add_client(Client { disabled: true, ..client("disabled") }).await;
    for (client_id, secret) in
        [("notes", "wrong"), ("notes", ""), ("nobody", "secret"), ("disabled", "secret")]
    {
        let answer = push_as(&server, secret, &[("client_id", client_id)]).await;
        assert!([400, 401].contains(&answer.status), "{client_id} {secret}: {}", answer.show());
        assert!(answer.json()["request_uri"].is_null());
    }
    let get = server.get("/par").await;
    assert_eq!((get.status, get.header("allow")), (405, Some("POST, OPTIONS")));
    assert!(stored(&server).await.is_empty());
}

#[tokio::test]
async fn nobody_reads_a_pushed_request_or_its_secret_in_the_database() {
    let server = server().await;
    push(&server, &[("login_hint", "alice@example.org")]).await;
    let [request] = <[_; 1]>::try_from(stored(&server).await).unwrap();
    assert!(!request.sealed.contains("alice"));
    let opened = format!("{:?}", request);
    assert!(!opened.contains("secret=") && !opened.contains("notes.example"));
}

#[tokio::test]
async fn a_client_that_must_push_is_refused_everything_else() {
    let server = server().await;
    server.add_client(Client { require_pushed_authorization_requests: true, ..client("bank") }).await;
    let mut browser = server.browser();
    let refused = browser.get(&authorize(&[("client_id", "bank")])).await;
    assert_eq!(error(&refused), "invalid_request");
    assert!(refused.location().starts_with(CALLBACK));
    let request_uri = push(&server, &[("client_id", "bank")]).await;
    let landed = sign_in_and_allow(&mut browser, &address("bank", &request_uri), "alice").await;
    assert_eq!(redeem(&server, "bank", &landed).await.status, 200);
}

#[tokio::test]
async fn a_client_that_changed_since_is_judged_as_it_is_now() {
    let server = server().await;
    let request_uri = push(&server, &[]).await;
    let stored =
        server.storage.client(&server.server.tenant, &ClientId::new("notes")).await.unwrap().unwrap();
    let changed = Client { redirect_uris: vec!["https://notes.example/new".into()], ..(*stored).clone() };
    server.apply(vec![Change::ReplaceClient(Box::new(changed))]).await;
    let answer = server.browser().get(&address("notes", &request_uri)).await;
    assert_eq!((answer.status, answer.header("location")), (400, None), "{}", answer.show());
}

#[tokio::test]
async fn a_network_pushes_only_so_many_requests_without_a_secret() {
    let server = server().await;
    let authentication_methods = vec![ClientAuthenticationMethod::None];
    server.add_client(Client { secret_hash: None, authentication_methods, ..client("phone") }).await;
    let from = |last: u8| Some(SocketAddr::from(([203, 0, 113, last], 40_000)));
    let form = encode_form(
        parameters(&[("client_id", "phone")]).iter().map(|(name, value)| (name.as_str(), value.as_str())),
    );
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let first = server.request_from(from(1), "POST", "/par", &headers, form.as_str()).await;
    assert_eq!(first.status, 201, "{}", first.show());
    let mut last = first;
    for _ in 0..500 {
        last = server.request_from(from(1), "POST", "/par", &headers, form.as_str()).await;
        if last.status != 201 {
            break;
        }
    }
    assert_eq!(last.status, 429, "{}", last.show());
    assert!(last.header("retry-after").is_some());
    let elsewhere = server.request_from(from(200), "POST", "/par", &headers, form.as_str()).await;
    assert_eq!(elsewhere.status, 201);
    push(&server, &[]).await;
}

#[tokio::test]
async fn the_metadata_name_the_endpoint() {
    let server = server().await;
    let document = server.get("/.well-known/openid-configuration").await.json();
    let endpoint = document["pushed_authorization_request_endpoint"].as_str().unwrap();
    assert!(endpoint.ends_with("/par"), "{endpoint}");
    assert_eq!(document["require_pushed_authorization_requests"], json!(false));
}

async fn rc1_of_many_uses_of_one_request_uri_on_two_nodes_one_gets_a_code(storage: Arc<dyn Storage>) {
    let one = TestServer::builder().storage(storage.clone()).build().await;
    let other = TestServer::builder().storage(storage).build().await;
    one.add_client(client("notes")).await;
    one.add_user("alice", PASSWORD).await;
    let mut first = one.browser();
    let landed = sign_in_and_allow(&mut first, &authorize(&[]), "alice").await;
    redeem(&one, "notes", &landed).await;
    let address = address("notes", &push(&one, &[]).await);
    let mut browsers = [one.browser(), other.browser(), one.browser(), other.browser()];
    for browser in &mut browsers {
        for (name, value) in first.cookies() {
            browser.set_cookie(name, value);
        }
    }
    let [a, b, c, d] = &mut browsers;
    let (a, b, c, d) = tokio::join!(a.get(&address), b.get(&address), c.get(&address), d.get(&address));
    let answers = [a, b, c, d];
    let landed: Vec<_> = answers.iter().filter(|answer| answer.header("location").is_some()).collect();
    assert_eq!(landed.len(), 1, "{}", answers.map(|answer| answer.show()).join("\n"));
    assert_eq!(redeem(&other, "notes", landed[0]).await.status, 200);
}
