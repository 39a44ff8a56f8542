//! The answer of a page of the console, or the page to show instead.

use axum::response::Response;
use http::StatusCode;
use valetkey_jose::seal::SealError;
use valetkey_pages::{ConsoleClosed, ConsoleClosedPage, ErrorKind};
use valetkey_storage::{ApplyError, StorageError};

use super::{path, show_with};
use crate::{
    administration::AdministrationError,
    cookie::FormValueError,
    endpoint::failure::{self, Failure},
    keys::KeysError,
    request::RequestError,
    visit::Visit,
};

/// The answer of a page of the console.
pub(super) type Answer = Result<Response, Stop>;

/// The reason to show another page.
pub(super) enum Stop {
    /// The console, or a page of it, is closed for this user.
    Closed(ConsoleClosed),
    /// There is an error, or another page comes first.
    Failed(Failure),
}

/// Answers a request.
pub(super) fn respond(visit: &Visit<'_>, answer: Answer) -> Response {
    match answer {
        Ok(response) => failure::respond(visit, Ok(response)),
        Err(Stop::Failed(failed)) => failure::respond(visit, Err(failed)),
        Err(Stop::Closed(reason)) => failure::respond(visit, Ok(closed(visit, reason))),
    }
}

fn closed(visit: &Visit<'_>, reason: ConsoleClosed) -> Response {
    let (status, next) = match &reason {
        ConsoleClosed::LinkGone => (StatusCode::GONE, "/login"),
        ConsoleClosed::NoPermission => (StatusCode::FORBIDDEN, "/account"),
        ConsoleClosed::PageNotPermitted => (StatusCode::FORBIDDEN, path::OVERVIEW),
        ConsoleClosed::OwnedByFile { .. } => (StatusCode::CONFLICT, path::OVERVIEW),
    };
    let page = ConsoleClosedPage { reason, next_uri: visit.server.path(next) };
    show_with(visit, status, &page)
}

impl From<Failure> for Stop {
    fn from(failed: Failure) -> Self {
        Self::Failed(failed)
    }
}

/// Converts a refusal that the page of a form does not show itself.
impl From<AdministrationError> for Stop {
    fn from(error: AdministrationError) -> Self {
        match error {
            AdministrationError::NotFound(_) => ErrorKind::NotFound.into(),
            AdministrationError::NotPermitted(_) => Self::Closed(ConsoleClosed::PageNotPermitted),
            AdministrationError::OwnedByFile(error) => {
                Self::Closed(ConsoleClosed::OwnedByFile { record: error.thing.to_string(), file: error.file })
            }
            AdministrationError::Invalid(_) => ErrorKind::BadRequest.into(),
            AdministrationError::Conflict(_) | AdministrationError::Busy => ErrorKind::Unavailable.into(),
            AdministrationError::Storage(error) => error.into(),
        }
    }
}

impl From<KeysError> for Stop {
    fn from(error: KeysError) -> Self {
        tracing::error!(%error, "signing keys can't be made");
        ErrorKind::ServerError.into()
    }
}

impl From<SealError> for Stop {
    fn from(error: SealError) -> Self {
        tracing::error!(%error, "a link can't be sealed");
        ErrorKind::ServerError.into()
    }
}

/// Converts errors of pages.
macro_rules! from_failures {
    ($($error:ty),+) => {
        $(impl From<$error> for Stop {
            fn from(error: $error) -> Self {
                Self::Failed(error.into())
            }
        })+
    };
}

from_failures!(ErrorKind, StorageError, ApplyError, RequestError, FormValueError);
