//! What surrounds every endpoint. From the outside in: the request's identifier and its log line, security headers,
//! faults and the time limit, the body limit.

mod answer_in_any_case;
mod body_limit;
mod request_log;
mod security_headers;

use axum::{Router, middleware::from_fn_with_state};

use crate::Server;

/// Wraps the router, its fallbacks included.
pub(crate) fn around(router: Router, server: &Server) -> Router {
    router
        .layer(from_fn_with_state(server.clone(), body_limit::limit_body))
        .layer(from_fn_with_state(server.clone(), answer_in_any_case::answer_in_any_case))
        .layer(from_fn_with_state(server.clone(), security_headers::add_security_headers))
        .layer(from_fn_with_state(server.clone(), request_log::log_request))
}
