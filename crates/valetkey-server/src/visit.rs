//! A person's browser at one of our pages: who it is, and whose session it carries.

use axum::response::Response;
use http::{HeaderMap, HeaderValue, header};
use serde::{Serialize, de::DeserializeOwned};
use valetkey_accounts::User;
use valetkey_authorization_server::{
    Change, Policy,
    authorization::Person,
    event::{Actor, Occasion},
    facts::SessionFacts,
    notice::notice,
    record::NoticeKind,
};
use valetkey_storage::StorageError;
use valetkey_types::{Handle, Seconds, Timestamp};

use crate::{
    BrowserId, Server,
    cookie::FormValueError,
    request::{Caller, note_user, request_id},
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
    begun: Option<Handle>,
    devices: Option<HeaderValue>,
    trusted: Option<HeaderValue>,
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
            begun: None,
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
            events_kept_for: self.server.policy.event_lifetime,
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

    /// From here on the visit is that of a session which has just begun; its cookie goes out with the answer.
    pub(crate) fn begin_session(&mut self, handle: Handle) {
        self.begun = Some(handle);
    }

    /// Makes the browser a known device of a user who has just signed in; the cookie goes out with the answer.
    pub(crate) fn know_device(&mut self, user: &User) {
        let cookies = &self.server.cookies;
        let mut fresh = [0; 16];
        self.server.environment.fill_random(&mut fresh);
        let mut devices = cookies.known_devices(self.headers, self.now);
        devices.remember(user, fresh, self.now);
        self.devices = cookies.set_known_devices(&mut devices);
    }

    /// Makes the browser a trusted device: this cookie goes out with the answer.
    pub(crate) fn trust_device(&mut self, cookie: HeaderValue) {
        self.trusted = Some(cookie);
    }

    /// Returns the handle of the session that has just begun, or else those in the session cookies.
    pub(crate) fn session_handles(&self) -> Vec<Handle> {
        match &self.begun {
            Some(begun) => vec![begun.clone()],
            None => self.server.cookies.session_handles(self.headers),
        }
    }

    /// Returns the session that a cookie proves, with its user: a live one if there is one.
    pub(crate) async fn session(&self) -> Result<Option<SessionFacts>, StorageError> {
        let mut found = None;
        for handle in self.session_handles() {
            let facts = self.server.storage.session_facts(&self.server.tenant, handle.selector()).await?;
            let Some(facts) = proven(facts, &handle, &self.server.policy) else { continue };
            if self.is_live(&facts) {
                note_user(&facts.user);
                return Ok(Some(facts));
            }
            found = found.or(Some(facts));
        }
        Ok(found)
    }

    /// Whether somebody is signed in with this session now.
    pub(crate) fn is_live(&self, facts: &SessionFacts) -> bool {
        Person::of(Some(facts), self.now).is_some()
    }

    /// Seals a value for a form or an address of this browser.
    pub(crate) fn seal<T: Serialize>(&self, purpose: &'static str, value: &T) -> Option<String> {
        self.seal_for(self.server.policy.interaction_lifetime, purpose, value)
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

    /// Whether the browser sent a name that we gave it.
    pub(crate) fn keeps_cookies(&self) -> bool {
        !self.browsers.is_empty()
    }

    /// The answer, with the cookies of a session that has begun, of a known or trusted device, and of a browser that had no name yet.
    pub(crate) fn finish(&self, mut response: Response) -> Response {
        let cookies = &self.server.cookies;
        let session = self.begun.as_ref().map(|handle| cookies.set_session(handle));
        let browser = self.browsers.is_empty().then(|| cookies.set_browser(&self.browser));
        for cookie in
            session.into_iter().chain(browser).chain(self.devices.clone()).chain(self.trusted.clone())
        {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// Returns the facts of a session, if the cookie's secret half proves it and it began since the database was restored.
pub(crate) fn proven(facts: Option<SessionFacts>, handle: &Handle, policy: &Policy) -> Option<SessionFacts> {
    let facts = facts.filter(|facts| facts.session.verifier_hash.matches(handle.verifier()));
    facts.filter(|facts| policy.counts(facts.session.authentication.auth_time))
}
