//! A browser at one of our pages, with its name and the session that it carries.

mod accounts;
mod idle;

use std::sync::OnceLock;

use axum::response::Response;
use http::{HeaderMap, HeaderValue, header};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change,
    authorization::SignedInUser,
    event::{Actor, Occasion},
    facts::SessionFacts,
    notice::notice,
    record::{NoticeKind, Session},
};
use valetkey_storage::StorageError;
use valetkey_types::{Handle, Seconds, Timestamp};

pub(crate) use accounts::BrowserAccount;

use crate::{
    BrowserId, Server,
    cookie::{FormValueError, OtherAccount},
    request::{Caller, request_id},
};

/// One request of a browser.
pub(crate) struct Visit<'a> {
    /// The server it visits.
    pub(crate) server: &'a Server,
    /// The headers it sent.
    pub(crate) headers: &'a HeaderMap,
    /// The moment of the visit.
    pub(crate) now: Timestamp,
    /// The names that the browser carries; empty for a browser without one of ours.
    browsers: Vec<BrowserId>,
    /// The name to seal for: the first that it carries, or a fresh one that goes out with the answer.
    browser: BrowserId,
    session: SessionCookie,
    /// The accounts beside the active one, once they were read or changed.
    others: OnceLock<Vec<OtherAccount>>,
    others_changed: bool,
    /// The live session that was loaded, with the last use that the browser told.
    used: OnceLock<(Uuid, Timestamp)>,
    devices: Option<HeaderValue>,
    trusted: Option<HeaderValue>,
}

/// The change of the session cookie.
enum SessionCookie {
    /// It stays as the browser sent it.
    Sent,
    /// It is replaced.
    Set {
        /// The new session.
        handle: Handle,
        /// How long it stays when the browser is closed.
        kept_for: Option<Seconds>,
    },
    /// It is removed.
    Cleared,
}

impl<'a> Visit<'a> {
    /// A visit; a browser without a name of ours gets one with the answer.
    pub(crate) fn new(server: &'a Server, headers: &'a HeaderMap) -> Self {
        let browsers = server.cookies.browsers(headers);
        let fresh = || {
            let mut random = [0; 32];
            server.environment.fill_random(&mut random);
            BrowserId::new(random)
        };
        let browser = browsers.first().cloned().unwrap_or_else(fresh);
        Self {
            server,
            headers,
            now: server.environment.now(),
            browsers,
            browser,
            session: SessionCookie::Sent,
            others: OnceLock::new(),
            others_changed: false,
            used: OnceLock::new(),
            devices: None,
            trusted: None,
        }
    }

