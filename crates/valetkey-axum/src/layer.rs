//! The layer that identifies the signed-in user and guards routes.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use tower_layer::Layer;
use tower_service::Service;

use crate::Login;
use crate::error_page::error_page;
use crate::guard::Requirement;
use crate::page::{finish, language_of};
use crate::text::Text;
use crate::user::CurrentUser;

/// A layer that identifies the user. Returned by [`Login::sessions`] and by the `require_…` methods of [`Login`].
#[derive(Clone)]
pub struct LoginLayer {
    pub(crate) login: Login,
    pub(crate) requirement: Requirement,
}

/// The service that [`LoginLayer`] makes.
#[derive(Clone)]
pub struct LoginService<S> {
    inner: S,
    layer: LoginLayer,
}

impl LoginLayer {
    /// Adds the user to the extensions of the request. Returns the response if the request is refused.
    async fn admit(&self, request: Request) -> Result<Request, Response> {
        let (mut parts, body) = request.into_parts();
        if parts.extensions.get::<CurrentUser>().is_none() {
            let user = self.login.user(&parts.headers).await.map_err(|error| {
                tracing::error!(%error, "sessions can't be read");
                error_page(StatusCode::SERVICE_UNAVAILABLE, Text::SessionsUnavailable, None)
            })?;
            parts.extensions.insert(CurrentUser(user));
        }
        let user = parts.extensions.get::<CurrentUser>().and_then(|current| current.0.as_ref());
        self.requirement.check(user, &parts).map_err(IntoResponse::into_response)?;
        Ok(Request::from_parts(parts, body))
    }
}

impl<S> Layer<S> for LoginLayer {
    type Service = LoginService<S>;

    fn layer(&self, inner: S) -> Self::Service {
        LoginService { inner, layer: self.clone() }
    }
}

impl<S> Service<Request> for LoginService<S>
where
    S: Service<Request> + Clone + Send + 'static,
    S::Response: IntoResponse,
    S::Future: Send,
{
    type Response = Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        // Use the service that was polled ready, and keep a clone for the next request.
        let clone = self.inner.clone();
        let mut inner = std::mem::replace(&mut self.inner, clone);
        let layer = self.layer.clone();
        Box::pin(async move {
            let language = language_of(request.headers());
            let answer = match layer.admit(request).await {
                Ok(request) => inner.call(request).await?.into_response(),
                Err(answer) => answer,
            };
            Ok(finish(&layer.login.0.look, language, answer))
        })
    }
}
