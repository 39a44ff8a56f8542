//! What a browser asked of a page: to see it, or to take a form.

use axum::extract::Request;
use http::{HeaderMap, Method};
use valetkey_types::RawParams;

use crate::request::{RequestError, read_form, read_query};

/// The parameters of a request and how they came.
pub(super) enum Asked {
    /// With GET, in the query.
    ToSee(RawParams),
    /// With POST, in a form.
    ToTake(RawParams),
}

/// Reads a request. The headers come back in any case: the answer depends on them.
pub(super) async fn read(request: Request) -> (HeaderMap, Result<Asked, RequestError>) {
    let (head, body) = request.into_parts();
    let asked = match head.method {
        Method::POST => read_form(&head.headers, body).await.map(Asked::ToTake),
        _ => read_query(&head.uri).map(Asked::ToSee),
    };
    (head.headers, asked)
}
