//! The login of an application: its routes and their shared state.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::HeaderMap;
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{get, post};
use url::Url;
use valetkey_client::{AuthorizationOptions, Client, Refresher};
use valetkey_fetch::HttpTransport;
use valetkey_jose::seal::SealingKeys;
use valetkey_types::{Seconds, Timestamp};

use crate::callbacks::Callbacks;
use crate::cookies::CookieStyle;
use crate::guard::Requirement;
use crate::page::{Look, finish, language_of};
use crate::provider::{DEFAULT_CALLBACK, DEFAULT_NAME};
use crate::received_logouts::ReceivedLogouts;
use crate::return_to::absolute_return_to;
use crate::session::{COOKIE, Session};
use crate::sessions::{SaidBy, Sessions};
use crate::{
    LoginBuilder, LoginLayer, Provider, SessionMatch, SessionStoreError, User, UserStore, backchannel_logout,
    callback, frontchannel_logout, link, logout, start,
};

/// Maximum size of a form, in bytes.
const LARGEST_FORM: usize = 64 * 1024;

/// The login of an application. Cheap to clone; clones share their state.
#[derive(Clone)]
pub struct Login(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    /// Never empty.
    pub(crate) providers: Vec<Provider>,
    /// The client of the first provider. Its clock is used for all providers.
    pub(crate) first: Client,
    pub(crate) base_url: Url,
    pub(crate) secure: bool,
    pub(crate) look: Look,
    pub(crate) keys: Arc<SealingKeys>,
    pub(crate) sessions: Arc<dyn Sessions>,
    pub(crate) users: Option<Arc<dyn UserStore>>,
    pub(crate) session_lifetime: Seconds,
    pub(crate) authorization_options: AuthorizationOptions,
    /// The refreshers by the name of their provider.
    pub(crate) refreshers: HashMap<String, Refresher>,
    pub(crate) callbacks: Arc<Callbacks>,
    pub(crate) received_logouts: ReceivedLogouts,
    pub(crate) api_transport: Option<Arc<dyn HttpTransport>>,
}

impl Login {
    /// Starts with a client and the public base URL of the application, for example `https://app.example`.
    ///
    /// More providers can be added. The first one keeps the callback `/auth/callback` and starts at `/login/default`.
    pub fn builder(client: Client, public_base_url: &str) -> LoginBuilder {
        LoginBuilder::new(public_base_url).default_provider(client)
    }

    /// Starts with only the public base URL of the application. Add each provider under a name with [`LoginBuilder::provider`].
    pub fn with_providers(public_base_url: &str) -> LoginBuilder {
        LoginBuilder::new(public_base_url)
    }

