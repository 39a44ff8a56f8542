//! The error page: what went wrong in words, the way back, and the facts for developers.

use askama::Template;

use crate::display::with_marks_shown;
use crate::page::html_of;
use crate::uri::safe_uri;
use crate::{Language, Page};

/// Says what went wrong and what to do.
#[derive(Clone, Debug)]
pub struct ErrorPage {
    /// What went wrong. Heading, explanation and advice follow from it.
    pub kind: ErrorKind,
    /// What finds this event in the log.
    pub reference: String,
    /// The way back; left out where it is not a [safe](crate::safe_uri) address. Give it only for an address that was checked
    /// to belong to a registered application.
    pub back_uri: Option<String>,
    /// The name of the application behind it.
    pub back_name: Option<String>,
    /// Facts for developers. Anyone who opens the page can read them: no secrets.
    pub developer: Option<DeveloperDetails>,
}

/// What went wrong, as far as the person in front of the screen is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// No application is registered with this `client_id`.
    UnknownClient,
    /// The `redirect_uri` is not one of the registered ones.
    RedirectUriMismatch,
    /// The request is malformed.
    BadRequest,
    /// The sign-in took longer than it may.
    SessionExpired,
    /// The account may not do this.
    AccessDenied,
    /// A rate limit was reached.
    TooManyRequests,
    /// The body is larger than allowed.
    RequestTooLarge,
    /// The address does not take this HTTP method.
    MethodNotAllowed,
    /// There is no such page.
    NotFound,
    /// A fault of ours.
    ServerError,
    /// Overload or maintenance.
    Unavailable,
}

/// The facts behind an error, for the people who build the application.
#[derive(Clone, Debug)]
pub struct DeveloperDetails {
    /// The error code as on the wire: `invalid_request`.
    pub error: String,
    /// The check that failed, in one sentence or by name.
    pub check: String,
    /// What the check wanted to see.
    pub expected: Option<String>,
    /// What it saw.
    pub seen: Option<String>,
}

impl ErrorKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::UnknownClient,
        Self::RedirectUriMismatch,
        Self::BadRequest,
        Self::SessionExpired,
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

    fn render(&self, language: &Language) -> String {
        html_of(&View { page: self, text: *language })
    }

    fn samples() -> Vec<(&'static str, Self)> {
        let bare = |kind| Self {
            kind,
            reference: "0190f3c2-7a51".to_owned(),
            back_uri: None,
            back_name: None,
            developer: None,
        };
        let mut samples: Vec<_> = ErrorKind::ALL.into_iter().map(|kind| (kind.name(), bare(kind))).collect();
        let mismatch = DeveloperDetails {
            error: "invalid_request".to_owned(),
            check: "redirect_uri is one of the client's registered addresses, byte for byte".to_owned(),
            expected: Some("https://notes.example/callback".to_owned()),
            seen: Some("https://notes.example/callback/".to_owned()),
        };
        let unexplained = DeveloperDetails { expected: None, seen: None, ..mismatch.clone() };
        samples.push((
            "for-developers",
            Self { developer: Some(mismatch), ..bare(ErrorKind::RedirectUriMismatch) },
        ));
        samples.push((
            "way-back",
            Self {
                back_uri: Some("https://notes.example/".to_owned()),
                back_name: Some("Notes".to_owned()),
                developer: Some(unexplained),
                ..bare(ErrorKind::SessionExpired)
            },
        ));
        samples.push((
            "way-back-unnamed",
            Self { back_uri: Some("https://notes.example/".to_owned()), ..bare(ErrorKind::BadRequest) },
        ));
        samples
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct View<'a> {
    page: &'a ErrorPage,
    text: Language,
}

impl View<'_> {
    fn title(&self) -> String {
        self.text.title(&self.of_kind("heading"), None)
    }

    /// The `heading`, `text` or `advice` of the kind.
    fn of_kind(&self, part: &str) -> String {
        self.text.say(&format!("error-{}-{part}", self.page.kind.name()))
    }

    /// Address and label of the way back.
    fn way_back(&self) -> Option<(String, String)> {
        let uri = safe_uri(self.page.back_uri.as_deref()?)?;
        let label = match &self.page.back_name {
            Some(name) => self.text.say_with("error-back", "application", name),
            None => self.text.say("error-back-unnamed"),
        };
        Some((uri, label))
    }

    /// A value of the details; words where there is none.
    fn value(&self, value: &Option<String>) -> String {
        match value {
            Some(value) if !value.is_empty() => with_marks_shown(value),
            _ => self.text.say("error-developer-nothing"),
        }
    }
}
