//! What waits for a user: whom a sign-in binds, and which copies of an interaction count.

use serde_json::json;
use valetkey_server::{
    BrowserId,
    testing::{Answer, Browser, TestServer},
};
use valetkey_types::{Handle, Seconds, encode_form};

use crate::support::*;

/// The interaction that the page carries.
fn carried(page: &Answer) -> String {
    page.form_with_button("sign-in").field("continue").unwrap().to_owned()
}

async fn resume(browser: &mut Browser<'_>, sealed: &str) -> Answer {
    browser.open(&format!("/authorize?{}", encode_form([("continue", sealed)]))).await
}

fn asks_to_sign_in(answer: &Answer) -> bool {
    answer.forms().iter().any(|form| form.button("sign-in").is_some())
}

/// Two tabs: the request waits in one, somebody signs in for something else in the other.
#[tokio::test]
async fn l_a_sign_in_of_another_interaction_settles_nothing() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    server.advance(60);
    for changes in [("prompt", "login"), ("prompt", "login select_account")] {
        let waiting = carried(&browser.open(&authorize(&[changes])).await);
        sign_in(&mut browser, "/login?another=1", "alice").await;
        assert!(
            asks_to_sign_in(&resume(&mut browser, &waiting).await),
            "signed in for the account: {changes:?}"
        );
        let other = browser.open(&authorize(&[("prompt", "login"), ("state", "other")])).await;
        let other = browser.submit_and_follow(&sign_in_form(&other, "alice"), "sign-in").await;
        assert!(other.location_parameter("code").is_some(), "{}", other.show());
        assert!(asks_to_sign_in(&resume(&mut browser, &waiting).await), "signed in for another request");
    }
    let select = authorize(&[("prompt", "select_account")]);
    sign_in(&mut browser, "/login?another=1", "alice").await;
    browser.open(&select).await.form_with_button("continue-as");
}

#[tokio::test]
async fn l_max_age_is_settled_by_the_sign_in_that_was_made_for_the_request_alone() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    server.advance(60);
    let short = authorize(&[("max_age", "5")]);
    let waiting = carried(&browser.open(&short).await);
    sign_in(&mut browser, "/login?another=1", "alice").await;
    server.advance(6);
    let page = resume(&mut browser, &waiting).await;
    assert!(asks_to_sign_in(&page), "the other sign-in is six seconds old: {}", page.show());
    let landed = browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
    assert!(landed.location_parameter("code").is_some(), "{}", landed.show());
    server.advance(6);
    let landed = resume(&mut browser, &waiting).await;
    assert!(landed.location_parameter("code").is_some(), "no endless loop: {}", landed.show());
    assert!(asks_to_sign_in(&browser.open(&short).await), "the next request asks again");
}

#[tokio::test]
async fn cp6_a_copied_interaction_settles_nothing_in_another_browser() {
    let server = server().await;
    let address = authorize(&[("prompt", "login")]);
    let mut browser = server.browser();
    let page = browser.open(&address).await;
    let waiting = carried(&page);
    sign_in_and_allow(&mut browser, &address, "alice").await;
    browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;

    let mut other = server.browser();
    sign_in_and_redeem(&server, &mut other, &authorize(&[]), "alice").await;
    let page = resume(&mut other, &waiting).await;
    assert!(asks_to_sign_in(&page), "the request starts over: {}", page.show());
    assert_ne!(carried(&page), waiting);
    let posted = other.post_form("/login", &[("continue", &waiting), ("action", "cancel")]).await;
    assert!(posted.location().contains("/authorize?client_id=notes"), "{}", posted.show());
}

/// An attempt that began a session proves nothing any more: its copies lie in the history of the browser.
#[tokio::test]
async fn sf1_a_used_interaction_signs_nobody_in() {
    let server = server().await;
    let mut browser = server.browser();
    let page = browser.open(&authorize(&[])).await;
    let before = carried(&page);
    let signed_in = browser.submit(&sign_in_form(&page, "alice"), "sign-in").await;
    let step = signed_in.location().to_owned();
    let consent = browser.follow(signed_in).await.form_with_button("allow");
    let account = browser.get("/account").await.form_with_button("sign-out");
    browser.submit(&account, "sign-out").await;
    for answer in [
        browser.open(&step).await,
        browser.submit_and_follow(&consent, "allow").await,
        resume(&mut browser, &before).await,
    ] {
        assert!(asks_to_sign_in(&answer), "{}", answer.show());
    }
    assert_eq!(error(&browser.open(&authorize(&[("prompt", "none")])).await), "login_required");
}

