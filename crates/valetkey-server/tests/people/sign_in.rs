//! The sign-in page: what it says, what it counts, and whom it binds.

use valetkey_accounts::{FailureLimit, User};
use valetkey_server::testing::{Answer, Browser};

use crate::support::*;

pub(crate) async fn try_password(browser: &mut Browser<'_>, username: &str, password: &str) -> Answer {
    let page = browser.open(&authorize(&[])).await;
    let form = page.form_with_button("sign-in").with("username", username).with("password", password);
    browser.submit(&form, "sign-in").await
}

/// What tells one answer from another, apart from the name that was typed and sealed values.
pub(crate) fn looks(answer: &Answer, username: &str) -> (u16, Vec<String>, String) {
    let names = answer.headers.keys().map(|name| name.as_str().to_owned()).collect();
    let mut text = answer.text().replace(username, "NAME");
    for form in answer.forms() {
        for (name, value) in form.fields {
            // The language menu returns to the step with its sealed value.
            if name == "continue" || (name == "return_to" && value.contains("?continue=")) {
                text = text.replace(&value, "SEALED");
            }
        }
    }
    (answer.status, names, text)
}

#[tokio::test]
async fn en1_unknown_disabled_and_passwordless_people_look_like_a_wrong_password() {
    let server = server().await;
    let disabled = server.add_user("disabled", PASSWORD).await;
    let passwordless = server.add_user("passwordless", PASSWORD).await;
    server.replace_user(&disabled, User { disabled: true, ..disabled.clone() }).await;
    server.replace_user(&passwordless, User { password_hash: None, ..passwordless.clone() }).await;
    let wrong = looks(&try_password(&mut server.browser(), "alice", "wrong password").await, "alice");
    assert_eq!(wrong.0, 200);
    for username in ["nobody", "disabled", "passwordless"] {
        let seen = looks(&try_password(&mut server.browser(), username, PASSWORD).await, username);
        assert_eq!(seen, wrong, "{username}");
    }
}

#[tokio::test]
async fn en2_guesses_pause_a_name_whatever_browser_and_spelling_and_unknown_names_likewise() {
    let server = server().await;
    for (known, unknown) in [("alice", "nobody"), ("ALICE", "NOBODY"), (" alice ", " nobody ")] {
        for name in [known, unknown, known, unknown] {
            try_password(&mut server.browser(), name, "wrong password").await;
        }
    }
    let alice = try_password(&mut server.browser(), "alice", PASSWORD).await;
    let nobody = try_password(&mut server.browser(), "nobody", PASSWORD).await;
    assert_eq!(looks(&alice, "alice"), looks(&nobody, "nobody"));
    assert_eq!(alice.header("location"), None, "even the right password waits");
    server.advance(3);
    let answer = try_password(&mut server.browser(), "alice", PASSWORD).await;
    assert_eq!(answer.status, 303, "en3: the pause ends");
    for _ in 0..FailureLimit::NAME.without_pause - 1 {
        try_password(&mut server.browser(), "alice", "wrong password").await;
    }
    let answer = try_password(&mut server.browser(), "alice", PASSWORD).await;
    assert_eq!(answer.status, 303, "the right password has reset the counter");
}

#[tokio::test]
async fn st4_a_sign_in_posted_by_another_site_is_refused() {
    let server = server().await;
    let mut browser = server.browser();
    let page = browser.open(&authorize(&[])).await;
    let form = sign_in_form(&page, "alice");
    let fields: Vec<_> = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    for headers in [
        vec![("origin", "https://evil.example")],
        vec![("origin", "https://id.example"), ("sec-fetch-site", "cross-site")],
        vec![("origin", "https://evil.example"), ("sec-fetch-site", "same-site")],
        vec![("origin", "null")],
    ] {
        let answer = browser.post_form_with("/login", &fields, &headers).await;
        assert_eq!((answer.status, answer.header("location")), (400, None), "{headers:?}");
    }
    let text_browser = browser.post_form_with("/login", &fields, &[]).await;
    assert_eq!(text_browser.status, 303, "a browser that says nothing still has the sealed value");
}

#[tokio::test]
async fn cp6_a_page_of_one_browser_settles_nothing_in_another() {
    let server = server().await;
    let mut attacker = server.browser();
    let page = attacker.open(&authorize(&[])).await;
    let form = sign_in_form(&page, "alice");

    let mut without_cookies = server.browser();
    let answer = without_cookies.submit(&form, "sign-in").await;
    assert_eq!((answer.status, answer.header("location")), (400, None));
    assert!(answer.text().contains("/authorize?"), "the page leads back to where the request begins");

    let mut other = server.browser();
    other.open(&authorize(&[])).await;
    let answer = other.submit(&form, "sign-in").await;
    assert!(
        answer.location().starts_with("https://id.example/authorize?client_id=notes"),
        "{}",
        answer.show()
    );
    assert!(!other.cookies().keys().any(|name| name.contains("session")), "nobody is signed in");
}

