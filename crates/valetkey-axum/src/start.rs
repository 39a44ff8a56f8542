//! Starts a login: the choice of a provider and the redirect to it.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use url::form_urlencoded;
use uuid::Uuid;

use crate::answer::see_other;
use crate::error_page::error_page;
use crate::login_cookie::{self, Intent};
use crate::sign_in_page::{ask_page, choice_page};
use crate::text::Text;
use crate::{Login, Provider, callback};

/// `GET /login`: redirects to the only provider, or lists the providers.
pub(crate) async fn choose(State(login): State<Login>, uri: Uri, headers: HeaderMap) -> Response {
    match login.0.providers.as_slice() {
        [provider] => visit(&login, provider, &uri, &headers).await,
        providers => choice_page(providers, wanted_path(&login, &uri).as_deref()),
    }
}

/// `GET /login/{provider}`: the provider named.
pub(crate) async fn start(
    State(login): State<Login>,
    Path(name): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    match login.provider(&name) {
        Some(provider) => visit(&login, provider, &uri, &headers).await,
        None => error_page(StatusCode::NOT_FOUND, Text::NoSuchOption, None),
    }
}

/// Starts a login for a page visit. Images and frames of other pages may not start one, because that would fill the cookie jar. Asks
/// first if another site sent the browser here without a click of the user.
async fn visit(login: &Login, provider: &Provider, uri: &Uri, headers: &HeaderMap) -> Response {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if header("sec-fetch-dest").is_some_and(|destination| destination != "document") {
        return error_page(StatusCode::BAD_REQUEST, Text::OpenDirectly, None);
    }
    let sent_by_other_site =
        header("sec-fetch-site") == Some("cross-site") && header("sec-fetch-user") != Some("?1");
    if sent_by_other_site {
        return ask_page(provider, wanted_path(login, uri).as_deref());
    }
    let place = login.place(query_value(uri, "return_to").as_deref());
    begin(login, provider, headers, place.as_str(), None).await
}

/// Redirects the browser to the provider and stores the attempt in a cookie. With `person`, the identity will be linked to that user.
pub(crate) async fn begin(
    login: &Login,
    provider: &Provider,
    headers: &HeaderMap,
    place: &str,
    link_to: Option<Uuid>,
) -> Response {
    let options = provider.authorization_options.as_ref().unwrap_or(&login.0.authorization_options);
    let request = match provider.client.authorization_request(options.clone()).await {
        Ok(request) => request,
        Err(error) => return callback::failure(login, &error, Some(place)),
    };
    let intent = Intent { provider: provider.name.clone(), return_to: place.to_owned(), link_to };
    let mut answer = see_other(&request.url);
    let (style, keys) = (login.cookies(), &login.0.keys);
    let remembered =
        login_cookie::remember(style, keys, headers, answer.headers_mut(), &request.pending, &intent);
    if let Err(error) = remembered {
        tracing::error!(%error, "a login could not be sealed");
        return error_page(StatusCode::INTERNAL_SERVER_ERROR, Text::NotStarted, None);
    }
    answer
}

/// Returns the requested destination as a path of this application; `None` for the front page.
fn wanted_path(login: &Login, uri: &Uri) -> Option<String> {
    let place = login.place(query_value(uri, "return_to").as_deref());
    login.own_path(place.as_str()).filter(|path| path != "/")
}

fn query_value(uri: &Uri, name: &str) -> Option<String> {
    let mut pairs = form_urlencoded::parse(uri.query()?.as_bytes());
    pairs.find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}
