//! Runs the operations of `valetkey-administration` from the command line.

use std::future::Future;

use valetkey_accounts::User;
use valetkey_administration::{Describe, Outbox, difference::difference, user::Access};
use valetkey_authorization_server::{
    Change,
    event::{Actor, FieldChange, Occasion},
    notice::notice,
    record::{Client, NoticeKind, SigningKeyRecord, TenantRecord},
};
use valetkey_server::{Configuration, Environment as _, SystemEnvironment, keys::KeysError};
use valetkey_storage::{ApplyError, Storage, StorageError, directory};
use valetkey_types::TenantId;

use crate::{database::Records, failure::Failure, output::visible};

/// Returns the actor of this command.
pub(crate) fn actor() -> Actor {
    let account = ["SUDO_USER", "USER", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok());
    Actor::CommandLine { account }
}

/// Decides as somebody at the command line.
pub(crate) fn decide<T>(
    configuration: &Configuration,
    tenant: &TenantId,
    operation: impl FnOnce(&Occasion<'_>) -> T,
) -> T {
    operation(&Occasion {
        tenant,
        actor: &actor(),
        now: SystemEnvironment.now(),
        network_address: None,
        reference: None,
        events_kept_for: configuration.lifetimes().event,
        fresh_id: &|| SystemEnvironment.identifier(),
    })
}

/// Says what became of a change of the signing keys. If somebody else changed the keys meanwhile, nothing was stored, and the
/// text says what differs.
///
/// # Errors
/// That text, or what the keys say.
pub(crate) async fn settled<T>(
    done: Result<T, KeysError>,
    seen: &Vec<SigningKeyRecord>,
    records: &Records,
) -> Result<T, Failure> {
    match done {
        Err(KeysError::Apply(ApplyError::Conflict { .. })) => {
            let now = records.storage.signing_keys(&records.tenant).await?;
            Err(Failure::failed(conflict(&difference(seen, &now))))
        }
        done => Ok(done?),
    }
}

impl Records {
    /// Decides as somebody at the command line.
    pub(crate) fn decide<T>(&self, operation: impl FnOnce(&Occasion<'_>) -> T) -> T {
        decide(&self.configuration, &self.tenant, operation)
    }

    /// Stores the changes of an operation on a record. If somebody else changed the record meanwhile, nothing is stored, and
    /// the text says what differs.
    ///
    /// # Errors
    /// That text, or what the database says.
    pub(crate) async fn store<Record: Describe>(
        &self,
        changes: Vec<Change>,
        seen: &Record,
        reload: impl Future<Output = Result<Option<Record>, StorageError>>,
    ) -> Result<(), Failure> {
        store(&*self.storage, changes, seen, reload).await
    }

    /// Returns the change that tells a user by mail about a change of their account; `None` where no mail is configured.
    ///
    /// # Errors
    /// The error of the database.
    pub(crate) async fn notice(&self, user: &User, about: NoticeKind) -> Result<Option<Change>, Failure> {
        let tenant: Option<TenantRecord> = self.storage.tenant(&self.tenant).await?;
        let Some(tenant) = tenant.filter(|_| self.configuration.mail.is_on()) else { return Ok(None) };
        Ok(self.decide(|occasion| notice(user, about, &tenant.issuer, None, occasion)))
    }

    /// Loads the applications of a user, and calls `decide` with them.
    ///
    /// # Errors
    /// The error of the database.
    pub(crate) async fn with_access<T>(
        &self,
        user: &User,
        decide: impl FnOnce(Access<'_>, &Occasion<'_>) -> T,
    ) -> Result<Ended<T>, Failure> {
        let clients = directory::clients_of_user(&*self.storage, &self.tenant, &user.id).await?;
        self.with_clients(clients, decide).await
    }

    /// Calls `decide` with these applications.
    ///
    /// # Errors
    /// The error of the database.
    pub(crate) async fn with_clients<T>(
        &self,
        clients: Vec<Client>,
        decide: impl FnOnce(Access<'_>, &Occasion<'_>) -> T,
    ) -> Result<Ended<T>, Failure> {
        let tenant: Option<TenantRecord> = self.storage.tenant(&self.tenant).await?;
        let outbox = tenant.as_ref().map(|tenant| Outbox { issuer: &tenant.issuer, node: None });
        let decision = self.decide(|occasion| decide(Access { clients: &clients, outbox }, occasion));
        let told = clients.into_iter().filter(|client| client.backchannel_logout_uri.is_some());
        Ok(Ended { decision, told: told.map(|client: Client| client.name).collect() })
    }
}

/// [`Records::store`], without a configuration.
///
/// # Errors
/// As there.
pub(crate) async fn store<Record: Describe>(
    storage: &dyn Storage,
    changes: Vec<Change>,
    seen: &Record,
    reload: impl Future<Output = Result<Option<Record>, StorageError>>,
) -> Result<(), Failure> {
    match storage.apply(changes).await {
        Err(ApplyError::Conflict { .. }) => Err(Failure::failed(match reload.await? {
            None => "somebody else removed it meanwhile; nothing was stored".to_owned(),
            Some(now) => conflict(&difference(seen, &now)),
        })),
        done => Ok(done?),
    }
}

/// An operation that ends the access of a user.
pub(crate) struct Ended<T> {
    /// The decision.
    pub(crate) decision: T,
    /// The names of the applications that a running server tells.
    pub(crate) told: Vec<String>,
}

impl<T> Ended<T> {
    /// Returns a sentence about the applications, or nothing.
    pub(crate) fn remark(&self) -> String {
        remark(&self.told)
    }
}

/// Returns a sentence about the applications that get a logout message, or nothing.
pub(crate) fn remark(told: &[String]) -> String {
    match told {
        [] => String::new(),
        names => format!(" The server tells: {}.", visible(&names.join(", "))),
    }
}

/// Says that somebody else was faster, and what they changed.
pub(crate) fn conflict(changed: &[FieldChange]) -> String {
    if changed.is_empty() {
        // Somebody changed it and changed it back.
        return "somebody else changed this record meanwhile; nothing was stored. Run the command again"
            .to_owned();
    }
    let line = |change: &FieldChange| {
        format!("  {}: expected {:?}, got {:?}", change.field, change.before, change.after)
    };
    let lines: Vec<String> = changed.iter().map(line).collect();
    format!(
        "somebody else changed this record meanwhile; nothing was stored. Look at the difference and run the command again:\n{}",
        lines.join("\n")
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use std::sync::Arc;

    use valetkey_administration::issuer;
    use valetkey_authorization_server::keys::KeyPolicy;
    use valetkey_jose::Algorithm;
    use valetkey_server::{EncryptionKey, Keys, Seal, keys};
    use valetkey_storage::memory::MemoryStorage;
    use valetkey_types::Issuer;

    use super::*;

    /// A database with an issuer and nothing else.
    async fn records() -> (Records, TenantRecord) {
        let records = Records {
            storage: Arc::new(MemoryStorage::new()),
            tenant: TenantId::default(),
            configuration: Configuration::default(),
            place: Configuration::default(),
            snapshot: None,
        };
        let issuer = Issuer::parse("https://id.example").unwrap();
        let decision = records.decide(|occasion| issuer::change(None, issuer, &[], occasion));
        records.storage.apply(decision.changes).await.unwrap();
        let tenant = records.storage.tenant(&records.tenant).await.unwrap().unwrap();
        (records, tenant)
    }

    #[tokio::test]
    async fn a_change_of_the_issuer_over_another_one_shows_the_difference() {
        let (records, seen) = records().await;
        let change = async |text: &str| {
            let issuer = Issuer::parse(text).unwrap();
            let decision = records.decide(|occasion| issuer::change(Some(&seen), issuer, &[], occasion));
            records.store(decision.changes, &seen, records.storage.tenant(&records.tenant)).await
        };
        change("https://first.example").await.unwrap();
        let refused = format!("{:?}", change("https://second.example").await.unwrap_err());
        assert!(refused.contains("issuer: expected"), "{refused}");
        assert!(
            refused.contains("https://id.example") && refused.contains("https://first.example"),
            "{refused}"
        );
    }

    #[tokio::test]
    async fn a_change_of_keys_over_another_one_shows_the_difference() {
        let (records, tenant) = records().await;
        let key = EncryptionKey::new([7; 32]);
        let policy = KeyPolicy { algorithms: vec![Algorithm::ES256], ..records.configuration.key_policy() };
        let seal = Seal::new(&key, keys::USAGE, &tenant).unwrap();
        let storage = Arc::clone(&records.storage);
        let keys = Keys::load(storage, seal, policy, Arc::new(SystemEnvironment)).await.unwrap();
        let seen = records.storage.signing_keys(&records.tenant).await.unwrap();
        keys.rotate().await.unwrap();
        // Somebody who still sees the first key alone.
        let stale = seen.iter().cloned().map(Change::PutSigningKey).collect();
        let done = records.storage.apply(stale).await.map_err(KeysError::from);
        let refused = format!("{:?}", settled(done, &seen, &records).await.unwrap_err());
        assert!(
            refused.contains("signing_keys: expected") && refused.contains("published until"),
            "{refused}"
        );
        assert!(!refused.contains(&seen[0].private_key_sealed), "{refused}");
    }
}