#[tokio::test]
async fn a_tampered_cookie_or_form_value_is_a_fresh_start() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in_and_allow(&mut browser, &authorize(&[]), "alice").await;
    let (name, value) = browser.cookies().iter().find(|(name, _)| name.contains("session")).unwrap();
    let (name, value) = (name.clone(), value.clone());
    let last = if value.ends_with('A') { "B" } else { "A" };
    for tampered in
        [format!("{}{last}", &value[..value.len() - 1]), value[1..].to_owned(), format!("{value}A")]
    {
        browser.set_cookie(&name, &tampered);
        let page = browser.open(&authorize(&[])).await;
        assert!(page.forms().iter().any(|form| form.button("sign-in").is_some()), "asked to sign in again");
    }
    let page = browser.open(&authorize(&[])).await;
    let form = page.form_with_button("sign-in");
    let sealed = form.field("continue").unwrap().to_owned();
    let answer = browser
        .submit(&form.with("continue", &format!("{}AA", &sealed[..sealed.len() - 2])), "sign-in")
        .await;
    assert_eq!((answer.status, answer.header("location")), (400, None));
}

#[tokio::test]
async fn sf1_the_session_changes_at_every_sign_in_and_the_old_one_is_dead() {
    let server = server().await;
    let mut browser = server.browser();
    let session = |browser: &Browser<'_>| {
        browser
            .cookies()
            .iter()
            .find(|(name, _)| name.contains("session"))
            .map(|(n, v)| (n.clone(), v.clone()))
            .unwrap()
    };
    sign_in_and_allow(&mut browser, &authorize(&[]), "alice").await;
    let (name, first) = session(&browser);
    sign_in_and_allow(&mut browser, &authorize(&[("prompt", "login")]), "alice").await;
    let (_, second) = session(&browser);
    assert_ne!(first, second);
    let mut thief = server.browser();
    thief.set_cookie(&name, &first);
    let page = thief.open(&authorize(&[])).await;
    assert!(page.forms().iter().any(|form| form.button("sign-in").is_some()));
}

#[tokio::test]
async fn cancelling_goes_back_to_the_application_with_a_normal_refusal() {
    let server = server().await;
    let mut browser = server.browser();
    let page = browser.open(&authorize(&[])).await;
    let answer = browser.submit_and_follow(&page.form_with_button("cancel"), "cancel").await;
    assert_eq!(error(&answer), "access_denied");
}

#[tokio::test]
async fn the_page_takes_the_hint_and_the_language_of_the_request() {
    let server = server().await;
    let mut browser = server.browser();
    let address = authorize(&[("login_hint", "alice@example.org"), ("ui_locales", "sv de")]);
    let page = browser.open(&address).await;
    assert_eq!(page.form_with_button("sign-in").field("username"), Some("alice@example.org"));
    assert!(page.text().contains("lang=\"de\""));
}

#[tokio::test]
async fn an_incomplete_form_says_so_and_keeps_the_name() {
    let server = server().await;
    let page = try_password(&mut server.browser(), "alice", "").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.form_with_button("sign-in").field("username"), Some("alice"));
    assert!(page.text().contains("role=\"alert\""));
}

#[tokio::test]
async fn f5_a_page_that_is_too_old_says_so() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    let form = browser.get("/account").await.form_with_button("sign-out");
    let fields = [("form_state", form.field("form_state").unwrap()), ("client_id", "notes")];
    server.advance(server.server.lifetimes.interaction.0 + 1);
    let answer = browser.post_form("/account/apps", &fields).await;
    assert_eq!(answer.status, 400);
    assert!(answer.text().contains("This page was open for too long"), "{}", answer.show());
}

#[tokio::test]
async fn f5_an_old_sign_in_page_starts_over_with_or_without_an_application() {
    let server = server().await;
    for (address, start) in [
        (authorize(&[]), "https://id.example/authorize?"),
        ("/login".to_owned(), "https://id.example/account"),
        ("/account/apps".to_owned(), "https://id.example/account/apps"),
    ] {
        let mut browser = server.browser();
        let page = browser.open(&address).await;
        server.advance(server.server.lifetimes.interaction.0 + 1);
        let answer = browser.submit(&sign_in_form(&page, "alice"), "sign-in").await;
        assert!(answer.location().starts_with(start), "{}", answer.show());
    }
}

#[tokio::test]
async fn u4_the_pause_is_told_as_it_is_for_known_and_unknown_names() {
    let server = server().await;
    for name in ["alice", "nobody"] {
        for _ in 0..FailureLimit::NAME.without_pause + 3 {
            try_password(&mut server.browser(), name, "wrong password").await;
            server.advance(100);
        }
        try_password(&mut server.browser(), name, "wrong password").await;
        let shown = |answer: Answer, words: &str| assert!(answer.text().contains(words), "{}", answer.show());
        shown(try_password(&mut server.browser(), name, PASSWORD).await, "Wait 32 seconds");
        server.advance(31);
        shown(try_password(&mut server.browser(), name, PASSWORD).await, "Wait 1 second,");
    }
}
