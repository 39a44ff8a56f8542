//! The error page as an answer: words for the person, a reference for the log, facts for the developer.

use axum::response::Response;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use valetkey_authorization_server::Reason;
use valetkey_pages::{DeveloperDetails, ErrorKind, ErrorPage};
use valetkey_types::ErrorCode;

use crate::{Server, request};

/// What an error page shows. Begin with [`ErrorAnswer::new`].
#[derive(Clone, Debug)]
pub struct ErrorAnswer<'a> {
    kind: ErrorKind,
    error: Option<ErrorCode>,
    reason: Option<&'a Reason>,
    way_back: Option<(&'a str, Option<&'a str>)>,
    ui_locales: Option<&'a str>,
}

impl<'a> ErrorAnswer<'a> {
    /// An error of this kind, and nothing else to say.
    pub fn new(kind: ErrorKind) -> Self {
        Self { kind, error: None, reason: None, way_back: None, ui_locales: None }
    }

    /// With the check that failed, for developers and the log.
    #[must_use]
    pub fn reason(mut self, reason: Option<&'a Reason>) -> Self {
        self.reason = reason;
        self
    }

    /// With the error code of the standard; without, it follows from the kind.
    #[must_use]
    pub fn error(mut self, error: ErrorCode) -> Self {
        self.error = Some(error);
        self
    }

    /// With a way back to an application. Only for an address that was checked to belong to it.
    #[must_use]
    pub fn way_back(mut self, uri: &'a str, name: Option<&'a str>) -> Self {
        self.way_back = Some((uri, name));
        self
    }

    /// With the languages the request asked for (`ui_locales`).
    #[must_use]
    pub fn ui_locales(mut self, ui_locales: Option<&'a str>) -> Self {
        self.ui_locales = ui_locales;
        self
    }

    /// The answer. Its reference is that of the request in the log.
    pub fn respond(self, _server: &Server, headers: &HeaderMap) -> Response {
        let error = self.error.unwrap_or_else(|| error_of(self.kind));
        let reference = request::request_id(headers).to_owned();
        if let Some(reason) = self.reason {
            tracing::info!(
                kind = self.kind.name(),
                check = reason.check,
                expected = &*reason.expected,
                seen = &*reason.seen,
                "error page"
            );
        } else {
            tracing::info!(kind = self.kind.name(), "error page");
        }
        let developer = self.reason.map(|reason| DeveloperDetails {
            error: error.as_str().to_owned(),
            check: reason.check.to_owned(),
            expected: Some(reason.expected.clone().into_owned()),
            seen: Some(reason.seen.clone().into_owned()),
        });
        let page = ErrorPage {
            kind: self.kind,
            reference,
            back_uri: self.way_back.map(|(uri, _)| uri.to_owned()),
            back_name: self.way_back.and_then(|(_, name)| name).map(str::to_owned),
            developer,
        };
        let language = request::language(headers, self.ui_locales);
        let mut response = super::page(error_status(self.kind), language, &page, &[]);
        if matches!(self.kind, ErrorKind::Unavailable | ErrorKind::TooManyRequests) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(5));
        }
        response
    }
}

/// An error page of this kind with the check that failed.
pub fn error_page(
    server: &Server,
    headers: &HeaderMap,
    kind: ErrorKind,
    reason: Option<&Reason>,
) -> Response {
    ErrorAnswer::new(kind).reason(reason).respond(server, headers)
}

/// The HTTP status of an error page.
pub fn error_status(kind: ErrorKind) -> StatusCode {
    match kind {
        ErrorKind::UnknownClient
        | ErrorKind::RedirectUriMismatch
        | ErrorKind::BadRequest
        | ErrorKind::SessionExpired => StatusCode::BAD_REQUEST,
        ErrorKind::AccessDenied => StatusCode::FORBIDDEN,
        ErrorKind::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
        ErrorKind::RequestTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ErrorKind::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        ErrorKind::NotFound => StatusCode::NOT_FOUND,
        ErrorKind::ServerError => StatusCode::INTERNAL_SERVER_ERROR,
        ErrorKind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

pub(super) fn error_of(kind: ErrorKind) -> ErrorCode {
    match kind {
        ErrorKind::UnknownClient => ErrorCode::UnauthorizedClient,
        ErrorKind::AccessDenied => ErrorCode::AccessDenied,
        ErrorKind::ServerError => ErrorCode::ServerError,
        ErrorKind::Unavailable | ErrorKind::TooManyRequests => ErrorCode::TemporarilyUnavailable,
        _ => ErrorCode::InvalidRequest,
    }
}
