//! Requests that are too long for an address of ours: they are stored while they wait, and every address stays short.

use valetkey_authorization_server::record::WaitingRequest;
use valetkey_server::testing::{Answer, Browser, TestServer};
use valetkey_storage::{Listing, directory, record::WAITING_REQUEST};
use valetkey_types::{Seconds, encode_form};

use crate::{support::*, walk::Walk};

/// More than two KiB once it is sealed.
fn long_hint() -> String {
    "alice@example.org ".repeat(200)
}

/// A request with a long hint and other changes.
fn long(changes: &[(&str, &str)]) -> String {
    authorize(&[&[("login_hint", long_hint().as_str())], changes].concat())
}

/// The identifiers of the stored requests. Whoever reads the database reads none of them.
async fn stored(server: &TestServer) -> usize {
    let listing = Listing::of_tenant(&WAITING_REQUEST, &server.server.tenant, 100);
    let page = directory::page::<WaitingRequest>(&*server.storage, &listing).await.unwrap();
    assert!(page.records.iter().all(|request| !request.sealed.contains("alice")));
    page.records.len()
}

/// Signs in for a long request. Returns the address of the consent page.
async fn consent_address(browser: &mut Browser<'_>, address: &str) -> String {
    let page = browser.open(address).await;
    browser.submit(&sign_in_form(&page, "alice"), "sign-in").await.location().to_owned()
}

fn is_expired(answer: &Answer) -> bool {
    answer.status == 400 && answer.header("location").is_none() && answer.text().contains("open for too long")
}

#[tokio::test]
async fn a_long_request_is_stored_for_its_addresses_and_goes_when_it_is_answered() {
    let server = server().await;
    let mut browser = server.browser();
    let page = browser.open(&long(&[])).await;
    assert_eq!(stored(&server).await, 0, "nothing is stored for a visitor: the form carries the request");
    let wrong =
        browser.submit(&sign_in_form(&page, "alice").with("password", "wrong password"), "sign-in").await;
    assert_eq!(stored(&server).await, 0);
    let signed_in = browser.submit(&sign_in_form(&wrong, "alice"), "sign-in").await;
    assert_eq!((signed_in.status, stored(&server).await), (303, 1));
    assert!(signed_in.location().len() < 2_200, "{}", signed_in.location().len());
    let consent = browser.follow(signed_in).await;
    let landed = browser.submit(&consent.form_with_button("allow"), "allow").await;
    assert_eq!(redeem(&server, "notes", &landed).await.status, 200);
    assert_eq!(landed.location_parameter("state").as_deref(), Some("the-state"));
    assert_eq!(stored(&server).await, 0, "the request is answered");
}

#[tokio::test]
async fn a_stored_request_is_answered_once() {
    let server = server().await;
    let mut browser = server.browser();
    let address = consent_address(&mut browser, &long(&[])).await;
    let [first, second] = [browser.open(&address).await, browser.open(&address).await];
    let denied = browser.submit(&first.form_with_button("deny"), "deny").await;
    assert_eq!(error(&denied), "access_denied");
    let answer = browser.submit(&second.form_with_button("allow"), "allow").await;
    assert!(is_expired(&answer), "{}", answer.show());
    assert!(is_expired(&browser.open(&address).await));
}

#[tokio::test]
async fn cp6_a_stored_request_counts_in_its_browser_and_in_its_time() {
    let server = server().await;
    let mut browser = server.browser();
    let address = consent_address(&mut browser, &long(&[])).await;
    let mut other = server.browser();
    sign_in(&mut other, "/login", "alice").await;
    let answer = other.get(&address).await;
    assert_eq!((answer.status, answer.header("location")), (400, None), "{}", answer.show());
    assert!(answer.text().contains("another browser") && !answer.text().contains("alice@example.org alice"));
    let refused = server.get(&address).await;
    assert_eq!((refused.status, stored(&server).await), (400, 1), "a visitor takes nothing away");
    browser.open(&address).await.form_with_button("allow");
    server.advance(server.server.lifetimes.interaction.0);
    assert!(is_expired(&browser.get(&address).await));
}

#[tokio::test]
async fn a_stored_request_that_housekeeping_removed_is_expired() {
    let server = server().await;
    let mut browser = server.browser();
    let address = consent_address(&mut browser, &long(&[])).await;
    let before = server.server.environment.now().plus(Seconds::hours(25));
    let remove = valetkey_authorization_server::Change::RemoveExpired { before, at_most: 10 };
    server.apply(vec![remove]).await;
    assert_eq!(stored(&server).await, 0);
    assert!(is_expired(&browser.get(&address).await));
}

