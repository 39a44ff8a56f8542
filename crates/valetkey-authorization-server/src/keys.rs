//! When signing keys come and go. Keys rotate by themselves: the next one is published before it signs, the old one
//! stays until its last token has expired.

mod schedule;

use valetkey_jose::{Algorithm, digest::sha256};
use valetkey_types::{Seconds, TenantId, Timestamp};

pub use self::schedule::{KeySchedule, schedule};
use crate::{Lifetimes, record::SigningKeyRecord};

/// The rhythm of rotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPolicy {
    /// How long one key signs.
    pub rotate_every: Seconds,
    /// How long a key is published before it signs, so that others have fetched it by then.
    pub publish_before: Seconds,
    /// How long a key stays published after its last signature: the longest token lifetime and a reserve.
    pub retire_after: Seconds,
    /// The algorithms that must have a key.
    pub algorithms: Vec<Algorithm>,
    /// How long the events of a rotation are kept.
    pub event_lifetime: Seconds,
}

/// One step of the plan. Steps are taken in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyStep {
    /// Make a key and publish it at once.
    Make {
        /// The algorithm.
        algorithm: Algorithm,
        /// When it starts to sign.
        signs_from: Timestamp,
    },
    /// A key has signed its last token.
    Retire {
        /// Which.
        kid: String,
        /// When it leaves the key set.
        published_until: Timestamp,
    },
    /// Nobody needs a key any more.
    Remove {
        /// Which.
        kid: String,
    },
}

impl KeyPolicy {
    /// The time a key stays beyond the last token it signed: for slow clocks, and for a server that reads the keys late.
    pub const RESERVE: Seconds = Seconds::hours(1);

    /// Ninety days per key, one day of notice, ES256 and RS256; `retire_after` follows from the lifetimes.
    pub fn new(lifetimes: &Lifetimes) -> Self {
        let longest = lifetimes.access_token.max(lifetimes.id_token);
        Self {
            rotate_every: Seconds::days(90),
            publish_before: Seconds::days(1),
            retire_after: Seconds(longest.0.saturating_add(Self::RESERVE.0)),
            algorithms: vec![Algorithm::ES256, Algorithm::RS256],
            event_lifetime: lifetimes.event,
        }
    }

    /// Returns the same rhythm with a shorter time for which a key signs, by up to a tenth that follows from the name of the
    /// tenant: tenants that were added together rotate at different times.
    #[must_use]
    pub fn spread(self, tenant: &TenantId) -> Self {
        let hash = sha256(tenant.as_str().as_bytes());
        let share = i64::from(u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]));
        // A share of 2^32. In wide numbers, since any length can be configured.
        let shorter = (i128::from(self.rotate_every.0 / 10) * i128::from(share)) >> 32;
        let shorter = i64::try_from(shorter).unwrap_or_default();
        Self { rotate_every: Seconds(self.rotate_every.0 - shorter), ..self }
    }
}

/// Returns the changes that are due. An empty list means none. Running it twice at the same moment does no harm.
pub fn plan(now: Timestamp, records: &[SigningKeyRecord], policy: &KeyPolicy) -> Vec<KeyStep> {
    let mut steps = Vec::new();
    for algorithm in &policy.algorithms {
        steps.extend(next_key(now, records, *algorithm, policy));
    }
    for record in records {
        steps.extend(retirement(now, records, record, policy));
    }
    steps
}

/// A rotation at once, for an operator: every algorithm gets a key that signs from now on, and the signing one retires.
pub fn rotate_now(now: Timestamp, records: &[SigningKeyRecord], policy: &KeyPolicy) -> Vec<KeyStep> {
    let mut steps = Vec::new();
    for algorithm in &policy.algorithms {
        steps.push(KeyStep::Make { algorithm: *algorithm, signs_from: now });
    }
    let until = now.plus(policy.retire_after);
    for record in records.iter().filter(|record| record.published_until.is_none() && record.signs_from <= now)
    {
        steps.push(KeyStep::Retire { kid: record.kid.clone(), published_until: until });
    }
    steps
}

