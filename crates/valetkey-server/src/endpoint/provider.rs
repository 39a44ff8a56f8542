//! `/login/provider`: sends the browser to a provider, and `/login/provider/NAME/callback` takes its answer.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use http::header;
use valetkey_pages::{ErrorKind, form_field};
use valetkey_types::RawParams;

use super::{
    failure::{Failure, require_own_page, respond},
    page_request::{self, PageRequest},
};
use crate::{
    Server,
    identity_provider::callback_path,
    interaction::LONGEST_ADDRESS,
    provider_sign_in::{self, Aim},
    respond::see_other,
    visit::Visit,
};

/// Sends the browser to the provider of the button that was pressed.
pub async fn start(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params) | PageRequest::Post(params)) => begin(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn begin(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    require_own_page(visit, params)?;
    let interaction = visit.interaction(params).await?;
    let name = params.get(form_field::PROVIDER).ok_or(ErrorKind::BadRequest)?;
    provider_sign_in::begin(visit, name, interaction, Aim::SignIn).await
}

/// Takes the answer of a provider.
pub async fn callback(State(server): State<Server>, Path(name): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let mut visit = Visit::new(&server, &headers);
    let (answer, forget) = match asked {
        Ok(PageRequest::Get(params)) => {
            let answer = provider_sign_in::finish(&mut visit, &name, &params).await;
            (answer, provider_sign_in::forget(&visit, &params))
        }
        Ok(PageRequest::Post(params)) => (with_cookies(&visit, &name, &params), None),
        Err(error) => (Err(error.into()), None),
    };
    let mut response = respond(&visit, answer);
    if let Some(cookie) = forget {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// A provider's form comes without our `SameSite=Lax` cookies; asked again with GET it comes with them (OAuth 2.0 Form Post
/// Response Mode section 2).
fn with_cookies(visit: &Visit<'_>, name: &str, params: &RawParams) -> Result<Response, Failure> {
    let address = format!("{}?{}", visit.server.path(&callback_path(name)), params.to_form());
    match address.len() <= LONGEST_ADDRESS {
        true => Ok(see_other(&address)),
        false => Err(ErrorKind::RequestTooLarge.into()),
    }
}
