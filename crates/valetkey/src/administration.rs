//! Runs the operations of `valetkey-administration` from the command line.

use std::future::Future;

use valetkey_accounts::User;
use valetkey_administration::{Describe, Outbox, difference::difference, user::Access};
use valetkey_authorization_server::{
    Change,
    event::{Actor, FieldChange, Occasion},
    record::{Client, TenantRecord},
};
use valetkey_server::{Environment as _, SystemEnvironment};
use valetkey_storage::{ApplyError, StorageError, directory};
use valetkey_types::TenantId;

use crate::{database::Records, failure::Failure, output::visible};

/// Decides as somebody at the command line.
pub(crate) fn decide<T>(tenant: &TenantId, operation: impl FnOnce(&Occasion<'_>) -> T) -> T {
    let account = ["SUDO_USER", "USER", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok());
    operation(&Occasion {
        tenant,
        actor: &Actor::CommandLine { account },
        now: SystemEnvironment.now(),
        network_address: None,
        reference: None,
        fresh_id: &|| SystemEnvironment.identifier(),
    })
}

impl Records {
    /// Decides as somebody at the command line.
    pub(crate) fn decide<T>(&self, operation: impl FnOnce(&Occasion<'_>) -> T) -> T {
        decide(&self.tenant, operation)
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
        match self.storage.apply(changes).await {
            Err(ApplyError::Conflict { .. }) => Err(Failure::failed(match reload.await? {
                None => "somebody else removed it meanwhile; nothing was stored".to_owned(),
                Some(now) => conflict(&difference(seen, &now)),
            })),
            done => Ok(done?),
        }
    }

    /// Loads the applications of a user, and calls `decide` with them.
    ///
    /// # Errors
    /// What the database says.
    pub(crate) async fn with_access<T>(
        &self,
        user: &User,
        decide: impl FnOnce(Access<'_>, &Occasion<'_>) -> T,
    ) -> Result<Ended<T>, Failure> {
        let tenant: Option<TenantRecord> = self.storage.tenant(&self.tenant).await?;
        let clients = directory::clients_of_user(&*self.storage, &self.tenant, &user.id).await?;
        let outbox = tenant.as_ref().map(|tenant| Outbox { issuer: &tenant.issuer, node: None });
        let decision = self.decide(|occasion| decide(Access { clients: &clients, outbox }, occasion));
        let told = clients.into_iter().filter(|client| client.backchannel_logout_uri.is_some());
        Ok(Ended { decision, told: told.map(|client: Client| client.name).collect() })
    }
}

/// An operation that ends the access of a user.
pub(crate) struct Ended<T> {
    /// What was decided.
    pub(crate) decision: T,
    /// The names of the applications that a running server tells.
    pub(crate) told: Vec<String>,
}

impl<T> Ended<T> {
    /// Returns a sentence about the applications, or nothing.
    pub(crate) fn remark(&self) -> String {
        match self.told.as_slice() {
            [] => String::new(),
            names => format!(" The server tells: {}.", visible(&names.join(", "))),
        }
    }
}

/// Says that somebody else was faster, and what they changed.
fn conflict(changed: &[FieldChange]) -> String {
    if changed.is_empty() {
        // Another record holds a name that must be free, or only a counter moved.
        return "the username or email address belongs to somebody else, or the record was changed meanwhile; nothing \
                was stored"
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
