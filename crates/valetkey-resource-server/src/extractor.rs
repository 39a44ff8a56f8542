//! [`AccessToken`] as an axum extractor.

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::request::Parts;

use crate::AccessToken;

/// The error if a handler extracts an [`AccessToken`] but its route has no [`crate::BearerLayer`]. It is a bug of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this route asks for an AccessToken but has no BearerLayer: add `.layer(guard)` to it")]
pub struct MissingGuard;

impl IntoResponse for MissingGuard {
    fn into_response(self) -> Response {
        tracing::error!("{self}");
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

impl<S: Sync> FromRequestParts<S> for AccessToken {
    type Rejection = MissingGuard;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        parts.extensions.get::<Self>().cloned().ok_or(MissingGuard)
    }
}
