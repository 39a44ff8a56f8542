//! A failed login: details for the log, a sentence and a link for the user.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use valetkey_client::{ClientError, RawParamsError, SealError};

use crate::Page;

/// The reason why a login failed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The callback has no cookie of a login.
    #[error("the callback was opened by a browser that began no login, or was opened twice")]
    NotBegun,
    /// The query can't be read.
    #[error("the query of the callback can't be read: {0}")]
    Query(#[from] RawParamsError),
    /// The provider refused the login, or a response was invalid.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// The login could not be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
}

impl Failure {
    fn status(&self) -> StatusCode {
        match self {
            Self::Client(error) if error.is_temporary() => StatusCode::BAD_GATEWAY,
            Self::Seal(_) => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::BAD_REQUEST,
        }
    }

    /// Shows no untrusted text.
    fn public_text(&self) -> &'static str {
        match self {
            Self::Client(error) => error.public_text(),
            Self::NotBegun => "This sign-in has expired, or it was started in another browser.",
            Self::Query(_) | Self::Seal(_) => "The sign-in could not be finished.",
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        tracing::warn!(error = %self, "a login failed");
        let sentence = self.public_text();
        let content = format!(
            "<p role=\"alert\" id=\"problem\">{sentence}</p><p><a id=\"back\" href=\"/\">Back to the application</a></p>"
        );
        (self.status(), Page::new("Not signed in", &content)).into_response()
    }
}
