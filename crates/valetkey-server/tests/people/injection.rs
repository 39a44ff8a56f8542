//! XSS: every parameter and stored name on every page (XS1), and the headers every page carries (XS2).

use valetkey_accounts::User;
use valetkey_authorization_server::record::Client;
use valetkey_server::testing::Answer;

use crate::support::*;

const PROBE: &str = "\"'><img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}";

fn assert_clean(page: &Answer) {
    let text = page.text();
    assert!(!text.contains("<img src=x"), "{}", page.show());
    assert!(!text.contains("<script>"), "{}", page.show());
    let policy = page.header("content-security-policy").expect("every page has a policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(page.header("cache-control"), Some("no-store, no-cache"), "Lynx needs this order");
}

#[tokio::test]
async fn xs1_nothing_that_came_or_was_stored_becomes_markup() {
    let server = server().await;
    let hostile = Client {
        name: PROBE.into(),
        client_uri: Some("javascript:alert(1)".into()),
        logo_uri: Some("JaVaScRiPt:alert(1)".into()),
        policy_uri: Some("data:text/html,x".into()),
        tos_uri: Some(format!("https://x/{PROBE}")),
        ..client("hostile")
    };
    server.add_client(hostile).await;
    let mallory = server.add_user("mallory", PASSWORD).await;
    server.replace_user(&mallory, User { name: Some(PROBE.into()), ..mallory.clone() }).await;
    let mut browser = server.browser();
    for name in
        ["client_id", "redirect_uri", "state", "scope", "login_hint", "ui_locales", "prompt", "id_token_hint"]
    {
        let page = browser.open(&authorize(&[(name, PROBE)])).await;
        if page.header("location").is_none() {
            assert_clean(&page);
        }
    }
    for path in ["/login", "/consent", "/accounts", "/logout"] {
        let query = valetkey_types::encode_form([("continue", PROBE), ("post_logout_redirect_uri", PROBE)]);
        assert_clean(&browser.open(&format!("{path}?{query}")).await);
    }
    let address = authorize(&[("client_id", "hostile"), ("state", PROBE)]);
    let login = browser.open(&address).await;
    assert_clean(&login);
    let form = login.form_with_button("sign-in").with("username", PROBE).with("password", PROBE);
    assert_clean(&browser.submit_and_follow(&form, "sign-in").await);
    let consent = sign_in(&mut browser, &address, "mallory").await;
    assert_clean(&consent);
    assert!(!consent.text().to_lowercase().contains("javascript:"), "xs4");
    browser.submit_and_follow(&consent.form_with_button("allow"), "allow").await;
    assert_clean(&browser.get("/account").await);
    assert_clean(&browser.open(&authorize(&[("client_id", "hostile"), ("prompt", "select_account")])).await);
    assert_clean(&browser.get("/logout?client_id=hostile").await);
}
