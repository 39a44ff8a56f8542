//! Ends sessions that were unused for too long (`docs/decisions/0024-several-accounts.md`).

use http::HeaderValue;
use uuid::Uuid;
use valetkey_authorization_server::{facts::SessionFacts, record::Session};
use valetkey_types::{Seconds, Timestamp};

use super::{SessionCookie, Visit};

/// The interval at which the browser gets a new time of the last use.
const SEEN_EVERY: Seconds = Seconds::minutes(1);

impl Visit<'_> {
    /// Returns the last use of the session of a session cookie that the browser told.
    pub(crate) fn seen_at(&self, session: Uuid) -> Option<Timestamp> {
        self.idle_limit()?;
        self.server.cookies.seen_at(self.headers, session, self.now)
    }

    /// Returns the session, marked as ended if it was unused for too long.
    pub(super) fn ended_if_idle(&self, mut facts: SessionFacts, seen_at: Option<Timestamp>) -> SessionFacts {
        let Some(idle) = self.idle_limit() else { return facts };
        let ends_at = last_use(&facts.session, seen_at).plus(idle);
        if self.now >= ends_at {
            facts.session.ended_at = facts.session.ended_at.or(Some(ends_at));
        }
        facts
    }

    /// Notes that the active session is used by this visit.
    pub(crate) fn note_use(&self, session: &Session) {
        if self.idle_limit().is_some() {
            self.used.get_or_init(|| (session.id, last_use(session, self.seen_at(session.id))));
        }
    }

    /// `Set-Cookie` that says that the active session is used now, once a minute.
    pub(super) fn seen_cookie(&self) -> Option<HeaderValue> {
        let idle = self.idle_limit()?;
        let session = match &self.session {
            SessionCookie::Set { handle, .. } => handle.selector(),
            SessionCookie::Cleared => return Some(self.server.cookies.clear_seen()),
            SessionCookie::Sent => {
                let (session, seen_at) = *self.used.get()?;
                (self.now.since(seen_at) >= SEEN_EVERY).then_some(session)?
            }
        };
        self.server.cookies.set_seen(session, self.now, idle)
    }

    fn idle_limit(&self) -> Option<Seconds> {
        Some(self.server.lifetimes.session_idle).filter(|idle| *idle > Seconds(0))
    }
}

/// Returns when a session was used last: a sign-in is a use.
fn last_use(session: &Session, seen_at: Option<Timestamp>) -> Timestamp {
    let signed_in = session.authentication.auth_time;
    seen_at.map_or(signed_in, |seen_at| seen_at.max(signed_in))
}
