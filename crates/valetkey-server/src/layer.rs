//! What surrounds every endpoint. From the outside in: the request's reference and its log line, security headers,
//! faults and the time limit, the body limit. All in one layer: each layer of the router costs allocations per request.

mod body_limit;
mod catch_panic;
mod reference;
mod request_log;
mod security_headers;

use std::{convert::Infallible, pin::pin};

use axum::{Router, extract::Request, response::Response, routing::Route};
use tower::{ServiceExt as _, layer::layer_fn, service_fn};

use crate::{Issuers, Server, router::server_of};

use body_limit::{limit_body, refuse_long_body};
use catch_panic::catch_panic;
pub(crate) use reference::References;
use request_log::RequestLog;
use security_headers::add_security_headers;

/// Wraps the router, its fallbacks included. Each request has the server of its issuer.
pub(crate) fn around(router: Router, issuers: &Issuers) -> Router {
    let issuers = issuers.clone();
    router.layer(layer_fn(move |route: Route| {
        let issuers = issuers.clone();
        service_fn(move |request| {
            let (server, route) = (server_of(&request, &issuers), route.clone());
            async move {
                let routed = async |request| {
                    let Ok(response) = route.oneshot(request).await;
                    response
                };
                Ok::<_, Infallible>(answer(server, request, routed).await)
            }
        })
    }))
}

/// Answers a request with everything that surrounds an endpoint.
pub(crate) async fn answer(
    server: Server,
    mut request: Request,
    endpoint: impl AsyncFnOnce(Request) -> Response,
) -> Response {
    let log = RequestLog::begin(&server, server.references().next(), &mut request);
    // Pinned here and handed on as a reference: a future grows with each function it moves into.
    let answering = pin!(async {
        let mut response = catch_panic(&server, request, async |request| {
            if let Some(refused) = refuse_long_body(&server, &request) {
                return refused;
            }
            endpoint(limit_body(&server, request)).await
        })
        .await;
        add_security_headers(&server, response.headers_mut());
        response
    });
    log.answered(answering).await
}
