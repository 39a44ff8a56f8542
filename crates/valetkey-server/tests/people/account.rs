//! The user's own page.

use valetkey_authorization_server::record::{Client, ConsentPolicy};
use valetkey_server::testing::{Answer, Form};

use crate::{events::events, support::*};

/// The withdrawal form of each application, by client identifier.
fn withdrawals(page: &Answer) -> Vec<(String, Form)> {
    let forms = page.forms().into_iter().filter(|form| form.action.ends_with("/account/apps"));
    forms.map(|form| (form.field("client_id").unwrap().to_owned(), form)).collect()
}

fn listed(page: &Answer) -> Vec<String> {
    withdrawals(page).into_iter().map(|(id, _)| id).collect()
}

/// M3: an application that nobody was asked about holds a grant, and nobody saw it.
#[tokio::test]
async fn m3_the_page_lists_each_application_with_access_and_withdrawing_ends_its_grants() {
    let server = server().await;
    let trusted = Client { consent: ConsentPolicy::Trusted, name: "Another".to_owned(), ..client("trusted") };
    server.add_client(trusted).await;
    server.add_client(Client { name: "Zero".to_owned(), ..client("unused") }).await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    let address = authorize(&[("client_id", "trusted"), ("scope", "openid email offline_access")]);
    let landed = browser.get(&address).await;
    assert_eq!(listed(&browser.get("/account/apps").await), ["notes"], "a code is no access yet");
    let tokens = redeem(&server, "trusted", &landed).await.json();
    let page = browser.get("/account/apps").await;
    assert_eq!(listed(&page), ["trusted", "notes"], "by name");
    assert!(page.text().contains("2 applications can use your account"), "{}", page.show());

    let (_, form) = withdrawals(&page).remove(0);
    let fields: Vec<_> = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let before = events(&server).await.len();
    for press in [1, 2] {
        let answer = browser.post_form("/account/apps", &fields).await;
        let page = browser.get(answer.location()).await;
        assert!(page.text().contains("Another no longer has access"), "{press}: {}", page.show());
        assert_eq!(listed(&page), ["notes"]);
    }
    assert_eq!(events(&server).await.len(), before + 1, "a second press stores nothing");
    let refresh = tokens["refresh_token"].as_str().unwrap();
    let fields = [
        ("grant_type", "refresh_token"),
        ("refresh_token", refresh),
        ("client_id", "trusted"),
        ("client_secret", "secret"),
    ];
    assert_eq!(server.post_form("/token", &[], &fields).await.status, 400, "the offline grant ended");
}

#[tokio::test]
async fn m3_an_application_leaves_the_page_with_its_last_grant() {
    let server = server().await;
    server.add_client(Client { consent: ConsentPolicy::Trusted, ..client("trusted") }).await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    for _ in 0..2 {
        let landed = browser.get(&authorize(&[("client_id", "trusted")])).await;
        redeem(&server, "trusted", &landed).await;
    }
    let again = browser.get(&authorize(&[("client_id", "trusted")])).await;
    let tokens = redeem(&server, "trusted", &again).await.json();
    assert_eq!(
        listed(&browser.get("/account/apps").await),
        ["trusted"],
        "once, however many grants it holds"
    );
    // Somebody else's page does not change.
    server.add_user("bob", PASSWORD).await;
    let mut other = server.browser();
    sign_in(&mut other, "/login", "bob").await;
    assert_eq!(listed(&other.get("/account/apps").await), [""; 0]);

    let fields = [
        ("token", tokens["refresh_token"].as_str().unwrap()),
        ("client_id", "trusted"),
        ("client_secret", "secret"),
    ];
    assert_eq!(server.post_form("/revoke", &[], &fields).await.status, 200);
    assert_eq!(listed(&browser.get("/account/apps").await), ["trusted"], "two grants are left");
    // A grant ends by itself, too.
    server.advance(366 * 86_400);
    sign_in(&mut browser, "/login", "alice").await;
    assert_eq!(listed(&browser.get("/account/apps").await), [""; 0]);
}

#[tokio::test]
async fn a_visitor_is_welcomed_and_can_sign_in_without_an_application() {
    let server = server().await;
    let mut browser = server.browser();
    assert!(browser.get("/").await.text().contains("/login"));
    let page = sign_in(&mut browser, "/login", "alice").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("alice@example.org"), "{}", page.show());
}

