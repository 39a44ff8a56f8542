//! The sample application.

mod pages;

use std::sync::Arc;

use axum::{Router, extract::State, http::StatusCode, response::Response, routing::get};
use valetkey_fetch::{HttpRequest, HttpTransport};

use super::{addresses::Addresses, registration::Registration};
use crate::failure::Failure;

#[derive(Clone)]
struct Application {
    addresses: Addresses,
    transport: Arc<dyn HttpTransport>,
}

pub(super) fn router(
    addresses: &Addresses,
    _registration: &Registration,
    transport: Arc<dyn HttpTransport>,
) -> Result<Router, Failure> {
    let application = Application { addresses: addresses.clone(), transport };
    let issuer: Arc<str> = Arc::from(addresses.issuer.as_str());
    Ok(Router::new()
        .route("/", get(home))
        .route("/assets/application.css", get(pages::stylesheet))
        .route("/assets/icon.svg", get(pages::icon))
        .layer(axum::middleware::map_response(move |response: Response| {
            let issuer = Arc::clone(&issuer);
            async move { pages::secure(response, &issuer) }
        }))
        .with_state(application))
}

async fn home(State(application): State<Application>) -> Response {
    pages::page(StatusCode::OK, &pages::SignedOut { issuer: &application.addresses.issuer })
}
