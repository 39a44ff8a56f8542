//! The reference of a request, its one line in the log, and its place in the metrics.

use std::{sync::Arc, time::Instant};

use axum::{
    extract::{MatchedPath, Request},
    response::Response,
};
use http::{HeaderValue, Method};
use tracing::{Instrument as _, Level, Span};
use valetkey_storage::{Cost, Meter};
use valetkey_types::TenantId;

use crate::{
    Server,
    metrics::Metrics,
    processor_time,
    request::{Caller, REQUEST_ID, client_address},
};

use super::reference::Reference;

/// A request that has begun, as its line will name it.
pub(super) struct RequestLog {
    id: HeaderValue,
    span: Span,
    method: Method,
    path: Option<MatchedPath>,
    /// The tenant, if it is not the default one.
    tenant: Option<TenantId>,
    caller: Caller,
    begun: Instant,
    metrics: Arc<Metrics>,
}

impl RequestLog {
    /// Gives the request a reference, in place of any that came with it.
    pub(super) fn begin(server: &Server, reference: Reference, request: &mut Request) -> Self {
        let reference = reference.as_str();
        let span = tracing::info_span!("request", %reference, client_id = tracing::field::Empty);
        let id = HeaderValue::from_str(reference).unwrap_or(HeaderValue::from_static("-"));
        let trusted_proxies = &server.http.trusted_proxies;
        let address = client_address(request.extensions(), request.headers(), trusted_proxies);
        request.headers_mut().insert(REQUEST_ID, id.clone());
        Self {
            id,
            span,
            method: request.method().clone(),
            path: request.extensions().get::<MatchedPath>().cloned(),
            tenant: (server.tenant.as_str() != TenantId::DEFAULT_NAME).then(|| server.tenant.clone()),
            caller: Caller::new(address, trusted_proxies)
                .counting(server.refusals())
                .opening(request.method(), request.uri()),
            begun: Instant::now(),
            metrics: Arc::clone(server.metrics()),
        }
    }

    /// Waits for the answer and writes the line: never a query, never a header, and the route instead of the path. The
    /// line has the cost of the request; the extensions of the answer have it as [`Cost`].
    pub(super) async fn answered(self, answering: impl Future<Output = Response>) -> Response {
        let meter = Meter::new();
        // The clock of a thread is a call into the system; without a line nobody reads what it says.
        let clocked = tracing::enabled!(Level::INFO).then_some(&meter);
        let answering = self.caller.clone().scope(answering);
        let measured = meter.measure(processor_time::measure(clocked, answering));
        let mut response = measured.instrument(self.span.clone()).await;
        let route = self.path.as_ref().map(MatchedPath::as_str);
        self.metrics.count_request(route, response.status(), self.begun.elapsed());
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
            address = %self.caller,
            tenant = self.tenant.as_ref().map(TenantId::as_str),
            "answered"
        );
    }
}

fn whole(number: u128) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
