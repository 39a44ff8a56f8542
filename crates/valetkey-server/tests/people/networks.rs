//! Networks in the sign-in rules of a tenant and a client. Nobody but a trusted proxy says where a request comes from.

use std::sync::Arc;

use ipnet::IpNet;
use valetkey_authorization_server::{
    Change,
    networks::NetworkRules,
    record::{Client, TenantRecord},
};
use valetkey_server::{
    HttpSettings,
    testing::{Answer, Browser, TestServer},
};
use valetkey_storage::{Storage, memory::MemoryStorage};
use valetkey_types::ClientId;

use crate::support::*;

const INSIDE: &str = "10.1.2.3";
const OUTSIDE: &str = "192.0.2.7";
const PROXY: &str = "172.16.0.1";
const PROXIES: &str = "172.16.0.1/32";

fn networks(texts: &[&str]) -> Vec<IpNet> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

fn only_inside() -> NetworkRules {
    NetworkRules { sign_in_from: networks(&["10.0.0.0/8"]), ..NetworkRules::NONE }
}

fn one_factor_inside() -> NetworkRules {
    NetworkRules { one_factor_from: networks(&["10.0.0.0/8"]), ..NetworkRules::NONE }
}

async fn server_behind_proxy() -> TestServer {
    let http = HttpSettings { trusted_proxies: networks(&[PROXIES]), ..HttpSettings::default() };
    let server = TestServer::builder().http(http).build().await;
    server.add_client(client("notes")).await;
    server.add_user("alice", PASSWORD).await;
    server
}

async fn client_with(server: &TestServer, rules: NetworkRules) {
    let stored = server.storage.client(&server.server.tenant, &ClientId::new("notes")).await.unwrap();
    let edited = Client { networks: rules, ..Client::clone(&stored.unwrap()) };
    server.apply(vec![Change::ReplaceClient(Box::new(edited))]).await;
}

fn at<'a>(server: &'a TestServer, address: &str) -> Browser<'a> {
    server.browser().at(address.parse().unwrap())
}

fn is_refused(page: &Answer) {
    assert_eq!(page.status, 403, "{}", page.show());
    assert!(page.text().contains("from this network"), "{}", page.show());
    assert!(!page.text().contains("id=\"password\"") && !page.text().contains("10.0.0.0"), "{}", page.show());
}

#[tokio::test]
async fn a_client_is_opened_from_its_networks_only() {
    let server = server_behind_proxy().await;
    client_with(&server, only_inside()).await;
    let mut inside = at(&server, INSIDE);
    let landed = sign_in_and_allow(&mut inside, &authorize(&[]), "alice").await;
    assert_eq!(redeem(&server, "notes", &landed).await.status, 200);
    let mut outside = at(&server, OUTSIDE);
    let page = outside.open(&authorize(&[])).await;
    is_refused(&page);
    assert_eq!(error(&outside.open(&authorize(&[("prompt", "none")])).await), "access_denied");
    let back = outside.submit_and_follow(&page.form_with_button("cancel"), "cancel").await;
    assert_eq!(error(&back), "access_denied");
    is_refused(&server.browser().open(&authorize(&[])).await);
}

#[tokio::test]
async fn en6_a_session_from_inside_opens_nothing_outside() {
    let server = server_behind_proxy().await;
    client_with(&server, only_inside()).await;
    let mut inside = at(&server, INSIDE);
    sign_in_and_redeem(&server, &mut inside, &authorize(&[]), "alice").await;
    let mut outside = at(&server, OUTSIDE);
    for (name, value) in inside.cookies() {
        outside.set_cookie(name, value);
    }
    is_refused(&outside.open(&authorize(&[])).await);
    assert_eq!(error(&outside.open(&authorize(&[("prompt", "none")])).await), "access_denied");
}

#[tokio::test]
async fn hd5_forwarded_headers_of_strangers_say_nothing() {
    let server = server_behind_proxy().await;
    client_with(&server, only_inside()).await;
    for header in ["x-forwarded-for", "forwarded", "x-real-ip", "cf-connecting-ip", "true-client-ip"] {
        let mut stranger = at(&server, OUTSIDE).with_header(header, INSIDE);
        is_refused(&stranger.open(&authorize(&[])).await);
        let mut unknown = server.browser().with_header(header, INSIDE);
        is_refused(&unknown.open(&authorize(&[])).await);
    }
    let mut through_proxy = at(&server, PROXY).with_header("x-forwarded-for", INSIDE);
    through_proxy.open(&authorize(&[])).await.form_with_button("sign-in");
    let forged = format!("{INSIDE}, {OUTSIDE}");
    let mut forging = at(&server, PROXY).with_header("x-forwarded-for", &forged);
    is_refused(&forging.open(&authorize(&[])).await);
}

#[tokio::test]
async fn outside_one_factor_is_not_enough() {
    let server = server_behind_proxy().await;
    client_with(&server, one_factor_inside()).await;
    let mut inside = at(&server, INSIDE);
    sign_in_and_redeem(&server, &mut inside, &authorize(&[]), "alice").await;
    let mut outside = at(&server, OUTSIDE);
    let page = sign_in(&mut outside, &authorize(&[]), "alice").await;
    page.form_with_button("confirm");
    for (name, value) in inside.cookies() {
        outside.set_cookie(name, value);
    }
    assert_eq!(error(&outside.open(&authorize(&[("prompt", "none")])).await), "login_required", "sf3");
}

#[tokio::test]
async fn a_tenant_lets_nobody_sign_in_from_elsewhere_and_says_so_after_the_password_only() {
    let storage: Arc<dyn Storage> = Arc::new(MemoryStorage::new());
    let first = TestServer::builder().storage(storage.clone()).build().await;
    let tenant = storage.tenant(&first.server.tenant).await.unwrap().unwrap();
    let strict = TenantRecord { networks: only_inside(), ..tenant };
    storage.apply(vec![Change::ReplaceTenant(strict)]).await.unwrap();
    let server = TestServer::builder().storage(storage).build().await;
    server.add_user("alice", PASSWORD).await;
    let mut outside = at(&server, OUTSIDE);
    let page = outside.open("/login").await;
    let wrong =
        page.form_with_button("sign-in").with("username", "alice").with("password", "not the password");
    assert_eq!(outside.submit(&wrong, "sign-in").await.status, 200, "as for any wrong password");
    let refused = outside.submit(&sign_in_form(&page, "alice"), "sign-in").await;
    assert_eq!(refused.status, 403, "{}", refused.show());
    assert!(!outside.cookies().contains_key("__Host-valetkey_session"));
    let mut inside = at(&server, INSIDE);
    let page = sign_in(&mut inside, "/login", "alice").await;
    assert!(page.text().contains("alice@example.org"), "{}", page.show());
}
