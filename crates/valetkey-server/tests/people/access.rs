//! Who may use an application.

use std::{sync::Arc, time::Duration};

use valetkey_authorization_server::{
    branding::Branding,
    record::{Client, ClientAccess},
};
use valetkey_server::testing::{Answer, TestServer};
use valetkey_storage::{Storage, directory};
use valetkey_types::{ClientId, UserId};

use crate::{
    databases::{announcements_have_passed, on_every_database},
    groups::Administrator,
    logout::refresh,
    support::*,
};

on_every_database! { the_question_costs_a_read_only_where_groups_decide }

/// Longer than any test takes.
const FOR_EVER: Duration = Duration::from_secs(86_400);

/// Notes is for the members of staff and for carol; bob and carol are in no group. Alice is in engineering, which lies below
/// staff.
async fn company() -> TestServer {
    company_on(TestServer::new().await).await
}

async fn company_on(server: TestServer) -> TestServer {
    server.add_client(client("notes")).await;
    for user in ["alice", "bob", "carol"] {
        server.add_user(user, PASSWORD).await;
    }
    let administrator = Administrator(&server);
    administrator.add_group("staff", None).await;
    administrator.add_group("engineering", Some("staff")).await;
    administrator.set_member("engineering", "alice", true).await;
    allow(&server, &["staff"], &["user-carol"]).await;
    server
}

/// Lets these groups and users use the application, and nobody else.
async fn allow(server: &TestServer, groups: &[&str], users: &[&str]) {
    let map = directory::role_map(&*server.storage, &server.server.tenant).await.unwrap();
    let groups = groups.iter().map(|name| map.group_called(name).unwrap().id).collect();
    let users = users.iter().map(|id| UserId::new(*id)).collect();
    let stored = server.storage.client(&server.server.tenant, &ClientId::new("notes")).await.unwrap();
    let edited = Client {
        access: ClientAccess::Only { groups, users },
        branding: Branding { support_uri: Some("mailto:help@example.org".to_owned()), ..Branding::default() },
        ..Client::clone(&stored.unwrap())
    };
    server.apply(vec![valetkey_authorization_server::Change::ReplaceClient(Box::new(edited))]).await;
}

fn is_refused(page: &Answer) {
    assert_eq!(page.status, 403, "{}", page.show());
    let text = page.text();
    for expected in ["The notes", "bob", "mailto:help@example.org", "id=\"choose-account\"", "id=\"cancel\""]
    {
        assert!(text.contains(expected), "no {expected} in {}", page.show());
    }
}

fn has_code(answer: &Answer) -> bool {
    answer.header("location").is_some() && answer.location_parameter("code").is_some()
}

async fn introspect(server: &TestServer, token: &str) -> serde_json::Value {
    let fields = [("token", token), ("client_id", "notes"), ("client_secret", "secret")];
    server.post_form("/introspect", &[], &fields).await.json()
}

#[tokio::test]
async fn members_of_groups_below_and_named_users_get_in() {
    let server = company().await;
    for user in ["alice", "carol"] {
        let landed = sign_in_and_allow(&mut server.browser(), &authorize(&[]), user).await;
        assert_eq!(redeem(&server, "notes", &landed).await.status, 200, "{user}");
    }
}

#[tokio::test]
async fn en6_every_way_to_a_code_meets_the_refusal() {
    let server = company().await;
    let mut browser = server.browser();
    let after_sign_in = sign_in(&mut browser, &authorize(&[]), "bob").await;
    is_refused(&after_sign_in);
    is_refused(&browser.open(&authorize(&[])).await);
    is_refused(&browser.open(&authorize(&[("prompt", "consent")])).await);
    is_refused(&browser.open(&authorize(&[("response_mode", "form_post")])).await);
    assert_eq!(error(&browser.open(&authorize(&[("prompt", "none")])).await), "access_denied");
    let sealed = after_sign_in.form_with_button("cancel").field("continue").unwrap().to_owned();
    for path in ["/authorize", "/consent", "/accounts"] {
        let query = valetkey_types::encode_form([("continue", sealed.as_str())]);
        let answer = browser.open(&format!("{path}?{query}")).await;
        assert!(!has_code(&answer), "{path}: {}", answer.show());
        for button in ["allow", "continue-as"] {
            let Some(form) = answer.forms().into_iter().find(|form| form.button(button).is_some()) else {
                continue;
            };
            is_refused(&browser.submit_and_follow(&form, button).await);
        }
    }
    for decision in ["allow", "continue", "choose", "another"] {
        for path in ["/consent", "/accounts"] {
            let fields = [("continue", sealed.as_str()), ("decision", decision)];
            let answer = browser.post_form(path, &fields).await;
            let answer = browser.follow(answer).await;
            assert!(!has_code(&answer), "{path} {decision}: {}", answer.show());
        }
    }
}