#[tokio::test]
async fn a_request_longer_than_any_is_refused() {
    let server = server().await;
    let answer = server.browser().get(&authorize(&[("login_hint", &"x".repeat(17_000))])).await;
    assert_eq!((answer.status, answer.header("location")), (413, None), "{}", answer.show());
}

/// The largest request that we accept, with a state that grows most when it is encoded.
fn largest() -> Vec<(String, String)> {
    let state = "&".repeat(2_048);
    let nonce = "+".repeat(512);
    let changes =
        [("state", state.as_str()), ("nonce", &nonce), ("login_hint", ""), ("scope", "openid profile email")];
    let rest = 16 * 1024 - authorize(&changes).len();
    let hint = "h".repeat(rest - 20);
    let address =
        authorize(&[&changes[..2], &[("scope", "openid profile email"), ("login_hint", &hint)]].concat());
    let (_, form) = address.split_once('?').unwrap();
    assert!((16_300..=16_384).contains(&form.len()), "{}", form.len());
    url::form_urlencoded::parse(form.as_bytes()).into_owned().collect()
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn every_address_of_ours_is_at_most_four_kib_with_the_largest_request() {
    let server = server().await;
    server.add_user("bob", PASSWORD).await;
    let fields = largest();
    let address = format!("/authorize?{}", encode_form(pairs(&fields)));
    for extra in [None, Some(("response_mode", "form_post")), Some(("prompt", "select_account"))] {
        let address = match extra {
            Some(extra) => format!("{address}&{}", encode_form([extra])),
            None => address.clone(),
        };
        // What is added makes it longer than any: leave as much out of the hint.
        let address = address.replacen("hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh", "", 1);
        let mut walk = Walk::new(&server);
        walk.through(&address, "alice").await;
        walk.through(&address, "alice").await;
        assert!(walk.longest > 500, "it looked at addresses: {}", walk.longest);
    }
}

/// Shorter ones lie in the address itself, until they would make it too long.
#[tokio::test]
async fn every_address_of_ours_is_at_most_four_kib_whatever_the_length_of_the_request() {
    let server = server().await;
    let mut longest = 0;
    for length in (0..3_000).step_by(150) {
        let mut walk = Walk::new(&server);
        walk.through(&authorize(&[("login_hint", &"h".repeat(length))]), "alice").await;
        longest = longest.max(walk.longest);
    }
    assert!((1_900..=2_200).contains(&longest), "addresses carry requests up to a limit: {longest}");
}

#[tokio::test]
async fn a_request_starts_over_in_another_browser_unless_its_address_would_be_too_long() {
    let server = server().await;
    let mut other = server.browser();
    other.open(&authorize(&[])).await;
    for (length, starts_over) in [(3_000, true), (4_500, false)] {
        let page = server.browser().open(&authorize(&[("login_hint", &"h".repeat(length))])).await;
        let answer = other.submit(&sign_in_form(&page, "alice"), "sign-in").await;
        let address = answer.header("location");
        assert_eq!(address.is_some_and(|address| address.len() <= 4_096), starts_over, "{}", answer.show());
        assert_eq!(answer.status == 400 && !answer.text().contains("/authorize?"), !starts_over);
    }
}

#[tokio::test]
async fn a_long_request_that_another_site_posts_is_posted_again_by_a_page_of_ours() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    let mut fields = largest();
    fields.retain(|(name, _)| name != "scope");
    fields.push(("scope".to_owned(), "openid profile".to_owned()));
    let foreign = [("origin", "https://notes.example"), ("sec-fetch-site", "cross-site")];
    let page = browser.post_form_with("/authorize", &pairs(&fields), &foreign).await;
    assert_eq!((page.status, page.header("location")), (200, None), "{}", page.show());
    let form = page.form_with_button("continue");
    assert_eq!(form.action, "https://id.example/authorize");
    let landed = browser.submit(&form, "continue").await;
    assert!(landed.location_parameter("code").is_some(), "signed in: {}", landed.show());
    // A browser that says nothing of where its forms come from is not sent round in circles.
    let again = browser.post_form_with(&form.action, &pairs(&form.fields), &[("origin", "null")]).await;
    assert!(again.location_parameter("code").is_some(), "{}", again.show());
    // Another site does not pass for our page by a field of its own.
    let page = browser.post_form_with("/authorize", &pairs(&form.fields), &foreign).await;
    assert_eq!(page.status, 200, "{}", page.show());

    let hint = "x".repeat(5_000);
    let page = browser.post_form_with("/logout", &[("id_token_hint", &hint)], &foreign).await;
    let form = page.form_with_button("continue");
    assert_eq!(form.action, "https://id.example/logout");
    browser.submit(&form, "continue").await.form_with_button("sign-out");
}
