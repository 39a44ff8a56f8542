//! The change of the password, and the proof that a change of the account needs.

use valetkey_accounts::{User, verify_password};
use valetkey_authorization_server::{
    Change,
    branding::Branding,
    event::Actor,
    record::{Client, Session, TenantRecord},
};
use valetkey_server::testing::{Answer, Browser, Form, TestServer};
use valetkey_storage::directory::sessions_of_user;

use crate::{events::events, support::*};

const PAGE: &str = "/account/security/password";
const NEW: &str = "a new horse battery";
/// Longer ago than a fresh proof.
const STALE: i64 = 5 * 60 + 1;

async fn user(server: &TestServer) -> User {
    server.storage.user_by_sign_in_name(&server.server.tenant, "alice").await.unwrap().unwrap()
}

async fn live_sessions(server: &TestServer) -> Vec<Session> {
    let user = user(server).await;
    let sessions = sessions_of_user(&*server.storage, &server.server.tenant, &user.id).await.unwrap();
    sessions.into_iter().filter(|session| session.is_live(server.server.environment.now())).collect()
}

fn filled(page: &Answer, new: &str) -> Form {
    let form = page.form_with_button("change-password");
    form.with("new_password", new).with("new_password_again", new)
}

async fn change(browser: &mut Browser<'_>, new: &str) -> Answer {
    let page = browser.get(PAGE).await;
    browser.submit(&filled(&page, new), "change-password").await
}

async fn signs_in_with(server: &TestServer, password: &str) -> bool {
    let mut browser = server.browser();
    let page = browser.get("/login").await;
    let form = sign_in_form(&page, "alice").with("password", password);
    browser.submit(&form, "sign-in").await.header("location") == Some("/account")
}

fn asks_for_the_current_one(page: &Answer) -> bool {
    page.text().contains("id=\"current-password\"")
}

#[tokio::test]
async fn sf1_a_new_password_ends_every_other_session_and_this_one_goes_on_under_another_identifier() {
    let server = server().await;
    let told =
        Client { backchannel_logout_uri: Some("https://notes.example/logout".into()), ..client("told") };
    server.add_client(told).await;
    let (mut browser, mut other) = (server.browser(), server.browser());
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    let offline = authorize(&[("client_id", "told"), ("scope", "openid offline_access")]);
    let landed = sign_in_and_allow(&mut other, &offline, "alice").await;
    let elsewhere = redeem(&server, "told", &landed).await.json();
    let here = browser.get(&authorize(&[("prompt", "none")])).await;
    let before = browser.cookies().iter().find(|(name, _)| name.contains("session")).unwrap();
    let (name, before) = (before.0.clone(), before.1.clone());
    let of_before = live_sessions(&server).await;
    let sent = server.transport.sent().len();

    let answer = change(&mut browser, NEW).await;
    assert!(answer.location().starts_with("/account/security?done="), "{}", answer.show());
    let page = browser.follow(answer).await;
    assert!(page.text().contains("Your password is changed"), "{}", page.show());

    let sessions = live_sessions(&server).await;
    assert_eq!(sessions.len(), 1, "{sessions:?}");
    assert!(of_before.iter().all(|session| session.id != sessions[0].id), "another identifier");
    assert!(of_before.iter().any(|session| session.sid == sessions[0].sid), "the applications keep theirs");
    assert_ne!(browser.cookies()[&name], before);
    let mut thief = server.browser();
    thief.set_cookie(&name, &before);
    assert!(thief.get("/account").await.location().starts_with("/login?"), "the cookie before is dead");
    assert!(other.get("/account").await.location().starts_with("/login?"), "the other browser is signed out");
    assert_eq!(server.transport.sent().len(), sent + 1, "its application is told");
    let refresh = [
        ("grant_type", "refresh_token"),
        ("refresh_token", elsewhere["refresh_token"].as_str().unwrap()),
        ("client_id", "told"),
        ("client_secret", "secret"),
    ];
    assert_eq!(server.post_form("/token", &[], &refresh).await.status, 400, "so is its offline access");
    assert_eq!(redeem(&server, "notes", &here).await.status, 200, "a code of this session goes on with it");
    assert!(signs_in_with(&server, NEW).await && !signs_in_with(&server, PASSWORD).await);
}

