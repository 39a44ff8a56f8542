//! The stored records that files can set.

use uuid::Uuid;
use valetkey_authorization_server::{
    claim_map::ClaimMap,
    record::{Attribute, Client, FileOwnership, Group, IdentityProvider, Role, TenantRecord, TenantScope},
    role_map::RoleMap,
};
use valetkey_types::{ClientId, UserId};

use super::Thing;

/// The records of a tenant that files can set. Each has the revision that it was read at.
#[derive(Clone, Debug)]
pub struct State {
    /// The tenant.
    pub tenant: TenantRecord,
    /// The attributes and scopes.
    pub claim_map: ClaimMap,
    /// The groups and roles.
    pub role_map: RoleMap,
    /// The clients.
    pub clients: Vec<Client>,
    /// The providers on the sign-in page.
    pub identity_providers: Vec<IdentityProvider>,
    /// The things that files own.
    pub ownerships: Vec<FileOwnership>,
    /// The users that files or clients name, with their usernames.
    pub users: Vec<(UserId, String)>,
}

impl State {
    /// Returns a client.
    pub fn client(&self, id: &ClientId) -> Option<&Client> {
        self.clients.iter().find(|client| client.id == *id)
    }

    /// Returns a provider.
    pub fn identity_provider(&self, name: &str) -> Option<&IdentityProvider> {
        self.identity_providers.iter().find(|provider| provider.name == name)
    }

    /// Returns the owner of a thing.
    pub fn owner(&self, thing: &Thing) -> Option<&FileOwnership> {
        let is_it = |known: &&FileOwnership| known.kind == thing.kind() && known.name == thing.key();
        self.ownerships.iter().find(is_it)
    }

    /// Returns the role of a thing.
    pub(super) fn role_of(&self, thing: &Thing) -> Option<&Role> {
        let mut roles = self.role_map.roles().into_iter();
        roles.find(|role| Thing::role(&role.name, &role.owner) == *thing)
    }

    /// Sets an attribute.
    pub(super) fn put_attribute(&mut self, attribute: Attribute) {
        let mut attributes = self.claim_map.attributes().to_vec();
        attributes.retain(|known| known.name != attribute.name);
        attributes.push(attribute);
        self.claim_map = ClaimMap::new(attributes, self.claim_map.scopes().to_vec());
    }

    /// Removes an attribute, also its claim from scopes.
    pub(super) fn remove_attribute(&mut self, removed: &Attribute) {
        let mut attributes = self.claim_map.attributes().to_vec();
        attributes.retain(|known| known.name != removed.name);
        let mut scopes = self.claim_map.scopes().to_vec();
        for scope in &mut scopes {
            scope.claims.retain(|claim| Some(claim) != removed.claim.as_ref());
        }
        self.claim_map = ClaimMap::new(attributes, scopes);
    }

    /// Sets a scope.
    pub(super) fn put_scope(&mut self, scope: TenantScope) {
        let mut scopes = self.claim_map.scopes().to_vec();
        scopes.retain(|known| known.name != scope.name);
        scopes.push(scope);
        self.claim_map = ClaimMap::new(self.claim_map.attributes().to_vec(), scopes);
    }

    /// Removes a scope.
    pub(super) fn remove_scope(&mut self, name: &str) {
        let mut scopes = self.claim_map.scopes().to_vec();
        scopes.retain(|known| known.name != name);
        self.claim_map = ClaimMap::new(self.claim_map.attributes().to_vec(), scopes);
    }

    /// Sets a role.
    pub(super) fn put_role(&mut self, role: Role) {
        let roles: Vec<Role> = self.roles_but(role.id).chain([role]).collect();
        self.role_map = RoleMap::new(self.role_map.revision(), self.groups(), roles);
    }

    /// Removes a role, also from clients.
    pub(super) fn remove_role(&mut self, id: Uuid) {
        let roles: Vec<Role> = self.roles_but(id).collect();
        self.role_map = RoleMap::new(self.role_map.revision(), self.groups(), roles);
        for client in &mut self.clients {
            client.roles.retain(|held| held.id != id);
        }
    }

    /// Sets a group.
    pub(super) fn put_group(&mut self, group: Group) {
        let mut groups = self.groups();
        groups.retain(|known| known.id != group.id);
        groups.push(group);
        self.role_map = RoleMap::new(self.role_map.revision(), groups, self.roles_but(Uuid::nil()));
    }

    /// Removes a group.
    pub(super) fn remove_group(&mut self, id: Uuid) {
        let mut groups = self.groups();
        groups.retain(|known| known.id != id);
        self.role_map = RoleMap::new(self.role_map.revision(), groups, self.roles_but(Uuid::nil()));
    }

    /// Sets a client.
    pub(super) fn put_client(&mut self, client: Client) {
        self.clients.retain(|known| known.id != client.id);
        self.clients.push(client);
    }

    /// Sets a provider.
    pub(super) fn put_identity_provider(&mut self, provider: IdentityProvider) {
        self.identity_providers.retain(|known| known.name != provider.name);
        self.identity_providers.push(provider);
    }

    fn groups(&self) -> Vec<Group> {
        self.role_map.groups().into_iter().cloned().collect()
    }

    fn roles_but(&self, id: Uuid) -> impl Iterator<Item = Role> {
        let roles: Vec<Role> =
            self.role_map.roles().into_iter().filter(|role| role.id != id).cloned().collect();
        roles.into_iter()
    }
}
