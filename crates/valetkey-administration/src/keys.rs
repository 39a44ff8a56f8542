//! Operations on signing keys. Making and sealing a key is the caller's work.

use valetkey_authorization_server::{
    Change, Decision,
    event::{Event, EventKind, FieldChange, Occasion},
    keys::KeyStep,
    record::SigningKeyRecord,
};

/// Carries out steps of a plan: a rotation by the schedule, one at once, or the removal of keys that leaked.
///
/// `made` are the new keys that the steps ask for. `stored` are the keys as they are now: a key that is gone is not stored again.
/// The answer is the number of changed keys.
pub fn carry_out(
    steps: &[KeyStep],
    made: Vec<SigningKeyRecord>,
    stored: &[SigningKeyRecord],
    occasion: &Occasion<'_>,
) -> Decision<usize> {
    let mut changes = Vec::new();
    for key in made {
        let event = event(EventKind::SigningKeyAdded, "", &key.kid, occasion);
        changes.extend([Change::PutSigningKey(key), Change::StoreEvent(event)]);
    }
    for step in steps {
        changes.extend(change(step, stored, occasion).into_iter().flatten());
    }
    let answer = changes.len() / 2;
    Decision { answer, changes }
}

/// Stores keys that were sealed anew with the current encryption key. The answer is their number.
pub fn reseal(sealed: Vec<SigningKeyRecord>, occasion: &Occasion<'_>) -> Decision<usize> {
    let answer = sealed.len();
    let store = |key: SigningKeyRecord| {
        let event = event(EventKind::SigningKeyResealed, &key.kid, &key.kid, occasion);
        [Change::PutSigningKey(key), Change::StoreEvent(event)]
    };
    Decision { answer, changes: sealed.into_iter().flat_map(store).collect() }
}

/// Returns the change of a step about a stored key, with its event.
fn change(step: &KeyStep, stored: &[SigningKeyRecord], occasion: &Occasion<'_>) -> Option<[Change; 2]> {
    match step {
        KeyStep::Make { .. } => None,
        KeyStep::Retire { kid, published_until } => {
            let mut key = stored.iter().find(|key| key.kid == *kid).cloned()?;
            key.published_until = Some(*published_until);
            let event = event(EventKind::SigningKeyRetired, kid, kid, occasion);
            Some([Change::PutSigningKey(key), Change::StoreEvent(event)])
        }
        KeyStep::Remove { kid } => {
            let event = event(EventKind::SigningKeyRemoved, kid, "", occasion);
            let remove = Change::RemoveSigningKey { tenant: occasion.tenant.clone(), kid: kid.clone() };
            Some([remove, Change::StoreEvent(event)])
        }
    }
}

/// Returns an event that names the key before and after it.
fn event(kind: EventKind, before: &str, after: &str, occasion: &Occasion<'_>) -> Event {
    let kid = FieldChange { field: "kid".to_owned(), before: before.to_owned(), after: after.to_owned() };
    Event { changed: vec![kid], ..occasion.event(kind) }
}
