//! The plan: the operations that make the stored records equal to the contents of files.

use std::fmt::Display;

use valetkey_authorization_server::{
    Change, FileOwnershipChange,
    event::{EventKind, FieldChange, Occasion},
    record::{FileOwnership, OwnedKind},
};
use valetkey_types::Unknown;

use super::{
    Desired, Sources, State, Thing, attribute, client, group, identity_provider, merge::merged, role, scope,
    tenant,
};

/// The action of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Adds the thing.
    Add,
    /// Edits the thing.
    Edit,
    /// Removes the thing.
    Remove,
    /// Records the file as the owner of the thing, which does not change.
    Own,
    /// Removes the owner of the thing, which does not change.
    Release,
}

impl Action {
    /// Returns the name of the action in the output of commands.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Edit => "edit",
            Self::Remove => "remove",
            Self::Own => "own",
            Self::Release => "release",
        }
    }
}

/// One step of a plan: an action on one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The thing.
    pub thing: Thing,
    /// The file.
    pub file: String,
    /// The action.
    pub action: Action,
    /// The fields that change, without secrets.
    pub changed: Vec<FieldChange>,
}

/// The steps and changes that make the stored records equal to the files.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// The things that these files own but no longer name. Pruning removes them.
    pub leftovers: Vec<FileOwnership>,
    /// The changes to store, all or nothing.
    pub changes: Vec<Change>,
}

/// A reason why a file can't be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The thing.
    pub thing: Thing,
    /// The file that names the thing.
    pub file: String,
    /// The field; empty for the thing as a whole.
    pub field: String,
    /// The position in the list of the field.
    pub item: Option<usize>,
    /// The text for users: the expected value and the value in the file.
    pub text: String,
}

/// Returns the plan for the desired things. A problem in any file prevents the whole plan.
///
/// # Errors
/// Every [`Problem`].
pub fn plan(
    desired: &Desired,
    state: &State,
    sources: &Sources,
    occasion: &Occasion<'_>,
) -> Result<Plan, Vec<Problem>> {
    let named: Vec<(Thing, &str)> = desired.things();
    let mut planner = Planner::new(state, occasion);
    planner.check_owners(&named, sources);
    let is_left = |owned: &&FileOwnership| {
        sources.include(&owned.file) && !named.iter().any(|(thing, _)| *thing == Thing::from(*owned))
    };
    let (leftovers, gone): (Vec<&FileOwnership>, Vec<&FileOwnership>) =
        state.ownerships.iter().filter(is_left).partition(|owned| planner.exists(owned) && !sources.prune);
    planner.remove(&gone);
    planner.put(desired);
    group::remove_all(&mut planner, &gone);
    role::check_limits(&mut planner, &desired.roles);
    planner.client_parts(desired);
    planner.own(&named, &gone);
    let leftovers = leftovers.into_iter().cloned().collect();
    planner.finish(leftovers)
}

/// A plan under construction, with the state after the steps so far.
pub(super) struct Planner<'a> {
    pub(super) state: State,
    before: &'a State,
    occasion: Occasion<'a>,
    steps: Vec<Step>,
    changes: Vec<Change>,
    problems: Vec<Problem>,
}

impl<'a> Planner<'a> {
    fn new(before: &'a State, occasion: &Occasion<'a>) -> Self {
        let (steps, changes, problems) = (Vec::new(), Vec::new(), Vec::new());
        Self { state: before.clone(), before, occasion: *occasion, steps, changes, problems }
    }