#[tokio::test]
async fn a_change_stores_one_event_and_no_password() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    let before = events(&server).await.len();
    change(&mut browser, NEW).await;
    let stored = events(&server).await.split_off(before);
    assert_eq!(stored.len(), 1);
    let user = user(&server).await;
    assert_eq!((stored[0].kind.as_str(), &stored[0].subject), ("user.password_set", &Some(user.id.clone())));
    assert_eq!(stored[0].actor, Actor::User { id: user.id });
    assert!(!format!("{:?}", stored[0]).contains(NEW));
}

#[tokio::test]
async fn sf3_an_old_sign_in_needs_the_current_password_and_a_fresh_one_does_not() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    let fresh = browser.get(PAGE).await;
    assert!(!asks_for_the_current_one(&fresh), "{}", fresh.show());
    server.advance(STALE);
    let page = browser.get(PAGE).await;
    assert!(asks_for_the_current_one(&page), "{}", page.show());
    for form in [
        filled(&fresh, NEW),
        filled(&page, NEW),
        filled(&page, NEW).with("current_password", "wrong"),
        filled(&page, NEW).with("current_password", NEW),
    ] {
        let answer = browser.submit(&form, "change-password").await;
        assert!(answer.text().contains("That is not your current password"), "{}", answer.show());
        assert!(answer.text().contains("<title>Error: "), "u16");
        assert!(!answer.text().contains(NEW), "nothing that was typed comes back");
    }
    assert!(verify_password(PASSWORD, &user(&server).await.password_hash.unwrap()));
    let form = filled(&page, NEW).with("current_password", PASSWORD);
    let answer = browser.submit(&form, "change-password").await;
    assert!(answer.location().starts_with("/account/security?done="), "{}", answer.show());
    assert!(signs_in_with(&server, NEW).await);
}

#[tokio::test]
async fn en2_guesses_of_the_current_password_count_like_guesses_at_the_sign_in_page() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    server.advance(STALE);
    let mut answer = browser.get(PAGE).await;
    for _ in 0..200 {
        let form = filled(&answer, NEW).with("current_password", "a wrong guess");
        answer = browser.submit(&form, "change-password").await;
        if answer.text().contains("too many failed attempts") {
            let right = filled(&answer, NEW).with("current_password", PASSWORD);
            let stopped = browser.submit(&right, "change-password").await;
            assert!(stopped.text().contains("too many failed attempts"), "{}", stopped.show());
            return;
        }
    }
    panic!("no pause: {}", answer.show());
}

#[tokio::test]
async fn a_password_that_the_rule_refuses_says_what_is_missing() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    let page = browser.get(PAGE).await;
    let long = "x".repeat(257);
    for (new, again, words) in [
        ("", "", "Enter the new password in both fields"),
        (NEW, "", "Enter the new password in both fields"),
        (NEW, "a new horse batter", "are not the same"),
        (NEW, " a new horse battery", "are not the same"),
        ("short", "short", "at least 8 characters"),
        (&long, &long, "at most 256 characters"),
        ("password123", "password123", "one of the first"),
        ("Bangbang", "Bangbang", "one of the first"),
        ("Example-2026", "Example-2026", "one of the first"),
        ("alice@id.example", "alice@id.example", "one of the first"),
        ("with a\u{7}bell", "with a\u{7}bell", "letters, digits"),
    ] {
        let form = filled(&page, new).with("new_password_again", again);
        let answer = browser.submit(&form, "change-password").await;
        assert!(answer.status == 200 && answer.text().contains(words), "{new:?}: {}", answer.show());
        assert!(answer.text().contains("<title>Error: ") && answer.text().contains("role=\"alert\""), "u16");
    }
    assert!(signs_in_with(&server, PASSWORD).await);
}

/// NIST SP 800-63B-4 section 3.1.1.2: the names of the service are no passwords.
#[tokio::test]
async fn a_password_of_the_names_of_the_service_is_refused() {
    let first = server().await;
    let tenant = first.storage.tenant(&first.server.tenant).await.unwrap().unwrap();
    let branding = Branding { name: Some("Acme Mail".to_owned()), ..tenant.branding.clone() };
    let named = TenantRecord { name: Some("Miller & Sons".to_owned()), branding, ..tenant };
    first.apply(vec![Change::ReplaceTenant(named)]).await;
    let server = TestServer::builder().storage(first.storage.clone()).build().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    let page = browser.get(PAGE).await;
    for new in ["Acme-Mail-1999", "MILLER+SONS", "sons 12345", "acme@id.example", "mail, alice, mail"] {
        let answer = browser.submit(&filled(&page, new), "change-password").await;
        let says = answer.status == 200 && answer.text().contains("one of the first");
        assert!(says, "{new:?}: {}", answer.show());
    }
    let done = browser.submit(&filled(&page, "sons of a miller"), "change-password").await;
    assert_eq!(done.status, 303, "{}", done.show());
}

