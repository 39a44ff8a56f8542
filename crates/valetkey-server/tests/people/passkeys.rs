//! Passkeys: signing in, and every way in which a response can be wrong.

mod addition;
mod models;
mod namespace;
mod offer;
mod registration;
mod second_step;

use std::sync::Arc;

use serde_json::{Value, json};
use valetkey_accounts::{FactorKind, User};
use valetkey_authorization_server::{Change, event::EventKind, record::Passkey};
use valetkey_jose::digest::{base64url, sha256};
use valetkey_server::testing::{Answer, Browser, Form, TestServer};
use valetkey_storage::{Storage, passkeys};
use valetkey_types::{Seconds, TenantId, UserId};
use valetkey_webauthn::testing::SoftwareAuthenticator;

use crate::{
    databases::{announcements_have_passed, on_every_database},
    support::*,
};

on_every_database! {
    a_passkey_is_registered_signs_in_and_is_removed,
    a_passkey_sign_in_costs_three_reads_and_one_commit_up_to_the_code,
}

const PASSKEYS: &str = "/account/security/passkeys";

fn authenticator() -> SoftwareAuthenticator {
    SoftwareAuthenticator::new("https://id.example")
}

/// Returns a data attribute of a page as JSON.
fn data(page: &Answer, attribute: &str) -> Value {
    let (_, rest) =
        page.text().split_once(&format!("{attribute}=\"")).unwrap_or_else(|| panic!("{}", page.show()));
    let (text, _) = rest.split_once('"').unwrap();
    let text = text.replace("&#34;", "\"").replace("&#38;", "&").replace("&#39;", "'");
    serde_json::from_str(&text).unwrap()
}

/// Returns the options of a page with the challenge, as its script computes it.
fn options(page: &Answer) -> Value {
    let mut options = data(page, "data-options");
    options["challenge"] = json!(base64url(&sha256(sealed(&form_of(page)).as_bytes())));
    options
}

/// The sealed value that the challenge of a form is the hash of.
fn sealed(form: &Form) -> &str {
    form.field("registration").or(form.field("challenge")).or(form.field("continue")).unwrap()
}

/// Sends the form of a page for passkeys, with the response of an authenticator.
async fn respond(browser: &mut Browser<'_>, page: &Answer, response: &str) -> Answer {
    let form = form_of(page).with("response", response);
    send(browser, &form).await
}

/// The form of a page for passkeys.
fn form_of(page: &Answer) -> Form {
    let form = page.forms().into_iter().find(|form| form.field("response").is_some());
    form.unwrap_or_else(|| panic!("no form for passkeys: {}", page.show()))
}

async fn send(browser: &mut Browser<'_>, form: &Form) -> Answer {
    let fields: Vec<_> = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post_form(&form.action, &fields).await
}

/// Signs in with the password and registers a passkey.
async fn register(browser: &mut Browser<'_>, authenticator: &mut SoftwareAuthenticator) -> Answer {
    sign_in(browser, "/login?another=1", "alice").await;
    let page = browser.get(PASSKEYS).await;
    let response = authenticator.create(&options(&page));
    let answer = respond(browser, &page, &response).await;
    browser.follow(answer).await
}

async fn registered(server: &TestServer) -> SoftwareAuthenticator {
    let mut authenticator = authenticator();
    let page = register(&mut server.browser(), &mut authenticator).await;
    assert!(page.text().contains("was added"), "{}", page.show());
    authenticator
}

async fn stored(server: &TestServer) -> Vec<Passkey> {
    passkeys::of_user(&*server.storage, &server.server.tenant, &UserId::new("user-alice")).await.unwrap()
}

async fn alice(server: &TestServer) -> User {
    server.storage.user(&server.server.tenant, &UserId::new("user-alice")).await.unwrap().unwrap()
}

/// Opens the sign-in page of a request and answers with the passkey.
async fn sign_in_with(
    browser: &mut Browser<'_>,
    address: &str,
    passkey: &mut SoftwareAuthenticator,
) -> Answer {
    let page = browser.open(address).await;
    let response = passkey.get(&options(&page));
    respond(browser, &page, &response).await
}

fn is_refused(answer: &Answer) -> bool {
    answer.status == 200 && answer.text().contains("That passkey did not work")
}

fn is_signed_in(server: &TestServer, browser: &Browser<'_>) -> bool {
    browser.cookies().contains_key(server.server.cookies.session_name())
}

