//! The second step of a sign-in: authenticators, recovery codes, step-up, and the rules that require them.

use std::sync::Arc;

use valetkey_accounts::{Acr, FactorKind, FailureLimit, User};
use valetkey_authorization_server::{
    record::{Client, Event, EventKind},
    second_factor::totp,
};
use valetkey_server::{
    EncryptionKey, Environment as _, second_factors,
    testing::{Answer, Browser, Form, TestServer},
};
use valetkey_storage::{Listing, Storage, directory, memory::MemoryStorage, record::EVENT};
use valetkey_types::{ClientId, Seconds, UserId, encode_form};

use crate::{sign_in::try_password, support::*};

mod counting;
mod policy;
mod step_up;

pub(super) const SESSION: &str = "__Host-valetkey_session";
pub(super) const AUTHENTICATOR: &str = "/account/security/authenticator";
pub(super) const CODES: &str = "/account/security/recovery-codes";

/// The authenticator app of a user.
pub(super) struct App(Vec<u8>);

impl App {
    /// Reads the key of a page.
    pub(super) fn of(page: &Answer) -> Self {
        let (_, rest) =
            page.text().split_once("<code id=\"key\">").unwrap_or_else(|| panic!("no key: {}", page.show()));
        let key = rest.split_once('<').unwrap().0.replace(' ', "");
        let mut bits = 0_u64;
        let mut bytes = Vec::new();
        for (place, letter) in key.bytes().enumerate() {
            let value =
                b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".iter().position(|known| *known == letter).unwrap();
            bits = bits << 5 | u64::try_from(value).unwrap();
            if place % 8 == 7 {
                bytes.extend_from_slice(&bits.to_be_bytes()[3..]);
                bits = 0;
            }
        }
        Self(bytes)
    }

    /// The code that it shows now.
    pub(super) fn code(&self, server: &TestServer) -> String {
        totp::code(&self.0, totp::step_at(server.environment.now()))
    }
}

/// The recovery codes of a page.
fn codes_of(page: &Answer) -> Vec<String> {
    let (_, list) = page.text().split_once("id=\"codes\"").unwrap_or_else(|| panic!("{}", page.show()));
    let list = list.split_once("</ol>").unwrap().0;
    list.split("<code>").skip(1).map(|rest| rest.split_once('<').unwrap().0.to_owned()).collect()
}

/// Adds an authenticator on the account page; returns it with the recovery codes.
pub(super) async fn enrol(
    server: &TestServer,
    browser: &mut Browser<'_>,
    username: &str,
) -> (App, Vec<String>) {
    sign_in(browser, "/login?another=1", username).await;
    let page = browser.open(AUTHENTICATOR).await;
    let app = App::of(&page);
    let form = page.form_with_button("confirm").with("code", &app.code(server));
    let shown = browser.submit_and_follow(&form, "confirm").await;
    let codes = codes_of(&shown);
    // The next code is another one.
    server.advance(30);
    (app, codes)
}

/// A server with alice, who has an authenticator.
async fn server_with_app() -> (TestServer, App, Vec<String>) {
    let server = server().await;
    let (app, codes) = enrol(&server, &mut server.browser(), "alice").await;
    (server, app, codes)
}

/// Types the password; returns the page of the second step.
pub(super) async fn first_step(browser: &mut Browser<'_>, address: &str) -> Answer {
    let page = browser.open(address).await;
    let answer = browser.submit(&sign_in_form(&page, "alice"), "sign-in").await;
    assert!(answer.location().starts_with("/login/second?"), "{}", answer.show());
    browser.follow(answer).await
}

pub(super) fn with_code(page: &Answer, code: &str) -> Form {
    page.form_with_button("verify").with("code", code)
}

pub(super) fn says(page: &Answer, words: &str) -> bool {
    page.status == 200 && page.text().contains(words)
}

fn asks_for_password(answer: &Answer) -> bool {
    answer.forms().iter().any(|form| form.button("sign-in").is_some())
}

fn is_signed_in(browser: &Browser<'_>) -> bool {
    browser.cookies().contains_key(SESSION)
}

pub(super) async fn user(server: &TestServer, name: &str) -> User {
    server.storage.user_by_sign_in_name(&server.server.tenant, name).await.unwrap().unwrap()
}

pub(super) async fn events(server: &TestServer, kind: EventKind) -> Vec<Event> {
    let listing = Listing::of_tenant(&EVENT, &server.server.tenant, 100);
    let events = directory::page::<Event>(&*server.storage, &listing).await.unwrap().records;
    events.into_iter().filter(|event| event.kind == kind).collect()
}

/// Redeems the code of the application and returns the claims of the ID token.
pub(super) async fn id_token(server: &TestServer, landed: &Answer) -> serde_json::Value {
    let redeemed = redeem(server, "notes", landed).await;
    claims(&redeemed.json()["id_token"])
}

