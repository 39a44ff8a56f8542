//! Devices on which a user is not asked for the second factor again.

mod restore;

use std::sync::Arc;

use valetkey_accounts::Acr;
use valetkey_authorization_server::record::{Client, ConfirmByMail, EventKind, SignInSwitches};
use valetkey_server::testing::{Answer, Browser, TestServer};
use valetkey_storage::{Storage, memory::MemoryStorage};

use crate::{
    databases::on_every_database,
    second_factor::{App, enrol, events, first_step, id_token, says, user, with_code},
    support::*,
};

on_every_database! {
    a_trusted_device_costs_one_read_more_than_a_password_alone,
    a_device_trusted_at_one_node_counts_at_the_other_until_it_is_forgotten_there,
}

const SESSION: &str = "__Host-valetkey_session";
const TRUSTED: &str = "__Host-valetkey_trusted";

async fn server_on(storage: Arc<dyn Storage>) -> (TestServer, App, Vec<String>) {
    let server = TestServer::builder().storage(storage).build().await;
    server.add_client(client("notes")).await;
    server.add_user("alice", PASSWORD).await;
    let (app, codes) = enrol(&server, &mut server.browser(), "alice").await;
    (server, app, codes)
}

async fn server() -> (TestServer, App, Vec<String>) {
    server_on(Arc::new(MemoryStorage::new())).await
}

fn has_box(page: &Answer) -> bool {
    page.text().contains("id=\"trust\"")
}

fn is_signed_in(browser: &Browser<'_>) -> bool {
    browser.cookies().contains_key(SESSION)
}

async fn sign_out(browser: &mut Browser<'_>) {
    let account = browser.open("/account").await.form_with_button("sign-out");
    browser.submit(&account, "sign-out").await;
    browser.remove_cookie(SESSION);
}

/// Signs in with both steps, and trusts the device. The session ends.
async fn trust(server: &TestServer, browser: &mut Browser<'_>, app: &App) {
    let page = first_step(browser, "/login").await;
    assert!(has_box(&page), "{}", page.show());
    let form = with_code(&page, &app.code(server)).with("trust", "yes");
    browser.submit_and_follow(&form, "verify").await;
    assert!(is_signed_in(browser) && browser.cookies().contains_key(TRUSTED));
    server.advance(30);
    sign_out(browser).await;
}

/// Types the password. Returns whether that was enough.
async fn password_is_enough(browser: &mut Browser<'_>, address: &str) -> bool {
    browser.remove_cookie(SESSION);
    let page = browser.open(address).await;
    let answer = browser.submit(&sign_in_form(&page, "alice"), "sign-in").await;
    assert_eq!(answer.location().starts_with("/login/second"), !is_signed_in(browser), "{}", answer.show());
    is_signed_in(browser)
}

#[tokio::test]
async fn a_device_is_trusted_for_thirty_days_and_the_class_says_what_was_proved() {
    let (server, app, _) = server().await;
    let mut browser = server.browser();
    trust(&server, &mut browser, &app).await;
    let landed = sign_in_and_allow(&mut browser, &authorize(&[]), "alice").await;
    let claims = id_token(&server, &landed).await;
    assert_eq!(claims["amr"], serde_json::json!(["pwd"]), "what was proved now");
    assert_eq!(claims["acr"], "urn:valetkey:acr:single-factor");
    assert!(!password_is_enough(&mut server.browser(), "/login").await, "another browser");
    server.advance(29 * 86_400);
    assert!(password_is_enough(&mut browser, "/login").await);
    server.advance(86_400);
    assert!(!password_is_enough(&mut browser, "/login").await, "the use did not extend it");
    assert_eq!(events(&server, EventKind::DeviceTrusted).await.len(), 1);
}

