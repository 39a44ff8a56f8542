//! One of the two web applications. Both have the same code and different settings.

use std::error::Error;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use example_support::{Page, escaped};
use serde_json::Value;
use valetkey_axum::{AccessTokenError, ApiError, Client, Login, Provider, User};

use crate::settings::{Application, Common};

const NAVIGATION: &str = "<a id=\"stock\" href=\"/stock\">Stock</a> <a id=\"prices\" href=\"/prices\">Prices</a> \
     <a id=\"back-office\" href=\"/back-office\">Back office</a> ";
const BACK: &str = "<nav><a id=\"home\" href=\"/\">Home</a></nav>";

struct Shared {
    common: Common,
    application: Application,
}

/// Builds the application.
///
/// # Errors
/// If a setting is invalid.
pub fn router(common: &Common, application: &Application) -> Result<Router, Box<dyn Error + Send + Sync>> {
    let client = Client::builder(&common.issuer, &application.client_id)
        .client_secret(application.client_secret.clone())
        .scope(&common.scope)
        .build()?;
    let provider = Provider::new("sso", client).roles_claim(&common.roles_claim);
    let login = Login::with_providers(&application.address).with_provider(provider).build()?;
    let shared = Shared { common: common.clone(), application: application.clone() };
    Ok(Router::new()
        .route("/", get(home))
        .route("/stock", get(stock).layer(login.require_login()))
        .route("/prices", get(prices).layer(login.require_login()))
        .route("/back-office", get(back_office).layer(login.require_role("admin")))
        .with_state(Arc::new(shared))
        .merge(login.routes())
        .layer(login.sessions()))
}

/// `GET /`, for all visitors.
async fn home(State(shared): State<Arc<Shared>>, user: Option<User>) -> Page {
    let (other, address) = &shared.application.other;
    let who = user.as_ref().map_or_else(signed_out, signed_in);
    shared.page(&format!(
        "{who}<nav>{NAVIGATION}<a id=\"other\" href=\"{}\">{other}</a></nav>",
        escaped(address)
    ))
}

/// `GET /stock`, for signed-in users. Calls the API with the user's access token, which is never sent to the browser.
async fn stock(State(shared): State<Arc<Shared>>, user: User) -> Response {
    shared.answer_of_api(&user, "Stock", "/stock").await
}

/// `GET /prices`, for signed-in users. The API requires two factors here: the application sends users who signed in with one
/// factor to the provider for the second factor, and they come back.
async fn prices(State(shared): State<Arc<Shared>>, user: User) -> Response {
    shared.answer_of_api(&user, "Prices", "/prices").await
}

/// `GET /back-office`, only for users with the role `admin`.
async fn back_office(State(shared): State<Arc<Shared>>, user: User) -> Page {
    shared.page(&format!(
        "<h2>Back office</h2><p id=\"back-office\">The back office is open to {}.</p>{BACK}",
        escaped(user.name())
    ))
}

impl Shared {
    /// Calls the API with the user's access token. The page and the API have the same path.
    async fn answer_of_api(&self, user: &User, heading: &str, path: &str) -> Response {
        let answer = match user.api().get(&format!("{}{path}", self.common.api)).await {
            Ok(answer) => answer,
            Err(ApiError::AccessToken(AccessTokenError::SignInAgain)) => {
                return Redirect::to(&format!("/login?return_to={path}")).into_response();
            }
            Err(error) => return (StatusCode::BAD_GATEWAY, error.to_string()).into_response(),
        };
        if let Some(redirect) = user.step_up(&answer, path) {
            return redirect;
        }
        let text = answer.json::<Value>().map_or_else(|error| error.to_string(), |json| format!("{json:#}"));
        self.page(&format!(
            "<h2>{heading}</h2><p>The API answered:</p><pre id=\"answer\">{} {}</pre>{BACK}",
            answer.status,
            escaped(&text)
        ))
        .into_response()
    }

    fn page(&self, content: &str) -> Page {
        // The sign-out form ends at the provider.
        Page::new(self.application.name, content).forms_may_leave()
    }
}

fn signed_out() -> String {
    "<p>Nobody is signed in.</p><p><a class=\"button\" id=\"sign-in\" href=\"/login\">Sign in</a></p>"
        .to_owned()
}

/// Shows the name, mail address and roles from the ID token.
fn signed_in(user: &User) -> String {
    let (name, email) = (escaped(user.name()), escaped(user.claims().text("email").unwrap_or("(none)")));
    let roles = escaped(&user.roles().collect::<Vec<_>>().join(", "));
    format!(
        "<dl><dt>Name</dt><dd id=\"name\">{name}</dd><dt>Mail</dt><dd id=\"email\">{email}</dd>\
         <dt>Roles</dt><dd id=\"roles\">{roles}</dd></dl>\
         {}",
        user.sign_out_form()
    )
}
