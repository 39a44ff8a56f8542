//! The shared parts of all endpoints, and the dispatch.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse, Response};
use valetkey_fetch::Clock;

use crate::comparison::shown;
use crate::keys::Keys;
use crate::page::{Message, respond};
use crate::route::{self, Endpoint, Route};
use crate::seen_request::SeenRequest;
use crate::simulated_provider::SimulatedProvider;
use crate::state::State;
use crate::{authorization, device, discovery, end_session, revocation, token, userinfo};

/// Maximum number of stored complaints.
const MOST_COMPLAINTS: usize = 1000;

/// The parts of a running server.
pub(crate) struct Server {
    pub(crate) providers: Vec<SimulatedProvider>,
    pub(crate) routes: Vec<Route>,
    pub(crate) keys: Keys,
    pub(crate) clock: Arc<dyn Clock>,
    /// `true` to sign users in without a page.
    pub(crate) auto: bool,
    /// `true` to accept only the clients that were set at the start.
    pub(crate) clients_are_listed: bool,
    state: Mutex<State>,
    complaints: Mutex<VecDeque<String>>,
}

impl Server {
    pub(crate) fn new(
        providers: Vec<SimulatedProvider>,
        base: &str,
        keys: Keys,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self {
            routes: route::routes(&providers, base),
            providers,
            keys,
            clock,
            auto: false,
            clients_are_listed: false,
            state: Mutex::default(),
            complaints: Mutex::default(),
        }
    }

    /// Locks the state. Never hold the lock across an `await`.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stores and logs a complaint about an unexpected request.
    pub(crate) fn complain(&self, who: &str, what: &str, complaint: &str) {
        let sentence = format!("{who}, {what}: {complaint}");
        tracing::warn!("{sentence}");
        let mut complaints = self.complaints.lock().unwrap_or_else(PoisonError::into_inner);
        complaints.push_back(sentence);
        if complaints.len() > MOST_COMPLAINTS {
            complaints.pop_front();
        }
    }

    /// Returns the complaints, oldest first.
    pub(crate) fn complaints(&self) -> Vec<String> {
        self.complaints.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// Answers a request.
    pub(crate) async fn handle(&self, request: Request<Body>) -> Response {
        let request = SeenRequest::read(request).await;
        let found = route::find(&self.routes, &request.path);
        let Some(first) = found.first() else { return self.nothing_here(&request) };
        let places: Vec<usize> = found
            .iter()
            .filter(|route| route.endpoint == first.endpoint)
            .map(|route| route.provider)
            .collect();
        match first.endpoint {
            Endpoint::Authorization => authorization::handle(self, &places, &request),
            Endpoint::Token => token::handle(self, &places, &request),
            Endpoint::Userinfo => userinfo::handle(self, &places, &request, userinfo::Question::User),
            Endpoint::Emails => userinfo::handle(self, &places, &request, userinfo::Question::Emails),
            Endpoint::Keys => discovery::keys(self),
            Endpoint::Discovery => discovery::document(&self.providers[first.provider]),
            Endpoint::Revocation => revocation::handle(self, &places, &request),
            Endpoint::DeviceAuthorization => device::start(self, &places, &request),
            Endpoint::DeviceVerification => device::verify(self, first.provider, &request),
            Endpoint::EndSession => end_session::handle(&self.providers[first.provider], &request),
        }
    }

    fn nothing_here(&self, request: &SeenRequest) -> Response {
        if request.path == "/" {
            let names: Vec<String> =
                self.providers.iter().map(|simulated| simulated.display_name().to_owned()).collect();
            let lines = [format!("Simulated providers: {}.", names.join(", "))];
            return respond(StatusCode::OK, &Message { title: "Provider simulator", lines: &lines }, None);
        }
        if request.path == "/favicon.ico" {
            return StatusCode::NOT_FOUND.into_response();
        }
        let sentence = format!("expected an address of a simulated provider, got {}", shown(&request.path));
        self.complain("Provider simulator", "address", &sentence);
        let message = Message { title: "No simulated provider has this address", lines: &[sentence] };
        respond(StatusCode::NOT_FOUND, &message, None)
    }
}