#[tokio::test]
async fn nothing_is_trusted_without_the_box_and_after_a_wrong_code_the_box_stays() {
    let (server, app, _) = server().await;
    let mut browser = server.browser();
    let page = first_step(&mut browser, "/login").await;
    let wrong = browser.submit(&with_code(&page, "000000").with("trust", "yes"), "verify").await;
    assert_eq!(wrong.form_with_button("verify").field("trust"), Some("yes"), "{}", wrong.show());
    assert!(!browser.cookies().contains_key(TRUSTED));
    let page = first_step(&mut browser, "/login").await;
    browser.submit_and_follow(&with_code(&page, &app.code(&server)), "verify").await;
    assert!(is_signed_in(&browser) && !browser.cookies().contains_key(TRUSTED));
    server.advance(30);
    assert!(!password_is_enough(&mut browser, "/login").await);
}

/// SF3: what an application, its registration or the tenant asks for is never remembered.
#[tokio::test]
async fn sf3_a_trusted_device_is_no_second_factor_where_one_is_required() {
    let (server, app, _) = server().await;
    let mut browser = server.browser();
    trust(&server, &mut browser, &app).await;
    server.add_client(Client { required_acr: Acr::MultiFactor, ..client("strong") }).await;
    for changes in [
        &[("acr_values", "urn:valetkey:acr:multi-factor")][..],
        &[("acr_values", "urn:valetkey:acr:single-factor")],
        &[("max_age", "3600")],
        &[("prompt", "login")],
        &[("client_id", "strong")],
    ] {
        browser.remove_cookie(SESSION);
        let page = first_step(&mut browser, &authorize(changes)).await;
        assert!(!has_box(&page) && !is_signed_in(&browser), "{changes:?}: {}", page.show());
        let forced = with_code(&page, &app.code(&server)).with("trust", "yes");
        let before = browser.cookies()[TRUSTED].clone();
        browser.submit(&forced, "verify").await;
        assert!(is_signed_in(&browser));
        assert_eq!(browser.cookies()[TRUSTED], before, "a forged box trusts nothing");
        server.advance(30);
    }
    // The session of the trusted device is too weak, and is made stronger by a code.
    assert!(password_is_enough(&mut browser, &authorize(&[])).await);
    let page = browser.open(&authorize(&[("client_id", "strong")])).await;
    assert!(says(&page, "asks for a second step") && !has_box(&page), "{}", page.show());
    let consent = browser.submit_and_follow(&with_code(&page, &app.code(&server)), "verify").await;
    assert!(consent.form_with_button("allow").button("allow").is_some(), "{}", consent.show());
}

/// SF3: an application that accepts no trusted devices asks for the second step that another sign-in left out.
#[tokio::test]
async fn sf3_a_session_of_a_trusted_device_is_made_stronger_where_trust_is_off() {
    for strict in [
        SignInSwitches { trusted_devices: false, ..SignInSwitches::OF_CLIENT },
        SignInSwitches { confirm_by_mail: ConfirmByMail::Always, ..SignInSwitches::OF_CLIENT },
    ] {
        let (server, app, _) = server().await;
        server.add_client(Client { sign_in: strict, ..client("strict") }).await;
        let mut browser = server.browser();
        trust(&server, &mut browser, &app).await;
        assert!(password_is_enough(&mut browser, &authorize(&[])).await);
        let silent = browser.get(&authorize(&[("client_id", "strict"), ("prompt", "none")])).await;
        assert_eq!(silent.location_parameter("error").as_deref(), Some("login_required"));
        let page = browser.open(&authorize(&[("client_id", "strict")])).await;
        assert!(says(&page, "asks for a second step") && !has_box(&page), "{}", page.show());
        let forced = with_code(&page, "000000").with("trust", "yes");
        let refused = browser.submit_and_follow(&forced, "verify").await;
        let again = browser.open(&authorize(&[("client_id", "strict")])).await;
        assert!(says(&again, "asks for a second step"), "after a wrong code: {}", refused.show());
        let consent = browser.submit_and_follow(&with_code(&again, &app.code(&server)), "verify").await;
        let landed = browser.submit_and_follow(&consent.form_with_button("allow"), "allow").await;
        assert_eq!(redeem(&server, "strict", &landed).await.status, 200, "{}", landed.show());
        let silent = browser.get(&authorize(&[("client_id", "strict"), ("prompt", "none")])).await;
        assert!(silent.location_parameter("code").is_some(), "not asked twice: {}", silent.show());
    }
}

