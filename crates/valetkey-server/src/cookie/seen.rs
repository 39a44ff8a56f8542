//! The cookie that says when a browser used its session last (`docs/decisions/0024-several-accounts.md`). It is sealed and names the
//! session, so it makes no other session look used.

use ::cookie::Cookie;
use http::{HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use valetkey_types::{Seconds, Timestamp};

use super::{Cookies, values};
use crate::seal::Purpose;

const PURPOSE: &str = "session seen";

#[derive(Serialize, Deserialize)]
struct Seen {
    session: Uuid,
    at: Timestamp,
}

impl Cookies {
    /// Returns when this browser used a session last, if it says so.
    pub(crate) fn seen_at(&self, headers: &HeaderMap, session: Uuid, now: Timestamp) -> Option<Timestamp> {
        let open = |sealed: String| self.seal.open_json::<Seen>(Purpose::of(PURPOSE), &sealed, now).ok();
        let opened = values(headers, &self.seen_name).take(Self::MOST_OF_A_NAME).filter_map(open);
        opened.filter(|seen| seen.session == session).map(|seen| seen.at).max()
    }

    /// `Set-Cookie` that says that the session is used now. `None`, with a line in the log, when it can't be sealed.
    pub(crate) fn set_seen(&self, session: Uuid, now: Timestamp, idle: Seconds) -> Option<HeaderValue> {
        let sealed = self.seal.seal_json(PURPOSE, &Seen { session, at: now });
        let sealed = sealed.inspect_err(|error| tracing::warn!(%error, "a session is not seen")).ok()?;
        Some(self.kept_header(Cookie::new(self.seen_name.as_str(), sealed), Some(idle)))
    }

    /// `Set-Cookie` that removes the cookie.
    pub(crate) fn clear_seen(&self) -> HeaderValue {
        self.clear(self.seen_name.clone())
    }
}
