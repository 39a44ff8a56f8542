//! The records of a running server as a command reads them: the same functions find, check and print them as those of a database.

use std::sync::Arc;

use serde_json::Value;
use valetkey_authorization_server::record::{Client, Group, Role, TenantRecord};
use valetkey_server::{Configuration, Environment as _, SystemEnvironment};
use valetkey_storage::{Row, row::Stored};
use valetkey_types::TenantId;

use super::{Api, read_only::ReadOnly, record};
use crate::{database::Records, failure::Failure};

/// A kind of records that a command needs. Clients come before roles, because the name of an owner alone does not say whether it is a
/// client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Clients,
    Groups,
    Roles,
    Scopes,
    Attributes,
    Keys,
    Providers,
}

/// The server that records were read from.
#[derive(Clone)]
pub(crate) struct Snapshot {
    api: Api,
    kinds: Vec<Kind>,
}

impl Snapshot {
    /// Returns the API of the server.
    pub(crate) fn api(&self) -> &Api {
        &self.api
    }
}

/// Reads the records of these kinds.
///
/// # Errors
/// The error of the server, such as a missing permission.
pub(crate) async fn read(api: Api, kinds: &[Kind]) -> Result<Records, Failure> {
    let mut kinds = kinds.to_vec();
    kinds.sort_unstable();
    records(Snapshot { api, kinds }).await
}

impl Records {
    /// Returns the API of the server that the records were read from; `None` for a database.
    pub(crate) fn api(&self) -> Option<&Api> {
        self.snapshot.as_deref().map(Snapshot::api)
    }

    /// Returns the records as they are after a change.
    ///
    /// # Errors
    /// The error of the server.
    pub(crate) async fn after_change(self) -> Result<Self, Failure> {
        match &self.snapshot {
            Some(snapshot) => records(Snapshot::clone(snapshot)).await,
            None => Ok(self),
        }
    }
}

async fn records(snapshot: Snapshot) -> Result<Records, Failure> {
    let mut rows = vec![row(tenant(&snapshot.api))?];
    let mut clients: Vec<Client> = Vec::new();
    for kind in &snapshot.kinds {
        let (documents, _) = snapshot.api.list(&[path(*kind)], &[], usize::MAX).await?;
        for document in documents {
            let (stored, client) = stored(*kind, document, &clients)?;
            rows.push(stored);
            clients.extend(client);
        }
    }
    let storage = ReadOnly::with(rows).await?;
    let configuration = Configuration::default();
    Ok(Records {
        storage: Arc::new(storage),
        tenant: TenantId::default(),
        place: configuration.clone(),
        configuration,
        snapshot: Some(Arc::new(snapshot)),
    })
}

/// Returns a tenant with the issuer of the server. Its name at the server does not matter to commands: the issuer names the tenant.
fn tenant(api: &Api) -> TenantRecord {
    let issuer = api.address().issuer().clone();
    let tenant = TenantRecord::new(TenantId::default(), issuer, SystemEnvironment.now());
    // A tenant of revision 0 has neither attributes nor scopes.
    TenantRecord { claim_map_revision: 1, revision: 1, ..tenant }
}

fn path(kind: Kind) -> &'static str {
    match kind {
        Kind::Clients => "clients",
        Kind::Groups => "groups",
        Kind::Roles => "roles",
        Kind::Scopes => "scopes",
        Kind::Attributes => "attributes",
        Kind::Keys => "keys",
        Kind::Providers => "providers",
    }
}

/// Reads a document of the API as a row, and also as a client if it is one.
fn stored(kind: Kind, document: Value, clients: &[Client]) -> Result<(Row, Option<Client>), Failure> {
    let stored = match kind {
        Kind::Clients => {
            let client = record::client(document)?;
            return Ok((with_revision(client.clone(), client.revision)?, Some(client)));
        }
        Kind::Groups => {
            let group: Group = record::group(document)?;
            let revision = group.revision;
            with_revision(group, revision)?
        }
        Kind::Roles => {
            let role: Role = record::role(document, clients)?;
            let revision = role.revision;
            with_revision(role, revision)?
        }
        Kind::Scopes => {
            let scope = record::scope(document)?;
            let revision = scope.revision;
            with_revision(scope, revision)?
        }
        Kind::Attributes => {
            let attribute = record::attribute(document)?;
            let revision = attribute.revision;
            with_revision(attribute, revision)?
        }
        Kind::Keys => {
            let key = record::key(document)?;
            let revision = key.revision;
            with_revision(key, revision)?
        }
        Kind::Providers => {
            let provider = record::provider(document)?;
            let revision = provider.revision;
            with_revision(provider, revision)?
        }
    };
    Ok((stored, None))
}

fn row<T: Stored>(record: T) -> Result<Row, Failure> {
    Ok(record.into_row()?)
}

fn with_revision<T: Stored>(record: T, revision: u64) -> Result<Row, Failure> {
    Ok(Row { revision, ..row(record)? })
}
