//! Records which sessions have ended before they expired, for sessions without a store.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use uuid::Uuid;
use valetkey_jose::digest::sha256;
use valetkey_types::{Seconds, Timestamp};

use crate::SessionMatch;
use crate::session::Session;
use crate::sessions::SaidBy;

/// Maximum number of endings. Each takes less than 100 bytes.
const MOST: usize = 100_000;

/// The list of endings with their times. A session has ended if it started before a matching ending.
///
/// Times are whole seconds, so the order within a second is kept like in a Lamport clock: a session that starts in the same
/// second as an ending gets the next second, and an ending never gets a time before a known start. The list is bounded: if old
/// endings must be dropped, all sessions that might match them end too.
pub(crate) struct Endings {
    lifetime: Seconds,
    most: usize,
    list: Mutex<List>,
}

struct List {
    /// The keys are digests, because these have a fixed length.
    endings: HashMap<[u8; 32], Ending>,
    /// The latest known start of a session.
    newest_start: Timestamp,
    /// Every session that started until this time has ended.
    all_up_to: Timestamp,
    /// The length of the list at which expired endings are removed.
    next_sweep: usize,
}

#[derive(Clone, Copy)]
struct Ending {
    at: Timestamp,
    /// The one session that this ending does not end.
    except: Option<Uuid>,
}

impl Endings {
    /// Creates an empty list for sessions with this maximum lifetime. Sessions that started until `over_up_to` have ended,
    /// because their endings may be lost.
    pub(crate) fn new(lifetime: Seconds, over_up_to: Timestamp) -> Self {
        let endings = Self::holding_at_most(MOST, lifetime);
        endings.list().all_up_to = over_up_to;
        endings
    }

    fn holding_at_most(most: usize, lifetime: Seconds) -> Self {
        let list = List {
            endings: HashMap::new(),
            newest_start: Timestamp(i64::MIN),
            all_up_to: Timestamp(i64::MIN),
            next_sweep: most.min(1_000),
        };
        Self { lifetime, most, list: Mutex::new(list) }
    }

    /// Ends this session.
    pub(crate) fn add_session(&self, id: Uuid, now: Timestamp) {
        self.insert([session_key(id)], None, now);
    }

    /// Ends the matching sessions. Endings that are not proved are stored only while there is space, so that a caller who
    /// invents values can't displace other endings.
    pub(crate) fn add(&self, which: &SessionMatch<'_>, said_by: SaidBy, now: Timestamp) {
        if said_by == SaidBy::Anybody && self.list().endings.len() >= self.most / 2 {
            tracing::warn!("a logout of an unknown session was not stored: the list of endings is too long");
            return;
        }
        let issuer = which.issuer;
        match (which.subject, which.sid) {
            (None, None) => {}
            (Some(subject), None) => self.insert([key("subject", &[issuer, subject])], which.except, now),
            (None, Some(sid)) => self.insert([key("sid", &[issuer, sid])], which.except, now),
            (Some(subject), Some(sid)) => {
                let keys = [key("both", &[issuer, subject, sid]), key("no sid", &[issuer, subject])];
                self.insert(keys, which.except, now);
            }
        }
    }

    /// Returns the start time for a new session: now, or one second after the last ending that matches it.
    pub(crate) fn earliest_start(&self, session: &Session, now: Timestamp) -> Timestamp {
        let mut list = self.list();
        let endings = names(session).into_iter().filter_map(|name| Some(list.endings.get(&name)?.at));
        let last = endings.fold(list.all_up_to, Timestamp::max);
        let start = now.max(Timestamp(last.0.saturating_add(1)));
        list.newest_start = list.newest_start.max(start);
        start
    }

    /// Returns whether a session that started then has ended.
    pub(crate) fn is_over(&self, session: &Session, started_at: Timestamp) -> bool {
        let mut list = self.list();
        list.newest_start = list.newest_start.max(started_at);
        let ends = |ending: &Ending| ending.at >= started_at && ending.except != Some(session.id);
        started_at <= list.all_up_to
            || list.endings.contains_key(&session_key(session.id))
            || names(session).iter().any(|name| list.endings.get(name).is_some_and(ends))
    }

    fn insert<const N: usize>(&self, keys: [[u8; 32]; N], except: Option<Uuid>, now: Timestamp) {
        let mut list = self.list();
        for key in keys {
            let last = list.endings.get(&key).map_or(now, |ending| ending.at);
            let at = now.max(last).max(list.newest_start);
            list.endings.insert(key, Ending { at, except });
        }
        if list.endings.len() >= list.next_sweep {
            list.sweep(Timestamp(now.0.saturating_sub(self.lifetime.0)), self.most);
        }
    }

    /// Locks the list. Ignores poisoning, because every method leaves the list consistent even if it panics.
    fn list(&self) -> MutexGuard<'_, List> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl List {
    /// Drops the endings of expired sessions, and the oldest quarter if that is not enough.
    fn sweep(&mut self, expired: Timestamp, most: usize) {
        self.forget_up_to(expired);
        if self.endings.len() >= most {
            let mut moments: Vec<Timestamp> = self.endings.values().map(|ending| ending.at).collect();
            let (_, quarter, _) = moments.select_nth_unstable(most / 4);
            let quarter = *quarter;
            tracing::warn!(
                kept = most,
                "too many endings of sessions: the oldest sessions were ended; use a session store"
            );
            self.forget_up_to(quarter);
        }
        self.next_sweep = (self.endings.len() * 2).clamp(most.min(1_000), most);
    }

    fn forget_up_to(&mut self, time: Timestamp) {
        self.all_up_to = self.all_up_to.max(time);
        self.endings.retain(|_, ending| ending.at > time);
    }
}

fn session_key(id: Uuid) -> [u8; 32] {
    key("session", &[&id.to_string()])
}

/// Returns every key under which an ending of this session may be stored.
fn names(session: &Session) -> Vec<[u8; 32]> {
    let (issuer, subject) = (session.issuer.as_str(), session.subject.as_str());
    let mut names = vec![key("subject", &[issuer, subject])];
    match session.sid.as_deref() {
        Some(sid) => names.extend([key("both", &[issuer, subject, sid]), key("sid", &[issuer, sid])]),
        // The `sid` of this session is unknown, so any `sid` of the same user may name it.
        None => names.push(key("no sid", &[issuer, subject])),
    }
    names
}

fn key(kind: &str, parts: &[&str]) -> [u8; 32] {
    let mut text = Vec::new();
    for part in std::iter::once(&kind).chain(parts) {
        text.extend_from_slice(&part.len().to_be_bytes());
        text.extend_from_slice(part.as_bytes());
    }
    sha256(&text)
}

#[cfg(test)]
#[path = "endings_tests.rs"]
mod tests;
