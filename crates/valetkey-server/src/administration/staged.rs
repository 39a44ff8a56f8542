//! Changes that are stored in one commit with the answer to their request.
//!
//! The functions of administration store their changes before the answer is made. A request with an `Idempotency-Key` collects the changes
//! here instead. Records that are read afterwards appear as the changes will store them, so the answer is the same.

use std::sync::{Mutex, PoisonError};

use valetkey_authorization_server::{
    Change,
    claim_map::ClaimMap,
    record::{Delivery, Group, Role},
    role_map::RoleMap,
};
use valetkey_storage::{ApplyError, RowOperation, StorageError, lower, row::Stored};

use super::{AdministrationError, Context};
use crate::{Server, outbox};

/// The changes of one request, and what follows their commit.
#[derive(Debug, Default)]
pub(crate) struct Staged {
    parts: Mutex<StagedParts>,
    refuses: bool,
}

#[derive(Debug, Default)]
struct StagedParts {
    changes: Vec<Change>,
    steps: Vec<AfterCommit>,
}

/// The work of the server after a change is stored.
#[derive(Debug)]
pub(crate) enum AfterCommit {
    /// Sends logout messages that this node holds the lease of.
    SendLogouts(Vec<Delivery>),
    /// Reads the providers of the sign-in page again.
    ReloadProviders,
    /// Reads the signing keys again.
    ReloadKeys,
}

impl AfterCommit {
    async fn run(self, server: &Server) -> Result<(), AdministrationError> {
        match self {
            Self::SendLogouts(deliveries) => drop(outbox::send(server, deliveries).await),
            Self::ReloadProviders => server.identity_providers.reload().await?,
            Self::ReloadKeys => server.keys.reload().await?,
        }
        Ok(())
    }
}

impl Staged {
    /// Makes a stage that refuses every change with a conflict. An operation explains a conflict when it meets one.
    pub(crate) fn refusing() -> Self {
        Self { refuses: true, ..Self::default() }
    }

    /// Stores the changes together with others, then does what follows.
    ///
    /// # Errors
    /// [`ApplyError`] if nothing was stored.
    pub(crate) async fn commit(&self, server: &Server, others: Vec<Change>) -> Result<(), ApplyError> {
        let StagedParts { mut changes, steps } = std::mem::take(&mut *self.lock());
        changes.extend(others);
        commit(server, changes).await?;
        for step in steps {
            if let Err(error) = step.run(server).await {
                tracing::warn!(?error, "a stored change is used later, because a record could not be read");
            }
        }
        Ok(())
    }

    pub(super) fn add(&self, changes: Vec<Change>) -> Result<(), ApplyError> {
        if self.refuses {
            return Err(ApplyError::Conflict { position: 0 });
        }
        self.lock().changes.extend(changes);
        Ok(())
    }

    /// Returns the records of a kind that the changes store, with their new revisions. The last one of a record counts.
    fn records<R: Stored>(&self) -> Result<Vec<R>, StorageError> {
        let mut records = Vec::new();
        for operation in lower(self.lock().changes.clone())?.operations {
            let row = match operation {
                RowOperation::Insert(row) => row,
                RowOperation::Replace { mut row, expected } => {
                    row.revision = expected.saturating_add(1);
                    row
                }
                _ => continue,
            };
            if row.description.is(R::description()) {
                records.push(row.read()?);
            }
        }
        records.reverse();
        Ok(records)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, StagedParts> {
        self.parts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Stores changes, and wakes the sender of mails.
pub(super) async fn commit(server: &Server, changes: Vec<Change>) -> Result<(), ApplyError> {
    let has_mail = changes.iter().any(|change| matches!(change, Change::StoreDelivery(_)));
    server.storage.apply(changes).await?;
    if has_mail {
        server.mail_waits().notify_one();
    }
    Ok(())
}

impl Context<'_> {
    /// Does something after the commit of the changes: now, or when the staged changes are stored.
    pub(super) async fn after_commit(&self, step: AfterCommit) -> Result<(), AdministrationError> {
        match self.staged {
            None => step.run(self.server).await,
            Some(staged) => {
                staged.lock().steps.push(step);
                Ok(())
            }
        }
    }

    /// Returns a record as the staged changes will store it; otherwise as it was read.
    pub(super) fn or_staged<R: Stored>(
        &self,
        read: Option<R>,
        is_it: impl Fn(&R) -> bool,
    ) -> Result<Option<R>, AdministrationError> {
        let staged = self.staged_records()?.into_iter().find(is_it);
        Ok(staged.or(read))
    }

    /// Returns records as they were read, with the staged changes.
    pub(super) fn with_staged<R: Stored>(
        &self,
        mut read: Vec<R>,
        is_same: impl Fn(&R, &R) -> bool,
    ) -> Result<Vec<R>, AdministrationError> {
        for record in self.staged_records::<R>()?.into_iter().rev() {
            read.retain(|other| !is_same(other, &record));
            read.push(record);
        }
        Ok(read)
    }

    /// Returns groups and roles as they were read, with the staged changes.
    pub(super) fn role_map_with_staged(
        &self,
        read: &RoleMap,
    ) -> Result<Option<RoleMap>, AdministrationError> {
        let (groups, roles) = (self.staged_records::<Group>()?, self.staged_records::<Role>()?);
        if groups.is_empty() && roles.is_empty() {
            return Ok(None);
        }
        let groups = read.groups().into_iter().cloned().chain(groups.into_iter().rev());
        let roles = read.roles().into_iter().cloned().chain(roles.into_iter().rev());
        Ok(Some(RoleMap::new(read.revision(), groups, roles)))
    }

    /// Returns attributes and scopes as they were read, with the staged changes.
    pub(super) fn claim_map_with_staged(&self, read: ClaimMap) -> Result<ClaimMap, AdministrationError> {
        if self.staged.is_none() {
            return Ok(read);
        }
        let attributes = self.with_staged(read.attributes().to_vec(), |one, other| one.name == other.name)?;
        let scopes = self.with_staged(read.scopes().to_vec(), |one, other| one.name == other.name)?;
        Ok(ClaimMap::new(attributes, scopes))
    }

    fn staged_records<R: Stored>(&self) -> Result<Vec<R>, AdministrationError> {
        Ok(self.staged.map_or_else(|| Ok(Vec::new()), Staged::records)?)
    }
}
