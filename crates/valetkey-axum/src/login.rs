//! The login of an application: its routes, and what they share.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use axum::routing::{get, post};
use url::{Url, form_urlencoded};
use valetkey_client::{AuthorizationOptions, Client};
use valetkey_jose::seal::SealingKeys;
use valetkey_types::Seconds;

use crate::access_token::Refreshes;
use crate::answer::see_other;
use crate::builder::CALLBACK_PATH;
use crate::cookies::CookieStyle;
use crate::error_page::error_page;
use crate::return_to::absolute_return_to;
use crate::session::{Session, handles};
use crate::{
    LoginBuilder, LoginLayer, SessionStore, SessionStoreError, User, backchannel_logout, callback,
    login_cookie, logout,
};

/// The largest form this crate reads, in bytes.
const LARGEST_FORM: usize = 64 * 1024;

/// The login of an application. Cheap to clone; clones share everything.
#[derive(Clone)]
pub struct Login(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) client: Client,
    pub(crate) base_url: Url,
    pub(crate) cookies: CookieStyle,
    pub(crate) keys: SealingKeys,
    pub(crate) store: Arc<dyn SessionStore>,
    pub(crate) session_lifetime: Seconds,
    pub(crate) authorization_options: AuthorizationOptions,
    pub(crate) refreshes: Refreshes,
}

impl Login {
    /// Starts with a client and the application's own address as browsers see it, for example `https://app.example`.
    pub fn builder(client: Client, public_base_url: &str) -> LoginBuilder {
        LoginBuilder::new(client, public_base_url)
    }

    /// The routes `/login`, `/auth/callback`, `/logout` and `/backchannel-logout`, to be merged into the application's.
    pub fn routes<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        Router::new()
            .route("/login", get(start))
            .route(CALLBACK_PATH, get(callback::finish).post(callback::bounce))
            .route("/logout", post(logout::log_out))
            .route("/backchannel-logout", post(backchannel_logout::receive))
            .layer(DefaultBodyLimit::max(LARGEST_FORM))
            .with_state(self.clone())
    }

    /// Makes [`User`] and `Option<User>` work in every handler below.
    pub fn sessions(&self) -> LoginLayer {
        LoginLayer { login: self.clone(), required: false }
    }

    /// Lets nobody pass without a session: browsers are sent to `/login` and come back, programs get 401.
    pub fn require_login(&self) -> LoginLayer {
        LoginLayer { login: self.clone(), required: true }
    }

    /// The redirect URI to register at the issuer.
    pub fn redirect_uri(&self) -> &str {
        self.0.client.redirect_uri().unwrap_or_default()
    }

    /// The client behind this login.
    pub fn client(&self) -> &Client {
        &self.0.client
    }

    /// The session of a request: its cookie opens, the store has it, the handle fits, its time is not over.
    pub(crate) async fn session(&self, headers: &HeaderMap) -> Result<Option<Session>, SessionStoreError> {
        let now = self.0.client.now();
        for handle in handles(self.0.cookies, &self.0.keys, headers) {
            let stored = self.0.store.find(handle.selector()).await?;
            let session = stored.and_then(|stored| Session::open(&self.0.keys, stored));
            if let Some(session) =
                session.filter(|session| session.belongs_to(&handle) && now < session.expires_at)
            {
                return Ok(Some(session));
            }
        }
        Ok(None)
    }

    /// Who is signed in.
    pub(crate) async fn user(&self, headers: &HeaderMap) -> Result<Option<User>, SessionStoreError> {
        Ok(self.session(headers).await?.map(|session| User::new(self.clone(), session)))
    }

    /// The absolute URL of a place of this application.
    pub(crate) fn place(&self, return_to: Option<&str>) -> Url {
        absolute_return_to(&self.0.base_url, return_to)
    }
}

/// `GET /login`: begins a login. Only a page visit may: images and frames of other pages would fill the cookie jar.
async fn start(State(login): State<Login>, uri: Uri, headers: HeaderMap) -> Response {
    let destination = headers.get("sec-fetch-dest").and_then(|value| value.to_str().ok());
    if destination.is_some_and(|destination| destination != "document") {
        return error_page(StatusCode::BAD_REQUEST, "Please open the sign-in page directly.", None);
    }
    let return_to = query_value(&uri, "return_to");
    let place = login.place(return_to.as_deref());
    let request = match login.0.client.authorization_request(login.0.authorization_options.clone()).await {
        Ok(request) => request,
        Err(error) => return callback::failure(&login, &error, Some(place.as_str())),
    };
    let mut answer = see_other(&request.url);
    let (style, keys) = (login.0.cookies, &login.0.keys);
    let remembered =
        login_cookie::remember(style, keys, &headers, answer.headers_mut(), &request.pending, place.as_str());
    if let Err(error) = remembered {
        tracing::error!(%error, "a login could not be sealed");
        return error_page(StatusCode::INTERNAL_SERVER_ERROR, "The sign-in could not be started.", None);
    }
    answer
}

fn query_value(uri: &Uri, name: &str) -> Option<String> {
    let mut pairs = form_urlencoded::parse(uri.query()?.as_bytes());
    pairs.find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}
