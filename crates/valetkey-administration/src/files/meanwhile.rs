//! What changed since a plan was made.

use std::collections::BTreeMap;

use valetkey_authorization_server::{
    event::FieldChange,
    record::{Client, IdentityProvider},
};

use super::{
    State, Thing,
    names::{NamedClient, NamedProvider, changed},
};
use crate::{Describe, group::NamedGroup};

/// A thing that somebody else changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meanwhile {
    /// The thing.
    pub thing: Thing,
    /// Whether it was there before, and is there now.
    pub existed: (bool, bool),
    /// The fields that differ, without secrets.
    pub changed: Vec<FieldChange>,
}

/// A record with its revision and its fields.
type Seen = (u64, Vec<(&'static str, String)>);

/// Returns the things that differ between two states, by their revisions.
pub fn changed_meanwhile(before: &State, now: &State) -> Vec<Meanwhile> {
    let (mut before, now) = (seen(before), seen(now));
    let mut found = Vec::new();
    for (thing, new) in now {
        match before.remove(&thing) {
            Some(old) if old.0 == new.0 => {}
            Some(old) => {
                let changed = changed(Some(&Fields(old.1)), &Fields(new.1));
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
    let mut seen = BTreeMap::from([(Thing::tenant(), (state.tenant.revision, state.tenant.fields()))]);
    let map = &state.claim_map;
    seen.extend(
        map.attributes().iter().map(|one| (Thing::attribute(&one.name), (one.revision, one.fields()))),
    );
    seen.extend(map.scopes().iter().map(|one| (Thing::scope(&one.name), (one.revision, one.fields()))));
    let map = &state.role_map;
    let roles = map.roles().into_iter();
    seen.extend(roles.map(|one| (Thing::role(&one.name, &one.owner), (one.revision, one.fields()))));
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

/// The fields of a record that was read.
struct Fields(Vec<(&'static str, String)>);

impl Describe for Fields {
    fn fields(&self) -> Vec<(&'static str, String)> {
        self.0.clone()
    }
}
