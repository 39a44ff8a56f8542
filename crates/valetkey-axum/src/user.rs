//! The signed-in user, as an extractor.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use uuid::Uuid;
use valetkey_client::Claims;
use valetkey_fetch::HttpResponse;
use valetkey_types::{Secret, Timestamp};

use crate::accept_header::wants_page;
use crate::access_token::{AccessTokenError, fresh_access_token};
use crate::answer::{described_error, see_other};
use crate::claim_pointer::texts_at;
use crate::guard::Forbidden;
use crate::own_form::FORM_TOKEN;
use crate::page::{OwnRedirect, escaped, leading_to};
use crate::session::Session;
use crate::sessions::SaidBy;
use crate::step_up::StepUp;
use crate::{Api, Identity, Login, SessionMatch, SessionStoreError, StoredUser};

/// The signed-in user. As an argument of a handler it refuses requests without a session; `Option<User>` accepts all requests.
/// Cheap to clone.
#[derive(Clone)]
pub struct User(Arc<Inner>);

struct Inner {
    login: Login,
    session: Session,
    stored_user: Option<StoredUser>,
}

/// The user in the extensions of a request, set by [`crate::LoginLayer`] for the extractors.
#[derive(Clone)]
pub(crate) struct CurrentUser(pub(crate) Option<User>);

/// The response if no user is signed in: browsers are redirected to `/login`, programs get 401.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotSignedIn(Answer);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Answer {
    LogIn(String),
    Unauthorized,
    MissingLayer,
}

impl User {
    pub(crate) fn new(login: Login, session: Session, stored_user: Option<StoredUser>) -> Self {
        Self(Arc::new(Inner { login, session, stored_user }))
    }

    pub(crate) fn login(&self) -> &Login {
        &self.0.login
    }

    pub(crate) fn session(&self) -> &Session {
        &self.0.session
    }

    /// Returns the id of the user in the user store, which is the same for all providers; `None` without a user store.
    pub fn id(&self) -> Option<Uuid> {
        self.stored_user().map(|user| user.id)
    }

    /// Returns the user from the user store, as read at the start of this request; `None` without a user store.
    pub fn stored_user(&self) -> Option<&StoredUser> {
        self.0.stored_user.as_ref()
    }

    /// Returns the name of the provider that the user signed in with; `default` for the provider of [`Login::builder`].
    pub fn provider(&self) -> &str {
        &self.0.session.provider
    }

    /// Returns the issuer that the user signed in with. Issuer and subject together identify the user; an email address does not.
    pub fn issuer(&self) -> &str {
        &self.0.session.issuer
    }

    /// Returns the subject: the issuer's identifier of the user.
    pub fn subject(&self) -> &str {
        &self.0.session.subject
    }

    /// Returns the display name, or the subject if there is none. The value comes from outside: escape it in HTML.
    pub fn name(&self) -> &str {
        self.claims().name().unwrap_or(self.subject())
    }

    /// Returns the issuer's claims about the user at the time of the login. Without a session store only some claims are kept:
    /// see [`crate::LoginBuilder::keep_claims`].
    pub fn claims(&self) -> &Claims {
        &self.0.session.claims
    }

    /// Returns the expiry of the session.
    pub fn session_expires_at(&self) -> Timestamp {
        self.0.session.expires_at
    }

    /// Returns an access token for the user, refreshed if it has expired. Without a session store, tokens are only in the
    /// memory of the process that handled the login: after a restart the user can still be signed in, but must sign in again to
    /// get a token.
    ///
    /// # Errors
    /// [`AccessTokenError::SignInAgain`] if the user must sign in again; other variants if the issuer or the store failed.
    pub async fn access_token(&self) -> Result<Secret, AccessTokenError> {
        fresh_access_token(&self.0.login, &self.0.session, None).await
    }

    /// Returns a helper that calls APIs on behalf of the user.
    pub fn api(&self) -> Api {
        Api::new(self.clone())
    }

