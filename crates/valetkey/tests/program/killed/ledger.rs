//! What the doors answered.

use super::trail::{Kind, Trail};

/// The outcome of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It was answered with success.
    Done,
    /// It was answered with a refusal.
    Refused,
    /// No answer came, or one of a server that failed.
    Unknown,
}

/// A change that an operation asks for. Every value is used once.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// Adds records of this name, all or none.
    Add(Vec<Kind>, String),
    /// Removes the record.
    Remove(Kind, String),
    /// Sets the description of a group, or the name of an application.
    Set(Kind, String),
}

/// Every operation with its door and its outcome.
#[derive(Default)]
pub(super) struct Ledger(Vec<(&'static str, Change, Outcome)>);

impl Ledger {
    /// Notes an operation.
    pub(super) fn note(&mut self, door: &'static str, change: Change, outcome: Outcome) {
        self.0.push((door, change, outcome));
    }

    /// Adds the operations of another ledger.
    pub(super) fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// Counts the operations of a door with an outcome.
    pub(super) fn count(&self, door: &str, outcome: Outcome) -> u64 {
        self.0.iter().filter(|(of, _, ended)| *of == door && *ended == outcome).count() as u64
    }

    /// Checks that everything that was answered with success is stored, that nothing is stored that was refused, and that no change is
    /// half stored.
    pub(super) fn check(&self, trail: &Trail) {
        for (door, change, outcome) in &self.0 {
            let found: Vec<bool> = match change {
                Change::Add(kinds, name) => kinds.iter().map(|kind| trail.was_added(*kind, name)).collect(),
                Change::Remove(kind, name) => vec![trail.was_removed(*kind, name)],
                Change::Set(kind, value) => vec![trail.was_set(*kind, value)],
            };
            let is_whole = found.iter().all(|one| *one == found[0]);
            assert!(is_whole, "{door}: half of {change:?} is stored: {found:?}");
            match outcome {
                Outcome::Done => assert!(found[0], "{door}: {change:?} was answered, and is lost"),
                Outcome::Refused => assert!(!found[0], "{door}: {change:?} was refused, and is stored"),
                Outcome::Unknown => {}
            }
        }
    }

    /// Says how the operations ended.
    pub(super) fn summary(&self) -> String {
        let outcomes = [Outcome::Done, Outcome::Refused, Outcome::Unknown];
        let doors = ["shell", "machine", "console", "files"].map(|door| {
            let [done, refused, unknown] = outcomes.map(|outcome| self.count(door, outcome));
            format!("{door} {done} done, {refused} refused, {unknown} without an answer")
        });
        format!("{} operations ({})", self.0.len(), doors.join("; "))
    }
}