    /// Makes something of this visit's occasion: who acts, when and from where.
    pub(crate) fn occasion<T>(&self, actor: &Actor, make: impl FnOnce(&Occasion<'_>) -> T) -> T {
        make(&Occasion {
            tenant: &self.server.tenant,
            actor,
            now: self.now,
            network_address: Caller::current().address(),
            reference: Some(request_id(self.headers)),
            events_kept_for: self.server.lifetimes.event,
            fresh_id: &|| self.server.environment.identifier(),
        })
    }

    /// Returns the change that tells a user by mail about a change of their account; `None` where no mail can be sent, or the user
    /// has no address. Store it with the change, and pass the user as they were before.
    pub(crate) fn notice(&self, user: &User, about: NoticeKind) -> Option<Change> {
        self.server.mail.as_ref()?;
        let device = self.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        let actor = Actor::User { id: user.id.clone() };
        self.occasion(&actor, |occasion| notice(user, about, &self.server.issuer, device, occasion))
    }

    /// From here on the visit is that of this session; its cookie goes out with the answer.
    pub(crate) fn begin_session(&mut self, handle: Handle, session: &Session) {
        let kept_for = session.kept.then(|| session.expires_at.since(self.now));
        self.session = SessionCookie::Set { handle, kept_for };
    }

    /// Makes the browser a known device of a user who has just signed in; the cookie goes out with the answer. `is_confirmed` says
    /// whether a code by mail or a second factor confirmed the sign-in. A confirmed device stays confirmed.
    pub(crate) fn know_device(&mut self, user: &User, is_confirmed: bool) {
        let cookies = &self.server.cookies;
        let mut fresh = [0; 16];
        self.server.environment.fill_random(&mut fresh);
        let mut devices = cookies.known_devices(self.headers, self.now);
        devices.remember(user, is_confirmed, fresh, self.now);
        self.devices = cookies.set_known_devices(&mut devices);
    }

    /// Makes the browser a trusted device: this cookie goes out with the answer.
    pub(crate) fn trust_device(&mut self, cookie: HeaderValue) {
        self.trusted = Some(cookie);
    }

    /// Returns the handle of the session that has just begun, or else those in the session cookies.
    pub(crate) fn session_handles(&self) -> Vec<Handle> {
        match &self.session {
            SessionCookie::Set { handle, .. } => vec![handle.clone()],
            SessionCookie::Sent => self.server.cookies.session_handles(self.headers),
            SessionCookie::Cleared => Vec::new(),
        }
    }

    /// Returns the active session: the one that a session cookie proves, with its user; a live one if there is one.
    pub(crate) async fn session(&self) -> Result<Option<SessionFacts>, StorageError> {
        Ok(self.active_account().await?.map(|account| account.facts))
    }

    /// Returns whether the session counts now: it is live, and its user may be signed in.
    pub(crate) fn is_live(&self, facts: &SessionFacts) -> bool {
        SignedInUser::of(Some(facts), self.now).is_some()
    }

    /// Seals a value for a form or an address of this browser.
    pub(crate) fn seal<T: Serialize>(&self, purpose: &'static str, value: &T) -> Option<String> {
        self.seal_for(self.server.lifetimes.interaction, purpose, value)
    }

    /// [`seal`](Self::seal) for another time.
    pub(crate) fn seal_for<T: Serialize>(
        &self,
        lifetime: Seconds,
        purpose: &'static str,
        value: &T,
    ) -> Option<String> {
        let expires_at = self.now.plus(lifetime);
        let sealed = self.server.cookies.seal(purpose, value, &self.browser, expires_at);
        sealed.inspect_err(|error| tracing::warn!(%error, "a form value is too large to seal")).ok()
    }

    /// Opens a value sealed for this browser.
    pub(crate) fn open<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        sealed: &str,
    ) -> Result<T, FormValueError> {
        self.server.cookies.open(purpose, sealed, &self.browsers, self.now)
    }

    /// Returns whether the browser sent a name that we gave it.
    pub(crate) fn keeps_cookies(&self) -> bool {
        !self.browsers.is_empty()
    }

    /// The answer, with the cookies of a session that has begun or ended, of the other accounts, of a known or trusted device, and of a
    /// browser that had no name yet.
    pub(crate) fn finish(&self, mut response: Response) -> Response {
        let cookies = &self.server.cookies;
        let session = match &self.session {
            SessionCookie::Sent => None,
            SessionCookie::Set { handle, kept_for } => Some(cookies.set_session(handle, *kept_for)),
            SessionCookie::Cleared => Some(cookies.clear_session()),
        };
        let changed = self.others.get().filter(|_| self.others_changed);
        let others = changed.map(|others| cookies.set_other_accounts(others, &self.browser, self.now));
        let others = others.into_iter().flatten().flatten();
        let browser = self.browser_cookie();
        let all = session.into_iter().chain(others).chain(browser).chain(self.seen_cookie());
        for cookie in all.chain(self.devices.clone()).chain(self.trusted.clone()) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }

    /// `Set-Cookie` for the name of a browser that had none, or whose name must stay as long as a kept session.
    fn browser_cookie(&self) -> Option<HeaderValue> {
        let kept_for = match &self.session {
            SessionCookie::Set { kept_for, .. } => *kept_for,
            SessionCookie::Sent | SessionCookie::Cleared => None,
        };
        let is_needed = self.browsers.is_empty() || kept_for.is_some();
        is_needed.then(|| self.server.cookies.set_browser(&self.browser, kept_for))
    }

    /// Returns the facts of a session, if the secret half of the handle proves it and it began since the database was restored. One
    /// that nobody used for too long has ended. `seen_at` is the last use that the browser told.
    pub(crate) fn proven(
        &self,
        facts: Option<SessionFacts>,
        handle: &Handle,
        seen_at: Option<Timestamp>,
    ) -> Option<SessionFacts> {
        let facts = facts.filter(|facts| facts.session.verifier_hash.matches(handle.verifier()));
        let facts =
            facts.filter(|facts| self.server.lifetimes.counts(facts.session.authentication.auth_time))?;
        Some(self.ended_if_idle(facts, seen_at))
    }
}
