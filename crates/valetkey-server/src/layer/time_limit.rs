//! The longest time for one request.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use valetkey_pages::ErrorKind;

use crate::{Server, respond};

/// Gives up on a request that takes too long, its slow body included. What was applied to the database stays applied.
pub(super) async fn limit_time(State(server): State<Server>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    match tokio::time::timeout(server.http.request_timeout, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            tracing::warn!(limit = ?server.http.request_timeout, "a request took too long");
            respond::problem(&server, &headers, ErrorKind::Unavailable)
        }
    }
}