    /// Returns the routes `/login`, `/login/{provider}`, `/auth/{provider}`, `/logout`, `/backchannel-logout` and
    /// `/frontchannel-logout`, and with a user store also `/link/{provider}` and `/unlink`. Merge them into the application's
    /// router.
    pub fn routes<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        let mut routes = Router::new()
            .route("/login", get(start::choose))
            .route("/login/{provider}", get(start::start))
            .route("/auth/{provider}", get(callback::finish).post(callback::bounce))
            .route("/logout", post(logout::log_out))
            .route("/backchannel-logout", post(backchannel_logout::receive))
            .route("/backchannel-logout/{provider}", post(backchannel_logout::receive_named))
            .route("/frontchannel-logout", get(frontchannel_logout::receive))
            .route("/frontchannel-logout/{provider}", get(frontchannel_logout::receive_named));
        if self.0.users.is_some() {
            routes = routes.route("/link/{provider}", post(link::begin)).route("/unlink", post(link::unlink));
        }
        let finish = middleware::from_fn_with_state(self.clone(), finish_answer);
        routes.layer(DefaultBodyLimit::max(LARGEST_FORM)).layer(finish).with_state(self.clone())
    }

    /// Returns the layer that makes the extractors `User`, `Option<User>` and the guards work in all handlers inside it.
    pub fn sessions(&self) -> LoginLayer {
        self.layer(Requirement::Nothing)
    }

    /// Requires a session. Redirects browsers to `/login` and back; programs get 401.
    pub fn require_login(&self) -> LoginLayer {
        self.layer(Requirement::Login)
    }

    /// Requires this role from the provider; other users get 403. Requests without a session are handled like in
    /// [`Login::require_login`].
    pub fn require_role(&self, role: &str) -> LoginLayer {
        self.layer(Requirement::Role(role.into()))
    }

    /// Requires this permission in the user store; other users get 403.
    pub fn require_permission(&self, permission: &str) -> LoginLayer {
        self.layer(Requirement::Permission(permission.into()))
    }

    /// Requires this scope for the login; other users get 403.
    pub fn require_scope(&self, scope: &str) -> LoginLayer {
        self.layer(Requirement::Scope(scope.into()))
    }

    /// Returns the redirect URI to register at the issuer of the first provider.
    pub fn redirect_uri(&self) -> &str {
        self.0.first.redirect_uri().unwrap_or_default()
    }

    /// Returns each provider's name and the redirect URI to register there.
    pub fn redirect_uris(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.providers.iter().map(|one| (one.name.as_str(), one.client.redirect_uri().unwrap_or_default()))
    }

    /// Returns the client of the first provider.
    pub fn client(&self) -> &Client {
        &self.0.first
    }

    /// Returns the client of the provider with this name.
    pub fn client_of(&self, provider: &str) -> Option<&Client> {
        self.provider(provider).map(|provider| &provider.client)
    }

    pub(crate) fn cookies(&self) -> CookieStyle<'_> {
        CookieStyle { secure: self.0.secure, base_path: &self.0.look.base_path }
    }

    fn layer(&self, requirement: Requirement) -> LoginLayer {
        LoginLayer { login: self.clone(), requirement }
    }

    /// Returns the provider with this name.
    pub(crate) fn provider(&self, name: &str) -> Option<&Provider> {
        self.0.providers.iter().find(|provider| provider.name == name)
    }

    /// Returns the provider whose callback path ends with this segment.
    pub(crate) fn provider_of_callback(&self, last: &str) -> Option<&Provider> {
        match last {
            DEFAULT_CALLBACK => self.provider(DEFAULT_NAME),
            DEFAULT_NAME => None,
            name => self.provider(name),
        }
    }

    /// Returns the current time.
    pub(crate) fn now(&self) -> Timestamp {
        self.0.first.now()
    }

    /// Returns the session of a request. The cookie must be unchanged, the session must not have ended or expired, and its
    /// provider must still be configured. Tries every cookie with the name, because a page on a sibling host can set a second
    /// one.
    pub(crate) async fn session(&self, headers: &HeaderMap) -> Result<Option<Session>, SessionStoreError> {
        let now = self.now();
        let is_good =
            |session: &Session| now < session.expires_at && self.provider(&session.provider).is_some();
        for cookie in self.cookies().values(headers, COOKIE) {
            if let Some(session) = self.0.sessions.find(&cookie).await?.filter(is_good) {
                return Ok(Some(session));
            }
        }
        Ok(None)
    }

    /// Ends the matching sessions. Returns how many are known to have ended.
    pub(crate) async fn end_sessions(
        &self,
        which: &SessionMatch<'_>,
        said_by: SaidBy,
    ) -> Result<usize, SessionStoreError> {
        self.0.sessions.end_matching(which, said_by, self.now()).await
    }

    /// Returns the signed-in user. With a user store, the identity of the session must still belong to that user.
    pub(crate) async fn user(
        &self,
        headers: &HeaderMap,
    ) -> Result<Option<User>, Box<dyn std::error::Error + Send + Sync>> {
        let Some(session) = self.session(headers).await? else { return Ok(None) };
        let Some(users) = &self.0.users else { return Ok(Some(User::new(self.clone(), session, None))) };
        let user = users.find_by_identity(&session.issuer, &session.subject).await?;
        let user = user.filter(|user| session.user_id == Some(user.id));
        Ok(user.map(|user| User::new(self.clone(), session, Some(user))))
    }

    /// Returns the absolute URL of a path of this application.
    pub(crate) fn place(&self, return_to: Option<&str>) -> Url {
        absolute_return_to(&self.0.base_url, return_to)
    }

    /// Returns the path and query of an absolute URL of this application, without the base path.
    pub(crate) fn own_path(&self, place: &str) -> Option<String> {
        let origin = self.0.base_url.origin().ascii_serialization();
        let path = place.strip_prefix(&origin)?.strip_prefix(&self.0.look.base_path)?;
        match path.chars().next() {
            None => Some("/".to_owned()),
            Some('?' | '#') => Some(format!("/{path}")),
            Some('/') => Some(path.to_owned()),
            Some(_) => None,
        }
    }
}

async fn finish_answer(State(login): State<Login>, request: Request, next: Next) -> Response {
    let language = language_of(request.headers());
    finish(&login.0.look, language, next.run(request).await)
}
