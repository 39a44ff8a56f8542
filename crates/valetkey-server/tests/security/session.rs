//! Sessions (SF): what begins one, what ends one, and what is none.

use valetkey_server::testing::Answer;

use crate::{support::*, walk::*};

/// Name and attributes of every cookie that an answer sets, apart from value and lifetime.
fn cookies_set(answer: &Answer) -> Vec<(String, Vec<String>)> {
    let headers = answer.headers.get_all("set-cookie").iter();
    let parse = |header: &http::HeaderValue| {
        let text = header.to_str().unwrap().to_owned();
        let (name, rest) = text.split_once('=').unwrap();
        let kept = rest.split(';').skip(1).map(|part| part.trim().to_lowercase());
        let mut kept: Vec<String> =
            kept.filter(|part| !part.starts_with("max-age") && !part.starts_with("expires")).collect();
        kept.sort();
        (name.to_owned(), kept)
    };
    headers.map(parse).filter(|(name, _)| name.contains("session")).collect()
}

#[tokio::test]
async fn sf4_signing_out_clears_the_cookie_that_signing_in_set_and_ends_its_session() {
    let server = server_of_two().await;
    for way in ["/logout", "/account"] {
        let mut browser = server.browser();
        let page = browser.open(&authorize(&[])).await;
        let signed_in = browser.submit(&sign_in_form(&page, "alice"), "sign-in").await;
        let set = cookies_set(&signed_in);
        assert_eq!(set.len(), 1, "{}", signed_in.show());
        let (name, value) = browser
            .cookies()
            .iter()
            .find(|(name, _)| name.contains("session"))
            .map(|(n, v)| (n.clone(), v.clone()))
            .unwrap();

        let page = browser.get(way).await;
        let signed_out = browser.submit(&page.form_with_button("sign-out"), "sign-out").await;
        assert_eq!(cookies_set(&signed_out), set, "cleared under the same name, path and domain");
        assert!(!browser.cookies().contains_key(&name), "cleared at once");

        let mut thief = server.browser();
        thief.set_cookie(&name, &value);
        assert!(!is_signed_in(&mut thief).await, "a copy of the cookie is worth nothing after {way}");
    }
}

#[tokio::test]
async fn sf5_a_token_is_no_cookie_and_a_cookie_is_no_token() {
    let server = server_of_two().await;
    let mut browser = server.browser();
    let tokens = tokens(&server, &mut browser, "notes", "alice", SCOPE).await;
    let landed = browser.open(&authorize(&[("scope", SCOPE)])).await;
    let code = landed.location_parameter("code").unwrap();
    let sign_in = server.browser().open(&authorize(&[])).await;
    let sealed = sign_in.form_with_button("sign-in").field("continue").unwrap().to_owned();
    let (name, cookie) = browser.cookies().iter().find(|(name, _)| name.contains("session")).unwrap();
    // The other cookies of the browser, each in the place of the session.
    for (other, value) in browser.cookies().iter().filter(|(other, _)| *other != name) {
        let mut thief = server.browser();
        thief.set_cookie(name, value);
        assert!(!is_signed_in(&mut thief).await, "the cookie {other} passed for a session");
    }

    let others = [
        ("access token", text(&tokens, "access_token")),
        ("refresh token", text(&tokens, "refresh_token")),
        ("ID token", text(&tokens, "id_token")),
        ("code", &code),
        ("request of a form", &sealed),
        ("subject", "user-alice"),
        ("nothing", ""),
    ];
    for (what, value) in others {
        let mut thief = server.browser();
        thief.set_cookie(name, value);
        assert!(!is_signed_in(&mut thief).await, "the {what} passed for a session");
    }
    assert_eq!(userinfo(&server, cookie).await.status, 401);
    assert!(!is_active(&server, "notes", cookie).await);
    assert_eq!(refresh(&server, "notes", cookie).await.json()["error"], "invalid_grant");
    assert_eq!(redeem_code(&server, "notes", cookie).await.json()["error"], "invalid_grant");
    assert!(is_signed_in(&mut browser).await, "the cookie itself still counts");
}

#[tokio::test]
async fn sf2_a_step_is_passed_by_its_own_form_only() {
    let server = server_of_two().await;
    let mut browser = server.browser();
    let page = browser.open(&authorize(&[])).await;
    let form = page.form_with_button("sign-in");
    let request = form.field("continue").unwrap().to_owned();

    // Skipping ahead: the request of the sign-in page, posted as if consent had been asked.
    for (path, more) in [
        ("/consent", vec![("action", "allow")]),
        ("/consent", vec![("decision", "allow")]),
        ("/accounts", vec![("action", "continue")]),
        ("/login", vec![]),
        ("/login", vec![("username", "alice")]),
        ("/login", vec![("password", PASSWORD)]),
        ("/authorize", vec![("prompt", "none")]),
        ("/login/second", vec![("way", "authenticator"), ("code", "123456"), ("action", "verify")]),
        ("/login/second", vec![("way", "recovery-code"), ("code", "123456"), ("action", "verify")]),
        (
            "/login/second",
            vec![("way", "mail-code"), ("code", "12345678"), ("mail", "x"), ("action", "verify")],
        ),
        ("/login/authenticator", vec![("code", "123456"), ("set_up", "x")]),
        ("/login/add-passkey", vec![("response", "{}")]),
        ("/login/passkey", vec![("response", "{}")]),
        ("/login/passkey-offer", vec![("action", "skip")]),
        ("/login/keep", vec![("action", "keep")]),
        ("/login/mail", vec![("code", "12345678"), ("mail", "x"), ("action", "confirm")]),
        ("/consent/terms", vec![("decision", "accept"), ("terms", "1")]),
        ("/reset", vec![("token", "x"), ("new_password", PASSWORD)]),
        ("/signup/finish", vec![("token", "x"), ("name", "alice"), ("new_password", PASSWORD)]),
        ("/invite", vec![("token", "x"), ("name", "alice"), ("new_password", PASSWORD)]),
        ("/verify", vec![("token", "x")]),
    ] {
        for fields in [more.clone(), [&[("continue", request.as_str())], &more[..]].concat()] {
            let answer = browser.post_form(path, &fields).await;
            let landed = answer.header("location").is_some_and(|location| location.contains("code="));
            assert!(!landed, "{path} with {more:?} gave {}", answer.show());
            assert!(!browser.cookies().keys().any(|name| name.contains("session")), "{path} with {more:?}");
        }
    }

    // Going back and replaying: the form of a finished sign-in starts nothing after the sign-out.
    let form = sign_in_form(&page, "alice");
    let consent = browser.submit_and_follow(&form, "sign-in").await;
    let allow = consent.form_with_button("allow");
    browser.submit_and_follow(&allow, "allow").await;
    let page = browser.get("/logout").await;
    browser.submit(&page.form_with_button("sign-out"), "sign-out").await;
    let answer = browser.submit_and_follow(&allow, "allow").await;
    assert!(
        answer.header("location").is_none_or(|location| !location.contains("code=")),
        "{}",
        answer.show()
    );
    assert!(!is_signed_in(&mut browser).await);
}