pub(super) async fn allow(browser: &mut Browser<'_>, page: Answer) -> Answer {
    if page.header("location").is_some() {
        return page;
    }
    browser.submit_and_follow(&page.form_with_button("allow"), "allow").await
}

#[tokio::test]
async fn an_authenticator_counts_once_a_code_of_it_fits_and_brings_codes_that_are_shown_once() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    let before = browser.cookies()[SESSION].clone();
    let page = browser.open(AUTHENTICATOR).await;
    assert!(page.text().contains("<svg class=\"qr\""), "{}", page.show());
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    let app = App::of(&page);
    let form = page.form_with_button("confirm");
    for wrong in ["", "000000", "12345", &format!("{}0", app.code(&server))] {
        let answer = browser.submit_and_follow(&form.clone().with("code", wrong), "confirm").await;
        assert!(says(&answer, "does not fit"), "{wrong:?}: {}", answer.show());
        assert_eq!(App::of(&answer).0, app.0, "the key stays");
    }
    assert_eq!(user(&server, "alice").await.factors, []);
    let code = app.code(&server);
    let typed = format!(" {} {} ", &code[..3], &code[3..]);
    let shown = browser.submit_and_follow(&form.clone().with("code", &typed), "confirm").await;
    let codes = codes_of(&shown);
    assert_eq!(codes.len(), 10, "{}", shown.show());
    assert_ne!(browser.cookies()[SESSION], before, "sf1: a stronger session is another one");
    assert_eq!(user(&server, "alice").await.factors, [FactorKind::Authenticator, FactorKind::RecoveryCodes]);
    assert_eq!(events(&server, EventKind::SecondFactorAdded).await.len(), 1);

    let link = shown.text().split_once("id=\"download\" href=\"").unwrap().1.split_once('"').unwrap().0;
    let link = link.replace("&#38;", "&");
    let file = browser.get(&link).await;
    assert_eq!(file.header("content-type"), Some("text/plain; charset=utf-8"));
    assert!(file.header("content-disposition").unwrap().starts_with("attachment"));
    assert!(codes.iter().all(|code| file.text().contains(code)), "{}", file.show());
    assert_eq!(server.browser().get(&link).await.status, 303, "another browser gets no codes");
    server.advance(15 * 60 + 1);
    let later = browser.open(&link).await;
    assert!(!codes.iter().any(|code| later.text().contains(code)), "{}", later.show());

    // A second press of the old form adds nothing.
    server.advance(-(15 * 60 + 1));
    let again = browser.submit_and_follow(&form.with("code", &app.code(&server)), "confirm").await;
    assert!(says(&again, "You have an authenticator app"), "{}", again.show());
    assert_eq!(events(&server, EventKind::SecondFactorAdded).await.len(), 1);
}

#[tokio::test]
async fn sf2_the_session_begins_after_the_second_step_only() {
    let (server, app, _) = server_with_app().await;
    let mut browser = server.browser();
    let page = first_step(&mut browser, &authorize(&[])).await;
    assert!(!is_signed_in(&browser));
    assert!(says(&page, "Signing in as alice"), "{}", page.show());
    let half = page.form_with_button("verify").field("continue").unwrap().to_owned();
    for path in ["/authorize", "/consent", "/accounts"] {
        let skipped = browser.open(&format!("{path}?{}", encode_form([("continue", half.as_str())]))).await;
        assert!(asks_for_password(&skipped), "{path}: {}", skipped.show());
    }
    assert_eq!(error(&browser.open(&authorize(&[("prompt", "none")])).await), "login_required");
    for wrong in ["000000", "abc", " ", ""] {
        let answer = browser.submit(&with_code(&page, wrong), "verify").await;
        assert!(says(&answer, "role=\"alert\""), "{wrong:?}: {}", answer.show());
        assert!(!is_signed_in(&browser));
    }
    let code = app.code(&server);
    let answer = browser.submit_and_follow(&with_code(&page, &code), "verify").await;
    assert!(is_signed_in(&browser), "{}", answer.show());
    let landed = allow(&mut browser, answer).await;
    let claims = id_token(&server, &landed).await;
    assert_eq!(claims["acr"], "urn:valetkey:acr:multi-factor");
    assert_eq!(claims["amr"], serde_json::json!(["pwd", "otp", "mfa"]));
}

