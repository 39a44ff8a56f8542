//! "Try it": an administrator signs in as an application does, and sees what comes back.

use valetkey_accounts::User;
use valetkey_administration::permission::{Area, Permission, Permissions};
use valetkey_authorization_server::{
    Change,
    event::{Actor, EventKind},
    record::{Client, Grant},
};
use valetkey_server::testing::{Answer, Browser, TestServer};
use valetkey_storage::{Listing, directory, record::GRANT};
use valetkey_types::ClientId;

use crate::support::*;

const REDIRECT_URI: &str = "https://notes.example/cb";

/// Signs `root` in and registers an application. Returns its identifier.
async fn notes(browser: &mut Browser<'_>) -> String {
    sign_in(browser, "/admin", "root").await;
    let shown = register(browser, "Notes", "web", REDIRECT_URI).await;
    assert!(says(&shown, "id=\"try\""), "{}", shown.show());
    code(&shown, "client-id")
}

/// Presses "Try it". The answer leads to the authorization endpoint.
async fn start(browser: &mut Browser<'_>, id: &str, prompt: &str) -> Answer {
    let page = browser.open(&format!("/admin/applications/{id}/try")).await;
    let form = page.form_with_button("try").with("prompt", prompt);
    browser.submit(&form, "try").await
}

/// Presses "Allow" on the page for consent. Returns the address of the answer in the console.
async fn allow(browser: &mut Browser<'_>, consent: &Answer) -> String {
    assert!(says(consent, "notes.example"), "{}", consent.show());
    let answer = browser.submit(&consent.form_with_button("allow"), "allow").await;
    assert!(answer.location().contains("/try/callback?answer="), "{}", answer.show());
    answer.location().to_owned()
}

/// Runs a trial as the user who is signed in. Returns the address of the answer.
async fn tried(browser: &mut Browser<'_>, id: &str) -> String {
    let started = start(browser, id, "").await;
    let consent = browser.follow(started).await;
    allow(browser, &consent).await
}

async fn grants(server: &TestServer) -> Vec<Grant> {
    let listing = Listing::of_tenant(&GRANT, &server.server.tenant, 100);
    directory::page::<Grant>(&*server.storage, &listing).await.unwrap().records
}

#[tokio::test]
async fn an_administrator_sees_what_the_application_would_get_and_nothing_counts_afterwards() {
    let server = server().await;
    let mut browser = server.browser();
    let id = notes(&mut browser).await;
    let address = tried(&mut browser, &id).await;
    let shown = browser.get(&address).await;
    for words in [
        "What Notes gets",
        "Signed in as",
        "<code>https://notes.example/cb</code>",
        "<code>S256</code>",
        "<code>authorization_code</code>",
        "<code>Bearer</code>",
        "id=\"id-token\"",
        "&#34;root@example.org&#34;",
        "id=\"userinfo\"",
        "<code>nonce</code>",
    ] {
        assert!(says(&shown, words), "{words}: {}", shown.show());
    }
    assert!(!shown.text().contains("eyJ"), "a token is shown: {}", shown.show());

    let root = user_called(&server, "root").await.unwrap().id;
    let [started] = events_of(&server, &EventKind::ClientTried).await.try_into().unwrap();
    assert_eq!(started.actor, Actor::User { id: root.clone() });
    assert_eq!(started.client_id.as_ref().map(|id| id.as_str()), Some(id.as_str()));
    let [seen] = events_of(&server, &EventKind::UserClaimsPreviewed).await.try_into().unwrap();
    assert_eq!(seen.subject, Some(root));
    assert!(events_of(&server, &EventKind::ConsentGiven).await.is_empty());
    let [grant] = grants(&server).await.try_into().unwrap();
    assert!(grant.revoked_at.is_some(), "{grant:?}");

    // No consent was remembered, so the next trial asks again.
    let started = start(&mut browser, &id, "").await;
    assert!(says(&browser.follow(started).await, "id=\"allow\""));
}

#[tokio::test]
async fn a_replayed_answer_is_refused_as_the_token_endpoint_refuses_a_used_code() {
    let server = server().await;
    let mut browser = server.browser();
    let id = notes(&mut browser).await;
    let address = tried(&mut browser, &id).await;
    assert!(says(&browser.get(&address).await, "id=\"id-token\""));
    let again = browser.get(&address).await;
    assert!(says(&again, "<code>invalid_grant</code>"), "{}", again.show());
    assert!(says(&again, "Expected an unused code, got a used code; its grant is revoked."));
    assert!(says(&again, "A code counts once"));
    assert!(!again.text().contains("id=\"id-token\""), "{}", again.show());
    assert_eq!(events_of(&server, &EventKind::UserClaimsPreviewed).await.len(), 1);
    assert!(events_of(&server, &EventKind::GrantReuseDetected).await.is_empty());
    assert_eq!(grants(&server).await.len(), 1);
}

