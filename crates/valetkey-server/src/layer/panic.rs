//! A fault in one request does not take the others down.

use std::{
    any::Any,
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::{Context, Poll},
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use valetkey_pages::ErrorKind;

use crate::{Server, respond};

/// Answers a panic with an error page or JSON; the text of the panic goes to the log.
pub(super) async fn catch_panic(State(server): State<Server>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    match Caught(Box::pin(next.run(request))).await {
        Ok(response) => response,
        Err(payload) => {
            tracing::error!(panic = text(payload.as_ref()), "a request ended in a fault of the server");
            respond::problem(&server, &headers, ErrorKind::ServerError)
        }
    }
}

struct Caught<F>(Pin<Box<F>>);

impl<F: Future> Future for Caught<F> {
    type Output = Result<F::Output, Box<dyn Any + Send>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let inner = self.0.as_mut();
        // After a panic the future is dropped and never polled again, so nobody sees its broken state.
        match catch_unwind(AssertUnwindSafe(|| inner.poll(context))) {
            Ok(poll) => poll.map(Ok),
            Err(payload) => Poll::Ready(Err(payload)),
        }
    }
}

fn text(payload: &(dyn Any + Send)) -> &str {
    let owned = payload.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("unknown")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_becomes_a_value_with_its_text() {
        let fault = async || -> u8 { panic!("number {}", 7) };
        let payload = Caught(Box::pin(fault())).await.unwrap_err();
        assert_eq!(text(payload.as_ref()), "number 7");
        assert_eq!(Caught(Box::pin(async { 5 })).await.ok(), Some(5));
    }
}
