//! The consent page: asked once, bound to the user it was shown to.

use valetkey_authorization_server::record::{Client, RoleOwner};
use valetkey_server::testing::Answer;
use valetkey_types::Scope;

use crate::{groups::Administrator, support::*};

#[tokio::test]
async fn consent_is_remembered_and_asked_again_for_more() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    let again = browser.open(&authorize(&[])).await;
    assert!(again.location_parameter("code").is_some(), "not asked twice");
    let more = browser.open(&authorize(&[("scope", "openid email")])).await;
    assert!(more.form_with_button("allow").action.ends_with("/consent"));
    let silent = browser.open(&authorize(&[("scope", "openid email"), ("prompt", "none")])).await;
    assert_eq!(error(&silent), "consent_required");
    let explicit = browser.open(&authorize(&[("prompt", "consent")])).await;
    explicit.form_with_button("allow");
}

/// What nobody redeems gives nobody access: it is not on the user's page, and they are asked again.
#[tokio::test]
async fn a_yes_counts_once_its_code_is_redeemed() {
    let server = server().await;
    let mut browser = server.browser();
    let landed = sign_in_and_allow(&mut browser, &authorize(&[]), "alice").await;
    let has_access = |page: Answer| page.forms().iter().any(|form| form.action.ends_with("/account/apps"));
    assert!(!has_access(browser.get("/account/apps").await));
    assert_eq!(error(&browser.open(&authorize(&[("prompt", "none")])).await), "consent_required");
    let more = authorize(&[("scope", "openid email")]);
    let second = browser.open(&more).await.form_with_button("allow");
    let second = browser.submit_and_follow(&second, "allow").await;
    assert_eq!(redeem(&server, "notes", &second).await.status, 200);
    assert!(has_access(browser.get("/account/apps").await));
    assert!(browser.open(&more).await.location_parameter("code").is_some(), "not asked twice");
    let overtaken = redeem(&server, "notes", &landed).await;
    assert_eq!(overtaken.json()["error"], "invalid_grant", "{}", overtaken.show());
}

/// The page of a form post keeps its address, and with it the yes.
#[tokio::test]
async fn a_page_from_before_a_withdrawal_asks_again() {
    let server = server().await;
    let mut browser = server.browser();
    let form_post = authorize(&[("response_mode", "form_post"), ("prompt", "consent")]);
    let page = sign_in(&mut browser, &form_post, "alice").await;
    let answer = browser.submit(&page.form_with_button("allow"), "allow").await;
    let address = answer.location().to_owned();
    let redeem_form = async |page: &Answer| {
        let form = page.form_with_button("continue");
        let code = form.field("code").unwrap();
        redeem_code(&server, "notes", code).await.status
    };
    let pages = [browser.get(&address).await, browser.get(&address).await];
    assert_eq!(redeem_form(&pages[0]).await, 200, "reloaded before anything changed");
    withdraw(&mut browser).await;
    assert_eq!(redeem_form(&pages[1]).await, 400, "a code from before");
    let again = browser.open(&address).await;
    again.form_with_button("allow");
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

#[tokio::test]
async fn u5_the_consent_page_shows_the_values_that_the_application_gets() {
    let server = server().await;
    let scope: Scope =
        "openid profile email roles groups notes.read notes.write offline_access".parse().unwrap();
    server.add_client(Client { scope: scope.clone(), ..client("team") }).await;
    let administrator = Administrator(&server);
    administrator.add_group("staff", None).await;
    administrator.add_role("editor", RoleOwner::Tenant).await;
    administrator.set_role_of_group("editor", "staff", true).await;
    administrator.set_member("staff", "alice", true).await;
    let mut browser = server.browser();
    let address = |scope: &str| authorize(&[("client_id", "team"), ("scope", scope)]);
    let page = sign_in(&mut browser, &address(&scope.to_string()), "alice").await;
    let text = page.text();
    let order = [
        "Username: alice",
        "Email: alice@example.org",
        "Roles: editor",
        "Groups: staff",
        "notes.read",
        "It can also change things",
        "notes.write",
        "Keep this access",
    ];
    let place = |part: &str| text.find(part).unwrap_or_else(|| panic!("no {part:?} in {text}"));
    assert!(order.map(place).is_sorted(), "{text}");
    let less = browser.open(&address("openid")).await;
    assert!(!less.text().contains("alice@example.org"), "only what is asked for: {}", less.show());
}
