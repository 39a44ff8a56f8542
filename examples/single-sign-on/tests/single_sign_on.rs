//! Both applications, the API and the authorization server through real sockets.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test may panic")]

use example_single_sign_on::settings::{Application, Common};
use example_single_sign_on::{api, application};
use example_test_support::{NewClient, Registered, TestIssuer, Visitor, free_port, serve};
use valetkey_axum::{HttpRequest, HttpTransport, ReqwestTransport};
use valetkey_resource_server::TokenProfile;

struct House {
    shop: String,
    warehouse: String,
    api: String,
    issuer: TestIssuer,
}

impl House {
    async fn open() -> Self {
        let issuer = TestIssuer::start().await;
        issuer.add_person("alice", "Alice Liddell", &["admin", "buyer"]).await;
        issuer.add_person("bob", "Bob <Cratchit>", &["reader"]).await;
        let (shop_port, shop_address) = free_port().await;
        let (warehouse_port, warehouse_address) = free_port().await;
        let (api_port, api_address) = free_port().await;
        // Two host names, because cookies know no ports.
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

    /// A visitor who has signed in at the shop.
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
async fn one_login_opens_both_applications() {
    let house = House::open().await;
    let mut alice = house.visitor("alice").await;
    let home = alice.open(&house.shop).await;
    for claim in ["Alice Liddell", "alice@example.com", "admin, buyer"] {
        assert!(home.shows(claim), "{claim} is missing:\n{}", home.text());
    }
    assert!(
        alice.open(&house.warehouse).await.shows("id=\"sign-in\""),
        "the warehouse has a session of its own"
    );
    let login = alice.open(&format!("{}/login", house.warehouse)).await;
    assert!(!login.shows("id=\"password\""), "the server asks for no password again");
    let home = alice.press(&login, "allow", &[]).await;
    assert_eq!(home.url, format!("{}/", house.warehouse));
    assert!(home.shows("Alice Liddell"));
}

#[tokio::test]
async fn the_back_office_is_for_one_role() {
    let house = House::open().await;
    let back_office = format!("{}/back-office", house.shop);
    let mut nobody = Visitor::new();
    assert_eq!(nobody.ask(&back_office).await.status(), 401);
    let mut bob = house.visitor("bob").await;
    let refused = bob.open(&back_office).await;
    assert_eq!(refused.status(), 403);
    assert!(!refused.shows("id=\"back-office\""));
    assert!(bob.open(&house.shop).await.shows("Bob &lt;Cratchit&gt;"), "names come from outside");
    let mut alice = house.visitor("alice").await;
    let opened = alice.open(&back_office).await;
    assert!(opened.shows("open to Alice Liddell"), "{}", opened.text());
}

#[tokio::test]
async fn the_api_answers_with_the_persons_token_and_to_nobody_else() {
    let house = House::open().await;
    let mut alice = house.visitor("alice").await;
    let stock = alice.open(&format!("{}/stock", house.shop)).await;
    assert!(stock.shows("200 ") && stock.shows("user-alice"), "{}", stock.text());
    let transport = ReqwestTransport::builder().allow_loopback().build().unwrap();
    let bare = HttpRequest::get(format!("{}/stock", house.api));
    let forged = bare.clone().with_header("authorization", "Bearer e30.e30.e30");
    assert_eq!(transport.send(bare).await.unwrap().status, 401);
    assert_eq!(transport.send(forged).await.unwrap().status, 401);
}

#[tokio::test]
async fn signing_out_of_one_ends_the_other() {
    let house = House::open().await;
    let (mut alice, mut bob) = (house.visitor("alice").await, house.visitor("bob").await);
    let consent = alice.open(&format!("{}/login", house.warehouse)).await;
    alice.press(&consent, "allow", &[]).await;
    let home = alice.open(&house.shop).await;
    let mut after = alice.press(&home, "sign-out", &[]).await;
    if after.url.starts_with(&house.issuer.address) {
        after = alice.press(&after, "sign-out", &[]).await;
    }
    assert!(after.shows("id=\"sign-in\""), "{}: {}", after.url, after.text());
    let warehouse = alice.open(&house.warehouse).await;
    assert!(warehouse.shows("id=\"sign-in\"") && !warehouse.shows("Alice"), "{}", warehouse.text());
    let stock = alice.ask(&format!("{}/stock", house.warehouse)).await;
    assert_eq!(stock.status(), 401);
    let login = alice.open(&format!("{}/login", house.warehouse)).await;
    assert!(login.shows("id=\"password\""), "the server's own session is over too");
    assert!(bob.open(&house.shop).await.shows("Bob"), "nobody else is signed out");
}
