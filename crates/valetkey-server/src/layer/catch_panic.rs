//! A request that ends without an answer: by a fault of ours, which takes no other request down, or by its time.

use std::{
    any::Any,
    future::{Future, poll_fn},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    task::Poll,
};

use axum::{extract::Request, response::Response};
use valetkey_pages::ErrorKind;

use crate::{Server, respond};

/// Answers with an error page or JSON. The text of a panic goes to the log. A request that takes too long, its slow body
/// included, is given up; what was applied to the database stays applied.
pub(super) async fn catch_panic(
    server: &Server,
    request: Request,
    answer: impl AsyncFnOnce(Request) -> Response,
) -> Response {
    let headers = request.headers().clone();
    let limit = server.http.request_timeout;
    let answering = pin!(answer(request));
    let kind = match tokio::time::timeout(limit, caught(answering)).await {
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
    respond::problem(server, &headers, kind)
}

async fn caught<F: Future>(future: F) -> Result<F::Output, Box<dyn Any + Send>> {
    let mut future = pin!(future);
    poll_fn(|context| {
        // After a panic the future is dropped and never polled again, so nobody sees its broken state.
        match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
            Ok(poll) => poll.map(Ok),
            Err(payload) => Poll::Ready(Err(payload)),
        }
    })
    .await
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
        let payload = caught(fault()).await.unwrap_err();
        assert_eq!(text(payload.as_ref()), "number 7");
        assert_eq!(caught(async { 5 }).await.ok(), Some(5));
    }
}
