//! Groups and roles, as an administrator makes them.

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_administration::{
    group::{self, NewGroup},
    role::{self, Holder, NewRole},
};
use valetkey_authorization_server::{
    Change,
    event::{Actor, Occasion},
    record::{Client, Group, Role, RoleOwner},
    role_map::RoleMap,
};
use valetkey_server::{Environment as _, testing::TestServer};
use valetkey_storage::directory;
use valetkey_types::{ClientId, Seconds};

/// The administrator of a server.
#[derive(Clone, Copy)]
pub(crate) struct Administrator<'a>(pub(crate) &'a TestServer);

impl Administrator<'_> {
    async fn map(self) -> RoleMap {
        directory::role_map(&*self.0.storage, &self.0.server.tenant).await.unwrap()
    }

    fn decide<T>(self, operation: impl FnOnce(&Occasion<'_>) -> T) -> T {
        operation(&Occasion {
            tenant: &self.0.server.tenant,
            actor: &Actor::CommandLine { account: None },
            now: self.0.environment.now(),
            network_address: None,
            reference: None,
            events_kept_for: Seconds::days(1),
            fresh_id: &|| self.0.environment.identifier(),
        })
    }

    async fn group(self, name: &str) -> Group {
        self.map().await.group_called(name).unwrap().clone()
    }

    async fn role(self, name: &str) -> Role {
        self.map().await.roles().into_iter().find(|role| role.name == name).unwrap().clone()
    }

    async fn user(self, name: &str) -> User {
        self.0.storage.user_by_sign_in_name(&self.0.server.tenant, name).await.unwrap().unwrap()
    }

    async fn client(self, id: &str) -> Client {
        let found = self.0.storage.client(&self.0.server.tenant, &ClientId::new(id)).await.unwrap();
        Client::clone(&found.unwrap())
    }

    async fn apply(self, changes: Vec<Change>) {
        self.0.apply(changes).await;
    }

    pub(crate) async fn add_group(self, name: &str, parent: Option<&str>) {
        let map = self.map().await;
        let parent = parent.map(|name| map.group_called(name).unwrap().id);
        let (id, name): (Uuid, _) = (self.0.environment.identifier(), name.to_owned());
        let new = NewGroup { name, parent, description: None };
        self.apply(self.decide(|occasion| group::add(id, new, &map, occasion)).unwrap().changes).await;
    }

    pub(crate) async fn move_group(self, name: &str, parent: Option<&str>) {
        let (map, group) = (self.map().await, self.group(name).await);
        let parent = parent.map(|name| map.group_called(name).unwrap().id);
        let new = NewGroup { parent, ..NewGroup::from(&group) };
        self.apply(self.decide(|occasion| group::edit(&group, new, &map, occasion)).unwrap().changes).await;
    }

    pub(crate) async fn remove_group(self, name: &str) {
        let (map, group) = (self.map().await, self.group(name).await);
        self.apply(self.decide(|occasion| group::remove(&group, &map, occasion)).unwrap().changes).await;
    }

    pub(crate) async fn set_member(self, group: &str, user: &str, is_member: bool) {
        let (map, group, user) = (self.map().await, self.group(group).await, self.user(user).await);
        let decision = self.decide(|occasion| match is_member {
            true => group::add_member(&user, &group, &map, occasion).unwrap(),
            false => group::remove_member(&user, &group, &map, occasion),
        });
        self.apply(decision.changes).await;
    }

    pub(crate) async fn add_role(self, name: &str, owner: RoleOwner) {
        let (id, map) = (self.0.environment.identifier(), self.map().await);
        let new = NewRole::new(name, owner);
        self.apply(self.decide(|occasion| role::add(id, new, &map, occasion)).unwrap().changes).await;
    }

    pub(crate) async fn remove_role(self, name: &str) {
        let (map, role) = (self.map().await, self.role(name).await);
        let clients = self.0.storage.clients(&self.0.server.tenant).await.unwrap();
        self.apply(self.decide(|occasion| role::remove(&role, &clients, &map, occasion)).changes).await;
    }

    pub(crate) async fn set_role_of_group(self, role: &str, group: &str, has_it: bool) {
        let group = self.group(group).await;
        self.set_role(role, Holder::Group(&group), has_it).await;
    }

    pub(crate) async fn set_role_of_user(self, role: &str, user: &str, has_it: bool) {
        let user = self.user(user).await;
        self.set_role(role, Holder::User(&user), has_it).await;
    }

    pub(crate) async fn set_role_of_client(self, role: &str, client: &str, has_it: bool) {
        let client = self.client(client).await;
        self.set_role(role, Holder::Client(&client), has_it).await;
    }

    async fn set_role(self, role: &str, holder: Holder<'_>, has_it: bool) {
        let (map, role) = (self.map().await, self.role(role).await);
        let changes = self.decide(|occasion| match has_it {
            true => role::grant(&role, holder, &map, occasion).unwrap(),
            false => role::take_away(&role, holder, &map, occasion),
        });
        self.apply(changes).await;
    }
}
