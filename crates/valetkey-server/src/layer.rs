//! What surrounds every endpoint. From the outside in: the request's identifier and its log line, security headers,
//! panics, the time limit, the body limit.

mod body_limit;
mod panic;
mod request_log;
mod security_headers;
mod time_limit;

use axum::{Router, middleware::from_fn_with_state};

use crate::Server;

/// Wraps the router, its fallbacks included.
pub(crate) fn around(router: Router, server: &Server) -> Router {
    router
        .layer(from_fn_with_state(server.clone(), body_limit::limit_body))
        .layer(from_fn_with_state(server.clone(), time_limit::limit_time))
        .layer(from_fn_with_state(server.clone(), panic::catch_panic))
        .layer(from_fn_with_state(server.clone(), security_headers::add_security_headers))
        .layer(from_fn_with_state(server.clone(), request_log::log_request))
}
