//! `/authorize` (RFC 6749 section 3.1, OpenID Connect Core section 3.1.2): parse, load, decide, respond. Nothing is stored: a code is
//! sealed.

use axum::{
    extract::{Request, State},
    response::Response,
};
use valetkey_pages::form_field;
use valetkey_types::RawParams;

use super::{
    failure::{Failure, respond},
    page_request::{self, PageRequest, Posted, posted},
};
use crate::{
    Server,
    interaction::{self, Waiting},
    visit::Visit,
};

/// Serves a request of an application, or goes on with one that waited for a user.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, params).await,
        Ok(PageRequest::Post(params)) => match posted(&visit, "/authorize", params) {
            Posted::Serve(params) => see(&visit, params).await,
            Posted::Again(answer) => Ok(answer),
        },
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: RawParams) -> Result<Response, Failure> {
    if params.get(form_field::CONTINUE).is_some() {
        return Waiting::open(visit, &params).await?.resume(visit).await;
    }
    interaction::begin(visit, params).await
}
