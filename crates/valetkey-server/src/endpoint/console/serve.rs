//! The way of a request through a page: it is read, answered, and the answer is sent.

use axum::{extract::Request, response::Response};
use valetkey_pages::ErrorKind;
use valetkey_types::RawParams;

use super::answer::{Answer, respond};
use crate::{
    Server,
    endpoint::page_request::{self, PageRequest},
    visit::Visit,
};

/// Answers GET with `show` and POST with `change`. Each gets the parameters of the query or form.
pub(super) async fn serve(
    server: &Server,
    request: Request,
    show: impl AsyncFnOnce(&Visit<'_>, &RawParams) -> Answer,
    change: impl AsyncFnOnce(&Visit<'_>, &RawParams) -> Answer,
) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => show(&visit, &params).await,
        Ok(PageRequest::Post(params)) => change(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Answers GET, for a page without a form.
pub(super) async fn serve_get(
    server: &Server,
    request: Request,
    show: impl AsyncFnOnce(&Visit<'_>, &RawParams) -> Answer,
) -> Response {
    serve(server, request, show, async |_, _| Err(ErrorKind::BadRequest.into())).await
}