    /// Returns the occasion of a change by a file. The events of the change name the file.
    pub(super) fn occasion(&self, file: &'a str) -> Occasion<'a> {
        Occasion { reference: Some(file), ..self.occasion }
    }

    /// Adds a step with its changes. Without changes, adds nothing.
    pub(super) fn step(
        &mut self,
        (thing, file): (Thing, &str),
        action: Action,
        changed: Vec<FieldChange>,
        changes: Vec<Change>,
    ) {
        if !changes.is_empty() {
            self.steps.push(Step { thing, file: file.to_owned(), action, changed });
            self.changes.extend(changes);
        }
    }

    /// Adds to the step of a thing, or adds the step if the thing has none. Without changes, adds nothing.
    pub(super) fn more(
        &mut self,
        of: (Thing, &str),
        action: Action,
        changed: Vec<FieldChange>,
        changes: Vec<Change>,
    ) {
        match self.steps.iter_mut().find(|step| step.thing == of.0) {
            Some(step) if !changes.is_empty() => {
                step.changed.extend(changed);
                self.changes.extend(changes);
            }
            _ => self.step(of, action, changed, changes),
        }
    }

    /// Adds a problem of a field.
    pub(super) fn problem(&mut self, (thing, file): (Thing, &str), field: &str, text: impl Display) {
        let (file, field, text) = (file.to_owned(), field.to_owned(), text.to_string());
        self.problems.push(Problem { thing, file, field, item: None, text });
    }

    /// Adds a problem of one value in the list of a field.
    pub(super) fn problem_of_item(
        &mut self,
        (thing, file): (Thing, &str),
        (field, item): (&str, usize),
        text: impl Display,
    ) {
        let (file, field, text) = (file.to_owned(), field.to_owned(), text.to_string());
        self.problems.push(Problem { thing, file, field, item: Some(item), text });
    }

    /// Returns whether a thing has a problem. A reference to such a thing is not reported as a second problem.
    pub(super) fn is_wrong(&self, thing: &Thing) -> bool {
        self.problems.iter().any(|problem| problem.thing == *thing)
    }

    /// Returns whether a thing of this kind has a problem.
    pub(super) fn has_wrong(&self, kind: OwnedKind) -> bool {
        self.problems.iter().any(|problem| problem.thing.kind() == kind)
    }

    /// Adds the problem of a reference to a group that does not exist.
    pub(super) fn no_such_group(
        &mut self,
        of: (Thing, &str),
        (field, item): (&str, Option<usize>),
        name: &str,
    ) {
        if !self.is_wrong(&Thing::group(name)) {
            let text = format!("expected a group of these files or of the server, got {name:?}");
            self.problem(of, field, text);
            if let Some(problem) = self.problems.last_mut() {
                problem.item = item;
            }
        }
    }

    /// Adds a problem for each thing that another file owns, and for each thing that two files name.
    fn check_owners(&mut self, named: &[(Thing, &str)], sources: &Sources) {
        for (position, (thing, file)) in named.iter().enumerate() {
            if let Some((_, other)) = named[..position].iter().find(|(known, _)| known == thing) {
                let text = format!("expected one owner of the {thing}, got {other} and {file}");
                self.problem((thing.clone(), *file), "", text);
            }
            let owner = self.before.owner(thing).filter(|owner| !sources.include(&owner.file));
            if let Some(owner) = owner.filter(|_| !sources.takes_over) {
                let text =
                    format!("expected a thing that no other file owns, got the {thing} of {}", owner.file);
                self.problem((thing.clone(), *file), "", text);
            }
        }
    }

    fn exists(&self, owned: &FileOwnership) -> bool {
        let (state, thing) = (self.before, Thing::from(owned));
        match owned.kind {
            // The settings of the tenant can't be removed. They keep their values.
            OwnedKind::Tenant => false,
            OwnedKind::Attribute => state.claim_map.attribute(&owned.name).is_some(),
            OwnedKind::Scope => state.claim_map.scope(&owned.name).is_some(),
            OwnedKind::Role => state.role_of(&thing).is_some(),
            OwnedKind::Group => state.role_map.group_called(&owned.name).is_some(),
            OwnedKind::Client => state.clients.iter().any(|client| client.id.as_str() == owned.name),
            OwnedKind::IdentityProvider => state.identity_provider(&owned.name).is_some(),
        }
    }

    /// Removes pruned things, except groups: the groups below one may have to move first.
    fn remove(&mut self, gone: &[&'a FileOwnership]) {
        for owned in gone {
            match owned.kind {
                OwnedKind::Tenant | OwnedKind::Group => {}
                OwnedKind::Attribute => attribute::remove(self, owned),
                OwnedKind::Scope => scope::remove(self, owned),
                OwnedKind::Role => role::remove(self, owned),
                OwnedKind::Client => client::remove(self, owned),
                OwnedKind::IdentityProvider => identity_provider::remove(self, owned),
            }
        }
    }

    /// Adds and edits all things except clients and providers, which refer to them.
    fn put(&mut self, desired: &'a Desired) {
        if let Some(wanted) = &desired.tenant {
            tenant::put(self, wanted);
        }
        for wanted in &desired.attributes {
            attribute::put(self, wanted);
        }
        for wanted in &desired.scopes {
            scope::put(self, wanted);
        }
        group::put_all(self, &desired.groups);
        for wanted in &desired.roles {
            role::put(self, wanted, desired);
        }
        group::put_roles(self, &desired.groups);
    }

    /// Adds and edits clients and providers.
    fn client_parts(&mut self, desired: &'a Desired) {
        for wanted in &desired.clients {
            client::put(self, wanted);
        }
        for wanted in &desired.identity_providers {
            identity_provider::put(self, wanted);
        }
    }

    /// Records the owners of things.
    fn own(&mut self, named: &[(Thing, &'a str)], gone: &[&'a FileOwnership]) {
        let mut changed = Vec::new();
        for (thing, file) in named {
            let owner = self.before.owner(thing);
            if owner.is_some_and(|owner| owner.file == *file) {
                continue;
            }
            let blank = FileOwnership {
                tenant: self.occasion.tenant.clone(),
                kind: thing.kind(),
                name: thing.key().to_owned(),
                file: String::new(),
                owned_since: self.occasion.now,
                revision: 0,
                unknown: Unknown::default(),
            };
            let owned = owner.cloned().unwrap_or(blank);
            changed.push(FieldChange::new(&thing.to_string(), &owned.file, file));
            let owned = FileOwnership { file: (*file).to_owned(), owned_since: self.occasion.now, ..owned };
            let put = vec![Change::FileOwnership(FileOwnershipChange::Put(owned))];
            self.record_owner((thing.clone(), *file), Action::Own, put);
        }
        for owned in gone {
            let (thing, file) = (Thing::from(*owned), owned.file.as_str());
            changed.push(FieldChange::new(&thing.to_string(), file, ""));
            let remove = vec![Change::FileOwnership(FileOwnershipChange::Remove((*owned).clone()))];
            self.record_owner((thing, file), Action::Release, remove);
        }
        if !changed.is_empty() {
            let mut event = self.occasion.event(EventKind::FileOwnersChanged);
            event.changed = changed;
            self.changes.push(Change::StoreEvent(event));
        }
    }

    /// Adds a change of an owner. Adds a step only if the thing has no other step.
    fn record_owner(&mut self, of: (Thing, &str), action: Action, changes: Vec<Change>) {
        if self.steps.iter().any(|step| step.thing == of.0) {
            self.changes.extend(changes);
        } else {
            self.step(of, action, Vec::new(), changes);
        }
    }

    fn finish(self, leftovers: Vec<FileOwnership>) -> Result<Plan, Vec<Problem>> {
        if self.problems.is_empty() {
            Ok(Plan { steps: self.steps, leftovers, changes: merged(self.changes) })
        } else {
            Err(self.problems)
        }
    }
}
