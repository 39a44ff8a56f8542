//! What surrounds every endpoint. From the outside in: the request's reference and its log line, security headers,
//! faults and the time limit, the body limit. All in one layer: each layer of the router costs allocations per request.

mod answer_in_any_case;
mod body_limit;
mod reference;
mod request_log;
mod security_headers;

use std::{convert::Infallible, pin::pin, sync::Arc};

use axum::{Router, extract::Request, response::Response, routing::Route};
use tower::{ServiceExt as _, layer::layer_fn, service_fn};

use crate::Server;

use answer_in_any_case::answer_in_any_case;
use body_limit::{limit_body, refuse_long_body};
use reference::{Reference, References};
use request_log::RequestLog;
use security_headers::add_security_headers;

/// Wraps the router, its fallbacks included.
pub(crate) fn around(router: Router, server: &Server) -> Router {
    let (server, references) = (server.clone(), Arc::new(References::default()));
    router.layer(layer_fn(move |route: Route| {
        let (server, references) = (server.clone(), Arc::clone(&references));
        service_fn(move |request| answer(server.clone(), references.next(), route.clone(), request))
    }))
}

async fn answer(
    server: Server,
    reference: Reference,
    route: Route,
    mut request: Request,
) -> Result<Response, Infallible> {
    let log = RequestLog::begin(&server, reference, &mut request);
    // Pinned here and handed on as a reference: a future grows with each function it moves into.
    let answering = pin!(async {
        let mut response = answer_in_any_case(&server, request, async |request| {
            if let Some(refused) = refuse_long_body(&server, &request) {
                return refused;
            }
            let Ok(response) = route.oneshot(limit_body(&server, request)).await;
            response
        })
        .await;
        add_security_headers(&server, response.headers_mut());
        response
    });
    Ok(log.answered(answering).await)
}
