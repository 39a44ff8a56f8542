//! The identifier of a request and its one line in the log.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use http::HeaderValue;
use tracing::Instrument as _;
use valetkey_storage::Meter;

use crate::{
    Server, processor_time,
    request::{REQUEST_ID, client_address},
};

/// Names the request, whatever name came with it, and writes one line when it is answered: never a query, never a
/// header, and the route instead of the path. What the request cost stands in the line, and as
/// [`Cost`](valetkey_storage::Cost) in the extensions of the answer.
pub(super) async fn log_request(State(server): State<Server>, mut request: Request, next: Next) -> Response {
    let id = server.environment.identifier().simple().to_string();
    let value = HeaderValue::from_str(&id).unwrap_or(HeaderValue::from_static("-"));
    request.headers_mut().insert(REQUEST_ID, value.clone());

    let method = request.method().clone();
    let path = request.extensions().get::<MatchedPath>().cloned();
    let client = client_address(request.extensions(), request.headers(), &server.http.trusted_proxies);
    let begun = Instant::now();
    let span = tracing::info_span!("request", request_id = %id);
    let meter = Meter::new();
    let answering = meter.measure(processor_time::measure(&meter, next.run(request)));
    let mut response = answering.instrument(span.clone()).await;
    response.headers_mut().insert(REQUEST_ID, value);
    let cost = meter.cost();
    response.extensions_mut().insert(cost);

    let path = path.as_ref().map_or("(no such path)", MatchedPath::as_str);
    let client = client.map_or("-".to_owned(), |address| address.to_string());
    span.in_scope(|| {
        tracing::info!(
            %method,
            path,
            status = response.status().as_u16(),
            milliseconds = whole(begun.elapsed().as_millis()),
            processor_microseconds = whole(cost.processor_time.as_micros()),
            statements = cost.reads + cost.writes,
            commits = cost.commits,
            rows = cost.rows,
            hash_wait_milliseconds = whole(cost.hash_wait.as_millis()),
            client,
            "answered"
        );
    });
    response
}

fn whole(number: u128) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
