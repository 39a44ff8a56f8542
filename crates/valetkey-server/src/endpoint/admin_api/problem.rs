//! Errors of the API (RFC 9457).

use axum::response::Response;
use http::{HeaderValue, Method, StatusCode, header};
use serde::Serialize;
use utoipa::ToSchema;
use valetkey_administration::{
    InvalidField,
    files::OwnedByFile,
    permission::{NotPermitted, Permission, Permissions},
};
use valetkey_storage::StorageError;

use super::{call::OVERRIDE, view::FieldChangeView};
use crate::{
    administration::{AdministrationError, Conflict},
    password_pool::PasswordPool,
    respond,
};

/// The media type (RFC 9457 section 3).
const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("application/problem+json");

/// An error, which is a problem document and the headers of the answer.
#[derive(Debug)]
pub(super) struct Problem {
    document: Box<ProblemDocument>,
    challenge: Option<String>,
    retry_after: Option<u32>,
}

/// A problem document.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(super) struct ProblemDocument {
    /// The kind of problem, such as `urn:valetkey:problem:not-permitted`.
    #[serde(rename = "type")]
    kind: String,
    /// The kind of problem in words.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// The error in one sentence.
    detail: String,
    /// The check that refused the request.
    check: &'static str,
    /// The refused field, query parameter or header.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    /// The expected value, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<String>,
    /// The value that was got.
    #[serde(skip_serializing_if = "Option::is_none")]
    got: Option<String>,
    /// The missing permission.
    #[serde(skip_serializing_if = "Option::is_none")]
    permission: Option<String>,
    /// The configuration file that owns the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    /// The fields that differ: `before` is the stored value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changed: Vec<FieldChangeView>,
    /// The entity tag of the stored record.
    #[serde(skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
}

impl Problem {
    fn new(status: StatusCode, kind: &str, title: &'static str, check: &'static str, detail: String) -> Self {
        let document = ProblemDocument {
            kind: format!("urn:valetkey:problem:{kind}"),
            title,
            status: status.as_u16(),
            detail,
            check,
            field: None,
            expected: None,
            got: None,
            permission: None,
            file: None,
            changed: Vec::new(),
            etag: None,
        };
        Self { document: Box::new(document), challenge: None, retry_after: None }
    }

    /// Returns the refusal of a part of the request.
    fn refused(status: StatusCode, kind: &str, check: &'static str, field: InvalidField) -> Self {
        let mut problem =
            Self::new(status, kind, "A part of the request is refused.", check, field.to_string());
        let InvalidField { field, expected, got } = field;
        problem.document.field = Some(field);
        problem.document.expected = Some(expected);
        problem.document.got = Some(got);
        problem
    }

    /// Returns the refusal of a member of the body.
    pub(super) fn field(field: InvalidField) -> Self {
        Self::refused(StatusCode::BAD_REQUEST, "invalid-field", "field", field)
    }

    /// Returns the refusal of a query parameter.
    pub(super) fn query(name: &str, expected: &str, got: &str) -> Self {
        let got: String = got.chars().take(120).collect();
        let field = InvalidField::new(name, expected, format!("{got:?}"));
        Self::refused(StatusCode::BAD_REQUEST, "invalid-query", "query", field)
    }

    /// Returns the refusal of a header.
    pub(super) fn header(name: &str, expected: &str, got: &str) -> Self {
        let got: String = got.chars().take(120).collect();
        let field = InvalidField::new(name, expected, format!("{got:?}"));
        Self::refused(StatusCode::BAD_REQUEST, "invalid-header", "header", field)
    }

