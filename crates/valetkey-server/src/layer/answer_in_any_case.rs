//! A request that ends without an answer: by a fault of ours, which takes no other request down, or by its time.

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

/// Answers with an error page or JSON. The text of a panic goes to the log. A request that takes too long, its slow body
/// included, is given up; what was applied to the database stays applied.
pub(super) async fn answer_in_any_case(
    State(server): State<Server>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers().clone();
    let limit = server.http.request_timeout;
    let kind = match tokio::time::timeout(limit, Caught(Box::pin(next.run(request)))).await {
        Ok(Ok(response)) => return response,
        Ok(Err(payload)) => {
            tracing::error!(panic = text(payload.as_ref()), "a request ended in a fault of the server");
            ErrorKind::ServerError
        }
        Err(_) => {
            tracing::warn!(?limit, "a request took too long");
            ErrorKind::Unavailable
        }
    };
    respond::problem(&server, &headers, kind)
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
