//! Starts a login: chooses a provider and redirects to it.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use url::form_urlencoded;
use uuid::Uuid;

use crate::answer::see_other;
use crate::error_page::error_page;
use crate::login_cookie::{self, Intent};
use crate::sign_in_page::{ask_page, choice_page};
use crate::step_up::StepUp;
use crate::text::Text;
use crate::{Login, Provider, callback};

/// Handles `GET /login`: redirects to the only provider, or lists the providers.
pub(crate) async fn choose(State(login): State<Login>, uri: Uri, headers: HeaderMap) -> Response {
    match login.0.providers.as_slice() {
        [provider] => visit(&login, provider, &uri, &headers).await,
        providers => choice_page(providers, wanted_path(&login, &uri).as_deref()),
    }
}

/// Handles `GET /login/{provider}`: redirects to the named provider.
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

/// Starts a login for a page visit. Images and frames of other pages may not start one, because each login sets a cookie. Asks
/// for confirmation if another site sent the browser here without a click of the user.
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
    let purpose = Purpose { link_to: None, step_up: StepUp::of_query(uri) };
    begin(login, provider, headers, place.as_str(), purpose).await
}

/// The purpose of a login, apart from signing in.
#[derive(Default)]
pub(crate) struct Purpose {
    /// The signed-in user to link the identity to.
    pub(crate) link_to: Option<Uuid>,
    /// The demand for a stronger sign-in, if there is one.
    pub(crate) step_up: Option<StepUp>,
}

/// Stores the attempt in a cookie and redirects the browser to the provider.
pub(crate) async fn begin(
    login: &Login,
    provider: &Provider,
    headers: &HeaderMap,
    place: &str,
    purpose: Purpose,
) -> Response {
    let Purpose { link_to, step_up } = purpose;
    let options = provider.authorization_options.as_ref().unwrap_or(&login.0.authorization_options).clone();
    let options = match &step_up {
        Some(demand) => demand.applied_to(options),
        None => options,
    };
    let request = match provider.client.authorization_request(options).await {
        Ok(request) => request,
        Err(error) => return callback::failure(login, &error, Some(place)),
    };
    let acr_values = step_up.map(|demand| demand.acr_values).unwrap_or_default();
    let intent = Intent { provider: provider.name.clone(), return_to: place.to_owned(), link_to, acr_values };
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