/// A password on a trusted device changes no factor.
#[tokio::test]
async fn sf3_a_session_of_a_trusted_device_is_not_fresh_enough_to_change_the_account() {
    let (server, app, _) = server().await;
    let mut browser = server.browser();
    trust(&server, &mut browser, &app).await;
    assert!(password_is_enough(&mut browser, "/login").await);
    for page in ["authenticator", "passkeys"] {
        let answer = browser.get(&format!("/account/security/{page}")).await;
        assert!(answer.location().starts_with("/login?continue="), "{page}: {}", answer.show());
    }
    let codes = browser.get("/account/security/recovery-codes").await;
    let answer = browser.submit(&codes.form_with_button("make"), "make").await;
    assert!(answer.location().starts_with("/login?continue="), "{}", answer.show());
    let again = browser.open("/account/security/authenticator").await;
    let second = browser.submit_and_follow(&sign_in_form(&again, "alice"), "sign-in").await;
    assert!(!has_box(&second), "{}", second.show());
    let page = browser.submit_and_follow(&with_code(&second, &app.code(&server)), "verify").await;
    assert!(page.form_with_button("remove").button("remove").is_some(), "{}", page.show());
}

#[tokio::test]
async fn a_device_is_listed_and_forgotten_on_the_account_page() {
    let (server, app, _) = server().await;
    let mut browser = server.browser().with_header("user-agent", "Mozilla/5.0 (X11; Linux) Firefox/145.0");
    assert!(!says(&browser.open("/login").await, "Trusted devices"));
    trust(&server, &mut browser, &app).await;
    assert!(password_is_enough(&mut browser, "/login").await);
    let page = browser.get("/account/devices").await;
    assert!(says(&page, "Trusted devices") && says(&page, "Firefox on Linux"), "{}", page.show());
    let form = page.form_with_button("forget-1");
    let done = browser.submit_and_follow(&form, "forget-1").await;
    assert!(says(&done, "asked for your second step on that device again"), "{}", done.show());
    assert!(!says(&done, "Trusted devices"));
    let again = browser.submit(&form, "forget-1").await;
    assert_eq!((again.location(), again.cost.commits), ("/account/devices", 0), "a second press");
    assert_eq!(events(&server, EventKind::DeviceForgotten).await.len(), 1);
    assert!(!password_is_enough(&mut browser, "/login").await);

    // Nobody forgets the device of somebody else.
    trust(&server, &mut browser, &app).await;
    server.add_user("bob", PASSWORD).await;
    let mut bob = server.browser();
    sign_in(&mut bob, "/login", "bob").await;
    assert!(password_is_enough(&mut browser, "/login").await);
    let theirs = browser.get("/account/devices").await.form_with_button("forget-1");
    let id = theirs.field("trusted_device").unwrap();
    let own = bob.get("/account/apps").await;
    let state = own.text().split_once("name=\"form_state\" value=\"").unwrap().1.split_once('"').unwrap().0;
    bob.post_form("/account/devices", &[("trusted_device", id), ("form_state", state)]).await;
    assert!(password_is_enough(&mut browser, "/login").await);
}

