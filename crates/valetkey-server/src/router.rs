//! Every address of the server, in one place. The issuer of a request is selected first; the same addresses lie below each.

mod of_issuer;

use std::{
    convert::Infallible,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use axum::{
    Router,
    extract::{Request, State},
    response::Response,
    routing::{MethodRouter, any, get, post},
};
use http::{Uri, header, uri::PathAndQuery};
use tokio::time::timeout;
use tower::{Service, ServiceExt as _};
use valetkey_authorization_server::{interaction::AccountPage, metadata::path};
use valetkey_pages::ErrorKind;
use valetkey_types::metadata::{OAUTH_AUTHORIZATION_SERVER_PATH, OPENID_CONFIGURATION_PATH};

use crate::{
    Issuers, Server,
    brand::{LOGO_PATH, STYLESHEET_PATH},
    endpoint::{
        account, accounts, admin_api, asset, authorization, consent, console, discovery, forgot, health,
        introspection, invite, jwks, keep_account, language, login, login_mail, login_passkey, logout,
        passkey_offer, provider, provider_logout, pushed_authorization, related_origins, reset, revocation,
        second_step, signup, terms, token, userinfo, verify,
    },
    identity_provider::{backchannel_logout_path, callback_path},
    issuers::Selected,
    layer, picture,
    provider_sign_in::{START_PATH, sign_out},
    respond,
};

pub(crate) use of_issuer::{of_issuer, server_of};

/// Answers the requests to all issuers. Cheap to clone.
#[derive(Clone)]
pub struct IssuerRouter {
    issuers: Issuers,
    router: Router,
}

/// Returns what answers the requests to these issuers.
pub fn router(issuers: Issuers) -> IssuerRouter {
    let router = Router::new()
        .merge(for_people())
        .merge(for_programs())
        .merge(admin_api::router())
        .merge(assets())
        .route("/health", get(health::health))
        .route("/ready", get(of_issuer(health::ready)))
        .route(related_origins::PATH, get(of_issuer(related_origins::handle)))
        .route(OAUTH_AUTHORIZATION_SERVER_PATH, any(of_issuer(discovery::handle)))
        .fallback(of_issuer(not_found))
        .method_not_allowed_fallback(of_issuer(method_not_allowed))
        .with_state(issuers.clone());
    IssuerRouter { router: layer::around(router, &issuers), issuers }
}

fn for_people() -> Router<Issuers> {
    Router::new()
        .route("/", get(of_issuer(account::root)))
        .route(path::AUTHORIZATION, both(of_issuer(authorization::handle)))
        .route("/login", both(of_issuer(login::handle)))
        .route(keep_account::PATH, both(of_issuer(keep_account::handle)))
        .route("/login/second", both(of_issuer(second_step::handle)))
        .route("/login/authenticator", post(of_issuer(second_step::set_up)))
        .route("/login/add-passkey", post(of_issuer(second_step::add_passkey)))
        .route(passkey_offer::PATH, both(of_issuer(passkey_offer::handle)))
        .route("/login/passkey", post(of_issuer(login_passkey::handle)))
        .route(START_PATH, post(of_issuer(provider::start)))
        .route(&callback_path("{name}"), both(of_issuer(provider::callback)))
        .route(sign_out::LEAVE_PATH, get(of_issuer(provider_logout::leave)))
        .route("/language", post(of_issuer(language::handle)))
        .route("/consent", both(of_issuer(consent::handle)))
        .route(terms::PATH, both(of_issuer(terms::handle)))
        .route("/accounts", both(of_issuer(accounts::handle)))
        .route(path::END_SESSION, both(of_issuer(logout::handle)))
        .route("/withdraw", post(of_issuer(account::moved_withdrawal)))
        .route("/sign-out", post(of_issuer(account::moved_sign_out)))
        .merge(for_mail())
        .merge(for_accounts())
        .merge(for_administrators())
}

/// The pages that ask for a mail, and those that its links open.
fn for_mail() -> Router<Issuers> {
    Router::new()
        .route("/login/mail", both(of_issuer(login_mail::handle)))
        .route("/forgot", both(of_issuer(forgot::handle)))
        .route("/reset", both(of_issuer(reset::handle)))
        .route("/verify", both(of_issuer(verify::handle)))
        .route("/signup", both(of_issuer(signup::handle)))
        .route("/signup/finish", both(of_issuer(signup::finish)))
        .route("/invite", both(of_issuer(invite::handle)))
}

/// The pages of the user's own account.
fn for_accounts() -> Router<Issuers> {
    Router::new()
        .route(AccountPage::Overview.path(), get(of_issuer(account::overview)))
        .route(AccountPage::Profile.path(), both(of_issuer(account::profile)))
        .route(AccountPage::Picture.path(), both(of_issuer(account::picture)))
        .route(AccountPage::Security.path(), get(of_issuer(account::security)))
        .route(AccountPage::Password.path(), both(of_issuer(account::password)))
        .route("/.well-known/change-password", get(of_issuer(account::change_password)))
        .route(AccountPage::LinkedAccounts.path(), both(of_issuer(account::linked)))
        .route(AccountPage::Devices.path(), both(of_issuer(account::devices)))
        .route(AccountPage::Authenticator.path(), both(of_issuer(account::authenticator)))
        .route(AccountPage::RecoveryCodes.path(), both(of_issuer(account::recovery_codes)))
        .route("/account/security/recovery-codes/new", get(of_issuer(account::new_codes)))
        .route("/account/security/recovery-codes/new.txt", get(of_issuer(account::download_codes)))
        .route(AccountPage::Passkeys.path(), both(of_issuer(account::passkeys)))
        .route(AccountPage::Email.path(), both(of_issuer(account::email)))
        .route(AccountPage::Apps.path(), both(of_issuer(account::apps)))
        .route(AccountPage::Activity.path(), both(of_issuer(account::activity)))
        .route(AccountPage::Data.path(), both(of_issuer(account::data)))
        .route(AccountPage::Deletion.path(), both(of_issuer(account::deletion)))
        .route("/account/sign-out", post(of_issuer(account::sign_out)))
}

/// The pages of the administrators' console.
fn for_administrators() -> Router<Issuers> {
    Router::new()
        .route(console::path::OVERVIEW, get(of_issuer(console::overview)))
        .route(console::path::SET_UP, both(of_issuer(console::set_up)))
        .route(console::path::USERS, get(of_issuer(console::users)))
        .route(console::path::USER, get(of_issuer(console::user)))
        .route(console::path::EDIT_USER, both(of_issuer(console::edit_user)))
        .route(console::path::USER_ROLES, both(of_issuer(console::user_roles)))
        .route(console::path::USER_WHY, get(of_issuer(console::user_why)))
        .route(console::path::USER_SESSION, both(of_issuer(console::user_session)))
        .route(console::path::USER_ACCESS, both(of_issuer(console::user_access)))
        .route(console::path::USER_FACTOR, both(of_issuer(console::user_factor)))
        .route(console::path::USER_PASSKEY, both(of_issuer(console::user_passkey)))
        .route(console::path::USER_LINKED_ACCOUNT, both(of_issuer(console::user_linked_account)))
        .route(console::path::USER_LINK, get(of_issuer(console::user_link)))
        .route(console::path::USER_OPERATION, both(of_issuer(console::user_operation)))
        .route(console::path::INVITATION, both(of_issuer(console::invitation)))
        .route(console::path::INVITATION_LINK, get(of_issuer(console::invitation_link)))
        .route(console::path::GROUPS, get(of_issuer(console::groups)))
        .route(console::path::GROUP, get(of_issuer(console::group)))
        .route(console::path::GROUP_MEMBERS, both(of_issuer(console::group_members)))
        .route(console::path::GROUP_ROLES, both(of_issuer(console::group_roles)))
        .route(console::path::ROLES, get(of_issuer(console::roles)))
        .route(console::path::ROLE, get(of_issuer(console::role)))
        .route(console::path::APPLICATIONS, get(of_issuer(console::applications)))
        .route(console::path::NEW_APPLICATION, both(of_issuer(console::new_application)))
        .route(console::path::APPLICATION, both(of_issuer(console::application)))
        .route(console::path::CREDENTIALS, get(of_issuer(console::credentials)))
        .route(console::path::REFUSED_ADDRESSES, both(of_issuer(console::refused_addresses)))
        .route(console::path::APPLICATION_ROLES, both(of_issuer(console::application_roles)))
        .route(console::path::PREVIEW, both(of_issuer(console::preview)))
        .route(console::path::PREVIEWED, get(of_issuer(console::previewed)))
        .route(console::path::TRY, both(of_issuer(console::trial)))
        .route(console::path::TRIED, get(of_issuer(console::tried)))
        .route(console::path::APPLICATION_OPERATION, both(of_issuer(console::application_operation)))
        .route(console::path::KEYS, get(of_issuer(console::keys)))
        .route(console::path::ROTATE_KEYS, both(of_issuer(console::rotate_keys)))
        .route(console::path::WEBHOOKS, get(of_issuer(console::webhooks)))
        .route(console::path::NEW_WEBHOOK, both(of_issuer(console::new_webhook)))
        .route(console::path::WEBHOOK, both(of_issuer(console::webhook)))
        .route(console::path::EDIT_WEBHOOK, both(of_issuer(console::edit_webhook)))
        .route(console::path::WEBHOOK_SECRET, get(of_issuer(console::webhook_secret)))
        .route(console::path::ROTATE_WEBHOOK_SECRET, both(of_issuer(console::rotate_webhook_secret)))
        .route(console::path::REMOVE_WEBHOOK, both(of_issuer(console::remove_webhook)))
        .route(console::path::EVENTS, get(of_issuer(console::events)))
        .route(console::path::SETTINGS, get(of_issuer(console::settings)))
        .route(console::path::EDIT_SETTINGS, both(of_issuer(console::edit_settings)))
        .route(console::path::LOGOS, both(of_issuer(console::logos)))
        .route(console::path::TENANTS, get(of_issuer(console::tenants)))
        .route(console::path::NEW_TENANT, both(of_issuer(console::new_tenant)))
        .route(console::path::TENANT, get(of_issuer(console::tenant)))
        .route(console::path::EDIT_TENANT, both(of_issuer(console::edit_tenant)))
        .route(console::path::TENANT_SET_UP_LINK, both(of_issuer(console::tenant_set_up_link)))
        .route(console::path::TENANT_LINK, get(of_issuer(console::tenant_link)))
        .route(console::path::REMOVE_TENANT, both(of_issuer(console::remove_tenant)))
        .merge(console::record_routes())
}

/// These answer every method themselves: `OPTIONS` for browsers, JSON for the rest.
fn for_programs() -> Router<Issuers> {
    Router::new()
        .route(path::PUSHED_AUTHORIZATION, any(of_issuer(pushed_authorization::handle)))
        .route(path::TOKEN, any(of_issuer(token::handle)))
        .route(path::INTROSPECTION, any(of_issuer(introspection::handle)))
        .route(path::REVOCATION, any(of_issuer(revocation::handle)))
        .route(&backchannel_logout_path("{name}"), post(of_issuer(provider_logout::backchannel)))
        .route(path::USERINFO, any(of_issuer(userinfo::handle)))
        .route(path::JWKS, any(of_issuer(jwks::handle)))
        .route(OPENID_CONFIGURATION_PATH, any(of_issuer(discovery::handle)))
}

/// Routes GET and POST to a handler.
pub(crate) fn both<T: 'static>(handler: impl axum::handler::Handler<T, Issuers>) -> MethodRouter<Issuers> {
    get(handler.clone()).post(handler)
}

