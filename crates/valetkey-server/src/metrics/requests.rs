//! Requests by route and status.

use std::{
    collections::HashMap,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};

use http::StatusCode;
use valetkey_storage::Histogram;

/// The route of a request with an unknown path.
const NO_ROUTE: &str = "none";

/// The route of all files of pages. Their paths contain a hash.
const ASSETS: &str = "/assets/{file}";

/// The maximum number of routes. Further routes, of a program that embeds the server, are counted as [`OTHER_ROUTE`].
const MAXIMUM_ROUTES: usize = 256;

const OTHER_ROUTE: &str = "other";

/// Classes of a status: `1xx` to `5xx`.
const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/// The requests of each route. A route is added with its first request.
#[derive(Debug, Default)]
pub(super) struct RequestMetrics {
    routes: RwLock<HashMap<Box<str>, Arc<Route>>>,
}

/// The requests of one route.
#[derive(Debug, Default)]
pub(super) struct Route {
    classes: [AtomicU64; CLASSES.len()],
    /// The durations of the answers.
    pub(super) durations: Histogram,
}

impl Route {
    fn count(&self, status: StatusCode, took: Duration) {
        let class = usize::from(status.as_u16() / 100).saturating_sub(1).min(CLASSES.len() - 1);
        if let Some(count) = self.classes.get(class) {
            count.fetch_add(1, Relaxed);
        }
        self.durations.record(took);
    }

    /// Returns the number of answers of each class with at least one answer.
    pub(super) fn by_class(&self) -> impl Iterator<Item = (&'static str, u64)> + '_ {
        let counts = self.classes.iter().map(|count| count.load(Relaxed));
        CLASSES.into_iter().zip(counts).filter(|(_, count)| *count > 0)
    }
}

impl RequestMetrics {
    /// Counts an answer.
    pub(super) fn count(&self, route: Option<&str>, status: StatusCode, took: Duration) {
        let name = match route {
            None => NO_ROUTE,
            Some(path) if path.starts_with("/assets/") => ASSETS,
            Some(path) => path,
        };
        let routes = self.routes.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(route) = routes.get(name) {
            route.count(status, took);
            return;
        }
        drop(routes);
        self.add(name).count(status, took);
    }

    /// Adds the route of this name, or returns the one that was added meanwhile.
    fn add(&self, name: &str) -> Arc<Route> {
        let mut routes = self.routes.write().unwrap_or_else(PoisonError::into_inner);
        let name = if routes.len() < MAXIMUM_ROUTES { name } else { OTHER_ROUTE };
        Arc::clone(routes.entry(name.into()).or_default())
    }

    /// Returns all routes, sorted by name.
    pub(super) fn routes(&self) -> Vec<(Box<str>, Arc<Route>)> {
        let routes = self.routes.read().unwrap_or_else(PoisonError::into_inner);
        let mut routes: Vec<_> =
            routes.iter().map(|(name, route)| (name.clone(), Arc::clone(route))).collect();
        routes.sort_by(|(one, _), (other, _)| one.cmp(other));
        routes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NO_TIME: Duration = Duration::ZERO;

    #[test]
    fn requests_count_by_route_and_class() {
        let metrics = RequestMetrics::default();
        metrics.count(Some("/token"), StatusCode::OK, NO_TIME);
        metrics.count(Some("/token"), StatusCode::BAD_REQUEST, NO_TIME);
        metrics.count(Some("/token"), StatusCode::UNAUTHORIZED, NO_TIME);
        metrics.count(None, StatusCode::NOT_FOUND, NO_TIME);
        metrics.count(Some("/assets/style.0123456789abcdef.css"), StatusCode::OK, NO_TIME);
        let routes = metrics.routes();
        let shown: Vec<_> =
            routes.iter().map(|(name, route)| (&**name, route.by_class().collect::<Vec<_>>())).collect();
        assert_eq!(
            shown,
            [
                ("/assets/{file}", vec![("2xx", 1)]),
                ("/token", vec![("2xx", 1), ("4xx", 2)]),
                ("none", vec![("4xx", 1)])
            ]
        );
    }

    #[test]
    fn the_number_of_routes_is_bounded() {
        let metrics = RequestMetrics::default();
        for number in 0..10 * MAXIMUM_ROUTES {
            metrics.count(Some(&format!("/{number}")), StatusCode::OK, NO_TIME);
        }
        assert_eq!(metrics.routes().len(), MAXIMUM_ROUTES + 1);
    }
}