#[tokio::test]
async fn sf2_a_half_sign_in_is_worth_nothing_elsewhere_later_or_after_the_user_was_disabled() {
    let (server, app, _) = server_with_app().await;
    let mut browser = server.browser();
    let page = first_step(&mut browser, &authorize(&[])).await;
    let mut other = server.browser();
    other.open(&authorize(&[])).await;
    let answer = other.submit(&with_code(&page, &app.code(&server)), "verify").await;
    assert!(answer.location().contains("/authorize?client_id=notes"), "{}", answer.show());
    assert!(!is_signed_in(&other));

    server.advance(601);
    let late = browser.submit(&with_code(&page, &app.code(&server)), "verify").await;
    assert!(asks_for_password(&late) && !is_signed_in(&browser), "{}", late.show());

    let page = first_step(&mut browser, &authorize(&[])).await;
    let alice = user(&server, "alice").await;
    server.replace_user(&alice, User { disabled: true, ..alice.clone() }).await;
    let answer = browser.submit(&with_code(&page, &app.code(&server)), "verify").await;
    assert!(asks_for_password(&answer) && !is_signed_in(&browser), "{}", answer.show());
}

#[tokio::test]
async fn a_recovery_code_signs_in_once_leaves_an_event_and_few_are_told() {
    let (server, app, codes) = server_with_app().await;
    let mut used = 0;
    for code in &codes[..7] {
        let mut browser = server.browser();
        let page = first_step(&mut browser, "/login").await;
        let page = match page.form_with_button("verify").field("way") {
            Some("recovery-code") => page,
            _ => browser.submit(&page.form_with_button("use-recovery-code"), "use-recovery-code").await,
        };
        assert_eq!(page.form_with_button("verify").field("way"), Some("recovery-code"), "{}", page.show());
        let typed = code.to_uppercase().replace('-', "  ");
        browser.submit_and_follow(&with_code(&page, &typed), "verify").await;
        assert!(is_signed_in(&browser));
        used += 1;
        assert_eq!(events(&server, EventKind::RecoveryCodeUsed).await.len(), used);
        let left = browser.get(CODES).await;
        assert!(says(&left, &format!("You have {} recovery codes left", 10 - used)), "{}", left.show());
        assert_eq!(left.text().contains("Make new ones"), 10 - used <= 3);
    }
    let mut browser = server.browser();
    let page = first_step(&mut browser, &authorize(&[])).await;
    assert_eq!(page.form_with_button("verify").field("way"), Some("recovery-code"), "what was used last");
    let again = browser.submit(&with_code(&page, &codes[0]), "verify").await;
    assert!(says(&again, "was used before") && !is_signed_in(&browser), "en5: {}", again.show());
    let other = browser.submit(&again.form_with_button("use-authenticator"), "use-authenticator").await;
    let signed_in = browser.submit_and_follow(&with_code(&other, &app.code(&server)), "verify").await;
    assert!(is_signed_in(&browser));
    let page = browser.get(CODES).await;
    let shown = browser.submit_and_follow(&page.form_with_button("make"), "make").await;
    let new = codes_of(&shown);
    assert!(new.iter().all(|code| !codes.contains(code)));
    assert_eq!(events(&server, EventKind::RecoveryCodesMade).await.len(), 1);
    drop(signed_in);
    for (code, counts) in [(&codes[9], false), (&new[0], true)] {
        let mut browser = server.browser();
        let page = first_step(&mut browser, "/login").await;
        let form = with_code(&page, code).with("way", "recovery-code");
        browser.submit_and_follow(&form, "verify").await;
        assert_eq!(is_signed_in(&browser), counts, "{code}");
    }
}

#[tokio::test]
async fn another_account_and_cancel_lead_out_of_the_second_step() {
    let (server, app, _) = server_with_app().await;
    server.add_user("bob", PASSWORD).await;
    let mut browser = server.browser();
    let page = first_step(&mut browser, &authorize(&[])).await;
    let cancelled = browser.submit_and_follow(&page.form_with_button("cancel"), "cancel").await;
    assert_eq!(error(&cancelled), "access_denied");
    let page = first_step(&mut browser, &authorize(&[])).await;
    let login = browser.submit_and_follow(&page.form_with_button("restart"), "restart").await;
    assert!(asks_for_password(&login), "{}", login.show());
    browser.submit_and_follow(&sign_in_form(&login, "bob"), "sign-in").await;
    assert!(is_signed_in(&browser), "bob has no second factor");
    // Alice's half sign-in is not bob's second step, and bob's session does not become hers without her code.
    let answer = browser.submit(&with_code(&page, "000000"), "verify").await;
    assert!(says(&answer, "That code is wrong"), "{}", answer.show());
    let account = browser.submit_and_follow(&with_code(&answer, &app.code(&server)), "verify").await;
    assert!(is_signed_in(&browser), "{}", account.show());
    assert!(says(&browser.get("/account").await, "alice"));
}

