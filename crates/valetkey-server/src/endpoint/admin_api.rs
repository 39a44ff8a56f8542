//! `/admin/api/v1`: the REST API of administration.
//!
//! Each route names its permission, and `routes.rs` lists every route. A request needs an access token of this issuer whose only audience
//! is this API. A permission counts if both the scope of the token and the roles of its user or client have it.

mod access;
mod answer;
mod attributes;
mod body;
mod call;
mod clients;
mod document;
mod doors;
mod events;
mod factors;
mod gate;
mod groups;
mod idempotency;
mod keys;
mod links;
mod preview;
mod problem;
mod providers;
mod roles;
mod routes;
mod scopes;
mod tenants;
mod users;
mod values;
mod view;
mod webhooks;
mod why;

use axum::{
    Router,
    extract::{RawPathParams, Request, State},
    response::Response,
    routing::{MethodFilter, MethodRouter, any, get},
};
use http::{HeaderValue, Method, header};

use self::{call::Call, problem::Problem, routes::Route};
use crate::{Issuers, Server, administration::API_PATH, router::of_issuer};

/// The path of the OpenAPI document, below the API.
const DOCUMENT: &str = "/openapi.json";

/// Returns the routes of the API.
pub(crate) fn router() -> Router<Issuers> {
    let mut paths: Vec<(&'static str, Vec<Route>)> = Vec::new();
    for route in routes::all() {
        match paths.iter_mut().find(|(path, _)| *path == route.path) {
            Some((_, known)) => known.push(route),
            None => paths.push((route.path, vec![route])),
        }
    }
    let router = Router::new()
        .route(&format!("{API_PATH}{DOCUMENT}"), get(of_issuer(document::handle)))
        .route(API_PATH, any(nothing_here))
        .route(&format!("{API_PATH}/"), any(nothing_here))
        .route(&format!("{API_PATH}/{{*rest}}"), any(nothing_here));
    paths
        .into_iter()
        .fold(router, |router, (path, routes)| router.route(&format!("{API_PATH}{path}"), methods(routes)))
}

/// Returns each route, as method and path, with its operation.
pub(crate) fn operations() -> Vec<(String, &'static str)> {
    let operation = |route: &str| doors::OPERATIONS.iter().find(|(known, _)| *known == route);
    let named = routes::all().into_iter().map(|route| format!("{} {}", route.method, route.path));
    named.map(|route| (route.clone(), operation(&route).map_or("", |(_, operation)| *operation))).collect()
}

/// Returns the handlers of a path. The answer to another method is 405 with the methods of the path.
fn methods(routes: Vec<Route>) -> MethodRouter<Issuers> {
    let allowed: Vec<&str> = routes.iter().map(|route| route.method.as_str()).collect();
    let allowed = allowed.join(", ");
    let other = move |method: Method| {
        let allowed = allowed.clone();
        async move { method_not_allowed(&method, &allowed) }
    };
    let router = MethodRouter::new().fallback(other);
    routes.into_iter().fold(router, |router, route| {
        let Ok(filter) = MethodFilter::try_from(route.method.clone()) else { return router };
        let handler = move |State(server): State<Server>, path: RawPathParams, request: Request| {
            answer(server, route.clone(), path, request)
        };
        router.on(filter, of_issuer(handler))
    })
}

async fn answer(server: Server, route: Route, path: RawPathParams, request: Request) -> Response {
    let answered = match Call::read(&server, &route, &path, request).await {
        Ok(call) => match call.key() {
            Some(key) => idempotency::answer(call, &key, &route).await,
            None => (route.handler)(call).await,
        },
        Err(problem) => Err(problem),
    };
    answered.unwrap_or_else(Problem::into_response)
}

async fn nothing_here() -> Response {
    Problem::not_found("address").into_response()
}

fn method_not_allowed(method: &Method, allowed: &str) -> Response {
    let mut response = Problem::method(method, allowed).into_response();
    if let Ok(allowed) = HeaderValue::from_str(allowed) {
        response.headers_mut().insert(header::ALLOW, allowed);
    }
    response
}