#[tokio::test]
async fn the_refusal_leads_back_to_the_application_or_to_another_account() {
    let server = company().await;
    let mut browser = server.browser();
    let page = sign_in(&mut browser, &authorize(&[]), "bob").await;
    let landed = browser.submit_and_follow(&page.form_with_button("cancel"), "cancel").await;
    assert_eq!(error(&landed), "access_denied");
    assert_eq!(landed.location_parameter("state").as_deref(), Some("the-state"));
    let page = browser.open(&authorize(&[])).await;
    let page = browser.submit_and_follow(&page.form_with_button("choose-account"), "choose-account").await;
    let page = browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
    let landed = browser.submit_and_follow(&page.form_with_button("allow"), "allow").await;
    assert_eq!(claims(&redeem(&server, "notes", &landed).await.json()["id_token"])["sub"], "user-alice");
}

#[tokio::test]
async fn en6_a_user_who_left_the_group_is_out_at_the_next_refresh_and_with_every_token() {
    let server = company().await;
    let administrator = Administrator(&server);
    let mut browser = server.browser();
    let landed = sign_in_and_allow(&mut browser, &authorize(&[]), "alice").await;
    let tokens = redeem(&server, "notes", &landed).await.json();
    let code = browser.open(&authorize(&[])).await;
    for token in [&tokens["access_token"], &tokens["refresh_token"]] {
        let answer = introspect(&server, token.as_str().unwrap()).await;
        assert_eq!(answer["active"], true, "{answer}");
    }
    administrator.set_member("engineering", "alice", false).await;
    let refused = redeem(&server, "notes", &code).await;
    assert_eq!(refused.json()["error"], "invalid_grant", "a code from before");
    assert_eq!(refresh(&server, &tokens).await.json()["error"], "invalid_grant");
    let access_token = tokens["access_token"].as_str().unwrap();
    assert_eq!(introspect(&server, access_token).await["active"], false);
    assert_eq!(introspect(&server, tokens["refresh_token"].as_str().unwrap()).await["active"], false);
    let bearer = format!("Bearer {access_token}");
    let userinfo = server.request("GET", "/userinfo", &[("authorization", &bearer)], "").await;
    assert_eq!(userinfo.status, 401);
    administrator.set_member("staff", "alice", true).await;
    assert_eq!(refresh(&server, &tokens).await.status, 200, "as for a user who is enabled again");
    administrator.move_group("engineering", None).await;
    administrator.remove_group("staff").await;
    assert_eq!(refresh(&server, &tokens).await.status, 400, "a removed group allows nobody");
}

#[tokio::test]
async fn an_empty_list_allows_nobody() {
    let server = company().await;
    allow(&server, &[], &[]).await;
    let page = sign_in(&mut server.browser(), &authorize(&[]), "alice").await;
    assert_eq!(page.status, 403, "{}", page.show());
}

async fn the_question_costs_a_read_only_where_groups_decide(storage: Arc<dyn Storage>) {
    let builder = TestServer::builder().storage(storage.clone()).clients_known_for(FOR_EVER);
    let server = company_on(builder.build().await).await;
    announcements_have_passed(&*storage).await;
    let mut costs = Vec::new();
    for user in ["alice", "bob", "carol"] {
        let mut browser = server.browser();
        sign_in(&mut browser, &authorize(&[]), user).await;
        browser.get(&authorize(&[("prompt", "none")])).await;
        let answer = browser.get(&authorize(&[("prompt", "none")])).await;
        costs.push((answer.cost.reads, answer.cost.commits));
    }
    assert_eq!(costs, [(2, 0), (1, 0), (1, 0)], "a member of a group, of none, and a named user");
}
