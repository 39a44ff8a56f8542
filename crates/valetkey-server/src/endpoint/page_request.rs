//! Requests to a page: GET shows it, POST sends a form.

use axum::{extract::Request, response::Response};
use http::{HeaderMap, Method, StatusCode};
use valetkey_pages::{FormPostPage, form_field};
use valetkey_types::RawParams;

use crate::{
    interaction::LONGEST_ADDRESS,
    request::{self, RequestError, read_form, read_query, same_origin},
    respond::{Forms, page, see_other},
    visit::Visit,
};

/// The parameters of a request and how they came.
pub(super) enum PageRequest {
    /// In the query.
    Get(RawParams),
    /// In a form.
    Post(RawParams),
}

impl PageRequest {
    /// Returns the parameters, for an address with one method only.
    pub(super) fn params(&self) -> &RawParams {
        match self {
            Self::Get(params) | Self::Post(params) => params,
        }
    }
}

/// Reads a request. The headers come back in any case: the answer depends on them.
pub(super) async fn read(request: Request) -> (HeaderMap, Result<PageRequest, RequestError>) {
    let (head, body) = request.into_parts();
    let page_request = match head.method {
        Method::POST => read_form(&head.headers, body).await.map(|params| {
            if let Some(sealed) = params.get(form_field::CONTINUE) {
                request::note_step(head.uri.path(), sealed);
            }
            PageRequest::Post(params)
        }),
        _ => read_query(&head.uri).map(PageRequest::Get),
    };
    (head.headers, page_request)
}

/// Decides about an application's request that came with POST.
pub(super) enum Posted {
    /// Serve it: it came with our cookies.
    Serve(RawParams),
    /// Give this answer: the browser sends the request again with our cookies.
    Again(Response),
}

/// Reads a request that may come from another site's form, and so without our `SameSite=Lax` cookies. Asked again with GET it
/// comes with them. One that is too long for an address is posted again, by a page of ours.
pub(super) fn posted(visit: &Visit<'_>, path: &str, params: RawParams) -> Posted {
    let server = visit.server;
    let form = params.to_form();
    let address = format!("{}?{form}", server.path(path));
    if address.len() <= LONGEST_ADDRESS {
        return Posted::Again(see_other(&address));
    }
    // An older browser does not say that our page posted it. It is not sent round in circles.
    let says_nothing = !visit.headers.contains_key("sec-fetch-site");
    let is_second = says_nothing && params.get(form_field::AGAIN).is_some();
    if is_second || same_origin(visit.headers, &server.issuer).is_ok() {
        return Posted::Serve(params);
    }
    let again = (form_field::AGAIN.to_owned(), "1".to_owned());
    let parameters = url::form_urlencoded::parse(form.as_bytes()).into_owned().chain([again]).collect();
    let action = server.issuer.join(path);
    let repeat = FormPostPage { action, parameters, application_name: None, is_request: true };
    let language = request::language(visit.headers, None);
    Posted::Again(page(server, StatusCode::OK, language, &repeat, Forms::MayLeave))
}