/// The kinds of the events that tell of passkeys, in the order of their list.
async fn events(server: &TestServer) -> Vec<EventKind> {
    let told = crate::events::events(server).await.into_iter().map(|event| event.kind);
    let mut told: Vec<_> = told.filter(|kind| kind.as_str().starts_with("passkey.")).collect();
    told.sort_by_key(|kind| EventKind::ALL.iter().position(|known| known == kind));
    told
}

async fn with_storage(storage: Arc<dyn Storage>) -> TestServer {
    let server = TestServer::builder().storage(storage).build().await;
    server.add_client(client("notes")).await;
    server.add_user("alice", PASSWORD).await;
    server
}

async fn a_passkey_is_registered_signs_in_and_is_removed(storage: Arc<dyn Storage>) {
    let server = with_storage(storage).await;
    let mut authenticator = registered(&server).await;
    assert!(alice(&server).await.has_factor(FactorKind::Passkey), "the summary of factors says so");
    let [passkey] = &stored(&server).await[..] else { panic!("expected one passkey") };
    assert_eq!((passkey.name.as_str(), passkey.last_used_at), ("Passkey", None));

    let mut browser = server.browser();
    let landed = sign_in_with(&mut browser, &authorize(&[]), &mut authenticator).await;
    let consent = browser.follow(landed).await;
    let landed = browser.submit(&consent.form_with_button("allow"), "allow").await;
    let tokens = redeem(&server, "notes", &landed).await.json();
    let claims = claims(&tokens["id_token"]);
    assert_eq!(claims["acr"], "urn:valetkey:acr:phishing-resistant");
    assert_eq!(claims["amr"], json!(["swk", "user", "mfa"]));
    assert!(stored(&server).await[0].last_used_at.is_some());

    let page = browser.get(PASSKEYS).await;
    let removed = browser.submit_and_follow(&page.form_with_button("remove-1"), "remove-1").await;
    assert!(removed.text().contains("Passkey was removed"), "{}", removed.show());
    assert_eq!(stored(&server).await, []);
    assert!(!alice(&server).await.has_factor(FactorKind::Passkey));
    let again = browser.submit(&page.form_with_button("remove-1"), "remove-1").await;
    assert_eq!(again.location(), PASSKEYS, "a second press changes nothing");

    let mut browser = server.browser();
    let answer = sign_in_with(&mut browser, "/login", &mut authenticator).await;
    assert!(is_refused(&answer) && !is_signed_in(&server, &browser), "{}", answer.show());
    assert_eq!(events(&server).await, [EventKind::PasskeyAdded, EventKind::PasskeyRemoved]);
}

/// The page is sent twice, in two tabs or by somebody who copied it: the second time proves nothing.
#[tokio::test]
async fn wa4_a_response_counts_once() {
    let server = server().await;
    let mut authenticator = registered(&server).await;
    let mut browser = server.browser();
    let page = browser.open("/login").await;
    let response = authenticator.get(&options(&page));
    let copy = browser.cookies().clone();
    let answer = respond(&mut browser, &page, &response).await;
    assert_eq!(answer.status, 303, "{}", answer.show());
    let mut thief = server.browser();
    for (name, value) in &copy {
        thief.set_cookie(name, value);
    }
    let again = respond(&mut thief, &page, &response).await;
    assert!(is_refused(&again) && !is_signed_in(&server, &thief), "{}", again.show());
}

async fn a_passkey_sign_in_costs_three_reads_and_one_commit_up_to_the_code(storage: Arc<dyn Storage>) {
    let known_for = std::time::Duration::from_secs(86_400);
    let server = TestServer::builder().storage(storage.clone()).clients_known_for(known_for).build().await;
    server.add_client(client("notes")).await;
    server.add_user("alice", PASSWORD).await;
    let mut authenticator = registered(&server).await;
    sign_in_and_redeem(&server, &mut server.browser(), &authorize(&[]), "alice").await;
    announcements_have_passed(&*storage).await;
    let mut browser = server.browser();
    let landed = sign_in_with(&mut browser, &authorize(&[]), &mut authenticator).await;
    assert!(landed.location_parameter("code").is_some(), "{}", landed.show());
    assert_eq!((landed.cost.reads, landed.cost.commits), (3, 1), "passkey, user and facts; the session");
}

