//! Finds changes that others stored after a plan was computed.

use std::collections::BTreeMap;

use valetkey_authorization_server::{
    event::FieldChange,
    record::{Client, IdentityProvider},
};

use super::{
    State, Thing,
    names::{NamedClient, NamedProvider, NamedRole, changed},
};
use crate::{Describe, group::NamedGroup};

/// A thing that somebody else changed after the plan was computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meanwhile {
    /// The thing.
    pub thing: Thing,
    /// Whether the thing existed before, and whether it exists now.
    pub existed: (bool, bool),
    /// The fields that differ, without secrets.
    pub changed: Vec<FieldChange>,
}

/// The revision of a record and its fields.
type Record = (u64, Vec<(&'static str, String)>);

/// A record with the file that owns it.
struct Seen {
    revision: u64,
    fields: Vec<(&'static str, String)>,
    /// The name of the file; empty for a thing without an owner.
    owner: String,
}

impl Describe for Seen {
    fn fields(&self) -> Vec<(&'static str, String)> {
        let owner = ("owner", self.owner.clone());
        self.fields.iter().cloned().chain([owner]).collect()
    }
}

/// Returns the things that differ between two states, by their revisions and their owners.
pub fn changed_meanwhile(before: &State, now: &State) -> Vec<Meanwhile> {
    let (mut before, now) = (seen(before), seen(now));
    let mut found = Vec::new();
    for (thing, new) in now {
        match before.remove(&thing) {
            Some(old) if old.revision == new.revision && old.owner == new.owner => {}
            Some(old) => {
                let changed = changed(Some(&old), &new);
                found.push(Meanwhile { thing, existed: (true, true), changed });
            }
            None => found.push(Meanwhile { thing, existed: (false, true), changed: Vec::new() }),
        }
    }
    let gone = before.into_keys();
    found.extend(gone.map(|thing| Meanwhile { thing, existed: (true, false), changed: Vec::new() }));
    found
}

fn seen(state: &State) -> BTreeMap<Thing, Seen> {
    let owners: BTreeMap<Thing, &str> =
        state.ownerships.iter().map(|owned| (Thing::from(owned), owned.file.as_str())).collect();
    let seen = |(thing, (revision, fields)): (Thing, Record)| {
        let owner = owners.get(&thing).copied().unwrap_or_default().to_owned();
        (thing, Seen { revision, fields, owner })
    };
    records(state).into_iter().map(seen).collect()
}

fn records(state: &State) -> BTreeMap<Thing, Record> {
    let mut seen = BTreeMap::from([(Thing::tenant(), (state.tenant.revision, state.tenant.fields()))]);
    let map = &state.claim_map;
    seen.extend(
        map.attributes().iter().map(|one| (Thing::attribute(&one.name), (one.revision, one.fields()))),
    );
    seen.extend(map.scopes().iter().map(|one| (Thing::scope(&one.name), (one.revision, one.fields()))));
    let map = &state.role_map;
    for role in map.roles() {
        let fields = NamedRole { role, map }.fields();
        seen.insert(Thing::role(&role.name, &role.owner), (role.revision, fields));
    }
    for group in map.groups() {
        let fields = NamedGroup { group: group.clone(), map }.fields();
        seen.insert(Thing::group(&group.name), (group.revision, fields));
    }
    let client = |client: &Client| (client.revision, NamedClient { client, state }.fields());
    seen.extend(state.clients.iter().map(|one| (Thing::client(&one.id), client(one))));
    let provider =
        |provider: &IdentityProvider| (provider.revision, NamedProvider { provider, state }.fields());
    seen.extend(
        state.identity_providers.iter().map(|one| (Thing::identity_provider(&one.name), provider(one))),
    );
    seen
}
