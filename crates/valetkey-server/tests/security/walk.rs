//! What the tests do over and over: everything that one sign-in gives, and switching users and clients off.

use serde_json::Value;
use valetkey_accounts::User;
use valetkey_authorization_server::{Change, record::Client};
use valetkey_server::testing::{Answer, Browser, TestServer};
use valetkey_types::{ClientId, Timestamp};

use crate::{support::*, usual_database};

/// The scope that gives every kind of token.
pub(crate) const SCOPE: &str = "openid profile offline_access";

/// A server with the clients `notes` and `calendar` and the users `alice` and `bob`.
pub(crate) async fn server_of_two() -> TestServer {
    populated(usual_database::builder().await.build().await).await
}

pub(crate) async fn populated(server: TestServer) -> TestServer {
    for name in ["notes", "calendar"] {
        let scope = "openid profile email offline_access notes.read roles groups".parse().unwrap();
        server.add_client(Client { scope, ..client(name) }).await;
    }
    for name in ["alice", "bob"] {
        server.add_user(name, PASSWORD).await;
    }
    server
}

/// Signs in, allows, redeems; gives the whole token answer.
pub(crate) async fn tokens(
    server: &TestServer,
    browser: &mut Browser<'_>,
    client_id: &str,
    user: &str,
    scope: &str,
) -> Value {
    let address = authorize(&[("client_id", client_id), ("scope", scope)]);
    let landed = sign_in_and_allow(browser, &address, user).await;
    let answer = redeem(server, client_id, &landed).await;
    assert_eq!(answer.status, 200, "{}", answer.show());
    answer.json()
}

/// A member of a token answer.
pub(crate) fn text<'a>(tokens: &'a Value, name: &str) -> &'a str {
    tokens[name].as_str().unwrap_or_else(|| panic!("no {name} in {tokens}"))
}

/// Posts a form as a client with its secret in the body.
pub(crate) async fn post_as(
    server: &TestServer,
    client_id: &str,
    path: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let credentials = [("client_id", client_id), ("client_secret", "secret")];
    server.post_form(path, &[], &[fields, &credentials].concat()).await
}

pub(crate) async fn refresh(server: &TestServer, client_id: &str, token: &str) -> Answer {
    let fields = [("grant_type", "refresh_token"), ("refresh_token", token)];
    post_as(server, client_id, "/token", &fields).await
}

pub(crate) async fn userinfo(server: &TestServer, token: &str) -> Answer {
    let bearer = format!("Bearer {token}");
    server.request("GET", "/userinfo", &[("authorization", bearer.as_str())], "").await
}

/// Whether introspection by this client calls the token active.
pub(crate) async fn is_active(server: &TestServer, client_id: &str, token: &str) -> bool {
    let answer = post_as(server, client_id, "/introspect", &[("token", token)]).await;
    answer.status == 200 && answer.json()["active"] == true
}

/// Whether somebody is signed in here, without asking them anything.
pub(crate) async fn is_signed_in(browser: &mut Browser<'_>) -> bool {
    let answer = browser.open(&authorize(&[("prompt", "none")])).await;
    answer.location_parameter("error").as_deref() != Some("login_required")
}

pub(crate) async fn disable_user(server: &TestServer, username: &str) {
    let user = server.storage.user_by_sign_in_name(&server.server.tenant, username).await.unwrap().unwrap();
    server.replace_user(&user, User { disabled: true, ..user.clone() }).await;
}

pub(crate) async fn disable_client(server: &TestServer, client_id: &str) {
    let client = server.storage.client(&server.server.tenant, &ClientId::new(client_id)).await;
    let client = Client::clone(&client.unwrap().unwrap());
    server.apply(vec![Change::ReplaceClient(Box::new(Client { disabled: true, ..client }))]).await;
}

pub(crate) fn now(server: &TestServer) -> Timestamp {
    valetkey_server::Environment::now(&*server.environment)
}