#[tokio::test]
async fn the_sign_in_page_offers_passkeys_before_anything_is_typed() {
    let server = server().await;
    let page = server.browser().open("/login").await;
    assert!(page.text().contains("autocomplete=\"username webauthn\""), "{}", page.show());
    let options = options(&page);
    assert_eq!((&options["rpId"], &options["userVerification"]), (&json!("id.example"), &json!("required")));
    assert_eq!(options["allowCredentials"], json!([]), "nothing tells who has a passkey");
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe"), "{policy}");
}

#[tokio::test]
async fn an_issuer_at_an_ip_address_offers_no_passkeys() {
    let server = TestServer::builder().issuer("http://127.0.0.1:8080").build().await;
    server.add_user("alice", PASSWORD).await;
    let mut browser = server.browser();
    let page = browser.open("/login").await;
    assert!(!page.text().contains("webauthn") && !page.text().contains("<script"), "{}", page.show());
    sign_in(&mut browser, "/login", "alice").await;
    let page = browser.get(PASSKEYS).await;
    assert!(page.text().contains("Browsers offer no passkeys at this address"), "{}", page.show());
}

async fn register_for(browser: &mut Browser<'_>) {
    let page = browser.get(PASSKEYS).await;
    let answer = respond(browser, &page, &authenticator().create(&options(&page))).await;
    assert_eq!(answer.status, 303, "{}", answer.show());
}

/// Everything that is refused gets the same page: an unknown credential, a disabled user, another origin, an unverified user, the
/// challenge of another page, another user handle, a wrong signature.
#[tokio::test]
async fn wa2_every_refusal_has_one_answer_and_nobody_is_signed_in() {
    let server = server().await;
    let mut authenticator = registered(&server).await;
    let mut answers = Vec::new();
    let mut browser = server.browser();

    let page = browser.open("/login").await;
    let good = authenticator.get(&options(&page));
    let with = |member: &str, value: Value| {
        let mut response: Value = serde_json::from_str(&good).unwrap();
        response["response"][member] = value;
        response.to_string()
    };
    for wrong in [
        with("userHandle", json!("AAAA")),
        with("userHandle", Value::Null),
        with("signature", json!("AAAA")),
        with("authenticatorData", json!("AAAA")),
        "{}".to_owned(),
        String::new(),
    ] {
        let page = browser.open("/login").await;
        answers.push(respond(&mut browser, &page, &wrong).await);
    }
    let other_page = browser.open("/login").await;
    answers.push(respond(&mut browser, &other_page, &good).await);

    authenticator.origin = "https://evil.example".to_owned();
    answers.push(sign_in_with(&mut browser, "/login", &mut authenticator).await);
    authenticator.origin = "https://id.example".to_owned();
    authenticator.verifies_user = false;
    answers.push(sign_in_with(&mut browser, "/login", &mut authenticator).await);
    authenticator.verifies_user = true;
    let before = alice(&server).await;
    server.replace_user(&before, User { disabled: true, ..before.clone() }).await;
    answers.push(sign_in_with(&mut browser, "/login", &mut authenticator).await);
    server.apply(vec![remove(&stored(&server).await[0])]).await;
    answers.push(sign_in_with(&mut browser, "/login", &mut authenticator).await);

    let plain: Vec<String> = answers.iter().map(without_secrets).collect();
    for answer in &answers {
        assert!(is_refused(answer), "{}", answer.show());
    }
    assert!(plain.iter().all(|one| *one == plain[0]), "one page for all: {plain:#?}");
    assert!(!is_signed_in(&server, &browser));
    assert_eq!(events(&server).await, [EventKind::PasskeyAdded]);
}

fn remove(passkey: &Passkey) -> Change {
    let (tenant, credential_id) = (passkey.tenant.clone(), passkey.credential_id.clone());
    Change::RemovePasskey { tenant, credential_id }
}

