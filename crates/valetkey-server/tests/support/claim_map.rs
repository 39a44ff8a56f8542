//! Attributes and scopes, as an administrator makes them.

use std::collections::BTreeMap;

use valetkey_accounts::User;
use valetkey_administration::{
    attribute::{self, AttributeSettings, NewAttribute},
    scope::{self, ScopeSettings},
};
use valetkey_authorization_server::{
    Change,
    claim_map::{ClaimMap, Editor},
    event::{Actor, Occasion},
    record::{AttributeAccess, AttributeKind, OperatorText, TenantRecord},
};
use valetkey_server::{Environment as _, testing::TestServer};
use valetkey_storage::directory;
use valetkey_types::{Seconds, TenantId};

/// The administrator of the attributes and scopes of a tenant.
#[derive(Clone, Copy)]
pub(crate) struct Definitions<'a>(pub(crate) &'a TestServer);

impl Definitions<'_> {
    async fn read(self) -> (TenantRecord, ClaimMap) {
        let tenant = self.0.storage.tenant(&TenantId::default()).await.unwrap().unwrap();
        let map = directory::claim_map(&*self.0.storage, &tenant).await.unwrap();
        (tenant, map)
    }

    fn decide<T>(self, operation: impl FnOnce(&Occasion<'_>) -> T) -> T {
        operation(&Occasion {
            tenant: &TenantId::default(),
            actor: &Actor::CommandLine { account: None },
            now: self.0.environment.now(),
            network_address: None,
            reference: None,
            events_kept_for: Seconds::days(1),
            fresh_id: &|| self.0.environment.identifier(),
        })
    }

    /// Stores changes, and the server notices.
    async fn store(self, changes: Vec<Change>) {
        self.0.apply(changes).await;
        self.0.issuers.reload().await.unwrap();
    }

    pub(crate) async fn add_attribute(
        self,
        name: &str,
        kind: AttributeKind,
        (seen_by, edited_by): (AttributeAccess, AttributeAccess),
        change: impl FnOnce(&mut AttributeSettings),
    ) {
        let (tenant, map) = self.read().await;
        let mut settings = AttributeSettings {
            choices: kind.choices().to_vec(),
            labels: OperatorText::new(),
            is_required: false,
            seen_by,
            edited_by,
            add_to_scopes: Vec::new(),
        };
        change(&mut settings);
        let new = NewAttribute { name: name.to_owned(), kind, claim: Some(name.to_owned()), settings };
        let decision = self.decide(|occasion| attribute::add(new, &map, &tenant, occasion)).unwrap();
        self.store(decision.changes).await;
    }

    #[allow(dead_code, reason = "not every test program needs it")]
    pub(crate) async fn remove_attribute(self, name: &str) {
        let (tenant, map) = self.read().await;
        let attribute = map.attribute(name).unwrap();
        let decision = self.decide(|occasion| attribute::remove(attribute, &map, &tenant, occasion));
        self.store(decision.changes).await;
    }

    pub(crate) async fn add_scope(
        self,
        name: &str,
        claims: &[&str],
        descriptions: &[(&str, &str)],
        writes: Option<bool>,
    ) {
        let (tenant, map) = self.read().await;
        let descriptions =
            descriptions.iter().map(|(language, text)| ((*language).to_owned(), (*text).to_owned()));
        let settings = ScopeSettings {
            claims: claims.iter().map(|claim| (*claim).to_owned()).collect(),
            descriptions: descriptions.collect(),
            writes,
        };
        let decision = self.decide(|occasion| scope::add(name, settings, &map, &tenant, occasion)).unwrap();
        self.store(decision.changes).await;
    }

    #[allow(dead_code, reason = "not every test program needs it")]
    pub(crate) async fn remove_scope(self, name: &str) {
        let (tenant, map) = self.read().await;
        let decision = self.decide(|occasion| scope::remove(map.scope(name).unwrap(), &tenant, occasion));
        self.store(decision.changes).await;
    }

    /// Sets values of a user, as an administrator.
    pub(crate) async fn set(self, username: &str, values: &[(&str, &str)]) {
        let (tenant, map) = self.read().await;
        let user = self.0.storage.user_by_sign_in_name(&tenant.tenant, username).await.unwrap().unwrap();
        let edits: BTreeMap<String, Vec<String>> =
            values.iter().map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()])).collect();
        let attributes = map.edited(&user.attributes, &edits, Editor::Administrator).unwrap();
        self.0.replace_user(&user, User { attributes, ..user.clone() }).await;
    }
}
