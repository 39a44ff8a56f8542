//! What the authorization endpoint may cost the database.

use std::{sync::Arc, time::Duration};

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_server::testing::TestServer;
use valetkey_storage::Storage;

use crate::{
    databases::{announcements_have_passed, on_every_database},
    support::*,
};

on_every_database! {
    a_stranger_costs_at_most_one_read_and_no_commit,
    single_sign_on_costs_one_read_and_no_commit,
    allowing_costs_one_read_and_no_commit_and_its_code_one_of_each,
    a_long_request_costs_a_commit_to_store_a_read_at_each_page_and_a_commit_to_answer,
    the_account_overview_costs_one_read_and_one_more_for_a_user_with_a_role,
}

/// Longer than any test takes.
const FOR_EVER: Duration = Duration::from_secs(86_400);

/// What the session cookie is called under an https issuer.
const SESSION_COOKIE: &str = "__Host-valetkey_session";

async fn set_up(storage: Arc<dyn Storage>) -> TestServer {
    let server = TestServer::builder().storage(storage.clone()).clients_known_for(FOR_EVER).build().await;
    server.add_client(client("notes")).await;
    server.add_user("alice", PASSWORD).await;
    announcements_have_passed(&*storage).await;
    server
}

async fn a_stranger_costs_at_most_one_read_and_no_commit(storage: Arc<dyn Storage>) {
    let server = set_up(storage).await;
    for reads in [1, 0] {
        let answer = server.browser().get(&authorize(&[])).await;
        assert_eq!(answer.form_with_button("sign-in").action, "/login", "the sign-in page comes at once");
        assert_eq!((answer.cost.reads, answer.cost.commits), (reads, 0), "the client is read once");
    }
    let mut planted = server.browser();
    let handle = server.server.environment.handle().expose();
    planted.set_cookie(SESSION_COOKIE, &handle);
    let answer = planted.get(&authorize(&[])).await;
    assert_eq!((answer.cost.reads, answer.cost.commits), (1, 0), "a session that nobody has");
}

async fn single_sign_on_costs_one_read_and_no_commit(storage: Arc<dyn Storage>) {
    let server = set_up(storage).await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    assert!(browser.cookies().contains_key(SESSION_COOKIE));
    let answer = browser.get(&authorize(&[("prompt", "none")])).await;
    assert!(answer.location_parameter("code").is_some(), "{}", answer.show());
    assert_eq!((answer.cost.reads, answer.cost.commits), (1, 0), "the code is not stored");
    let again = browser.get(&authorize(&[("prompt", "login")])).await;
    assert_eq!(again.form_with_button("sign-in").field("username"), Some("alice"), "{}", again.show());
    assert_eq!((again.cost.reads, again.cost.commits), (1, 0), "who signs in again is known");
    let refused = browser.get(&authorize(&[("prompt", "none"), ("scope", "openid email")])).await;
    assert_eq!(error(&refused), "consent_required");
    assert_eq!((refused.cost.reads, refused.cost.commits), (1, 0));
}

async fn allowing_costs_one_read_and_no_commit_and_its_code_one_of_each(storage: Arc<dyn Storage>) {
    let server = set_up(storage).await;
    let landed = sign_in_and_allow(&mut server.browser(), &authorize(&[]), "alice").await;
    assert!(landed.location_parameter("code").is_some(), "{}", landed.show());
    assert_eq!((landed.cost.reads, landed.cost.commits), (1, 0), "the answer goes out with what was loaded");
    let redeemed = redeem(&server, "notes", &landed).await;
    assert_eq!(redeemed.status, 200, "{}", redeemed.show());
    let cost = (redeemed.cost.reads, redeemed.cost.commits, redeemed.cost.rows);
    assert_eq!(
        cost,
        (1, 1, 5),
        "read user and consent, required the session, stored the consent, its event and the grant"
    );
}

async fn a_long_request_costs_a_commit_to_store_a_read_at_each_page_and_a_commit_to_answer(
    storage: Arc<dyn Storage>,
) {
    let server = set_up(storage).await;
    let mut costs = Vec::new();
    for hint in ["h".to_owned(), "h".repeat(3_000)] {
        let mut browser = server.browser();
        let page = browser.open(&authorize(&[("login_hint", &hint)])).await;
        let signed_in = browser.submit(&sign_in_form(&page, "alice"), "sign-in").await;
        let consent = browser.get(signed_in.location()).await;
        let landed = browser.submit(&consent.form_with_button("allow"), "allow").await;
        assert!(landed.location_parameter("code").is_some(), "{}", landed.show());
        costs.push([signed_in, consent, landed].map(|answer| (answer.cost.reads, answer.cost.commits)));
    }
    assert_eq!(costs[0], [(3, 1), (1, 0), (1, 0)], "a password, and nothing of what waits");
    assert_eq!(costs[1], [(3, 2), (2, 0), (2, 1)]);
}

async fn the_account_overview_costs_one_read_and_one_more_for_a_user_with_a_role(storage: Arc<dyn Storage>) {
    let server = set_up(storage).await;
    let bob = server.add_user("bob", PASSWORD).await;
    let with_role = User { granted_roles: vec![Uuid::from_u128(7)], ..bob.clone() };
    server.replace_user(&bob, with_role).await;
    for (user, reads) in [("alice", 1), ("bob", 2)] {
        let mut browser = server.browser();
        sign_in(&mut browser, "/account", user).await;
        let page = browser.get("/account").await;
        assert_eq!((page.status, page.cost.reads, page.cost.commits), (200, reads, 0), "{user}");
    }
}