/// The page without what is new on each page: sealed values, the challenge, the signals for the browser.
fn without_secrets(answer: &Answer) -> String {
    let lines = answer.text().lines();
    lines.filter(|line| !line.contains("value=") && !line.contains("data-")).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn wa2_a_page_of_another_browser_or_too_old_proves_nothing() {
    let server = server().await;
    let mut authenticator = registered(&server).await;
    let (mut browser, mut other) = (server.browser(), server.browser());
    let (page, other_page) = (browser.open("/login").await, other.open("/login").await);
    let response = authenticator.get(&options(&page));
    let copied = form_of(&other_page).with("continue", sealed(&form_of(&page))).with("response", &response);
    send(&mut other, &copied).await;
    assert!(!is_signed_in(&server, &other));
    let form = form_of(&page).with("continue", "not sealed").with("response", &response);
    send(&mut browser, &form).await;
    assert!(!is_signed_in(&server, &browser));
    let Seconds(lifetime) = server.server.lifetimes.interaction;
    server.advance(lifetime + 1);
    respond(&mut browser, &page, &response).await;
    assert!(!is_signed_in(&server, &browser));
}

#[tokio::test]
async fn wa3_a_counter_that_went_back_stores_one_event() {
    let server = server().await;
    let mut authenticator = authenticator();
    authenticator.sign_count = Some(10);
    register(&mut server.browser(), &mut authenticator).await;
    let mut browser = server.browser();
    assert_eq!(sign_in_with(&mut browser, "/login", &mut authenticator).await.status, 303);
    assert_eq!(stored(&server).await[0].sign_count, 11);
    authenticator.sign_count = Some(4);
    let mut browser = server.browser();
    let page = browser.open("/login").await;
    let response = authenticator.get(&options(&page));
    for _ in 0..3 {
        let answer = respond(&mut browser, &page, &response).await;
        assert!(is_refused(&answer) && !is_signed_in(&server, &browser), "{}", answer.show());
    }
    assert_eq!(events(&server).await, [EventKind::PasskeyAdded, EventKind::PasskeyCloneSuspected]);
    assert_eq!(stored(&server).await[0].sign_count, 11, "the counter stays");
}

#[tokio::test]
async fn h4_failed_passkeys_have_the_limits_of_an_address() {
    let server = server().await;
    let mut browser = server.browser().with_header("x-forwarded-for", "192.0.2.1");
    let page = browser.open("/login").await;
    let mut answers = Vec::new();
    for _ in 0..6 {
        answers.push(respond(&mut browser, &page, "{}").await);
    }
    assert!(answers.iter().all(is_refused), "the words do not tell that a form is used up");
    let counted = server.server.environment.now();
    valetkey_server::refusals::store(&server.server).await;
    let since = counted.minus(Seconds(1));
    let list = valetkey_server::refusals::list(&*server.storage, &server.server.tenant, since).await.unwrap();
    let of = |kind: &str| list.iter().find(|one| one.kind == kind).map_or(0, |one| one.count);
    assert_eq!((of("sign_in wrong_passkey"), of("sign_in form_used_too_often")), (5, 1));
}

/// Tenants of a host share its passkeys. One tenant must not have the passkey of another removed, nor accept it.
#[tokio::test]
async fn wa6_a_credential_of_another_tenant_is_unknown_but_not_signalled() {
    let server = server().await;
    let mut authenticator = registered(&server).await;
    let passkey = stored(&server).await.remove(0);
    server.apply(vec![remove(&passkey)]).await;
    let elsewhere = Passkey { tenant: TenantId::new("other"), revision: 0, ..passkey };
    server.apply(vec![Change::AddPasskey(elsewhere.clone())]).await;
    let mut browser = server.browser();
    let answer = sign_in_with(&mut browser, "/login", &mut authenticator).await;
    assert!(is_refused(&answer) && !is_signed_in(&server, &browser), "{}", answer.show());
    assert_eq!(data(&answer, "data-signals"), json!([]), "it counts at another tenant");
    server.apply(vec![remove(&elsewhere)]).await;
    let answer = sign_in_with(&mut browser, "/login", &mut authenticator).await;
    let id = &elsewhere.credential_id;
    let expected = json!([{ "method": "signalUnknownCredential", "rpId": "id.example", "credentialId": id }]);
    assert_eq!(data(&answer, "data-signals"), expected, "now nobody knows it");
}

#[tokio::test]
async fn st4_a_passkey_posted_by_another_site_is_refused() {
    let server = server().await;
    let mut authenticator = registered(&server).await;
    let mut browser = server.browser();
    let page = browser.open("/login").await;
    let form = form_of(&page).with("response", &authenticator.get(&options(&page)));
    let fields: Vec<_> = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let foreign = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    let answer = browser.post_form_with(&form.action, &fields, &foreign).await;
    assert!((400..500).contains(&answer.status) && !is_signed_in(&server, &browser), "{}", answer.show());
}