    /// Returns a redirect to a stronger or more recent sign-in if an API's response demands one (RFC 9470). The sign-in returns
    /// to the path `return_to` of this application. Returns `None` for any other response.
    ///
    /// The sign-in ends on an error page if it does not reach one of the demanded `acr_values`. So an API and a provider that
    /// disagree can't cause a redirect loop.
    pub fn step_up(&self, response: &HttpResponse, return_to: &str) -> Option<Response> {
        let demand = StepUp::demanded_by(response)?;
        let base_path = &self.0.login.0.look.base_path;
        let (provider, query) = (&self.0.session.provider, demand.query(return_to));
        Some(see_other(&format!("{base_path}/login/{provider}?{query}")))
    }

    /// Returns the roles that the provider gave the user at the time of the login. See [`crate::Provider::roles_claim`].
    pub fn roles(&self) -> impl Iterator<Item = &str> {
        let provider = self.0.login.provider(self.provider());
        texts_at(self.claims(), provider.map_or("", |provider| &provider.roles_claim))
    }

    /// Returns whether the provider gave the user this role.
    pub fn has_role(&self, role: &str) -> bool {
        self.roles().any(|known| known == role)
    }

    /// Returns whether the user has this permission in the user store.
    pub fn has_permission(&self, permission: &str) -> bool {
        self.stored_user().is_some_and(|user| user.permissions.contains(permission))
    }

    /// Returns the scope that the provider granted.
    pub fn scope(&self) -> impl Iterator<Item = &str> {
        self.0.session.scope.split(' ').filter(|token| !token.is_empty())
    }

    /// Returns whether the provider granted this scope.
    pub fn has_scope(&self, scope: &str) -> bool {
        self.scope().any(|known| known == scope)
    }

    /// Checks that the user has this role, inside a handler: `user.require_role("admin")?`.
    ///
    /// # Errors
    /// [`Forbidden`], which is a response with 403.
    pub fn require_role(&self, role: &str) -> Result<(), Forbidden> {
        if self.has_role(role) { Ok(()) } else { Err(Forbidden::for_programs()) }
    }

    /// Checks that the user has this permission, inside a handler: `user.require_permission("notes.write")?`.
    ///
    /// # Errors
    /// [`Forbidden`], which is a response with 403.
    pub fn require_permission(&self, permission: &str) -> Result<(), Forbidden> {
        if self.has_permission(permission) { Ok(()) } else { Err(Forbidden::for_programs()) }
    }

    /// Checks that the login was granted this scope, inside a handler: `user.require_scope("notes.read")?`.
    ///
    /// # Errors
    /// [`Forbidden`], which is a response with 403.
    pub fn require_scope(&self, scope: &str) -> Result<(), Forbidden> {
        if self.has_scope(scope) { Ok(()) } else { Err(Forbidden::for_programs()) }
    }

    /// Ends every session of the user, including this one, for all their identities: for "log out everywhere" and after
    /// suspicious activity. The cookie in this browser becomes invalid. Returns how many sessions are known to have ended;
    /// without a session store there may be more, which started before the last restart.
    ///
    /// # Errors
    /// [`SessionStoreError`].
    pub async fn end_all_sessions(&self) -> Result<usize, SessionStoreError> {
        self.end_sessions_except(None).await
    }

    /// Ends every other session of the user: for "log out everywhere else".
    ///
    /// # Errors
    /// [`SessionStoreError`].
    pub async fn end_other_sessions(&self) -> Result<usize, SessionStoreError> {
        self.end_sessions_except(Some(self.0.session.id)).await
    }

    async fn end_sessions_except(&self, except: Option<Uuid>) -> Result<usize, SessionStoreError> {
        let identities = self.stored_user().into_iter().flat_map(|user| &user.identities);
        let identities = identities.map(|identity| (identity.issuer.as_str(), identity.subject.as_str()));
        let mut ended = 0;
        for (issuer, subject) in identities.chain([(self.issuer(), self.subject())]) {
            let which = SessionMatch { except, ..SessionMatch::of_user(issuer, subject) };
            ended += self.0.login.end_sessions(&which, SaidBy::Proved).await?;
        }
        Ok(ended)
    }

