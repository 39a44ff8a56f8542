//! Why a page for users can't be given: every way to an error page, or to a page that comes first, in one type.

use axum::response::Response;
use valetkey_authorization_server::{
    Check, Reason, Refusal,
    authorization::{BindRefusal, Unbound},
};
use valetkey_pages::{ErrorKind, form_field};
use valetkey_storage::{ApplyError, StorageError};
use valetkey_types::{ErrorCode, RawParams};

use crate::{
    cookie::FormValueError,
    interaction::{Stale, start_over},
    request::{ForeignForm, RequestError, same_origin},
    respond::{ErrorAnswer, see_other},
    visit::Visit,
};

/// An error that a user sees, or another page that comes first. An error is shown, never redirected.
#[derive(Debug)]
pub(crate) struct Failure {
    kind: ErrorKind,
    error: Option<ErrorCode>,
    reason: Option<Reason>,
    start_over: Option<StartOver>,
    /// The address of the page that comes first; with it this is no error.
    elsewhere: Option<String>,
}

/// The application's request can begin anew.
#[derive(Debug)]
struct StartOver {
    path: String,
    at_once: bool,
}

impl Failure {
    pub(crate) fn new(kind: ErrorKind, reason: Reason) -> Self {
        Self { reason: Some(reason), ..kind.into() }
    }

    /// A refusal that can only be shown.
    pub(crate) fn refused(kind: ErrorKind, refusal: Refusal) -> Self {
        Self { error: Some(refusal.error), ..Self::new(kind, refusal.reason) }
    }

    /// Another page comes first, such as the sign-in page.
    pub(crate) fn elsewhere(location: String) -> Self {
        Self { elsewhere: Some(location), ..ErrorKind::SessionExpired.into() }
    }

    /// Whether the form is at fault, and not the server.
    pub(crate) fn is_about_the_form(&self) -> bool {
        matches!(
            self.kind,
            ErrorKind::BadRequest
                | ErrorKind::SessionExpired
                | ErrorKind::CookiesMissing
                | ErrorKind::OtherBrowser
                | ErrorKind::FormDamaged
                | ErrorKind::WrongAddress
                | ErrorKind::OtherSite
        )
    }

    /// The page, or the way back to where the application's request begins.
    fn respond(self, visit: &Visit<'_>) -> Response {
        let server = visit.server;
        if let Some(location) = &self.elsewhere {
            return visit.finish(see_other(location));
        }
        let address = self.start_over.as_ref().map(|start_over| server.issuer.join(&start_over.path));
        let mut page = ErrorAnswer::new(self.kind).reason(self.reason.as_ref());
        if let Some(error) = self.error {
            page = page.error(error);
        }
        match (&address, &self.start_over) {
            (Some(address), Some(StartOver { at_once: true, .. })) => {
                return visit.finish(see_other(address));
            }
            (Some(address), _) => page = page.start_again(address),
            _ => {}
        }
        visit.finish(page.respond(server, visit.headers))
    }
}

/// The answer, or the page that says why there is none.
pub(crate) fn respond(visit: &Visit<'_>, answer: Result<Response, Failure>) -> Response {
    match answer {
        Ok(response) => visit.finish(response),
        Err(failure) => failure.respond(visit),
    }
}

/// A form counts only from one of our own pages, opened under our own address.
pub(crate) fn require_own_page(visit: &Visit<'_>, params: &RawParams) -> Result<(), Failure> {
    same_origin(visit.headers, &visit.server.issuer).map_err(|foreign| match foreign {
        ForeignForm::OtherSite(reason) => Failure::new(ErrorKind::OtherSite, reason),
        ForeignForm::OtherAddress(reason) => {
            let waiting = params.get(form_field::CONTINUE).and_then(|sealed| start_over(visit, sealed));
            let path = waiting.unwrap_or_else(|| "/".to_owned());
            let start_over = Some(StartOver { path, at_once: false });
            Failure { start_over, ..Failure::new(ErrorKind::WrongAddress, reason) }
        }
    })
}

impl From<ErrorKind> for Failure {
    fn from(kind: ErrorKind) -> Self {
        Self { kind, error: None, reason: None, start_over: None, elsewhere: None }
    }
}

impl From<BindRefusal> for Failure {
    fn from(refusal: BindRefusal) -> Self {
        let kind = match refusal.kind {
            Unbound::BadRequest => ErrorKind::BadRequest,
            Unbound::UnknownClient => ErrorKind::UnknownClient,
            Unbound::RedirectUriMismatch => ErrorKind::RedirectUriMismatch,
        };
        Self::refused(kind, refusal.refusal)
    }
}

impl From<RequestError> for Failure {
    fn from(error: RequestError) -> Self {
        Self::new(error.kind(), error.reason())
    }
}

impl From<FormValueError> for Failure {
    fn from(error: FormValueError) -> Self {
        let kind = match error {
            FormValueError::NotOurs => ErrorKind::FormDamaged,
            FormValueError::NoCookie => ErrorKind::CookiesMissing,
            FormValueError::OtherBrowser => ErrorKind::OtherBrowser,
            FormValueError::Expired { .. } | FormValueError::Answered => ErrorKind::SessionExpired,
        };
        let reason =
            Reason::new(Check::FormState, "one that this server made for this browser", error.to_string());
        Self::new(kind, reason)
    }
}

impl From<Stale> for Failure {
    fn from(stale: Stale) -> Self {
        let at_once = stale.browser_keeps_cookies;
        let start_over = stale.start_over.map(|path| StartOver { path, at_once });
        Self { start_over, ..stale.error.into() }
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        tracing::error!(%error, "storage failed");
        ErrorKind::Unavailable.into()
    }
}

impl From<ApplyError> for Failure {
    fn from(error: ApplyError) -> Self {
        match error {
            ApplyError::Storage(error) => error.into(),
            ApplyError::Conflict { .. } => {
                tracing::warn!(%error, "two requests changed the same record");
                ErrorKind::Unavailable.into()
            }
        }
    }
}