/// A rotation after a leak: the key with this `kid`, or every key, leaves at once, and each algorithm that
/// signed with one of them gets a key that signs from now on.
pub fn replace_compromised(
    now: Timestamp,
    records: &[SigningKeyRecord],
    policy: &KeyPolicy,
    kid: Option<&str>,
) -> Vec<KeyStep> {
    let is_compromised = |record: &&SigningKeyRecord| kid.is_none_or(|kid| record.kid == kid);
    let stays = |record: &&SigningKeyRecord| {
        !is_compromised(record) && record.published_until.is_none() && record.signs_from <= now
    };
    let mut steps = Vec::new();
    for algorithm in &policy.algorithms {
        let of_algorithm = |record: &&SigningKeyRecord| record.algorithm == *algorithm;
        if !records.iter().filter(of_algorithm).any(|record| stays(&record)) {
            steps.push(KeyStep::Make { algorithm: *algorithm, signs_from: now });
        }
    }
    let compromised = records.iter().filter(is_compromised);
    steps.extend(compromised.map(|record| KeyStep::Remove { kid: record.kid.clone() }));
    steps
}

/// The key that signs at this moment: the newest whose time has come. A retired key signs only while there is no other.
pub fn active(
    now: Timestamp,
    records: &[SigningKeyRecord],
    algorithm: Algorithm,
) -> Option<&SigningKeyRecord> {
    published(now, records)
        .filter(|record| record.algorithm == algorithm && record.signs_from <= now)
        .max_by_key(|record| (record.published_until.is_none(), record.signs_from, &record.kid))
}

/// The use of a key at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// It signs.
    Signing,
    /// It is published and will sign.
    Next,
    /// It is published for the tokens that it signed.
    Retiring,
    /// It is no longer published.
    Expired,
}

impl KeyState {
    /// Returns the word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Signing => "signing",
            Self::Next => "next",
            Self::Retiring => "retiring",
            Self::Expired => "expired",
        }
    }
}

/// Returns the use of a key of `all` at this moment.
pub fn state(now: Timestamp, key: &SigningKeyRecord, all: &[SigningKeyRecord]) -> KeyState {
    if active(now, all, key.algorithm).is_some_and(|active| active.kid == key.kid) {
        KeyState::Signing
    } else if key.published_until.is_some_and(|until| until <= now) {
        KeyState::Expired
    } else if key.signs_from > now {
        KeyState::Next
    } else {
        KeyState::Retiring
    }
}

/// The keys that belong into the key set at this moment.
pub fn published(now: Timestamp, records: &[SigningKeyRecord]) -> impl Iterator<Item = &SigningKeyRecord> {
    records.iter().filter(move |record| record.published_until.is_none_or(|until| now < until))
}

/// The first key at once, every further one with notice.
fn next_key(
    now: Timestamp,
    records: &[SigningKeyRecord],
    algorithm: Algorithm,
    policy: &KeyPolicy,
) -> Option<KeyStep> {
    let staying =
        |record: &&SigningKeyRecord| record.algorithm == algorithm && record.published_until.is_none();
    let signing = records.iter().filter(staying).filter(|record| record.signs_from <= now);
    let Some(signs_since) = signing.map(|record| record.signs_from).max() else {
        return Some(KeyStep::Make { algorithm, signs_from: now });
    };
    let has_next = records.iter().filter(staying).any(|record| record.signs_from > now);
    let due = signs_since.plus(policy.rotate_every);
    if has_next || now < due.minus(policy.publish_before) {
        return None;
    }
    Some(KeyStep::Make { algorithm, signs_from: due.max(now.plus(policy.publish_before)) })
}

/// Retires a key that a newer one has followed or whose algorithm is switched off; removes one whose time is over.
fn retirement(
    now: Timestamp,
    records: &[SigningKeyRecord],
    record: &SigningKeyRecord,
    policy: &KeyPolicy,
) -> Option<KeyStep> {
    let kid = record.kid.clone();
    if let Some(until) = record.published_until {
        return (until <= now).then_some(KeyStep::Remove { kid });
    }
    if !policy.algorithms.contains(&record.algorithm) {
        return Some(KeyStep::Retire { kid, published_until: now.plus(policy.retire_after) });
    }
    let follower = active(now, records, record.algorithm)?;
    let followed = (follower.signs_from, &follower.kid) > (record.signs_from, &record.kid);
    // The follower may have stood here unread while no server ran; the time counts from now.
    followed.then(|| KeyStep::Retire { kid, published_until: now.plus(policy.retire_after) })
}