#[tokio::test]
async fn one_purpose_is_worth_nothing_to_the_page_of_another() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    let sign_out = browser.get("/logout").await.form_with_button("sign-out");
    let sign_out = sign_out.field("continue").unwrap();
    let account = carried(&browser.get("/login?another=1").await);
    for (what, sealed) in [("sign-out", sign_out), ("account", &account)] {
        // The accounts of the browser serve the pages of an account too.
        let paths = ["/authorize", "/consent", "/accounts"];
        for path in paths.into_iter().filter(|path| (what, *path) != ("account", "/accounts")) {
            let answer = browser.get(&format!("{path}?{}", encode_form([("continue", sealed)]))).await;
            assert_eq!((answer.status, answer.header("location")), (400, None), "{what} at {path}");
        }
        let fields = [("continue", sealed), ("decision", "allow")];
        assert_eq!(browser.post_form("/consent", &fields).await.status, 400, "{what}");
    }
    let request = carried(&browser.open(&authorize(&[("prompt", "login")])).await);
    for sealed in [&request, &account] {
        let fields = [("continue", sealed.as_str()), ("decision", "sign-out")];
        assert_eq!(
            browser.post_form("/logout", &fields).await.location(),
            "/logout",
            "asked, not signed out"
        );
    }
    let silent = browser.open(&authorize(&[("prompt", "none")])).await;
    assert!(silent.location_parameter("code").is_some(), "still signed in: {}", silent.show());
}

/// Where somebody signs in instead of answering the question, nobody is signed out.
#[tokio::test]
async fn a_question_of_sign_out_is_asked_again_after_a_sign_in() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    let question = browser.get("/logout").await.form_with_button("sign-out");
    let address = encode_form([("continue", question.field("continue").unwrap())]);
    let page = browser.get(&format!("/login?{address}")).await;
    let answer = browser.submit(&sign_in_form(&page, "alice"), "sign-in").await;
    assert_eq!(answer.location(), "/logout");
    let old = browser.submit(&question, "sign-out").await;
    assert_eq!(old.status, 200, "{}", old.show());
    assert!(
        browser.get("/account").await.text().contains("alice@example.org"),
        "that page was of the session before"
    );
}

/// Seals a value as a version before this one did, for the browser that holds these cookies.
fn sealed_before(server: &TestServer, browser: &Browser<'_>, value: &serde_json::Value) -> String {
    let (_, name) = browser.cookies().iter().find(|(name, _)| name.contains("browser")).unwrap();
    let cookie = format!("__Host-valetkey_browser={name}");
    let headers = http::HeaderMap::from_iter([(http::header::COOKIE, cookie.parse().unwrap())]);
    let id: BrowserId = server.server.cookies.browsers(&headers).remove(0);
    let end = server.server.environment.now().plus(Seconds::hours(1));
    server.server.cookies.seal("interaction", value, &id, end).unwrap()
}

#[tokio::test]
async fn an_interaction_of_the_version_before_goes_on() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    let cookie = browser.cookies().iter().find(|(name, _)| name.contains("session")).unwrap().1;
    let session = cookie.parse::<Handle>().unwrap().selector();
    let of = |address: String| {
        json!({"pending": {
            "params": address.trim_start_matches("/authorize?"), "signed_in": session, "log_in_reason": "PromptLogin",
            "asked_in": null, "allowed": null, "account_chosen_in": null, "denied": false,
        }})
    };
    let plain = sealed_before(&server, &browser, &of(authorize(&[])));
    assert!(resume(&mut browser, &plain).await.location_parameter("code").is_some());
    let login = sealed_before(&server, &browser, &of(authorize(&[("prompt", "login")])));
    let page = resume(&mut browser, &login).await;
    assert!(asks_to_sign_in(&page), "it names no attempt: {}", page.show());
    let account = sealed_before(&server, &browser, &json!({"pending": null}));
    let page = browser.get(&format!("/login?{}", encode_form([("continue", account.as_str())]))).await;
    assert_eq!(browser.submit(&sign_in_form(&page, "alice"), "sign-in").await.location(), "/account");
}

#[tokio::test]
async fn an_interaction_of_a_newer_version_opens_only_where_its_purpose_is_known() {
    let server = server().await;
    let mut browser = server.browser();
    browser.open(&authorize(&[])).await;
    let address = |sealed: String| format!("/login?{}", encode_form([("continue", sealed.as_str())]));
    let unknown =
        sealed_before(&server, &browser, &json!({"pending": null, "purpose": {"device": {"code": "x"}}}));
    assert_eq!(browser.get(&address(unknown)).await.status, 400);
    let page = json!({"purpose": {"account": {"page": "https://evil.example/"}}, "colour": "blue"});
    let known = sealed_before(&server, &browser, &page);
    let page = browser.get(&address(known)).await;
    assert_eq!(browser.submit(&sign_in_form(&page, "alice"), "sign-in").await.location(), "/account");
}

#[tokio::test]
async fn a_request_that_needs_no_page_makes_no_attempt() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    let before = server.environment.draws();
    let landed = browser.get(&authorize(&[])).await;
    assert!(landed.location_parameter("code").is_some(), "{}", landed.show());
    assert_eq!(server.environment.draws() - before, 1, "the name of the grant, and nothing else");
    let before = server.environment.draws();
    browser.get(&authorize(&[("prompt", "login")])).await.form_with_button("sign-in");
    assert_eq!(server.environment.draws() - before, 1, "the name of the attempt");
}