#[tokio::test]
async fn sf3_the_account_asks_for_a_fresh_sign_in_before_factors_change() {
    let (server, app, _) = server_with_app().await;
    let mut browser = server.browser();
    let page = first_step(&mut browser, "/login").await;
    browser.submit_and_follow(&with_code(&page, &app.code(&server)), "verify").await;
    let remove = browser.get(AUTHENTICATOR).await.form_with_button("remove");
    server.advance(301);
    let asked = browser.open(AUTHENTICATOR).await;
    assert!(asks_for_password(&asked), "{}", asked.show());
    let refused = browser.submit_and_follow(&remove, "remove").await;
    assert!(asks_for_password(&refused), "{}", refused.show());
    assert!(user(&server, "alice").await.has_factor(FactorKind::Authenticator));

    let second = browser.submit_and_follow(&sign_in_form(&asked, "alice"), "sign-in").await;
    assert!(second.text().contains("id=\"verify\""), "the second step again: {}", second.show());
    let page = browser.submit_and_follow(&with_code(&second, &app.code(&server)), "verify").await;
    let done = browser.submit_and_follow(&page.form_with_button("remove"), "remove").await;
    assert!(says(&done, "The authenticator app was removed"), "{}", done.show());
    assert_eq!(user(&server, "alice").await.factors, []);
    assert_eq!(events(&server, EventKind::SecondFactorRemoved).await.len(), 1);
    let answer = try_password(&mut server.browser(), "alice", PASSWORD).await;
    assert!(answer.location().contains("/consent?"), "the password is enough again: {}", answer.show());
}

#[tokio::test]
async fn an_authenticator_of_another_user_or_form_is_not_added() {
    let server = server().await;
    server.add_user("bob", PASSWORD).await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    let of_alice = browser.open(AUTHENTICATOR).await;
    sign_in(&mut browser, "/login?another=1", "bob").await;
    let of_bob = browser.open(AUTHENTICATOR).await.form_with_button("confirm");
    let set_up = of_alice.form_with_button("confirm").field("set_up").unwrap().to_owned();
    let code = App::of(&of_alice).code(&server);
    let answer = browser.submit(&of_bob.clone().with("set_up", &set_up).with("code", &code), "confirm").await;
    assert_eq!(answer.status, 400, "{}", answer.show());
    for form in [("set_up", "nonsense"), ("form_state", "nonsense")] {
        let tampered = of_bob.clone().with("code", &code).with(form.0, form.1);
        assert_eq!(browser.submit(&tampered, "confirm").await.status, 400, "{form:?}");
    }
    assert_eq!(user(&server, "bob").await.factors, []);
    assert_eq!(user(&server, "alice").await.factors, []);
    let stranger = server.browser().get(AUTHENTICATOR).await;
    assert!(stranger.location().contains("/login?"), "{}", stranger.show());
}

#[tokio::test]
async fn a_user_without_a_second_factor_gets_no_codes_and_is_asked_for_none() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    let page = browser.get(CODES).await;
    assert!(says(&page, "You have no recovery codes"), "{}", page.show());
    let form_state = page.form_with_button("sign-out").field("form_state").unwrap().to_owned();
    browser.post_form(CODES, &[("form_state", &form_state), ("action", "make")]).await;
    assert!(!user(&server, "alice").await.has_factor(FactorKind::RecoveryCodes));
}

/// Seals the seeds with a new encryption key; then the old key opens nothing and nobody is locked out.
#[tokio::test]
async fn h2_authenticators_survive_a_new_encryption_key() {
    let storage: Arc<dyn Storage> = Arc::new(MemoryStorage::new());
    let build = |key| TestServer::builder().storage(storage.clone()).encryption_key(key).build();
    let old = build([1; 32]).await;
    old.add_client(client("notes")).await;
    old.add_user("alice", PASSWORD).await;
    let (app, _) = enrol(&old, &mut old.browser(), "alice").await;
    let tenant = old.server.tenant.clone();
    let alone = EncryptionKey::new([2; 32]);
    assert!(second_factors::reseal(&*storage, &tenant, &alone).await.is_err(), "the old key must be there");
    let both = EncryptionKey::new([2; 32]).with_previous(EncryptionKey::new([1; 32]));
    assert_eq!(second_factors::reseal(&*storage, &tenant, &both).await.unwrap(), 1);
    assert_eq!(second_factors::reseal(&*storage, &tenant, &alone).await.unwrap(), 1, "without the old key");
    let sealed = second_factors::load(&*storage, &tenant, &user(&old, "alice").await.id).await.unwrap();
    let sealed = sealed.unwrap().authenticator.unwrap().seed_sealed;
    let seal = second_factors::SeedSeal::new(&alone).unwrap();
    let alice = user(&old, "alice").await.id;
    assert_eq!(*seal.open(&tenant, &alice, &sealed).unwrap(), app.0);
    assert!(seal.open(&tenant, &UserId::new("bob"), &sealed).is_err(), "a seed is one user's");
}