#[tokio::test]
async fn a_code_that_is_too_old_is_refused_and_an_answer_that_is_too_old_starts_over() {
    let server = server().await;
    let mut browser = server.browser();
    let id = notes(&mut browser).await;
    let address = tried(&mut browser, &id).await;
    server.advance(120);
    let late = browser.get(&address).await;
    assert!(says(&late, "Expected a code within its lifetime"), "{}", late.show());
    assert!(grants(&server).await.is_empty());
    server.advance(200);
    assert_eq!(browser.get(&address).await.location(), format!("/admin/applications/{id}/try"));
}

#[tokio::test]
async fn no_other_browser_administrator_application_or_tenant_opens_an_answer() {
    let server = server().await;
    add_administrator(&server, "second", Permissions::all()).await;
    let mut browser = server.browser();
    let id = notes(&mut browser).await;
    let wiki = register(&mut browser, "Wiki", "web", "https://wiki.example/cb").await;
    let other = code(&wiki, "client-id");
    let address = tried(&mut browser, &id).await;
    let page = format!("/admin/applications/{id}/try");

    let mut elsewhere = server.browser();
    sign_in(&mut elsewhere, "/admin", "root").await;
    assert_eq!(elsewhere.get(&address).await.location(), page, "another browser of the same administrator");

    assert_eq!(browser.get(&address.replace(&id, &other)).await.status, 400, "another application");

    let tenant = TestServer::builder().issuer("https://other.example").build().await;
    let mut in_tenant = tenant.browser();
    for (name, value) in browser.cookies() {
        in_tenant.set_cookie(name, value);
    }
    let path = address.split_once("/admin").map(|(_, rest)| format!("/admin{rest}")).unwrap();
    let refused = in_tenant.get(&path).await;
    assert!(refused.location().contains("/login?"), "another tenant: {}", refused.show());

    // The second administrator signs in here, and the first one signs out of this browser.
    let out = browser.open("/account").await;
    browser.submit_and_follow(&out.form_with_button("sign-out"), "sign-out").await;
    sign_in(&mut browser, "/admin", "second").await;
    assert_eq!(browser.get(&address).await.location(), page, "another administrator in the same browser");
    assert!(events_of(&server, &EventKind::UserClaimsPreviewed).await.is_empty());
    assert!(grants(&server).await.is_empty());
}

#[tokio::test]
async fn the_address_of_the_answer_is_no_redirect_uri_of_any_application() {
    let server = server().await;
    let mut browser = server.browser();
    let id = notes(&mut browser).await;
    let own = server.server.issuer.join(&format!("/admin/applications/{id}/try/callback"));
    let query = valetkey_types::encode_form([
        ("response_type", "code"),
        ("client_id", id.as_str()),
        ("redirect_uri", own.as_str()),
        ("scope", "openid"),
        ("state", "s"),
        ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
        ("code_challenge_method", "S256"),
    ]);
    for extra in ["", "&trial=root", "&answer=x"] {
        let refused = browser.get(&format!("/authorize?{query}{extra}")).await;
        assert_eq!(refused.status, 400, "{}", refused.show());
        assert!(refused.header("location").is_none());
    }
    // A code in the address means nothing here.
    let plain = browser.get(&format!("/admin/applications/{id}/try/callback?code=x&state=s")).await;
    assert_eq!(plain.location(), format!("/admin/applications/{id}/try"));
    // A request without the mark of a trial goes to the application, although it asks for the same.
    let query = query
        .replace(&valetkey_types::encode_form([("", own.as_str())])[1..], "https%3A%2F%2Fnotes.example%2Fcb");
    let consent = browser.open(&format!("/authorize?{query}")).await;
    let answer = browser.submit(&consent.form_with_button("allow"), "allow").await;
    assert!(answer.location().starts_with("https://notes.example/cb?code="), "{}", answer.show());
}

#[tokio::test]
async fn an_administrator_without_the_permission_tries_nothing() {
    let server = server().await;
    let read = Permissions::from_iter([Permission::read(Area::Clients), Permission::read(Area::Users)]);
    add_administrator(&server, "clerk", read).await;
    let mut browser = server.browser();
    let id = notes(&mut browser).await;
    let path = format!("/admin/applications/{id}/try");
    let mut clerk = server.browser();
    sign_in(&mut clerk, "/admin", "clerk").await;
    let application = clerk.get(&format!("/admin/applications/{id}")).await;
    assert!(application.status == 200 && !application.text().contains("id=\"try\""));
    for path in [path.clone(), format!("{path}/callback")] {
        assert_eq!(clerk.get(&path).await.status, 403, "{path}");
    }
    let form = clerk.get("/admin/applications").await.form_with_button("sign-out");
    let form_state = form.field("form_state").unwrap();
    let fields = [("form_state", form_state), ("redirect_uri", REDIRECT_URI), ("prompt", "")];
    assert_eq!(clerk.post_form(&path, &fields).await.status, 403);
    // From outside of the console, and with a redirect URI that is not registered.
    let form = browser.open(&path).await.form_with_button("try");
    let form_state = form.field("form_state").unwrap().to_owned();
    let fields =
        [("form_state", &*form_state), ("redirect_uri", "https://notes.example/other"), ("prompt", "")];
    assert_eq!(browser.post_form(&path, &fields).await.status, 400);
    let fields = [("redirect_uri", REDIRECT_URI), ("prompt", "")];
    assert_eq!(browser.post_form(&path, &fields).await.status, 400);
    assert!(events_of(&server, &EventKind::ClientTried).await.is_empty());

    // The permission counts when the answer is opened.
    let address = tried(&mut browser, &id).await;
    let before = user_called(&server, "root").await.unwrap();
    server.replace_user(&before, User { granted_roles: Vec::new(), ..before.clone() }).await;
    assert_eq!(browser.get(&address).await.status, 403);
    assert!(grants(&server).await.is_empty());
}

