//! The error page as an answer: words for the user, a reference for the log, facts for the developer.

use std::borrow::Cow;

use axum::response::Response;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use valetkey_authorization_server::Reason;
use valetkey_pages::{DeveloperDetails, ErrorKind, ErrorPage};
use valetkey_types::ErrorCode;

use super::Forms;
use crate::{Server, refusals::RefusalKind, request};

/// The content of an error page. Begin with [`ErrorAnswer::new`].
#[derive(Clone, Debug)]
pub struct ErrorAnswer<'a> {
    kind: ErrorKind,
    error: Option<ErrorCode>,
    reason: Option<&'a Reason>,
    start_again: Option<&'a str>,
    ui_locales: Option<&'a str>,
}

impl<'a> ErrorAnswer<'a> {
    /// An error of this kind, and nothing else to say.
    pub fn new(kind: ErrorKind) -> Self {
        Self { kind, error: None, reason: None, start_again: None, ui_locales: None }
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

    /// With an address of ours at which to start again.
    #[must_use]
    pub fn start_again(mut self, uri: &'a str) -> Self {
        self.start_again = Some(uri);
        self
    }

    /// With the languages the request asked for (`ui_locales`).
    #[must_use]
    pub fn ui_locales(mut self, ui_locales: Option<&'a str>) -> Self {
        self.ui_locales = ui_locales;
        self
    }

    /// The answer. Its reference is that of the request in the log.
    pub fn respond(self, server: &Server, headers: &HeaderMap) -> Response {
        let error = self.error.unwrap_or_else(|| error_of(self.kind));
        let reference = request::request_id(headers).to_owned();
        if let Some(reason) = self.reason {
            request::count_refusal(RefusalKind::Check(reason.check));
            tracing::info!(
                kind = self.kind.name(),
                error = error.as_str(),
                check = reason.check.as_str(),
                expected = &*reason.expected,
                got = &*reason.got,
                "error page"
            );
        } else {
            tracing::info!(kind = self.kind.name(), "error page");
        }
        let page = ErrorPage {
            kind: self.kind,
            reference,
            start_again_uri: self.start_again.map(str::to_owned),
            developer: self.reason.map(|reason| developer_details(server, error, reason)),
        };
        let language = request::language(headers, self.ui_locales);
        let mut response = super::page(server, error_status(self.kind), language, &page, Forms::None);
        if matches!(self.kind, ErrorKind::Unavailable | ErrorKind::TooManyRequests) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(5));
        }
        response
    }
}

/// Returns what a page shows to developers. Anybody can open the page, so what stands in a record (the addresses that an
/// application registered) is shown only by a server that serves this machine; the log always has it. Texts of our own
/// are `Cow::Borrowed`.
pub fn developer_details(server: &Server, error: ErrorCode, reason: &Reason) -> DeveloperDetails {
    let is_shown = matches!(reason.expected, Cow::Borrowed(_)) || is_this_machine(server);
    DeveloperDetails {
        error: error.as_str().to_owned(),
        check: reason.check.as_str().to_owned(),
        expected: is_shown.then(|| reason.expected.lines().map(str::to_owned).collect()),
        seen: Some(reason.got.clone().into_owned()),
    }
}

/// Whether the issuer is a loopback address: only programs and browsers of this machine reach it.
fn is_this_machine(server: &Server) -> bool {
    let url = url::Url::parse(server.issuer.as_str()).ok();
    url.is_some_and(|url| match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    })
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
        | ErrorKind::SessionExpired
        | ErrorKind::CookiesMissing
        | ErrorKind::OtherBrowser
        | ErrorKind::FormDamaged
        | ErrorKind::WrongAddress
        | ErrorKind::RequestExpired
        | ErrorKind::OtherSite => StatusCode::BAD_REQUEST,
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