#[tokio::test]
async fn trust_ends_with_the_password_the_factor_and_every_other_session() {
    for end in ["password", "factor", "others", "not-me", "disabled"] {
        let (server, app, _) = server().await;
        let mut browser = server.browser();
        trust(&server, &mut browser, &app).await;
        let mut other = server.browser();
        let page = first_step(&mut other, "/login").await;
        other.submit_and_follow(&with_code(&page, &app.code(&server)), "verify").await;
        server.advance(30);
        assert!(password_is_enough(&mut browser, "/login").await, "{end}");
        match end {
            "password" => {
                let page = other.open("/account/security/password").await;
                let form = page
                    .form_with_button("change-password")
                    .with("current_password", PASSWORD)
                    .with("new_password", "another long password")
                    .with("new_password_again", "another long password");
                other.submit_and_follow(&form, "change-password").await;
                // Back to the old one, so that the same helper types it.
                let alice = user(&server, "alice").await;
                let hash = server.server.password_pool.hash(valetkey_types::Secret::new(PASSWORD)).await;
                let with_old =
                    valetkey_accounts::User { password_hash: Some(hash.unwrap()), ..alice.clone() };
                server.replace_user(&alice, with_old).await;
            }
            "factor" => {
                let page = other.open("/account/security/authenticator").await;
                other.submit_and_follow(&page.form_with_button("remove"), "remove").await;
                let (_, _) = enrol(&server, &mut server.browser(), "alice").await;
            }
            "others" => {
                let mut third = server.browser();
                let page = first_step(&mut third, "/login").await;
                third.submit_and_follow(&with_code(&page, &app.code(&server)), "verify").await;
                server.advance(30);
                let page = other.open("/account/devices").await;
                other.submit_and_follow(&page.form_with_button("end-others"), "end-others").await;
            }
            "not-me" => {
                let page = other.open("/account/activity").await;
                other.submit_and_follow(&page.form_with_button("not-me"), "not-me").await;
            }
            _ => {
                let alice = user(&server, "alice").await;
                let access = valetkey_administration::user::Access { clients: &[], outbox: None };
                let occasion = crate::trusted_devices::occasion(&server);
                let decision = valetkey_administration::user::disable(&alice, access, &occasion);
                server.apply(decision.changes).await;
                let alice = user(&server, "alice").await;
                server
                    .replace_user(&alice, valetkey_accounts::User { disabled: false, ..alice.clone() })
                    .await;
            }
        }
        assert!(!password_is_enough(&mut browser, "/login").await, "{end}");
    }
}

#[tokio::test]
async fn where_trust_is_off_the_box_is_gone_and_old_trust_counts_no_more() {
    let storage: Arc<dyn Storage> = Arc::new(MemoryStorage::new());
    let (server, app, _) = server_on(storage.clone()).await;
    let mut browser = server.browser();
    trust(&server, &mut browser, &app).await;
    let strict = SignInSwitches { trusted_devices: false, ..SignInSwitches::OF_CLIENT };
    server.add_client(Client { sign_in: strict, ..client("strict") }).await;
    let page = first_step(&mut browser, &authorize(&[("client_id", "strict")])).await;
    assert!(!has_box(&page), "{}", page.show());
    assert!(password_is_enough(&mut browser, &authorize(&[])).await, "another application allows it");

    let off = SignInSwitches { trusted_devices: false, ..SignInSwitches::OF_TENANT };
    let cookies = browser.cookies().clone();
    let later = TestServer::builder().storage(storage).sign_in(off).build().await;
    later.advance(90);
    let mut browser = later.browser();
    for (name, value) in &cookies {
        browser.set_cookie(name, value);
    }
    browser.remove_cookie(SESSION);
    let page = first_step(&mut browser, "/login").await;
    assert!(!has_box(&page), "{}", page.show());
    browser.submit_and_follow(&with_code(&page, &app.code(&later)).with("trust", "yes"), "verify").await;
    assert!(is_signed_in(&browser) && !says(&browser.get("/account/devices").await, "Trusted devices"));
    assert_eq!(browser.cookies()[TRUSTED], cookies[TRUSTED], "a forged box trusts nothing");
}