fn assets() -> Router<Issuers> {
    let brands = Router::new()
        .route(&format!("{LOGO_PATH}{{file}}"), get(of_issuer(asset::logo)))
        .route(&format!("{STYLESHEET_PATH}{{file}}"), get(of_issuer(asset::stylesheet)))
        .route(&format!("{}{{file}}", picture::PATH), get(of_issuer(account::picture_image)));
    valetkey_pages::assets()
        .iter()
        .fold(brands, |router, file| router.route(file.path, get(move || async move { asset::answer(file) })))
}

async fn not_found(State(server): State<Server>, request: Request) -> Response {
    respond::problem(&server, request.headers(), ErrorKind::NotFound)
}

async fn method_not_allowed(State(server): State<Server>, request: Request) -> Response {
    respond::problem(&server, request.headers(), ErrorKind::MethodNotAllowed)
}

impl Service<Request> for IssuerRouter {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let Self { issuers, router } = self.clone();
        Box::pin(async move {
            let (server, request) = match select(&issuers, request).await {
                Ok(selected) => selected,
                Err((kind, mut request)) => {
                    // The page repeats nothing of what nobody has.
                    *request.uri_mut() = Uri::default();
                    let server = issuers.default_server();
                    let problem = async |request: Request| respond::problem(&server, request.headers(), kind);
                    return Ok(layer::answer(server.clone(), request, problem).await);
                }
            };
            let mut request = request;
            request.extensions_mut().insert(server);
            router.oneshot(request).await
        })
    }
}

