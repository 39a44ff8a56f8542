//! What can be looked up.

use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    facts::{AccessTokenFacts, AccessTokenKey, AuthorizationFacts, CodeFacts, RefreshFacts, SessionFacts},
    record::{Client, Consent, Grant, SigningKeyRecord},
};
use valetkey_types::{ClientId, TenantId, UserId};

use super::state::State;
use crate::user_search::{place, place_or_username};

impl State {
    pub(super) fn client(&self, tenant: &TenantId, id: &ClientId) -> Option<Client> {
        self.clients.get(&(tenant.clone(), id.clone())).cloned()
    }

    pub(super) fn clients_by_name(&self, tenant: &TenantId, wanted: impl Fn(&Client) -> bool) -> Vec<Client> {
        let clients = self.clients.iter().map(|(_, client)| client);
        let mut found: Vec<Client> =
            clients.filter(|client| client.tenant == *tenant && wanted(client)).cloned().collect();
        found.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        found
    }

    pub(super) fn user(&self, tenant: &TenantId, id: &UserId) -> Option<User> {
        self.users.get(&(tenant.clone(), id.clone())).cloned()
    }

    pub(super) fn user_by_sign_in_name(&self, tenant: &TenantId, name: &str) -> Option<User> {
        let of_tenant = || self.users.iter().map(|(_, user)| user).filter(|user| user.tenant == *tenant);
        let has_address = |user: &&User| user.email.as_ref().is_some_and(|it| it.eq_ignore_ascii_case(name));
        let by_username = of_tenant().find(|user| user.username.eq_ignore_ascii_case(name));
        by_username.or_else(|| of_tenant().find(has_address)).cloned()
    }

    pub(super) fn find_users(
        &self,
        tenant: &TenantId,
        beginning: &str,
        after: Option<&User>,
        at_most: usize,
    ) -> Vec<User> {
        let beginning = beginning.to_ascii_lowercase();
        let after = after.map(|user| place_or_username(user, &beginning));
        let users = self.users.iter().map(|(_, user)| user).filter(|user| user.tenant == *tenant);
        let found = users.filter_map(|user| Some((place(user, &beginning)?, user)));
        let mut found: Vec<_> = found.filter(|(place, _)| after.as_ref() < Some(place)).collect();
        found.sort_by(|one, other| one.0.cmp(&other.0));
        found.into_iter().take(at_most).map(|(_, user)| user.clone()).collect()
    }

    pub(super) fn authorization_facts(
        &self,
        tenant: &TenantId,
        client_id: &ClientId,
        session: Uuid,
    ) -> AuthorizationFacts {
        let session = self.session_facts(tenant, session);
        let consent = session.as_ref().and_then(|facts| {
            self.consents.get(&(tenant.clone(), facts.user.id.clone(), client_id.clone())).cloned()
        });
        AuthorizationFacts { session, consent }
    }

    pub(super) fn session_facts(&self, tenant: &TenantId, id: Uuid) -> Option<SessionFacts> {
        let session = self.sessions.get(&(tenant.clone(), id))?.clone();
        let user = self.user(tenant, &session.user_id)?;
        Some(SessionFacts { session, user })
    }

    pub(super) fn grant(&self, tenant: &TenantId, id: Uuid) -> Option<Grant> {
        self.grants.get(&(tenant.clone(), id)).cloned()
    }

    pub(super) fn code_facts(
        &self,
        tenant: &TenantId,
        grant: Uuid,
        user: &UserId,
        client: &ClientId,
    ) -> CodeFacts {
        let consent = self.consents.get(&(tenant.clone(), user.clone(), client.clone())).cloned();
        CodeFacts { grant: self.grant(tenant, grant), user: self.user(tenant, user), consent }
    }

    pub(super) fn refresh_facts(&self, tenant: &TenantId, grant: Uuid) -> Option<RefreshFacts> {
        let grant = self.grant(tenant, grant)?;
        let user = self.user(tenant, &grant.user_id);
        Some(RefreshFacts { grant, user })
    }

    pub(super) fn access_token_facts(&self, tenant: &TenantId, key: AccessTokenKey) -> AccessTokenFacts {
        let grant = key.grant_id.and_then(|id| self.grant(tenant, id));
        let user = grant.as_ref().and_then(|grant| self.user(tenant, &grant.user_id));
        let revoked = self.revoked_access_tokens.get(&(tenant.clone(), key.id)).is_some();
        AccessTokenFacts { grant, user, revoked }
    }

    pub(super) fn clients_of_session(&self, tenant: &TenantId, sid: Uuid) -> Vec<Client> {
        let grants = || self.grants.iter().map(|(_, grant)| grant);
        self.clients_by_name(tenant, |client| {
            grants().any(|grant| grant.tenant == *tenant && grant.sid == sid && grant.client_id == client.id)
        })
    }

    pub(super) fn consents_of(&self, tenant: &TenantId, user_id: &UserId) -> Vec<(Consent, Option<Client>)> {
        let consents = self.consents.iter().map(|(_, consent)| consent);
        consents
            .filter(|consent| consent.tenant == *tenant && consent.user_id == *user_id)
            .map(|consent| (consent.clone(), self.client(tenant, &consent.client_id)))
            .collect()
    }

    pub(super) fn signing_keys_by_age(&self, tenant: &TenantId) -> Vec<SigningKeyRecord> {
        let keys = self.signing_keys.iter().map(|(_, key)| key);
        let mut found: Vec<SigningKeyRecord> = keys.filter(|key| key.tenant == *tenant).cloned().collect();
        found.sort_by_key(|key| key.created_at);
        found
    }
}
