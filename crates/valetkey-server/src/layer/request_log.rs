//! The identifier of a request and its one line in the log.

use std::{net::IpAddr, time::Instant};

use axum::{
    extract::{MatchedPath, Request},
    response::Response,
};
use http::{HeaderValue, Method};
use tracing::{Instrument as _, Level, Span};
use uuid::Uuid;
use valetkey_storage::{Cost, Meter};

use crate::{
    Server, processor_time,
    request::{REQUEST_ID, client_address},
};

/// A request that has begun, as its line will name it.
pub(super) struct RequestLog {
    id: HeaderValue,
    span: Span,
    method: Method,
    path: Option<MatchedPath>,
    client: Option<IpAddr>,
    begun: Instant,
}

impl RequestLog {
    /// Names the request, whatever name came with it.
    pub(super) fn begin(server: &Server, name: Uuid, request: &mut Request) -> Self {
        let mut buffer = Uuid::encode_buffer();
        let id = &*name.simple().encode_lower(&mut buffer);
        let span = tracing::info_span!("request", request_id = %id);
        let id = HeaderValue::from_str(id).unwrap_or(HeaderValue::from_static("-"));
        request.headers_mut().insert(REQUEST_ID, id.clone());
        Self {
            id,
            span,
            method: request.method().clone(),
            path: request.extensions().get::<MatchedPath>().cloned(),
            client: client_address(request.extensions(), request.headers(), &server.http.trusted_proxies),
            begun: Instant::now(),
        }
    }

    /// Waits for the answer and writes the line: never a query, never a header, and the route instead of the path. What
    /// the request cost stands in the line, and as [`Cost`] in the extensions of the answer.
    pub(super) async fn answered(self, answering: impl Future<Output = Response>) -> Response {
        let meter = Meter::new();
        // The clock of a thread is a call into the system; without a line nobody reads what it says.
        let clocked = tracing::enabled!(Level::INFO).then_some(&meter);
        let measured = meter.measure(processor_time::measure(clocked, answering));
        let mut response = measured.instrument(self.span.clone()).await;
        let cost = meter.cost();
        response.extensions_mut().insert(cost);
        self.span.in_scope(|| self.write(&response, &cost));
        response.headers_mut().insert(REQUEST_ID, self.id);
        response
    }

    fn write(&self, response: &Response, cost: &Cost) {
        tracing::info!(
            method = %self.method,
            path = self.path.as_ref().map_or("(no such path)", MatchedPath::as_str),
            status = response.status().as_u16(),
            milliseconds = whole(self.begun.elapsed().as_millis()),
            processor_microseconds = whole(cost.processor_time.as_micros()),
            statements = cost.reads + cost.writes,
            commits = cost.commits,
            rows = cost.rows,
            hash_wait_milliseconds = whole(cost.hash_wait.as_millis()),
            client = self.client.map_or("-".to_owned(), |address| address.to_string()),
            "answered"
        );
    }
}

fn whole(number: u128) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
