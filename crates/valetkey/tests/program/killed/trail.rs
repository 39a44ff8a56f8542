//! The stored events, and the stored records that must agree with them.

use std::{
    collections::{BTreeMap, BTreeSet},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use super::installation::{Installation, WEBHOOKS};
use crate::support::receiver::Receiver;

/// A kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    User,
    Client,
    Group,
    Role,
    Scope,
    /// A configuration file as an owner of groups.
    File,
}

/// The kinds whose events name a record in a field.
const NAMED: [(Kind, &str); 3] = [(Kind::Group, "group"), (Kind::Role, "role"), (Kind::Scope, "scope")];

/// The events, as `valetkey event list --json` prints them.
pub(super) struct Trail {
    events: Vec<Value>,
    added: BTreeMap<Kind, Vec<String>>,
    removed: BTreeMap<Kind, Vec<String>>,
    /// The edits of a field with a value of its own: kind of the record, its name, value before, value after.
    set: Vec<(Kind, String, String, String)>,
}

impl Trail {
    /// Reads every event.
    pub(super) fn read(installation: &Installation) -> Self {
        let events = events(installation);
        let mut trail = Self { events, added: BTreeMap::new(), removed: BTreeMap::new(), set: Vec::new() };
        let usernames: BTreeMap<String, String> = array(installation, &["user", "list"])
            .iter()
            .map(|user| (text(user, "sub"), text(user, "username")))
            .collect();
        for event in trail.events.clone() {
            trail.sort(&event, &usernames);
        }
        trail
    }

    fn sort(&mut self, event: &Value, usernames: &BTreeMap<String, String>) {
        let kind = text(event, "kind");
        let empty = (String::new(), String::new());
        let change = |field: &str| changed(event, field).unwrap_or_else(|| empty.clone());
        for (of, word) in NAMED {
            if kind == format!("{word}.added") {
                self.added.entry(of).or_default().push(change(word).1);
            } else if kind == format!("{word}.removed") {
                self.removed.entry(of).or_default().push(change(word).0);
            }
        }
        match kind.as_str() {
            "user.added" => {
                let name = usernames.get(&text(event, "sub"));
                let name = name.unwrap_or_else(|| panic!("an event without its change: {event}"));
                self.added.entry(Kind::User).or_default().push(name.clone());
            }
            "client.edited" => {
                let (before, after) = change("name");
                self.set.push((Kind::Client, text(event, "client_id"), before, after));
            }
            "group.edited" if changed(event, "description").is_some() => {
                let (before, after) = change("description");
                self.set.push((Kind::Group, change("group").1, before, after));
            }
            "files.owners_changed" => {
                let fields = event["changed"].as_array().expect("fields").iter();
                let groups =
                    fields.filter_map(|one| text(one, "field").strip_prefix("group ").map(str::to_owned));
                self.added.entry(Kind::File).or_default().extend(groups);
            }
            _ => {}
        }
    }

    /// Returns whether an event says that a record was added.
    pub(super) fn was_added(&self, kind: Kind, name: &str) -> bool {
        self.of(&self.added, kind).iter().any(|added| added == name)
    }

    /// Returns whether an event says that a record was removed.
    pub(super) fn was_removed(&self, kind: Kind, name: &str) -> bool {
        self.of(&self.removed, kind).iter().any(|removed| removed == name)
    }

    /// Returns whether an event says that a value was set.
    pub(super) fn was_set(&self, kind: Kind, value: &str) -> bool {
        self.set.iter().any(|(of, _, _, after)| *of == kind && after == value)
    }

