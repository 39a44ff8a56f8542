//! The listener of the metrics. It has its own address, so a proxy in front of the server does not publish the metrics by accident.

use axum::{
    Router,
    extract::State,
    response::{IntoResponse as _, Response},
    routing::get,
};
use http::{HeaderMap, header};
use tokio::net::TcpListener;

use super::{Format, PATH, collect};
use crate::{
    Issuers,
    listener::{self, ListenerSettings},
};

/// The maximum number of connections. There are few scrapers.
const MAXIMUM_CONNECTIONS: usize = 16;

/// Serves the metrics until `shutdown` is done. All other paths are unknown.
pub async fn serve(listener: TcpListener, issuers: Issuers, shutdown: impl Future<Output = ()>) {
    let router = Router::new().route(PATH, get(answer)).with_state(issuers);
    let settings = ListenerSettings {
        maximum_connections: MAXIMUM_CONNECTIONS,
        maximum_connections_per_address: MAXIMUM_CONNECTIONS,
        ..ListenerSettings::default()
    };
    listener::serve(listener, router, settings, shutdown).await;
}

async fn answer(State(issuers): State<Issuers>, headers: HeaderMap) -> Response {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    let format = Format::accepted(accept);
    let fields = [
        (header::CONTENT_TYPE, format.content_type()),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (fields, collect(&issuers, format).await).into_response()
}