#[tokio::test]
async fn a_refusal_of_the_real_endpoint_is_shown_with_a_remedy() {
    let server = server().await;
    let mut browser = server.browser();
    let id = notes(&mut browser).await;
    // The user says no.
    let started = start(&mut browser, &id, "").await;
    let consent = browser.follow(started).await;
    let denied = browser.submit_and_follow(&consent.form_with_button("deny"), "deny").await;
    assert!(says(&denied, "<code>access_denied</code>"), "{}", denied.show());
    assert!(says(&denied, "did not allow the scope"), "{}", denied.show());
    // Disabled between the answer and the exchange.
    let address = tried(&mut browser, &id).await;
    confirm(&mut browser, &format!("/admin/applications/{id}/disable")).await;
    server.advance(2);
    let refused = browser.get(&address).await;
    assert!(says(&refused, "Expected an enabled client, got a disabled client."), "{}", refused.show());
    // Disabled before the request.
    let started = start(&mut browser, &id, "").await;
    let refused = browser.follow(started).await;
    assert!(says(&refused, "<code>unauthorized_client</code>"), "{}", refused.show());
    assert!(says(&refused, "Enable the application on its page."), "{}", refused.show());
    assert!(!refused.text().contains("id=\"exchange\""), "{}", refused.show());
    assert!(grants(&server).await.is_empty());
}

#[tokio::test]
async fn another_user_signs_in_during_the_trial_and_the_administrator_is_active_again() {
    let server = server().await;
    let write = Permissions::from_iter([Permission::write(Area::Clients), Permission::read(Area::Clients)]);
    add_administrator(&server, "builder", write).await;
    let mut browser = server.browser();
    let id = notes(&mut browser).await;
    for (administrator, sees) in [("root", true), ("builder", false)] {
        let mut browser = server.browser();
        sign_in(&mut browser, "/admin", administrator).await;
        let started = start(&mut browser, &id, "select_account").await;
        let chooser = browser.follow(started).await;
        let form = chooser.form_with_button("another-account");
        let page = browser.submit_and_follow(&form, "another-account").await;
        let consent = prove_password(&mut browser, &page, "alice").await;
        let address = allow(&mut browser, &consent).await;
        let shown = browser.get(&address).await;
        assert_eq!(says(&shown, "&#34;alice@example.org&#34;"), sees, "{}", shown.show());
        assert_eq!(says(&shown, "id=\"unseen\""), !sees, "{}", shown.show());
        assert_eq!(browser.get("/admin").await.status, 200, "{administrator} is active again");
    }
    assert_eq!(events_of(&server, &EventKind::UserClaimsPreviewed).await.len(), 1);
    assert_eq!(grants(&server).await.len(), 1);
}

#[tokio::test]
async fn a_trial_that_waited_too_long_starts_over_in_the_console_and_never_at_the_application() {
    let server = server().await;
    let mut browser = server.browser();
    let id = notes(&mut browser).await;
    let address = start(&mut browser, &id, "login").await.location().to_owned();
    let mut elsewhere = server.browser();
    elsewhere.get("/login").await;
    let other_browser = elsewhere.get(&address).await;
    server.advance(server.server.lifetimes.interaction.0 + 1);
    for stale in [other_browser, browser.get(&address).await] {
        let shown = format!("{}{}", stale.header("location").unwrap_or_default(), stale.text());
        assert!(!shown.contains("code_challenge"), "{}", stale.show());
        assert!(shown.contains(&format!("/admin/applications/{id}/try")), "{}", stale.show());
    }
}

#[tokio::test]
async fn an_application_that_must_push_its_requests_is_tried_too() {
    let server = server().await;
    let mut browser = server.browser();
    let id = notes(&mut browser).await;
    let client = server.storage.client(&server.server.tenant, &ClientId::new(&id)).await.unwrap().unwrap();
    let pushing = Client { require_pushed_authorization_requests: true, ..(*client).clone() };
    server.apply(vec![Change::ReplaceClient(Box::new(pushing))]).await;
    server.advance(2);
    let address = tried(&mut browser, &id).await;
    assert!(says(&browser.get(&address).await, "id=\"id-token\""));
}
