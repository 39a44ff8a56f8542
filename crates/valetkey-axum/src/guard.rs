//! The requirements of routes, and the responses to requests that do not meet them.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use crate::accept_header::wants_page;
use crate::answer::described_error;
use crate::error_page::forbidden_page;
use crate::{NotSignedIn, User};

/// The requirement that a layer checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Requirement {
    Nothing,
    Login,
    Role(Arc<str>),
    Permission(Arc<str>),
    Scope(Arc<str>),
}

/// The response for a user without the required permission: 403, with a page for browsers and JSON for programs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Forbidden {
    page: bool,
}

/// The reason why a guard refuses a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GuardRejection {
    /// No user is signed in.
    NotSignedIn(NotSignedIn),
    /// The signed-in user lacks the role, permission or scope.
    Forbidden(Forbidden),
}

impl Requirement {
    /// Checks a request of this user, or of a visitor who is not signed in.
    pub(crate) fn check(&self, user: Option<&User>, parts: &Parts) -> Result<(), GuardRejection> {
        let granted = match (self, user) {
            (Self::Nothing, _) => true,
            (_, None) => return Err(GuardRejection::NotSignedIn(NotSignedIn::answering(parts))),
            (Self::Login, Some(_)) => true,
            (Self::Role(role), Some(user)) => user.has_role(role),
            (Self::Permission(permission), Some(user)) => user.has_permission(permission),
            (Self::Scope(scope), Some(user)) => user.has_scope(scope),
        };
        if granted { Ok(()) } else { Err(GuardRejection::Forbidden(Forbidden { page: wants_page(parts) })) }
    }
}

impl Forbidden {
    /// Creates the response for programs, for handlers with their own checks.
    pub(crate) fn for_programs() -> Self {
        Self { page: false }
    }
}

impl IntoResponse for Forbidden {
    fn into_response(self) -> Response {
        if self.page {
            return forbidden_page();
        }
        described_error(StatusCode::FORBIDDEN, "insufficient_permissions", "Insufficient permissions")
    }
}

impl IntoResponse for GuardRejection {
    fn into_response(self) -> Response {
        match self {
            Self::NotSignedIn(rejection) => rejection.into_response(),
            Self::Forbidden(rejection) => rejection.into_response(),
        }
    }
}
