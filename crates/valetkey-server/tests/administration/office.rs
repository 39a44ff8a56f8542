//! A tenant with administrators, and requests to its API.

use std::{sync::Arc, time::Duration};

use serde_json::Value;
use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change,
    event::EventKind,
    record::{Client, ClientRole, Event, Group, Role, RoleOwner, Sha256Hash},
};
use valetkey_server::{
    Environment as _,
    testing::{Answer, TestServer, TestServerBuilder},
};
use valetkey_storage::{Listing, Storage, directory, memory::MemoryStorage, record::EVENT};
use valetkey_types::*;

use crate::support::{Fixture, SECRET, client, fixture_on, text};

/// The path of the API.
pub(crate) const BASE: &str = "/admin/api/v1";
/// The API of the default tenant, as an audience.
pub(crate) const API: &str = "https://id.example/admin/api/v1";

/// The test server with the user ada and the clients `app`, `other`, `public`, `opaque` and `api`; and one for administration: `panel` for users.
pub(crate) struct Office(pub(crate) Fixture);

/// A request to the API.
pub(crate) struct Ask<'a> {
    pub(crate) office: &'a Office,
    pub(crate) token: String,
}

pub(crate) async fn office() -> Office {
    office_on(Arc::new(MemoryStorage::new())).await
}

pub(crate) async fn office_on(storage: Arc<dyn Storage>) -> Office {
    office_of(TestServer::builder().storage(storage)).await
}

/// The office with a server of these settings.
pub(crate) async fn office_of(builder: TestServerBuilder) -> Office {
    let fixture = fixture_on(builder.clients_known_for(Duration::ZERO).build().await).await;
    let now = fixture.server.environment.now();
    let panel = Client {
        scope: "openid admin notes.read".parse().unwrap(),
        audiences: vec![API.to_owned(), "https://api.example".to_owned()],
        ..client("panel", true, now)
    };
    fixture.add_client(panel).await;
    Office(fixture)
}

impl Office {
    pub(crate) fn server(&self) -> &TestServer {
        &self.0.server
    }

    fn tenant(&self) -> TenantId {
        self.server().server.tenant.clone()
    }

    async fn advance(&self, tenant: &TenantId) -> Change {
        let map = directory::role_map(&*self.server().storage, tenant).await.unwrap();
        let at = self.server().environment.now();
        Change::AdvanceRoleMap { tenant: tenant.clone(), revision: map.revision(), at }
    }

    /// Adds a role of the tenant with permissions.
    pub(crate) async fn role(&self, name: &str, permissions: &[&str], within: Option<Uuid>) -> Role {
        self.role_in(&self.tenant(), name, permissions, within).await
    }

    pub(crate) async fn role_in(
        &self,
        tenant: &TenantId,
        name: &str,
        permissions: &[&str],
        within: Option<Uuid>,
    ) -> Role {
        let role = Role {
            tenant: tenant.clone(),
            id: self.server().environment.identifier(),
            name: name.to_owned(),
            owner: RoleOwner::Tenant,
            description: None,
            permissions: permissions.iter().map(|word| (*word).to_owned()).collect(),
            limited_to_group: within,
            created_at: self.server().environment.now(),
            revision: 0,
            unknown: Unknown::default(),
        };
        self.server().apply(vec![self.advance(tenant).await, Change::AddRole(role.clone())]).await;
        role
    }

    /// Adds a group.
    pub(crate) async fn group(&self, name: &str, parent: Option<Uuid>, roles: &[&Role]) -> Uuid {
        self.group_in(&self.tenant(), name, parent, roles).await
    }

    pub(crate) async fn group_in(
        &self,
        tenant: &TenantId,
        name: &str,
        parent: Option<Uuid>,
        roles: &[&Role],
    ) -> Uuid {
        let group = Group {
            tenant: tenant.clone(),
            id: self.server().environment.identifier(),
            name: name.to_owned(),
            parent,
            description: None,
            roles: roles.iter().map(|role| role.id).collect(),
            created_at: self.server().environment.now(),
            revision: 0,
            unknown: Unknown::default(),
        };
        let id = group.id;
        self.server().apply(vec![self.advance(tenant).await, Change::AddGroup(group)]).await;
        id
    }

