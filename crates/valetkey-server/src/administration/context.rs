//! One request of an administrator.

use std::sync::Arc;

use valetkey_accounts::User;
use valetkey_administration::{
    Describe, Outbox,
    difference::difference,
    permission::{Administrator, Permission},
    user::Access,
};
use valetkey_authorization_server::{
    Change, Decision,
    change::ClaimMapChange,
    event::{EventKind, FieldChange, Occasion},
    notice::notice,
    record::NoticeKind,
    role_map::RoleMap,
};
use valetkey_storage::{ApplyError, directory};
use valetkey_types::Timestamp;

use super::{API_PATH, AdministrationError, Conflict, Staged, staged::commit};
use crate::{Server, request::Caller};

/// The administrator, the server, and how changes are stored.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    /// The server.
    pub(crate) server: &'a Server,
    /// The administrator.
    pub(crate) administrator: &'a Administrator,
    /// The reference of the request.
    pub(crate) reference: Option<&'a str>,
    /// How changes are stored.
    pub(crate) options: Options,
    /// Collects the changes, which are stored with the answer; `None` if each change is stored at once.
    pub(crate) staged: Option<&'a Staged>,
}

/// How changes are stored.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Options {
    /// The revision of the record that the administrator saw; `None` for any.
    pub(crate) expected_revision: Option<u64>,
    /// Whether the changes are only shown.
    pub(crate) is_dry_run: bool,
    /// Whether to change a record although a configuration file owns it.
    pub(crate) overrides_file_ownership: bool,
}

/// The result of a change, or of its dry run.
#[derive(Debug)]
pub(crate) struct Done<T> {
    /// The answer.
    pub(crate) answer: T,
    /// The fields that changed.
    pub(crate) changed: Vec<FieldChange>,
    /// The events, in order.
    pub(crate) events: Vec<EventKind>,
    /// The names of the applications that get a logout message.
    pub(crate) told: Vec<String>,
    /// Whether it is stored. A dry run stores nothing, and neither does a change without a difference.
    pub(crate) is_stored: bool,
    /// Whether another change can restore what was there: it delivers, ends and removes nothing.
    pub(crate) is_reversible: bool,
}

impl<T> Done<T> {
    /// Returns the same with another answer.
    pub(crate) fn with<Other>(self, answer: Other) -> Done<Other> {
        let Self { changed, events, told, is_stored, is_reversible, .. } = self;
        Done { answer, changed, events, told, is_stored, is_reversible }
    }

    /// Returns the same with the names of the applications that get a logout message.
    pub(super) fn telling(self, told: Vec<String>) -> Self {
        Self { told, ..self }
    }
}

/// The record that a change was decided for.
pub(super) struct Seen<'a, R> {
    /// The record.
    pub(super) record: &'a R,
    /// Its revision.
    pub(super) revision: u64,
}

impl<'a> Context<'a> {
    /// Makes the context of a request that stores its changes, without an expected revision.
    pub(crate) fn new(
        server: &'a Server,
        administrator: &'a Administrator,
        reference: Option<&'a str>,
    ) -> Self {
        Self { server, administrator, reference, options: Options::default(), staged: None }
    }

    /// Returns the same with other options.
    #[must_use]
    pub(crate) fn with(self, options: Options) -> Self {
        Self { options, ..self }
    }

    /// Returns the same, so that nothing is stored.
    #[must_use]
    pub(crate) fn as_dry_run(self) -> Self {
        self.with(Options { is_dry_run: true, ..self.options })
    }

    /// Returns the present moment.
    pub(crate) fn now(&self) -> Timestamp {
        self.server.environment.now()
    }

    /// Requires a permission in the whole tenant.
    pub(super) fn require(&self, permission: Permission) -> Result<(), AdministrationError> {
        Ok(self.administrator.require(permission)?)
    }

    /// Returns the groups and roles of the tenant.
    pub(super) async fn role_map(&self) -> Result<Arc<RoleMap>, AdministrationError> {
        let map = self.server.role_map().await?;
        Ok(self.role_map_with_staged(&map)?.map_or(map, Arc::new))
    }

    /// Returns the identifier of the administration API, as the audience of access tokens.
    pub(crate) fn api(&self) -> String {
        self.server.issuer.join(API_PATH)
    }