#[tokio::test]
async fn sc6_a_changed_cookie_and_one_of_another_user_trust_nothing() {
    let (server, app, _) = server().await;
    let mut browser = server.browser();
    trust(&server, &mut browser, &app).await;
    let sealed = browser.cookies()[TRUSTED].clone();
    let mut changed = sealed.clone();
    let last = changed.pop().unwrap();
    changed.push(if last == 'A' { 'B' } else { 'A' });
    browser.set_cookie(TRUSTED, &changed);
    assert!(!password_is_enough(&mut browser, "/login").await);
    browser.set_cookie(TRUSTED, &sealed);
    assert!(password_is_enough(&mut browser, "/login").await);

    // A cookie that somebody else planted before: the secret of this user is a fresh one.
    let mut planted = server.browser();
    server.add_user("bob", PASSWORD).await;
    let (bobs, _) = enrol(&server, &mut server.browser(), "bob").await;
    planted.set_cookie(TRUSTED, &sealed);
    let page = sign_in(&mut planted, "/login", "bob").await;
    let form = with_code(&page, &bobs.code(&server)).with("trust", "yes");
    planted.submit_and_follow(&form, "verify").await;
    assert!(is_signed_in(&planted) && planted.cookies()[TRUSTED] != sealed);
    server.advance(30);
    let mut thief = server.browser();
    thief.set_cookie(TRUSTED, &sealed);
    let page = sign_in(&mut thief, "/login", "bob").await;
    assert!(page.form_with_button("verify").button("verify").is_some(), "{}", page.show());
    // Both users of the browser are trusted.
    planted.remove_cookie(SESSION);
    sign_in(&mut planted, "/login", "bob").await;
    assert!(is_signed_in(&planted));
    assert!(password_is_enough(&mut planted, "/login").await, "alice");
}

async fn a_trusted_device_costs_one_read_more_than_a_password_alone(storage: Arc<dyn Storage>) {
    let (server, app, _) = server_on(storage).await;
    let mut browser = server.browser();
    trust(&server, &mut browser, &app).await;
    let page = browser.open("/login").await;
    let answer = browser.submit(&sign_in_form(&page, "alice"), "sign-in").await;
    assert!(is_signed_in(&browser), "{}", answer.show());
    assert_eq!((answer.cost.reads, answer.cost.commits), (3, 1), "name, counters and device; the session");
}

async fn a_device_trusted_at_one_node_counts_at_the_other_until_it_is_forgotten_there(
    storage: Arc<dyn Storage>,
) {
    let (one, app, _) = server_on(storage.clone()).await;
    let other = TestServer::builder().storage(storage).build().await;
    other.advance(30);
    // The second step begins at one node and ends at the other.
    let mut first = one.browser();
    let page = first_step(&mut first, "/login").await;
    let mut browser = other.browser();
    for (name, value) in first.cookies() {
        browser.set_cookie(name, value);
    }
    let form = with_code(&page, &app.code(&other)).with("trust", "yes");
    browser.submit_and_follow(&form, "verify").await;
    assert!(is_signed_in(&browser) && browser.cookies().contains_key(TRUSTED));
    for (name, value) in browser.cookies() {
        first.set_cookie(name, value);
    }
    assert!(password_is_enough(&mut first, "/login").await);
    let page = browser.open("/account/devices").await;
    browser.submit_and_follow(&page.form_with_button("forget-1"), "forget-1").await;
    assert!(!password_is_enough(&mut first, "/login").await);
}

/// The occasion of an administrator.
fn occasion(server: &TestServer) -> valetkey_authorization_server::event::Occasion<'_> {
    use valetkey_authorization_server::event::{Actor, Occasion};
    use valetkey_server::Environment as _;
    Occasion {
        tenant: &server.server.tenant,
        actor: &Actor::Server,
        now: server.environment.now(),
        network_address: None,
        reference: None,
        events_kept_for: valetkey_types::Seconds(60),
        fresh_id: &uuid::Uuid::new_v4,
    }
}
