//! The error page: an explanation, a link to start again, and facts for developers.

use askama::Template;

use crate::page::html_of;
use crate::uri::safe_uri;
use crate::{DeveloperDetails, Frame, Language, Page, plain};

/// Explains an error and what the user can do.
#[derive(Clone, Debug)]
pub struct ErrorPage {
    /// The kind of the error. It determines heading, explanation and advice.
    pub kind: ErrorKind,
    /// The reference of this event in the log.
    pub reference: String,
    /// The address to start again, on this server only. Not shown unless it is a [safe](crate::safe_uri) address.
    pub start_again_uri: Option<String>,
    /// Facts for developers.
    pub developer: Option<DeveloperDetails>,
}

/// The kind of an error, as the user sees it. Each kind has one cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// No application is registered with this `client_id`.
    UnknownClient,
    /// The `redirect_uri` is not one of the registered ones.
    RedirectUriMismatch,
    /// The request is malformed.
    BadRequest,
    /// The page has expired.
    SessionExpired,
    /// The browser sent no cookie of this server: cookies are blocked, or were deleted.
    CookiesMissing,
    /// The page was made for another browser.
    OtherBrowser,
    /// The form has a value that this server did not make, or no longer recognizes.
    FormDamaged,
    /// The page was opened under an address that is not the issuer's.
    WrongAddress,
    /// The application's request has expired, or was used already.
    RequestExpired,
    /// Another site sent the form.
    OtherSite,
    /// The account has no permission for this.
    AccessDenied,
    /// A rate limit was reached.
    TooManyRequests,
    /// The body is larger than allowed.
    RequestTooLarge,
    /// The address does not support this HTTP method.
    MethodNotAllowed,
    /// There is no such page.
    NotFound,
    /// An internal error.
    ServerError,
    /// Overload or maintenance.
    Unavailable,
}

impl ErrorKind {
    /// Every kind.
    pub const ALL: [Self; 17] = [
        Self::UnknownClient,
        Self::RedirectUriMismatch,
        Self::BadRequest,
        Self::SessionExpired,
        Self::CookiesMissing,
        Self::OtherBrowser,
        Self::FormDamaged,
        Self::WrongAddress,
        Self::RequestExpired,
        Self::OtherSite,
        Self::AccessDenied,
        Self::TooManyRequests,
        Self::RequestTooLarge,
        Self::MethodNotAllowed,
        Self::NotFound,
        Self::ServerError,
        Self::Unavailable,
    ];

    /// Its name in message ids and test output: `unknown-client`.
    pub fn name(self) -> &'static str {
        match self {
            Self::UnknownClient => "unknown-client",
            Self::RedirectUriMismatch => "redirect-uri-mismatch",
            Self::BadRequest => "bad-request",
            Self::SessionExpired => "session-expired",
            Self::CookiesMissing => "cookies-missing",
            Self::OtherBrowser => "other-browser",
            Self::FormDamaged => "form-damaged",
            Self::WrongAddress => "wrong-address",
            Self::RequestExpired => "request-expired",
            Self::OtherSite => "other-site",
            Self::AccessDenied => "access-denied",
            Self::TooManyRequests => "too-many-requests",
            Self::RequestTooLarge => "request-too-large",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::NotFound => "not-found",
            Self::ServerError => "server-error",
            Self::Unavailable => "unavailable",
        }
    }
}

impl Page for ErrorPage {
    const NAME: &'static str = "error";

    fn render(&self, frame: &Frame<'_>) -> String {
        html_of(&View { page: self, text: frame.language, frame: *frame })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let bare =
            |kind| Self { kind, reference: "7F3K-9QTM".to_owned(), start_again_uri: None, developer: None };
        let mut samples: Vec<_> = ErrorKind::ALL.into_iter().map(|kind| (kind.name(), bare(kind))).collect();
        let mismatch = DeveloperDetails {
            error: "invalid_request".to_owned(),
            check: "redirect_uri".to_owned(),
            expected: Some(vec![
                "https://notes.example/callback".to_owned(),
                "http://localhost:3000/callback".to_owned(),
            ]),
            seen: Some("https://notes.example/callback/".to_owned()),
        };
        let in_the_log = DeveloperDetails { expected: None, ..mismatch.clone() };
        let explained =
            |developer| Self { developer: Some(developer), ..bare(ErrorKind::RedirectUriMismatch) };
        samples.push(("for-developers", explained(mismatch)));
        samples.push(("expected-in-the-log", explained(in_the_log)));
        let again = |kind, uri: &str| Self { start_again_uri: Some(uri.to_owned()), ..bare(kind) };
        samples.push((
            "start-again",
            again(ErrorKind::CookiesMissing, "https://id.example/authorize?client_id=notes"),
        ));
        samples.push(("right-address", again(ErrorKind::WrongAddress, "https://id.example/")));
        samples
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct View<'a> {
    page: &'a ErrorPage,
    text: Language,
    frame: Frame<'a>,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.error_title(&self.of_kind("heading"), None)
    }

    /// The `heading`, `text` or `advice` of the kind.
    fn of_kind(&self, part: &str) -> String {
        self.text.say(&format!("error-{}-{part}", self.page.kind.name()))
    }

    /// Returns address and label of the link to start again.
    fn start_again(&self) -> Option<(String, String)> {
        let uri = safe_uri(self.page.start_again_uri.as_deref()?)?;
        let label = match self.page.kind {
            ErrorKind::WrongAddress => "error-right-address",
            _ => "error-start-again",
        };
        Some((uri, self.text.say(label)))
    }

    fn reference(&self) -> String {
        plain(&self.page.reference)
    }
}
