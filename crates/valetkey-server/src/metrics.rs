//! Metrics for operators, in the text formats of Prometheus and OpenMetrics. A request is counted with atomic numbers. Labels are
//! routes, names of enum values and grant types: never a path, a user, a client or another value from a request.

mod collect;
mod endpoint;
mod process;
mod requests;
mod text;

use std::{
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::Duration,
};

use http::StatusCode;
use valetkey_types::GrantType;

use crate::Grants;

use requests::RequestMetrics;

pub use collect::collect;
pub use endpoint::serve;
pub use text::Format;

/// The path of the metrics on their own listener.
pub const PATH: &str = "/metrics";

/// The counts of this process that are not kept elsewhere.
#[derive(Debug)]
pub(crate) struct Metrics {
    requests: RequestMetrics,
    sign_ins: AtomicU64,
    /// A count for each grant type of this server.
    tokens: Vec<(GrantType, AtomicU64)>,
}

impl Metrics {
    /// Creates counts that start at zero.
    pub(crate) fn new(grants: &Grants) -> Self {
        let tokens = grants.grant_types().into_iter().map(|grant| (grant, AtomicU64::new(0)));
        Self { requests: RequestMetrics::default(), sign_ins: AtomicU64::new(0), tokens: tokens.collect() }
    }

    /// Counts an answered request. `route` is the pattern of the router; `None` for an unknown path.
    pub(crate) fn count_request(&self, route: Option<&str>, status: StatusCode, took: Duration) {
        self.requests.count(route, status, took);
    }

    /// Counts a sign-in that succeeded.
    pub(crate) fn count_sign_in(&self) {
        self.sign_ins.fetch_add(1, Relaxed);
    }

    /// Counts an answer of the token endpoint with tokens.
    pub(crate) fn count_tokens(&self, grant: &GrantType) {
        if let Some((_, count)) = self.tokens.iter().find(|(known, _)| known == grant) {
            count.fetch_add(1, Relaxed);
        }
    }
}