    fn of<'a>(&self, names: &'a BTreeMap<Kind, Vec<String>>, kind: Kind) -> &'a [String] {
        names.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Checks that the events and the stored records say the same.
    pub(super) fn check_against_the_records(&self, installation: &Installation) {
        let groups = array(installation, &["group", "list"]);
        let lists = [
            (Kind::User, array(installation, &["user", "list"]), "username"),
            (Kind::Group, groups.clone(), "group"),
            (Kind::Role, array(installation, &["role", "list"]), "role"),
            (Kind::Scope, array(installation, &["scope", "list"]), "scope"),
        ];
        for (kind, records, field) in lists {
            let stored: BTreeSet<String> = records.iter().map(|record| text(record, field)).collect();
            let added = each_once(self.of(&self.added, kind));
            let removed = each_once(self.of(&self.removed, kind));
            assert!(removed.is_subset(&added), "{kind:?}: removed and never added: {removed:?}");
            let expected: BTreeSet<String> = added.difference(&removed).cloned().collect();
            let without_event: Vec<_> = stored.difference(&expected).collect();
            let without_change: Vec<_> = expected.difference(&stored).collect();
            assert!(
                without_event.is_empty() && without_change.is_empty(),
                "{kind:?}: changes without their event {without_event:?}, events without their change {without_change:?}"
            );
        }
        for group in groups.iter().filter(|group| text(group, "group").starts_with("files-")) {
            assert_eq!(
                group["roles"][0]["role"], group["group"],
                "the group of a file has the role of the file"
            );
        }
        self.check_values(Kind::Group, "", |name| {
            let group = groups.iter().find(|group| text(group, "group") == name)?;
            Some(group["description"].as_str().unwrap_or_default().to_owned())
        });
        let clients = array(installation, &["client", "list"]);
        self.check_values(Kind::Client, "Notes", |id| {
            clients.iter().find(|client| text(client, "client_id") == id).map(|client| text(client, "name"))
        });
    }

    /// Checks the edits of a field: from the first value, each edit starts from the value of another one, and one value is left, which is
    /// stored.
    fn check_values(&self, kind: Kind, first: &str, stored: impl Fn(&str) -> Option<String>) {
        let names: BTreeSet<&String> =
            self.set.iter().filter(|(of, ..)| *of == kind).map(|(_, name, ..)| name).collect();
        for name in names {
            let edits = self.set.iter().filter(|(of, one, ..)| *of == kind && one == name);
            let mut left = BTreeSet::from([first]);
            for (_, _, _, after) in edits.clone() {
                assert!(left.insert(after), "{kind:?} {name}: two events for one change to {after}");
            }
            for (_, _, before, _) in edits {
                assert!(left.remove(before.as_str()), "{kind:?} {name}: no event for the change to {before}");
            }
            assert_eq!(left.len(), 1, "{kind:?} {name}: {left:?}");
            if let Some(stored) = stored(name) {
                assert_eq!(
                    left.first().copied(),
                    Some(stored.as_str()),
                    "{kind:?} {name}: the last change has no event"
                );
            }
        }
    }

    /// Waits until every event of the webhooks' kinds arrived, and says how many messages that were.
    pub(super) fn check_webhooks(&self, receiver: &Receiver, patience: Duration) -> String {
        let mut expected: BTreeSet<(String, String)> = BTreeSet::new();
        for event in &self.events {
            let kind = text(event, "kind");
            let group = kind.split('.').next().unwrap_or_default();
            let wanted = WEBHOOKS.iter().filter(|(_, kinds)| kinds.contains(&group));
            expected.extend(wanted.map(|(name, _)| ((*name).to_owned(), text(event, "id"))));
        }
        let begun = Instant::now();
        loop {
            let arrived = receiver.messages();
            let seen: BTreeSet<(String, String)> = arrived.iter().cloned().collect();
            let missing: Vec<_> = expected.difference(&seen).collect();
            if missing.is_empty() {
                let strangers: Vec<_> = seen.difference(&expected).collect();
                assert!(strangers.is_empty(), "messages without an event: {strangers:?}");
                let again = arrived.len() - seen.len();
                return format!("{} events arrived, {again} of them again", expected.len());
            }
            assert!(
                begun.elapsed() < patience,
                "{} of {} messages are missing: {missing:?}",
                missing.len(),
                expected.len()
            );
            thread::sleep(Duration::from_millis(200));
        }
    }
}

fn each_once(names: &[String]) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    for name in names {
        assert!(seen.insert(name.clone()), "two events for one change of {name}");
    }
    seen
}

/// The value of a field before and after an edit.
fn changed(event: &Value, field: &str) -> Option<(String, String)> {
    let change = event["changed"].as_array()?.iter().find(|change| change["field"] == field)?;
    Some((text(change, "before"), text(change, "after")))
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_else(|| panic!("no {name}: {value}")).to_owned()
}

/// Every event. The command prints one per line.
fn events(installation: &Installation) -> Vec<Value> {
    let listed = installation.command(&["event", "list"]);
    assert_eq!(listed.code, 0, "{}", listed.stderr);
    listed.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The records of a command that prints them as one list.
fn array(installation: &Installation, words: &[&str]) -> Vec<Value> {
    installation.command(words).json().as_array().expect("a list").clone()
}
