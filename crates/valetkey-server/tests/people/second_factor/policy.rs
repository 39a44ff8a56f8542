//! Rules that require a second factor: of a client, and of the tenant.

use valetkey_authorization_server::{Change, record::TenantRecord};

use super::*;

async fn require_for_client(server: &TestServer, class: Acr) {
    let tenant = &server.server.tenant;
    let stored = server.storage.client(tenant, &ClientId::new("notes")).await.unwrap().unwrap();
    let edited = Client { required_acr: class, ..Client::clone(&stored) };
    server.storage.apply(vec![Change::ReplaceClient(Box::new(edited))]).await.unwrap();
}

#[tokio::test]
async fn en6_a_client_that_requires_two_factors_leads_to_an_authenticator_and_back() {
    let server = server().await;
    require_for_client(&server, Acr::MultiFactor).await;
    let mut browser = server.browser();
    let page = browser.open(&authorize(&[])).await;
    let set_up = browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
    assert!(says(&set_up, "The notes asks for a second step"), "{}", set_up.show());
    assert!(!is_signed_in(&browser), "the session begins with the second factor");
    let app = App::of(&set_up);
    let wrong = set_up.form_with_button("confirm").with("code", "000000");
    let wrong = browser.submit_and_follow(&wrong, "confirm").await;
    assert!(says(&wrong, "does not fit") && !is_signed_in(&browser), "{}", wrong.show());
    let form = wrong.form_with_button("confirm").with("code", &app.code(&server));
    let shown = browser.submit_and_follow(&form, "confirm").await;
    assert_eq!(codes_of(&shown).len(), 10);
    assert!(is_signed_in(&browser));
    server.advance(120);
    let saved = shown.form_with_button("continue");
    assert!(
        saved.field("continue").is_some(),
        "a link with the request is too long for Lynx: {}",
        shown.show()
    );
    let consent = browser.submit_and_follow(&saved, "continue").await;
    let landed = allow(&mut browser, consent).await;
    let claims = id_token(&server, &landed).await;
    assert_eq!(claims["amr"], serde_json::json!(["pwd", "otp", "mfa"]));

    // The form adds nothing a second time, and signs nobody in after a sign-out.
    let account = browser.get("/account").await.form_with_button("sign-out");
    browser.submit(&account, "sign-out").await;
    let replayed = browser.submit(&form, "confirm").await;
    assert!(asks_for_password(&replayed) && !is_signed_in(&browser), "sf2: {}", replayed.show());
}

#[tokio::test]
async fn en6_a_weak_session_of_another_application_is_not_enough() {
    let (server, app, _) = server_with_app().await;
    let mut browser = server.browser();
    let alice = user(&server, "alice").await;
    let without = User { factors: Vec::new(), ..alice.clone() };
    server.replace_user(&alice, without.clone()).await;
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    let now = user(&server, "alice").await;
    server.replace_user(&now, User { factors: alice.factors.clone(), ..now.clone() }).await;
    require_for_client(&server, Acr::MultiFactor).await;
    assert_eq!(error(&browser.open(&authorize(&[("prompt", "none")])).await), "login_required");
    let page = browser.open(&authorize(&[("acr_values", "urn:valetkey:acr:single-factor")])).await;
    let landed = browser.submit_and_follow(&with_code(&page, &app.code(&server)), "verify").await;
    assert_eq!(id_token(&server, &landed).await["acr"], "urn:valetkey:acr:multi-factor");
}

#[tokio::test]
async fn a_user_who_adds_no_factor_goes_back_with_a_refusal() {
    let server = server().await;
    require_for_client(&server, Acr::MultiFactor).await;
    let mut browser = server.browser();
    let page = browser.open(&authorize(&[])).await;
    let set_up = browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
    let cancelled = browser.submit_and_follow(&set_up.form_with_button("cancel"), "cancel").await;
    assert_eq!(error(&cancelled), "access_denied");
    assert_eq!(user(&server, "alice").await.factors, [], "nothing half made stays");
}

#[tokio::test]
async fn en6_a_tenant_that_requires_two_factors_requires_them_everywhere() {
    let storage: Arc<dyn Storage> = Arc::new(MemoryStorage::new());
    let first = TestServer::builder().storage(storage.clone()).build().await;
    let tenant = storage.tenant(&first.server.tenant).await.unwrap().unwrap();
    let strict = TenantRecord { required_acr: Acr::MultiFactor, ..tenant };
    storage.apply(vec![Change::ReplaceTenant(strict)]).await.unwrap();
    let server = TestServer::builder().storage(storage).build().await;
    server.add_client(client("notes")).await;
    server.add_user("alice", PASSWORD).await;
    for address in ["/login".to_owned(), authorize(&[])] {
        let mut browser = server.browser();
        let page = browser.open(&address).await;
        let set_up = browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
        assert!(says(&set_up, "Add an authenticator app"), "{address}: {}", set_up.show());
        assert!(!is_signed_in(&browser));
    }
    // Browsers offer no passkeys at an IP address.
    let server = TestServer::builder().issuer("http://127.0.0.1:8080").build().await;
    server.add_client(client("notes")).await;
    require_for_client(&server, Acr::PhishingResistant).await;
    let mut browser = server.browser();
    let unmet = browser.open(&authorize(&[])).await;
    assert_eq!(error(&unmet), "unmet_authentication_requirements");
}

#[tokio::test]
async fn sf3_only_a_fresh_password_adds_a_factor_during_a_sign_in() {
    let server = server().await;
    require_for_client(&server, Acr::MultiFactor).await;
    let mut browser = server.browser();
    let page = browser.open(&authorize(&[])).await;
    let set_up = browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
    let app = App::of(&set_up);
    server.advance(Seconds::minutes(10).0 + 1);
    let form = set_up.form_with_button("confirm").with("code", &app.code(&server));
    let late = browser.submit(&form, "confirm").await;
    assert!(asks_for_password(&late), "{}", late.show());
    assert_eq!(user(&server, "alice").await.factors, []);
}
