//! A person's browser at one of our pages: who it is, whose session it carries, and the request that waits.

use std::borrow::Cow;

use axum::response::Response;
use http::{HeaderMap, header};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use valetkey_authorization_server::{authorization::PendingRequest, facts::SessionFacts};
use valetkey_storage::StorageError;
use valetkey_types::{Handle, Timestamp};

use crate::{BrowserId, Server, cookie::FormValueError};

/// One request of a browser.
pub(crate) struct Visit<'a> {
    /// The server it visits.
    pub(crate) server: &'a Server,
    /// The headers it sent.
    pub(crate) headers: &'a HeaderMap,
    /// The moment of the visit.
    pub(crate) now: Timestamp,
    browser: BrowserId,
    is_new: bool,
    begun: Option<Handle>,
}

/// What waits for a sign-in: an application's request, or nothing but the person's own page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Interaction {
    /// The application's request.
    pub(crate) pending: Option<PendingRequest>,
}

/// What waited, but does not count in this browser any more.
#[derive(Debug)]
pub(crate) struct Stale {
    /// Why it does not count.
    pub(crate) error: FormValueError,
    /// The path and query at which the application's request starts over.
    pub(crate) start_over: Option<String>,
    /// Whether the browser sent our cookie: without it, starting over would go round in circles.
    pub(crate) browser_keeps_cookies: bool,
}

const INTERACTION: &str = "interaction";

impl<'a> Visit<'a> {
    /// A visit; a browser without a name of ours gets one with the answer.
    pub(crate) fn new(server: &'a Server, headers: &'a HeaderMap) -> Self {
        let known = server.cookies.browser(headers);
        let is_new = known.is_none();
        let fresh = || {
            let mut random = [0; 32];
            server.environment.fill_random(&mut random);
            BrowserId::new(random)
        };
        let browser = known.unwrap_or_else(fresh);
        Self { server, headers, now: server.environment.now(), browser, is_new, begun: None }
    }

    /// From here on the visit is that of a session which has just begun; its cookie goes out with the answer.
    pub(crate) fn begin_session(&mut self, handle: Handle) {
        self.begun = Some(handle);
    }

    /// The handle of the session that has just begun, or else the one in the session cookie.
    pub(crate) fn session_handle(&self) -> Option<Handle> {
        self.begun.clone().or_else(|| self.server.cookies.session_handle(self.headers))
    }

    /// The session the cookie proves, live or not, with its person.
    pub(crate) async fn session(&self) -> Result<Option<SessionFacts>, StorageError> {
        let Some(handle) = self.session_handle() else { return Ok(None) };
        let facts = self.server.storage.session_facts(&self.server.tenant, handle.selector()).await?;
        Ok(proven(facts, Some(&handle)))
    }

    /// Seals a value for a form or an address of this browser.
    pub(crate) fn seal<T: Serialize>(&self, purpose: &'static str, value: &T) -> Option<String> {
        let expires_at = self.now.plus(self.server.policy.interaction_lifetime);
        let sealed = self.server.cookies.seal(purpose, value, &self.browser, expires_at);
        sealed.inspect_err(|error| tracing::warn!(%error, "a form value is too large to seal")).ok()
    }

    /// Opens a value sealed for this browser.
    pub(crate) fn open<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        sealed: &str,
    ) -> Result<T, FormValueError> {
        let browser = (!self.is_new).then_some(&self.browser);
        self.server.cookies.open(purpose, sealed, browser, self.now)
    }

    /// Seals what waits.
    pub(crate) fn seal_interaction(&self, pending: Option<&PendingRequest>) -> Option<String> {
        self.seal(INTERACTION, &Interaction { pending: pending.cloned() })
    }

    /// Opens what waits. What was sealed for another browser, or too long ago, can be started over.
    pub(crate) fn open_interaction(&self, sealed: &str) -> Result<Interaction, Stale> {
        self.open(INTERACTION, sealed).map_err(|error| {
            let stale = self.server.cookies.open_stale::<Interaction>(INTERACTION, sealed, self.now).ok();
            let pending = stale.and_then(|interaction| interaction.pending);
            let path = pending.map(|pending| format!("/authorize?{}", pending.params));
            Stale { error, start_over: path, browser_keeps_cookies: !self.is_new }
        })
    }

    /// The answer, with the cookies of a session that has begun and of a browser that had no name yet.
    pub(crate) fn finish(&self, mut response: Response) -> Response {
        let cookies = &self.server.cookies;
        let session = self.begun.as_ref().map(|handle| cookies.set_session(handle));
        let browser = self.is_new.then(|| cookies.set_browser(&self.browser));
        for cookie in session.into_iter().chain(browser) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }

    /// The address of a step with what waits.
    pub(crate) fn step(&self, path: &'static str, pending: &PendingRequest) -> Cow<'static, str> {
        match self.seal_interaction(Some(pending)) {
            Some(sealed) => {
                let query =
                    valetkey_types::encode_form([(valetkey_pages::form_field::CONTINUE, sealed.as_str())]);
                format!("{}?{query}", self.server.path(path)).into()
            }
            None => self.server.path("/").into(),
        }
    }
}

/// The facts of a session, if the cookie's secret half proves it.
pub(crate) fn proven(facts: Option<SessionFacts>, handle: Option<&Handle>) -> Option<SessionFacts> {
    let (facts, handle) = (facts?, handle?);
    facts.session.verifier_hash.matches(handle.verifier()).then_some(facts)
}
