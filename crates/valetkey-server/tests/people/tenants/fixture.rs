//! Four tenants of one process, and what a client and a browser do at each.

use serde_json::Value;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change,
    record::{AccessTokenFormat, Client, Sha256Hash, TenantRecord},
};
use valetkey_server::{
    Environment as _,
    testing::{Answer, Browser, TestServer},
};
use valetkey_types::*;

use crate::support::*;

/// A tenant of a test: where its addresses begin, the host of its requests, and the secret of its clients.
#[derive(Clone, Copy)]
pub(super) struct Tenant {
    pub(super) name: &'static str,
    pub(super) host: &'static str,
    pub(super) path: &'static str,
    pub(super) secret: &'static str,
}

/// The default tenant.
pub(super) const HOME: Tenant = Tenant { name: "default", host: "id.example", path: "", secret: "secret" };
/// On a path of the same host.
pub(super) const ACME: Tenant =
    Tenant { name: "acme", host: "id.example", path: "/acme", secret: "secret of acme" };
/// Below the path of another tenant.
pub(super) const SHOP: Tenant =
    Tenant { name: "shop", host: "id.example", path: "/acme/shop", secret: "secret of shop" };
/// On a host of its own.
pub(super) const BETA: Tenant =
    Tenant { name: "beta", host: "beta.example", path: "", secret: "secret of beta" };

pub(super) const ALL: [Tenant; 4] = [HOME, ACME, SHOP, BETA];

impl Tenant {
    pub(super) fn id(self) -> TenantId {
        TenantId::new(self.name)
    }

    pub(super) fn issuer(self) -> String {
        format!("https://{}{}", self.host, self.path)
    }

    pub(super) fn record(self, server: &TestServer) -> TenantRecord {
        let issuer = Issuer::parse(&self.issuer()).unwrap();
        TenantRecord::new(self.id(), issuer, server.environment.now())
    }

    /// The client `notes`, with a secret of this tenant; `opaque` gets opaque access tokens.
    pub(super) fn client(self, id: &str) -> Client {
        let access_token_format = match id {
            "opaque" => AccessTokenFormat::Opaque,
            _ => AccessTokenFormat::Jwt,
        };
        let secret_hash = Some(Sha256Hash::of(self.secret.as_bytes()));
        Client { tenant: self.id(), secret_hash, access_token_format, ..client(id) }
    }

    pub(super) async fn get(self, server: &TestServer, path: &str) -> Answer {
        server.request("GET", &format!("{}{path}", self.path), &[("host", self.host)], "").await
    }

    /// Posts a form as a client of this tenant, with the secret that it has at `of`.
    pub(super) async fn post(
        self,
        server: &TestServer,
        path: &str,
        of: Tenant,
        client: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let credentials = [("client_id", client), ("client_secret", of.secret)];
        let target = format!("{}{path}", self.path);
        server.post_form(&target, &[("host", self.host)], &[fields, &credentials].concat()).await
    }

    pub(super) fn browser(self, server: &TestServer) -> Browser<'_> {
        server.browser().with_header("host", self.host)
    }

    /// Signs alice in and allows. Returns the code.
    pub(super) async fn code(self, browser: &mut Browser<'_>, client: &str) -> String {
        let scope = ("scope", "openid profile offline_access");
        let address = format!("{}{}", self.path, authorize(&[("client_id", client), scope]));
        let landed = sign_in_and_allow(browser, &address, "alice").await;
        assert_eq!(landed.location_parameter("iss"), Some(self.issuer()), "RFC 9207");
        landed.location_parameter("code").unwrap()
    }

    pub(super) async fn redeem(self, server: &TestServer, client: &str, code: &str) -> Answer {
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
        ];
        self.post(server, "/token", self, client, &fields).await
    }

    pub(super) async fn refresh(self, server: &TestServer, client: &str, token: &str) -> Answer {
        let fields = [("grant_type", "refresh_token"), ("refresh_token", token)];
        self.post(server, "/token", self, client, &fields).await
    }

    pub(super) async fn tokens(self, server: &TestServer, client: &str) -> Value {
        let code = self.code(&mut self.browser(server), client).await;
        let answer = self.redeem(server, client, &code).await;
        assert_eq!(answer.status, 200, "{}", answer.show());
        answer.json()
    }

    pub(super) async fn userinfo(self, server: &TestServer, token: &str) -> Answer {
        let authorization = format!("Bearer {token}");
        let headers = [("host", self.host), ("authorization", authorization.as_str())];
        server.request("GET", &format!("{}/userinfo", self.path), &headers, "").await
    }

    pub(super) async fn is_active(self, server: &TestServer, client: &str, token: &str) -> bool {
        let answer = self.post(server, "/introspect", self, client, &[("token", token)]).await;
        answer.json()["active"] == true
    }
}

/// A server with four tenants. Each has the clients `notes` and `opaque` and the user alice, all with the same identifiers.
pub(super) async fn tenants() -> TestServer {
    let server = server().await;
    let alice = server.storage.user_by_sign_in_name(&HOME.id(), "alice").await.unwrap().unwrap();
    server.add_client(HOME.client("opaque")).await;
    for tenant in &ALL[1..] {
        let user = User { tenant: tenant.id(), revision: 0, ..alice.clone() };
        let mut changes = vec![Change::AddTenant(tenant.record(&server)), Change::AddUser(Box::new(user))];
        changes.extend(["notes", "opaque"].map(|id| Change::AddClient(Box::new(tenant.client(id)))));
        server.apply(changes).await;
    }
    server.issuers.reload().await.unwrap();
    server
}

pub(super) fn text<'a>(tokens: &'a Value, name: &str) -> &'a str {
    tokens[name].as_str().unwrap_or_else(|| panic!("no {name}: {tokens}"))
}

/// Every pair of different tenants.
pub(super) fn pairs() -> impl Iterator<Item = (Tenant, Tenant)> {
    let different = |(one, other): &(Tenant, Tenant)| one.name != other.name;
    ALL.into_iter().flat_map(|one| ALL.map(|other| (one, other))).filter(different)
}