#[tokio::test]
async fn withdrawing_takes_the_applications_tokens_away() {
    let server = server().await;
    let mut browser = server.browser();
    let landed = sign_in_and_allow(&mut browser, &authorize(&[]), "alice").await;
    let tokens = redeem(&server, "notes", &landed).await.json();
    let page = browser.get("/account/apps").await;
    let form = page.forms().into_iter().find(|form| form.action.ends_with("/account/apps")).unwrap();
    assert_eq!(form.field("client_id"), Some("notes"));
    let fields: Vec<_> = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let foreign =
        browser.post_form_with("/account/apps", &fields, &[("origin", "https://evil.example")]).await;
    assert_eq!(foreign.status, 400, "st4");
    let answer = browser.post_form("/account/apps", &fields).await;
    assert_eq!(answer.status, 303, "u8: a reload withdraws nothing again");
    let address = answer.location().to_owned();
    let page = browser.get(&address).await;
    assert!(page.text().contains("The notes no longer has access"), "{}", page.show());
    server.advance(61);
    assert!(!browser.get(&address).await.text().contains("no longer has access"), "u8: the notice passes");
    assert!(
        !page.forms().iter().any(|form| form.action.ends_with("/account/apps")),
        "nothing left to withdraw"
    );
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let userinfo = server.request("GET", "/userinfo", &[("authorization", &bearer)], "").await;
    assert_eq!(userinfo.status, 401);
    browser.open(&authorize(&[])).await.form_with_button("allow");
}

#[tokio::test]
async fn withdrawing_stops_a_code_that_is_on_its_way() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    let silent = browser.get(&authorize(&[("prompt", "none")])).await;
    let more = browser.open(&authorize(&[("scope", "openid email")])).await.form_with_button("allow");
    let more = browser.submit_and_follow(&more, "allow").await;
    withdraw(&mut browser).await;
    for code in [&silent, &more] {
        let refused = redeem(&server, "notes", code).await;
        assert_eq!(
            (refused.status, &refused.json()["error"]),
            (400, &"invalid_grant".into()),
            "{}",
            refused.show()
        );
    }
    let page = browser.get("/account/apps").await;
    assert!(
        !page.forms().iter().any(|form| form.action.ends_with("/account/apps")),
        "no access by the back door"
    );
    let again = browser.open(&authorize(&[])).await.form_with_button("allow");
    let landed = browser.submit_and_follow(&again, "allow").await;
    assert_eq!(redeem(&server, "notes", &landed).await.status, 200, "what is allowed again is given again");
}

#[tokio::test]
async fn st4_signing_out_needs_the_form_of_this_session() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    let page = browser.get("/account").await;
    let form = page.form_with_button("sign-out");
    let mut other = server.browser();
    sign_in(&mut other, "/login", "alice").await;
    other.submit(&form, "sign-out").await;
    assert!(
        other.get("/account").await.text().contains("alice@example.org"),
        "somebody else's form does nothing"
    );
    browser.submit(&form, "sign-out").await;
    assert_eq!(browser.get("/").await.status, 200, "a welcome");
    assert!(browser.get("/account").await.location().starts_with("/login?"), "signed out");
}

/// U16: applications of the organisation are on the page, marked; each application shows the values that it sees.
#[tokio::test]
async fn u16_the_page_shows_what_each_application_sees_and_marks_those_of_the_organization() {
    let server = server().await;
    let trusted = Client { consent: ConsentPolicy::Trusted, name: "Staff".to_owned(), ..client("trusted") };
    server.add_client(trusted).await;
    let mut browser = server.browser();
    let email = authorize(&[("scope", "openid email")]);
    sign_in_and_redeem(&server, &mut browser, &email, "alice").await;
    server.advance(3_600);
    let landed = browser.get(&authorize(&[("client_id", "trusted"), ("scope", "openid")])).await;
    assert_eq!(redeem(&server, "trusted", &landed).await.status, 200);
    let page = browser.get("/account/apps").await;
    let (staff, notes) =
        page.text().split_once("The notes").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    assert!(staff.contains("Of your organization") && !notes.contains("Of your organization"));
    assert!(notes.contains("alice@example.org"), "the value that it sees: {}", page.show());
    assert!(!staff.contains("alice@example.org"), "its scope does not open it: {}", page.show());
    assert!(notes.contains("You allowed it") && notes.contains("1 hour ago"), "{}", page.show());
    assert!(!staff.contains("You allowed it") && staff.contains("just now"), "{}", page.show());
    // A consent without a grant has access too: the next sign-in asks nothing.
    server.advance(400 * 86_400);
    sign_in(&mut browser, "/login", "alice").await;
    let page = browser.get("/account/apps").await;
    assert_eq!(listed(&page), ["notes"]);
    assert!(!page.text().contains("Last opened"), "{}", page.show());
}
