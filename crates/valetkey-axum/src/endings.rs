//! Which sessions have ended before their time. For sessions that are in no store and so can't be taken out of one.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use uuid::Uuid;
use valetkey_jose::digest::sha256;
use valetkey_types::{Seconds, Timestamp};

use crate::SessionMatch;
use crate::session::Session;
use crate::sessions::SaidBy;

/// The most endings that are kept, at less than 100 bytes each.
const MOST: usize = 100_000;

/// Endings, each with its moment: a session that started before is over.
///
/// Time has whole seconds here, so order is kept by counting on (as Lamport's clocks do): a session that starts in the second of
/// an ending is dated to the next one, and no ending is dated before a start that was seen. The list is bounded and closed: where old endings must go, the sessions go that they might have ended.
pub(crate) struct Endings {
    lifetime: Seconds,
    most: usize,
    list: Mutex<List>,
}

struct List {
    /// By digests, which are short whatever somebody calls a session.
    endings: HashMap<[u8; 32], Ending>,
    /// The newest start that was seen.
    newest_start: Timestamp,
    /// Every session that started by then is over.
    all_up_to: Timestamp,
    /// The length at which old endings are looked for.
    next_sweep: usize,
}

#[derive(Clone, Copy)]
struct Ending {
    at: Timestamp,
    /// The session that goes on.
    except: Option<Uuid>,
}

impl Endings {
    /// None yet, for sessions that live so long at most. Sessions that started by `over_up_to` are over: their endings may be
    /// forgotten.
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

    /// This session is over.
    pub(crate) fn add_session(&self, id: Uuid, now: Timestamp) {
        self.insert([session_key(id)], None, now);
    }

    /// The sessions that match are over. What nobody proved counts only while there is plenty of room, so that made-up names
    /// push nothing out.
    pub(crate) fn add(&self, which: &SessionMatch<'_>, said_by: SaidBy, now: Timestamp) {
        if said_by == SaidBy::Anybody && self.list().endings.len() >= self.most / 2 {
            tracing::warn!("a logout of a session unknown here was not remembered: there are too many");
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

    /// The moment a new session counts from: now, or just after the last ending that would end it.
    pub(crate) fn earliest_start(&self, session: &Session, now: Timestamp) -> Timestamp {
        let mut list = self.list();
        let endings = names(session).into_iter().filter_map(|name| Some(list.endings.get(&name)?.at));
        let last = endings.fold(list.all_up_to, Timestamp::max);
        let start = now.max(Timestamp(last.0.saturating_add(1)));
        list.newest_start = list.newest_start.max(start);
        start
    }

    /// Whether a session that started then has ended.
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

    /// No method leaves the list half changed, so a panic elsewhere does not spoil it.
    fn list(&self) -> MutexGuard<'_, List> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl List {
    /// Forgets the endings of sessions that have expired by now; if that is not enough, the oldest quarter.
    fn sweep(&mut self, expired: Timestamp, most: usize) {
        self.forget_up_to(expired);
        if self.endings.len() >= most {
            let mut moments: Vec<Timestamp> = self.endings.values().map(|ending| ending.at).collect();
            let (_, quarter, _) = moments.select_nth_unstable(most / 4);
            let quarter = *quarter;
            tracing::warn!(
                kept = most,
                "too many sessions ended: the oldest sessions are over; use a session store"
            );
            self.forget_up_to(quarter);
        }
        self.next_sweep = (self.endings.len() * 2).clamp(most.min(1_000), most);
    }

    fn forget_up_to(&mut self, moment: Timestamp) {
        self.all_up_to = self.all_up_to.max(moment);
        self.endings.retain(|_, ending| ending.at > moment);
    }
}

fn session_key(id: Uuid) -> [u8; 32] {
    key("session", &[&id.to_string()])
}

/// Everything that an ending may call this session by.
fn names(session: &Session) -> Vec<[u8; 32]> {
    let (issuer, subject) = (session.issuer.as_str(), session.subject.as_str());
    let mut names = vec![key("subject", &[issuer, subject])];
    match session.sid.as_deref() {
        Some(sid) => names.extend([key("both", &[issuer, subject, sid]), key("sid", &[issuer, sid])]),
        // It may be the one that is meant.
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