/// Returns the issuer of a request, and the request with its path below the issuer.
async fn select(issuers: &Issuers, request: Request) -> Result<(Server, Request), (ErrorKind, Request)> {
    if let Some(server) = issuers.only_server() {
        return Ok((server, request));
    }
    let limit = issuers.default_server().http.request_timeout;
    // On the heap, because a server with one issuer never needs the space for it.
    let selecting = Box::pin(issuers.select(host(&request), request.uri().path()));
    let selected = timeout(limit, selecting).await;
    match selected {
        Ok(Ok(Selected::Issuer(server, below))) => Ok((server, moved(request, below))),
        Ok(Ok(Selected::None)) => Err((ErrorKind::NotFound, request)),
        Ok(Err(error)) => {
            tracing::error!(%error, "a tenant can't be loaded");
            Err((ErrorKind::Unavailable, request))
        }
        Err(_) => Err((ErrorKind::Unavailable, request)),
    }
}

/// Returns the host that a request names, if it names one. `X-Forwarded-Host` does not count: a proxy passes the host on.
fn host(request: &Request) -> Option<&str> {
    if let Some(authority) = request.uri().authority() {
        return Some(authority.as_str());
    }
    let mut hosts = request.headers().get_all(header::HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().ok(),
        _ => None,
    }
}

/// Returns the request with another path and the same query.
fn moved(mut request: Request, path: Option<String>) -> Request {
    let Some(mut target) = path else { return request };
    if let Some(query) = request.uri().query() {
        target = format!("{target}?{query}");
    }
    let mut parts = request.uri().clone().into_parts();
    parts.path_and_query = PathAndQuery::from_maybe_shared(bytes::Bytes::from(target)).ok();
    if let Ok(uri) = Uri::from_parts(parts) {
        *request.uri_mut() = uri;
    }
    request
}
