//! The person's own page.

use crate::support::*;

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
    let page = browser.get("/").await;
    let form = page.forms().into_iter().find(|form| form.action.ends_with("/withdraw")).unwrap();
    assert_eq!(form.field("client_id"), Some("notes"));
    let fields: Vec<_> = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let foreign = browser.post_form_with("/withdraw", &fields, &[("origin", "https://evil.example")]).await;
    assert_eq!(foreign.status, 400, "st4");
    let answer = browser.post_form("/withdraw", &fields).await;
    assert_eq!(answer.status, 303, "u8: a reload withdraws nothing again");
    let address = answer.location().to_owned();
    let page = browser.get(&address).await;
    assert!(page.text().contains("The notes no longer has access"), "{}", page.show());
    server.advance(61);
    assert!(!browser.get(&address).await.text().contains("no longer has access"), "u8: the notice passes");
    assert!(!page.forms().iter().any(|form| form.action.ends_with("/withdraw")), "nothing left to withdraw");
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
    let page = browser.get("/").await;
    assert!(
        !page.forms().iter().any(|form| form.action.ends_with("/withdraw")),
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
    let page = browser.get("/").await;
    let form = page.form_with_button("sign-out");
    let mut other = server.browser();
    sign_in(&mut other, "/login", "alice").await;
    other.submit(&form, "sign-out").await;
    assert!(other.get("/").await.text().contains("alice@example.org"), "somebody else's form does nothing");
    browser.submit(&form, "sign-out").await;
    assert!(!browser.get("/").await.text().contains("alice@example.org"));
}
