//! The consent page: asked once, bound to the person it was shown to.

use crate::support::*;

#[tokio::test]
async fn consent_is_remembered_and_asked_again_for_more() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in_and_allow(&mut browser, &authorize(&[]), "alice").await;
    let again = browser.open(&authorize(&[])).await;
    assert!(again.location_parameter("code").is_some(), "not asked twice");
    let more = browser.open(&authorize(&[("scope", "openid email")])).await;
    assert!(more.form_with_button("allow").action.ends_with("/consent"));
    let silent = browser.open(&authorize(&[("scope", "openid email"), ("prompt", "none")])).await;
    assert_eq!(error(&silent), "consent_required");
    let explicit = browser.open(&authorize(&[("prompt", "consent")])).await;
    explicit.form_with_button("allow");
}

#[tokio::test]
async fn denying_is_a_normal_outcome() {
    let server = server().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, &authorize(&[]), "alice").await;
    let answer = browser.submit_and_follow(&page.form_with_button("deny"), "deny").await;
    assert_eq!(error(&answer), "access_denied");
    let again = browser.open(&authorize(&[])).await;
    again.form_with_button("allow");
}

#[tokio::test]
async fn a_missing_answer_is_no_consent() {
    let server = server().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, &authorize(&[]), "alice").await;
    let form = page.form_with_button("allow");
    let sealed = form.field("continue").unwrap();
    let answer = browser.post_form("/consent", &[("continue", sealed)]).await;
    let answer = browser.follow(answer).await;
    assert_eq!(error(&answer), "access_denied");
}

#[tokio::test]
async fn cp6_a_page_shown_to_one_person_settles_nothing_for_the_next() {
    let server = server().await;
    server.add_user("bob", PASSWORD).await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, &authorize(&[]), "alice").await;
    let old_form = page.form_with_button("allow");
    sign_in(&mut browser, &authorize(&[("prompt", "login")]), "bob").await;
    let answer = browser.submit_and_follow(&old_form, "allow").await;
    answer.form_with_button("allow");
    let consents =
        server.storage.consents(&server.server.tenant, &valetkey_types::UserId::new("user-bob")).await;
    assert!(consents.unwrap().is_empty(), "bob allowed nothing");
}

#[tokio::test]
async fn st4_consent_posted_by_another_site_is_refused() {
    let server = server().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, &authorize(&[]), "alice").await;
    let form = page.form_with_button("allow");
    let fields = [("continue", form.field("continue").unwrap()), ("decision", "allow")];
    let headers = [("origin", "https://notes.example"), ("sec-fetch-site", "cross-site")];
    let answer = browser.post_form_with("/consent", &fields, &headers).await;
    assert_eq!((answer.status, answer.header("location")), (400, None));
}

#[tokio::test]
async fn without_a_session_consent_leads_to_the_sign_in_page() {
    let server = server().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, &authorize(&[]), "alice").await;
    let form = page.form_with_button("allow");
    let session = browser.cookies().keys().find(|name| name.contains("session")).unwrap().clone();
    browser.remove_cookie(&session);
    let answer = browser.submit_and_follow(&form, "allow").await;
    answer.form_with_button("sign-in");
}