    /// Returns the refusal of an `Idempotency-Key` that the caller used for another request (section 2.7 of the draft).
    pub(super) fn key_of_another_request() -> Self {
        let expected = "the same method, address, If-Match and body as in the first request with this key";
        let field = InvalidField::new("Idempotency-Key", expected, "another request");
        Self::refused(StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key-reused", "idempotency", field)
    }

    /// Returns the refusal of a new `Idempotency-Key` of a caller with too many of them (RFC 6585 section 4).
    pub(super) fn too_many_keys(most: u32, seconds: u32) -> Self {
        let field =
            InvalidField::new("Idempotency-Key", format!("at most {most} new keys an hour"), "one more");
        let status = StatusCode::TOO_MANY_REQUESTS;
        let problem = Self::refused(status, "too-many-idempotency-keys", "idempotency", field);
        Self { retry_after: Some(seconds), ..problem }
    }

    /// Returns the refusal of the whole body.
    pub(super) fn body(status: StatusCode, expected: &str, got: &str) -> Self {
        let field = InvalidField::new("body", expected, got);
        Self::refused(status, "invalid-body", "body", field)
    }

    /// Returns the error for a record or address that does not exist, or that the administrator may not see.
    pub(super) fn not_found(what: &str) -> Self {
        let detail = format!("There is no such {what}.");
        Self::new(StatusCode::NOT_FOUND, "not-found", "There is no such record or address.", "record", detail)
    }

    /// Returns the refusal of a method.
    pub(super) fn method(method: &Method, allowed: &str) -> Self {
        let field = InvalidField::new("method", allowed, method.as_str());
        Self::refused(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", "method", field)
    }

    /// Returns the refusal of an edit without `If-Match` (RFC 6585 section 3).
    pub(super) fn precondition_required() -> Self {
        let field = InvalidField::new("If-Match", "the ETag of the record that is edited, or *", "none");
        let status = StatusCode::PRECONDITION_REQUIRED;
        Self::refused(status, "precondition-required", "precondition", field)
    }

    /// Returns the refusal of a request without an access token (RFC 6750 section 3).
    pub(super) fn without_token() -> Self {
        let detail = "The request has no access token.".to_owned();
        let problem = Self::new(
            StatusCode::UNAUTHORIZED,
            "no-access-token",
            "An access token is needed.",
            "access_token",
            detail,
        );
        Self { challenge: Some("Bearer realm=\"valetkey\"".to_owned()), ..problem }
    }

    /// Returns the refusal of an access token (RFC 6750 section 3.1).
    pub(super) fn invalid_token(expected: &str) -> Self {
        let field = InvalidField::new("access_token", expected, "another text or token");
        let problem = Self::refused(StatusCode::UNAUTHORIZED, "invalid-access-token", "access_token", field);
        let challenge = "Bearer realm=\"valetkey\", error=\"invalid_token\", \
                         error_description=\"The access token is malformed, expired, revoked, or for another API.\"";
        Self { challenge: Some(challenge.to_owned()), ..problem }
    }

    /// Returns the refusal for a missing permission. `is_in_scope` is whether the scope of the token has it.
    pub(super) fn missing(permission: Permission, is_in_scope: bool) -> Self {
        let scope = Permissions::scope_of(permission);
        let got = match is_in_scope {
            true => "no role with it",
            false => "a token without it in its scope",
        };
        let mut problem = Self::forbidden(format!("Expected the permission {permission}, got {got}."));
        problem.document.permission = Some(permission.to_string());
        problem.document.expected = Some(permission.to_string());
        problem.document.got = Some(got.to_owned());
        let challenge =
            || format!("Bearer realm=\"valetkey\", error=\"insufficient_scope\", scope=\"{scope}\"");
        problem.challenge = (!is_in_scope).then(challenge);
        problem
    }

    fn forbidden(detail: String) -> Self {
        Self::new(StatusCode::FORBIDDEN, "not-permitted", "This is not permitted.", "permission", detail)
    }

    fn not_permitted(error: &NotPermitted) -> Self {
        let mut problem = Self::forbidden(error.to_string());
        let parts = InvalidField::of_sentence("", &error.to_string());
        problem.document.expected = Some(parts.expected);
        problem.document.got = Some(parts.got);
        if let NotPermitted::Missing(permission) = error {
            problem.document.permission = Some(permission.to_string());
        }
        problem
    }

    /// Returns the refusal of a change of a record that a configuration file owns.
    fn owned(error: &OwnedByFile) -> Self {
        let detail = format!(
            "The file {} owns the {}. Change the file and run valetkey apply. With ?{OVERRIDE}=true the change is stored, and the \
             next valetkey apply sets the record again.",
            error.file, error.thing
        );
        let title = "A configuration file owns the record.";
        let mut problem = Self::new(StatusCode::CONFLICT, "owned-by-file", title, "file_ownership", detail);
        let parts = InvalidField::of_sentence("", &error.to_string());
        problem.document.expected = Some(parts.expected);
        problem.document.got = Some(parts.got);
        problem.document.file = Some(error.file.clone());
        problem
    }

    fn conflict(conflict: Conflict) -> Self {
        let (status, kind) = match conflict.revision {
            Some(_) => (StatusCode::PRECONDITION_FAILED, "precondition-failed"),
            None => (StatusCode::CONFLICT, "conflict"),
        };
        let detail = "Somebody else changed the record meanwhile. Nothing was stored.".to_owned();
        let mut problem = Self::new(status, kind, "The record changed meanwhile.", "revision", detail);
        problem.document.changed = conflict.changed.into_iter().map(FieldChangeView::from).collect();
        problem.document.etag = conflict.revision.map(super::answer::etag);
        problem
    }

    fn storage(error: &StorageError) -> Self {
        tracing::error!(%error, "storage failed");
        match error {
            StorageError::Unavailable(_) => Self::retry_later(5),
            StorageError::Corrupt(_) => Self::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "server-error",
                "The server has a fault.",
                "storage",
                "A record can't be read. See the log of the server.".to_owned(),
            ),
        }
    }

    fn retry_later(seconds: u32) -> Self {
        let detail = format!("Try again in {seconds} seconds.");
        let status = StatusCode::SERVICE_UNAVAILABLE;
        let problem = Self::new(status, "unavailable", "The server can't answer now.", "load", detail);
        Self { retry_after: Some(seconds), ..problem }
    }

    /// Returns the answer.
    pub(super) fn into_response(self) -> Response {
        let document = &self.document;
        let status = StatusCode::from_u16(document.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        tracing::info!(
            check = document.check,
            field = document.field,
            expected = document.expected,
            got = document.got,
            permission = document.permission,
            "refused"
        );
        let mut response = respond::json(status, document);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, MEDIA_TYPE);
        let challenge = self.challenge.and_then(|challenge| HeaderValue::from_str(&challenge).ok());
        challenge.into_iter().for_each(|challenge| {
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        });
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<AdministrationError> for Problem {
    fn from(error: AdministrationError) -> Self {
        match error {
            AdministrationError::NotFound(what) => Self::not_found(what),
            AdministrationError::Conflict(conflict) => Self::conflict(conflict),
            AdministrationError::NotPermitted(error) => Self::not_permitted(&error),
            AdministrationError::OwnedByFile(error) => Self::owned(&error),
            AdministrationError::Invalid(field) => Self::field(field),
            AdministrationError::Busy => Self::retry_later(PasswordPool::RETRY_AFTER_SECONDS),
            AdministrationError::Storage(error) => Self::storage(&error),
        }
    }
}

impl From<StorageError> for Problem {
    fn from(error: StorageError) -> Self {
        Self::storage(&error)
    }
}

impl From<InvalidField> for Problem {
    fn from(field: InvalidField) -> Self {
        Self::field(field)
    }
}
