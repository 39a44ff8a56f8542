//! Gives a handler the server of the issuer that its request was selected for.

use axum::{extract::Request, handler::Handler};

use crate::{Issuers, Server};

/// A handler of a server, as a handler of all issuers.
#[derive(Clone)]
pub(crate) struct OfIssuer<H>(H);

/// Wraps a handler.
pub(crate) fn of_issuer<H>(handler: H) -> OfIssuer<H> {
    OfIssuer(handler)
}

impl<H, T> Handler<T, Issuers> for OfIssuer<H>
where
    H: Handler<T, Server>,
    T: 'static,
{
    type Future = H::Future;

    fn call(self, request: Request, issuers: Issuers) -> Self::Future {
        let server = server_of(&request, &issuers);
        self.0.call(request, server)
    }
}

/// Returns the server that a request was selected for. Every request has one; the default is for a router that nobody reaches
/// without a selection.
pub(crate) fn server_of(request: &Request, issuers: &Issuers) -> Server {
    request.extensions().get::<Server>().cloned().unwrap_or_else(|| issuers.default_server())
}
