//! Signing out of one account of a browser, or of all.

use valetkey_authorization_server::record::Client;
use valetkey_types::encode_form;

use super::{ACCOUNTS, SESSION, hint, press, refreshes, server_with, signed_in, silent, subject};
use crate::support::*;

fn logout(parameters: &[(&str, &str)]) -> String {
    format!("/logout?{}", encode_form(parameters.iter().copied()))
}

#[tokio::test]
async fn signing_out_of_one_account_leaves_the_others_and_none_becomes_active_by_itself() {
    let server = server_with(&["bob"]).await;
    let (mut browser, tokens) = signed_in(&server, &["alice", "bob"]).await;
    let page = browser.open("/logout").await;
    let page = browser.submit_and_follow(&page.form_with_button("sign-out"), "sign-out").await;
    assert!(
        page.text().contains("id=\"accounts\""),
        "the page says that others are signed in: {}",
        page.show()
    );
    assert!(refreshes(&server, &tokens[0]).await && !refreshes(&server, &tokens[1]).await);
    assert!(!browser.cookies().contains_key(SESSION), "sf4");
    assert_eq!(silent(&server, &mut browser, &[]).await, "account_selection_required");
    browser.open("/account/profile").await.form_with_button("another-account");
    let page = browser.open(&authorize(&[])).await;
    let landed = press(&mut browser, &page, "alice").await;
    assert_eq!(subject(&server, &landed).await, "user-alice");
}

#[tokio::test]
async fn sf4_signing_out_of_all_accounts_ends_each_session_and_removes_both_cookies() {
    let server = server_with(&["bob", "carol"]).await;
    for way in ["/logout", "/accounts"] {
        let (mut browser, tokens) = signed_in(&server, &["alice", "bob", "carol"]).await;
        let kept = browser.cookies().clone();
        let page = browser.open(way).await;
        browser.submit_and_follow(&page.form_with_button("sign-out-all"), "sign-out-all").await;
        for tokens in &tokens {
            assert!(!refreshes(&server, tokens).await, "{way}");
        }
        let names = [SESSION, ACCOUNTS];
        assert!(names.iter().all(|name| !browser.cookies().contains_key(*name)), "{way}");
        for (name, value) in &kept {
            browser.set_cookie(name, value);
        }
        assert_eq!(silent(&server, &mut browser, &[]).await, "login_required", "{way}");
    }
}

#[tokio::test]
async fn one_account_of_the_list_signs_out_alone() {
    let server = server_with(&["bob"]).await;
    let (mut browser, tokens) = signed_in(&server, &["alice", "bob"]).await;
    let page = browser.open("/accounts").await;
    let form = page.form_with_button("sign-out-2");
    browser.submit_and_follow(&form, "sign-out-2").await;
    assert!(!refreshes(&server, &tokens[0]).await && refreshes(&server, &tokens[1]).await);
    assert_eq!(silent(&server, &mut browser, &[]).await, "user-bob");
    assert!(!browser.cookies().contains_key(ACCOUNTS), "no other account is left");
    let again = browser.submit_and_follow(&form, "sign-out-2").await;
    assert_eq!(again.status, 200, "pressed twice: {}", again.show());
    assert!(refreshes(&server, &tokens[1]).await);
}

#[tokio::test]
async fn a_logout_hint_ends_its_session_only() {
    let server = server_with(&["bob"]).await;
    server
        .add_client(Client {
            backchannel_logout_uri: Some("https://notes.example/backchannel".to_owned()),
            ..client("told")
        })
        .await;
    let (mut browser, tokens) = signed_in(&server, &["alice", "bob"]).await;
    let page = browser.open(&authorize(&[("client_id", "told"), ("login_hint", "alice")])).await;
    let landed = browser.submit_and_follow(&page.form_with_button("allow"), "allow").await;
    let of_alice = redeem(&server, "told", &landed).await.json();
    let page = browser.get(&logout(&[("id_token_hint", hint(&of_alice))])).await;
    assert!(page.text().contains("id=\"accounts\""), "no question: {}", page.show());
    assert!(!refreshes(&server, &tokens[0]).await && refreshes(&server, &tokens[1]).await);
    assert_eq!(silent(&server, &mut browser, &[]).await, "user-bob", "the active account stays");
    let told = server.transport.sent();
    assert_eq!(told.len(), 1, "one application of one session");
    let page = browser.get(&logout(&[("id_token_hint", hint(&of_alice))])).await;
    page.form_with_button("sign-out");
}