    /// Adds a client that acts for itself, with these roles, and returns a token with this scope for the API.
    pub(crate) async fn machine(&self, id: &str, scope: &str, roles: &[&Role]) -> Ask<'_> {
        let tenant = self.tenant();
        self.add_machine(&tenant, id, roles).await;
        self.token_of_machine("id.example", id, &[("scope", scope), ("resource", API)]).await
    }

    pub(crate) async fn add_machine(&self, tenant: &TenantId, id: &str, roles: &[&Role]) {
        let (server, now) = (self.server(), self.server().environment.now());
        let issuer = server.issuers.server(tenant).await.unwrap().unwrap().issuer.clone();
        let scope = "openid admin admin:users:read admin:users:write admin:clients:write notes.read";
        let machine = Client {
            tenant: tenant.clone(),
            scope: scope.parse().unwrap(),
            audiences: vec![issuer.join(BASE), "https://api.example".to_owned()],
            grant_types: vec![GrantType::ClientCredentials],
            secret_hash: Some(Sha256Hash::of(SECRET.as_bytes())),
            roles: roles.iter().map(|role| ClientRole::from(*role)).collect(),
            revision: 0,
            ..client(id, true, now)
        };
        server.add_client(machine).await;
    }

    pub(crate) async fn token_of_machine(&self, host: &str, id: &str, fields: &[(&str, &str)]) -> Ask<'_> {
        let credentials =
            [("grant_type", "client_credentials"), ("client_id", id), ("client_secret", SECRET)];
        let fields = [&credentials, fields].concat();
        let answer = self.server().post_form("/token", &[("host", host)], &fields).await;
        assert_eq!(answer.status, 200, "{}", answer.show());
        self.ask(text(&answer.json(), "access_token"))
    }

    /// Asks with this token.
    pub(crate) fn ask(&self, token: &str) -> Ask<'_> {
        Ask { office: self, token: token.to_owned() }
    }

    /// Returns a token of ada, through the application `panel`.
    pub(crate) async fn ada(&self, scope: &str) -> Ask<'_> {
        let code = self.0.code_with("panel", |code| {
            code.scope = scope.parse().unwrap();
            code.audiences = vec![API.to_owned()];
        });
        let answer = self.0.redeem("panel", &code.await).await;
        assert_eq!(answer.status, 200, "{}", answer.show());
        self.ask(text(&answer.json(), "access_token"))
    }

    pub(crate) async fn user(&self, id: &str) -> Option<User> {
        self.server().storage.user(&self.tenant(), &UserId::new(id)).await.unwrap()
    }

    /// Changes a stored user, without a check of permissions.
    pub(crate) async fn set_user(&self, id: &str, change: impl FnOnce(&mut User)) {
        let before = self.user(id).await.unwrap();
        let mut after = before.clone();
        change(&mut after);
        self.server().replace_user(&before, after).await;
    }

    /// Adds a user with these groups and roles.
    pub(crate) async fn person(&self, name: &str, groups: &[Uuid], roles: &[&Role]) -> String {
        let user = self.server().add_user(name, "a long enough password").await;
        self.set_user(user.id.as_str(), |user| {
            user.groups = groups.to_vec();
            user.granted_roles = roles.iter().map(|role| role.id).collect();
        })
        .await;
        user.id.to_string()
    }

    pub(crate) async fn events(&self) -> Vec<Event> {
        let listing = Listing::of_tenant(&EVENT, &self.tenant(), 1_000);
        directory::page::<Event>(&*self.server().storage, &listing).await.unwrap().records
    }

    pub(crate) async fn last_event(&self, kind: &EventKind) -> Event {
        self.events().await.into_iter().rfind(|event| event.kind == *kind).unwrap()
    }
}

impl Ask<'_> {
    pub(crate) async fn request(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> Answer {
        let authorization = format!("Bearer {}", self.token);
        let mut all = vec![("authorization", authorization.as_str())];
        all.extend(headers);
        let body = body.map(|body| body.to_string());
        if body.is_some() && headers.iter().all(|(name, _)| *name != "content-type") {
            all.push(("content-type", "application/json"));
        }
        let target = format!("{BASE}{path}");
        self.office.server().request(method, &target, &all, body.unwrap_or_default()).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.request("GET", path, &[], None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Option<Value>) -> Answer {
        self.request("POST", path, &[], body).await
    }

    pub(crate) async fn put(&self, path: &str) -> Answer {
        self.request("PUT", path, &[], None).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.request("DELETE", path, &[], None).await
    }

    /// Edits whatever revision is stored.
    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.request("PATCH", path, &[("if-match", "*")], Some(body)).await
    }
}

/// Asserts that an answer is a problem document, and returns it.
pub(crate) fn problem(answer: &Answer, status: u16) -> Value {
    assert_eq!(answer.status, status, "{}", answer.show());
    assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{}", answer.show());
    let document = answer.json();
    assert_eq!(document["status"], status);
    for member in ["type", "title", "detail", "check"] {
        assert!(document[member].is_string(), "{member}: {document}");
    }
    document
}

/// Returns what changes store, as text: the user, the clients, the revisions of groups, roles and settings, the keys, and the events.
pub(crate) async fn stored(office: &Office, sub: &str) -> String {
    let (storage, tenant) = (&*office.server().storage, TenantId::default());
    let map = directory::role_map(storage, &tenant).await.unwrap();
    let clients = storage.clients(&tenant).await.unwrap();
    let (record, keys) =
        (storage.tenant(&tenant).await.unwrap(), storage.signing_keys(&tenant).await.unwrap());
    let keys: Vec<(String, u64)> = keys.into_iter().map(|key| (key.kid, key.revision)).collect();
    let user = office.user(sub).await;
    format!("{user:?} {clients:?} {} {record:?} {keys:?} {:?}", map.revision(), office.events().await)
}