    /// Returns the value of the form field `form_token`, which proves that a form is from our own pages. It is base64url and
    /// needs no escaping.
    pub fn form_token(&self) -> &str {
        self.0.session.form_token.expose()
    }

    /// Returns whether a submitted form token belongs to this session. For the application's own forms.
    pub fn is_form_token(&self, token: &str) -> bool {
        valetkey_jose::digest::constant_time_eq(token.as_bytes(), self.form_token().as_bytes())
    }

    /// Returns a form with one button, `sign-out`, that ends the session.
    pub fn sign_out_form(&self) -> String {
        let (token, base) = (self.form_token(), &self.0.login.0.look.base_path);
        format!(
            "<form method=\"post\" action=\"{base}/logout\"><input type=\"hidden\" name=\"{FORM_TOKEN}\" value=\"{token}\">\
             <button id=\"sign-out\" type=\"submit\">Sign out</button></form>"
        )
    }

    /// Returns a form with one button, `link-{provider}`, that links another identity. Requires a user store.
    pub fn link_form(&self, provider: &str) -> String {
        let (token, provider) = (self.form_token(), escaped(provider));
        let base = &self.0.login.0.look.base_path;
        format!(
            "<form method=\"post\" action=\"{base}/link/{provider}\">\
             <input type=\"hidden\" name=\"{FORM_TOKEN}\" value=\"{token}\">\
             <button id=\"link-{provider}\" type=\"submit\">Link {provider}</button></form>"
        )
    }

    /// Returns a form with one button that unlinks an identity. Requires a user store.
    pub fn unlink_form(&self, identity: &Identity) -> String {
        let (token, base) = (self.form_token(), &self.0.login.0.look.base_path);
        let (issuer, subject) = (escaped(&identity.issuer), escaped(&identity.subject));
        let provider = escaped(&identity.provider);
        format!(
            "<form method=\"post\" action=\"{base}/unlink\">\
             <input type=\"hidden\" name=\"{FORM_TOKEN}\" value=\"{token}\">\
             <input type=\"hidden\" name=\"issuer\" value=\"{issuer}\">\
             <input type=\"hidden\" name=\"subject\" value=\"{subject}\">\
             <button type=\"submit\">Unlink {provider}</button></form>"
        )
    }
}

impl NotSignedIn {
    /// Creates the response for a request. Page requests of browsers are redirected to `/login` and back; a form submission
    /// cannot be resumed after sign-in.
    pub(crate) fn answering(parts: &Parts) -> Self {
        if !wants_page(parts) {
            return Self(Answer::Unauthorized);
        }
        let is_page = parts.method == Method::GET || parts.method == Method::HEAD;
        // A nested router shortens the URI; return to the original one.
        let original = parts.extensions.get::<axum::extract::OriginalUri>().map(|original| &original.0);
        let path =
            original.unwrap_or(&parts.uri).path_and_query().filter(|_| is_page).map(|path| path.as_str());
        Self(Answer::LogIn(path.unwrap_or("/").to_owned()))
    }

    pub(crate) fn missing_layer() -> Self {
        Self(Answer::MissingLayer)
    }
}

impl IntoResponse for NotSignedIn {
    fn into_response(self) -> Response {
        match self.0 {
            Answer::LogIn(path) => {
                let path = leading_to("/login", Some(&path));
                let mut answer = see_other(&path);
                answer.extensions_mut().insert(OwnRedirect(path));
                answer
            }
            Answer::Unauthorized => {
                described_error(StatusCode::UNAUTHORIZED, "login_required", "Not logged in")
            }
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
            None => Err(NotSignedIn::missing_layer()),
        }
    }
}

impl<S: Sync> OptionalFromRequestParts<S> for User {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Option<Self>, Self::Rejection> {
        Ok(parts.extensions.get::<CurrentUser>().and_then(|current| current.0.clone()))
    }
}

/// Prints the user, but no token.
impl fmt::Debug for User {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "User({:?} at {:?})", self.subject(), self.issuer())
    }
}