#[tokio::test]
async fn st4_a_form_of_another_site_or_session_changes_no_password() {
    let server = server().await;
    let (mut browser, mut other) = (server.browser(), server.browser());
    sign_in(&mut browser, "/login", "alice").await;
    sign_in(&mut other, "/login", "alice").await;
    let form = filled(&browser.get(PAGE).await, NEW);
    let fields: Vec<_> = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    for headers in [&[("origin", "https://evil.example")][..], &[("sec-fetch-site", "cross-site")]] {
        assert_eq!(browser.post_form_with(PAGE, &fields, headers).await.status, 400, "{headers:?}");
    }
    assert_eq!(other.submit(&form, "change-password").await.status, 400, "sealed for another browser");
    let without: Vec<_> = fields.iter().copied().filter(|(name, _)| *name != "form_state").collect();
    assert_eq!(browser.post_form(PAGE, &without).await.status, 400);
    let sign_out = browser.get("/account").await.form_with_button("sign-out");
    browser.submit(&sign_out, "sign-out").await;
    assert!(browser.submit(&form, "change-password").await.location().starts_with("/login?"));
    assert!(signs_in_with(&server, PASSWORD).await);
}

/// Two tabs: the form of the first tab is posted after the second one changed the password.
#[tokio::test]
async fn a_form_in_a_second_tab_still_belongs_to_the_session() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    let second = filled(&browser.get(PAGE).await, "the second new one");
    change(&mut browser, NEW).await;
    let answer = browser.submit(&second, "change-password").await;
    assert!(answer.location().starts_with("/account/security?done="), "{}", answer.show());
    assert!(signs_in_with(&server, "the second new one").await);
}

#[tokio::test]
async fn the_well_known_address_leads_to_the_form() {
    let server = server().await;
    assert_eq!(server.get("/.well-known/change-password").await.location(), PAGE);
    let mut browser = server.browser();
    let page = sign_in(&mut browser, "/.well-known/change-password", "alice").await;
    page.form_with_button("change-password");
}

/// A user without a password proves who they are at the sign-in page, which says why, and comes back.
#[tokio::test]
async fn sf3_without_a_password_an_old_sign_in_must_be_repeated() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    let before = user(&server).await;
    server.replace_user(&before, User { password_hash: None, ..before.clone() }).await;
    let form = filled(&browser.get(PAGE).await, NEW);
    server.advance(STALE);
    for answer in [browser.get(PAGE).await, browser.submit(&form, "change-password").await] {
        assert!(answer.location().starts_with("/login?continue="), "{}", answer.show());
        let page = browser.follow(answer).await;
        assert!(page.text().contains("more than five minutes ago"), "{}", page.show());
        assert_eq!(page.form_with_button("sign-in").field("username"), Some("alice"));
    }
    let bare = user(&server).await;
    assert!(bare.password_hash.is_none());
    server.replace_user(&bare, User { password_hash: before.password_hash.clone(), ..bare.clone() }).await;
    let page = browser.get(PAGE).await;
    assert!(asks_for_the_current_one(&page), "{}", page.show());
}

#[tokio::test]
async fn giving_up_a_confirmation_leads_to_the_section() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    let before = user(&server).await;
    server.replace_user(&before, User { password_hash: None, ..before.clone() }).await;
    server.advance(STALE);
    let page = browser.open(PAGE).await;
    let answer = browser.submit(&page.form_with_button("cancel"), "cancel").await;
    assert_eq!(answer.location(), "/account/security");
    assert_eq!(browser.follow(answer).await.status, 200, "still signed in");
}

#[tokio::test]
async fn a_session_that_ended_meanwhile_changes_no_password() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in(&mut browser, "/login", "alice").await;
    let form = filled(&browser.get(PAGE).await, NEW);
    let (tenant, user_id) = (server.server.tenant.clone(), user(&server).await.id);
    let at = server.server.environment.now();
    server.apply(vec![Change::EndSessionsOfUser { tenant, user_id, at }]).await;
    assert!(browser.submit(&form, "change-password").await.location().starts_with("/login?"));
    assert!(signs_in_with(&server, PASSWORD).await);
}
