//! The person who is signed in, as an extractor.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::header::ACCEPT;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use url::form_urlencoded::byte_serialize;
use valetkey_client::Claims;
use valetkey_types::{Secret, Timestamp};

use crate::Login;
use crate::access_token::{AccessTokenError, fresh_access_token};
use crate::answer::{json_error, see_other};
use crate::logout::FORM_TOKEN;
use crate::session::Session;

/// The person who is signed in. As a handler's argument it lets nobody else in; `Option<User>` lets everybody in. Cheap to clone.
#[derive(Clone)]
pub struct User(Arc<Inner>);

struct Inner {
    login: Login,
    session: Session,
}

/// What [`crate::LoginLayer`] leaves for the extractors.
#[derive(Clone)]
pub(crate) struct CurrentUser(pub(crate) Option<User>);

/// Nobody is signed in: browsers go to `/login`, programs get 401.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotSignedIn(Answer);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Answer {
    LogIn(String),
    Unauthorized,
    MissingLayer,
}

impl User {
    pub(crate) fn new(login: Login, session: Session) -> Self {
        Self(Arc::new(Inner { login, session }))
    }

    /// The issuer the person signed in with. Issuer and subject together name the person; an e-mail address does not.
    pub fn issuer(&self) -> &str {
        &self.0.session.issuer
    }

    /// The person within the issuer.
    pub fn subject(&self) -> &str {
        &self.0.session.subject
    }

    /// The name for display, else the subject. It comes from outside: escape it in HTML.
    pub fn name(&self) -> &str {
        self.claims().name().unwrap_or(self.subject())
    }

    /// What the issuer says about the person, as it was at the login.
    pub fn claims(&self) -> &Claims {
        &self.0.session.claims
    }

    /// The end of the session.
    pub fn session_expires_at(&self) -> Timestamp {
        self.0.session.expires_at
    }

    /// An access token for calling APIs on the person's behalf, refreshed if it has ended.
    ///
    /// # Errors
    /// [`AccessTokenError::SignInAgain`] if only a new login helps, else the issuer or the store failed.
    pub async fn access_token(&self) -> Result<Secret, AccessTokenError> {
        fresh_access_token(&self.0.login, &self.0.session).await
    }

    /// The value of the form field `form_token`, which proves that a form is ours. Base64url: needs no escaping.
    pub fn form_token(&self) -> &str {
        self.0.session.form_token.expose()
    }

    /// Whether a form token that came back is this session's; for the application's own forms.
    pub fn is_form_token(&self, token: &str) -> bool {
        valetkey_jose::digest::constant_time_eq(token.as_bytes(), self.form_token().as_bytes())
    }

    /// A form with one button, `sign-out`, that ends the session.
    pub fn sign_out_form(&self) -> String {
        let token = self.form_token();
        format!(
            "<form method=\"post\" action=\"/logout\"><input type=\"hidden\" name=\"{FORM_TOKEN}\" value=\"{token}\">\
             <button id=\"sign-out\" type=\"submit\">Sign out</button></form>"
        )
    }
}

impl NotSignedIn {
    /// Browsers that ask for a page are sent to `/login` and come back to it. The answer to a form can't be come back to.
    pub(crate) fn answering(parts: &Parts) -> Self {
        let accept = parts.headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
        let wants_page =
            accept.flat_map(|value| value.split(',')).any(|range| range.trim().starts_with("text/html"));
        if !wants_page {
            return Self(Answer::Unauthorized);
        }
        let is_page = parts.method == Method::GET || parts.method == Method::HEAD;
        // Inside a nested router the URI is cut; the original is the one to come back to.
        let original = parts.extensions.get::<axum::extract::OriginalUri>().map(|original| &original.0);
        let path =
            original.unwrap_or(&parts.uri).path_and_query().filter(|_| is_page).map(|path| path.as_str());
        Self(Answer::LogIn(path.unwrap_or("/").to_owned()))
    }
}

impl IntoResponse for NotSignedIn {
    fn into_response(self) -> Response {
        match self.0 {
            Answer::LogIn(path) => {
                let path: String = byte_serialize(path.as_bytes()).collect();
                see_other(&format!("/login?return_to={path}"))
            }
            Answer::Unauthorized => json_error(StatusCode::UNAUTHORIZED, "login_required"),
            Answer::MissingLayer => {
                tracing::error!(
                    "this route asks for a User but has no layer: add `.layer(login.sessions())`"
                );
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}

impl<S: Sync> FromRequestParts<S> for User {
    type Rejection = NotSignedIn;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        match parts.extensions.get::<CurrentUser>() {
            Some(CurrentUser(Some(user))) => Ok(user.clone()),
            Some(CurrentUser(None)) => Err(NotSignedIn::answering(parts)),
            None => Err(NotSignedIn(Answer::MissingLayer)),
        }
    }
}

impl<S: Sync> OptionalFromRequestParts<S> for User {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Option<Self>, Self::Rejection> {
        Ok(parts.extensions.get::<CurrentUser>().and_then(|current| current.0.clone()))
    }
}

/// Shows who, never a token.
impl fmt::Debug for User {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "User({:?} at {:?})", self.subject(), self.issuer())
    }
}