    /// Decides as this administrator.
    pub(super) fn decide<T>(&self, operation: impl FnOnce(&Occasion<'_>) -> T) -> T {
        let server = self.server;
        operation(&Occasion {
            tenant: &server.tenant,
            actor: &self.administrator.actor,
            now: server.environment.now(),
            network_address: Caller::current().address(),
            reference: self.reference,
            events_kept_for: server.lifetimes.event,
            fresh_id: &|| server.environment.identifier(),
        })
    }

    /// Loads the applications of a user, decides, and returns the names of those that get a logout message.
    pub(super) async fn decide_with_access<T>(
        &self,
        user: &User,
        operation: impl FnOnce(Access<'_>, &Occasion<'_>) -> T,
    ) -> Result<(T, Vec<String>), AdministrationError> {
        let server = self.server;
        let clients = directory::clients_of_user(&*server.storage, &server.tenant, &user.id).await?;
        let access =
            Access { clients: &clients, outbox: Some(Outbox { issuer: &server.issuer, node: None }) };
        let decided = self.decide(|occasion| operation(access, occasion));
        let told = clients.into_iter().filter(|client| client.backchannel_logout_uri.is_some());
        Ok((decided, told.map(|client| client.name).collect()))
    }

    /// Returns the change that mails a user about a change of the account; `None` if the server sends no mail.
    pub(super) fn notice(&self, user: &User, about: NoticeKind) -> Option<Change> {
        self.server.mail.as_ref()?;
        self.decide(|occasion| notice(user, about, &self.server.issuer, None, occasion))
    }

    /// Stores the changes of a decision on a record, unless this is a dry run.
    ///
    /// # Errors
    /// [`AdministrationError::Conflict`] if the record has another revision than the expected one, or changes at the same time;
    /// [`AdministrationError::OwnedByFile`] if a configuration file owns a changed record.
    pub(super) async fn store<T, R: Describe>(
        &self,
        decision: Decision<T>,
        seen: Seen<'_, R>,
        reload: impl Future<Output = Result<Option<R>, AdministrationError>>,
    ) -> Result<Done<T>, AdministrationError> {
        let Decision { answer, changes } = decision;
        self.expects(&changes, seen.revision)?;
        self.require_no_owner(&changes).await?;
        let done = self.planned(answer, &changes);
        match self.apply(changes).await {
            Ok(is_stored) => Ok(Done { is_stored, ..done }),
            Err(ApplyError::Conflict { .. }) => {
                let now = reload.await?;
                let changed = now.map(|now| difference(seen.record, &now)).unwrap_or_default();
                Err(AdministrationError::Conflict(Conflict { revision: None, changed }))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Stores changes without comparing a revision.
    ///
    /// # Errors
    /// [`AdministrationError::Conflict`] when a condition does not hold; [`AdministrationError::OwnedByFile`] if a configuration file
    /// owns a changed record.
    pub(super) async fn store_new<T>(&self, decision: Decision<T>) -> Result<Done<T>, AdministrationError> {
        let Decision { answer, changes } = decision;
        self.require_no_owner(&changes).await?;
        let done = self.planned(answer, &changes);
        let is_stored = self.apply(changes).await?;
        Ok(Done { is_stored, ..done })
    }

    /// Requires that the record has the expected revision. Otherwise the error has the fields that the request would change in the stored
    /// record.
    pub(super) fn expects(&self, changes: &[Change], revision: u64) -> Result<(), AdministrationError> {
        if self.options.expected_revision.is_none_or(|expected| expected == revision) {
            return Ok(());
        }
        let Done { changed, .. } = self.planned((), changes);
        Err(AdministrationError::Conflict(Conflict { revision: Some(revision), changed }))
    }

    /// Returns the result of these changes, before they are stored.
    pub(super) fn planned<T>(&self, answer: T, changes: &[Change]) -> Done<T> {
        let mut done = Done {
            answer,
            changed: Vec::new(),
            events: Vec::new(),
            told: Vec::new(),
            is_stored: false,
            is_reversible: changes.iter().all(is_reversible),
        };
        for change in changes {
            if let Change::StoreEvent(event) = change {
                done.changed.extend(event.changed.iter().cloned());
                done.events.push(event.kind.clone());
            }
        }
        done
    }

    async fn apply(&self, changes: Vec<Change>) -> Result<bool, ApplyError> {
        if changes.is_empty() || self.options.is_dry_run {
            return Ok(false);
        }
        match self.staged {
            Some(staged) => staged.add(changes)?,
            None => commit(self.server, changes).await?,
        }
        Ok(true)
    }
}

/// Returns whether another change can restore what was there. The list is closed: a kind of change that is missing delivers, ends or
/// removes something.
fn is_reversible(change: &Change) -> bool {
    matches!(
        change,
        Change::ReplaceClient(_)
            | Change::ReplaceUser { .. }
            | Change::ReplaceGroup(_)
            | Change::ReplaceRole(_)
            | Change::ClaimMap(ClaimMapChange::ReplaceAttribute(_) | ClaimMapChange::ReplaceScope(_))
            | Change::AdvanceRoleMap { .. }
            | Change::RequireGroup { .. }
            | Change::ReplaceTenant(_)
            | Change::StoreEvent(_)
    )
}
