//! Both applications, the API and the authorization server through real sockets.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test may panic")]

use example_single_sign_on::settings::{Application, Common};
use example_single_sign_on::{api, application};
use example_test_support::{NewClient, Registered, TestIssuer, Visitor, free_port, serve};
use valetkey_axum::{HttpRequest, HttpTransport, ReqwestTransport};
use valetkey_resource_server::TokenProfile;

struct Setup {
    shop: String,
    warehouse: String,
    api: String,
    issuer: TestIssuer,
}

impl Setup {
    async fn start() -> Self {
        let issuer = TestIssuer::start().await;
        issuer.add_user("alice", "Alice Liddell", &["admin", "buyer"]).await;
        issuer.add_user("bob", "Bob <Cratchit>", &["reader"]).await;
        let (shop_port, shop_address) = free_port().await;
        let (warehouse_port, warehouse_address) = free_port().await;
        let (api_port, api_address) = free_port().await;
        // Two host names, because cookies are shared between the ports of a host.
        let shop = format!("http://{shop_address}");
        let warehouse = format!("http://localhost:{}", warehouse_address.port());
        let common = Common {
            issuer: issuer.address.clone(),
            roles_claim: "/roles".to_owned(),
            scope: "openid profile email roles stock.read".to_owned(),
            api: format!("http://{api_address}"),
            strong_acr_values: "urn:valetkey:acr:multi-factor".to_owned(),
            token_profile: TokenProfile::default(),
        };
        let shop_client = register(&issuer, "Shop", &shop, &common.api).await;
        let warehouse_client = register(&issuer, "Warehouse", &warehouse, &common.api).await;
        let made = |name, address: &String, other: (&'static str, &String), client: Registered| Application {
            name,
            address: address.clone(),
            other: (other.0, other.1.clone()),
            client_id: client.client_id,
            client_secret: client.client_secret,
        };
        let shop_made = made("Shop", &shop, ("Warehouse", &warehouse), shop_client);
        let warehouse_made = made("Warehouse", &warehouse, ("Shop", &shop), warehouse_client);
        serve(shop_port, application::router(&common, &shop_made).unwrap());
        serve(warehouse_port, application::router(&common, &warehouse_made).unwrap());
        serve(api_port, api::router(&common).unwrap());
        Self { shop, warehouse, api: common.api, issuer }
    }

    /// Returns a visitor who has signed in at the shop.
    async fn visitor(&self, username: &str) -> Visitor {
        let mut visitor = Visitor::new();
        let login = visitor.open(&format!("{}/login", self.shop)).await;
        assert!(login.url.starts_with(&self.issuer.address), "{}", login.url);
        let consent = visitor.sign_in(&login, username).await;
        let home = visitor.press(&consent, "allow", &[]).await;
        assert_eq!(home.url, format!("{}/", self.shop));
        visitor
    }
}

async fn register(issuer: &TestIssuer, name: &str, address: &str, api: &str) -> Registered {
    let mut new = NewClient::web_application(name, vec![format!("{address}/auth/sso")]);
    new.post_logout_redirect_uris = vec![format!("{address}/")];
    new.backchannel_logout_uri = Some(format!("{address}/backchannel-logout"));
    new.scope = "openid profile email roles stock.read".parse().unwrap();
    new.audiences = vec![api.to_owned()];
    issuer.add_client(new).await
}

#[tokio::test]
async fn one_login_signs_in_at_both_applications() {
    let setup = Setup::start().await;
    let mut alice = setup.visitor("alice").await;
    let home = alice.open(&setup.shop).await;
    for claim in ["Alice Liddell", "alice@example.com", "admin, buyer"] {
        assert!(home.shows(claim), "{claim} is missing:\n{}", home.text());
    }
    assert!(
        alice.open(&setup.warehouse).await.shows("id=\"sign-in\""),
        "the warehouse has a separate session"
    );
    let login = alice.open(&format!("{}/login", setup.warehouse)).await;
    assert!(!login.shows("id=\"password\""), "the server asks for no password again");
    let home = alice.press(&login, "allow", &[]).await;
    assert_eq!(home.url, format!("{}/", setup.warehouse));
    assert!(home.shows("Alice Liddell"));
}

#[tokio::test]
async fn the_back_office_is_for_one_role() {
    let setup = Setup::start().await;
    let back_office = format!("{}/back-office", setup.shop);
    let mut nobody = Visitor::new();
    assert_eq!(nobody.ask(&back_office).await.status(), 401);
    let mut bob = setup.visitor("bob").await;
    let refused = bob.open(&back_office).await;
    assert_eq!(refused.status(), 403);
    assert!(!refused.shows("id=\"back-office\""));
    assert!(bob.open(&setup.shop).await.shows("Bob &lt;Cratchit&gt;"), "names are escaped");
    let mut alice = setup.visitor("alice").await;
    let opened = alice.open(&back_office).await;
    assert!(opened.shows("open to Alice Liddell"), "{}", opened.text());
}

#[tokio::test]
async fn the_api_answers_only_with_a_token_of_the_user() {
    let setup = Setup::start().await;
    let mut alice = setup.visitor("alice").await;
    let stock = alice.open(&format!("{}/stock", setup.shop)).await;
    assert!(stock.shows("200 ") && stock.shows("user-alice"), "{}", stock.text());
    let transport = ReqwestTransport::builder().allow_loopback().build().unwrap();
    let bare = HttpRequest::get(format!("{}/stock", setup.api));
    let forged = bare.clone().with_header("authorization", "Bearer e30.e30.e30");
    assert_eq!(transport.send(bare).await.unwrap().status, 401);
    assert_eq!(transport.send(forged).await.unwrap().status, 401);
}

#[tokio::test]
async fn a_sign_out_ends_the_session_at_the_other_application() {
    let setup = Setup::start().await;
    let (mut alice, mut bob) = (setup.visitor("alice").await, setup.visitor("bob").await);
    let consent = alice.open(&format!("{}/login", setup.warehouse)).await;
    alice.press(&consent, "allow", &[]).await;
    let home = alice.open(&setup.shop).await;
    let mut after = alice.press(&home, "sign-out", &[]).await;
    if after.url.starts_with(&setup.issuer.address) {
        after = alice.press(&after, "sign-out", &[]).await;
    }
    assert!(after.shows("id=\"sign-in\""), "{}: {}", after.url, after.text());
    let warehouse = alice.open(&setup.warehouse).await;
    assert!(warehouse.shows("id=\"sign-in\"") && !warehouse.shows("Alice"), "{}", warehouse.text());
    let stock = alice.ask(&format!("{}/stock", setup.warehouse)).await;
    assert_eq!(stock.status(), 401);
    let login = alice.open(&format!("{}/login", setup.warehouse)).await;
    assert!(login.shows("id=\"password\""), "the session at the server has ended too");
    assert!(bob.open(&setup.shop).await.shows("Bob"), "nobody else is signed out");
}
