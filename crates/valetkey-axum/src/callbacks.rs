//! Handles repeated callbacks, after a double click or a retry of the browser: the second request gets the response of the first.
//!
//! Otherwise both requests would exchange the code, and the second exchange would revoke the grant (RFC 6749 section 4.1.2).

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::sync::watch;
use valetkey_types::{Seconds, Timestamp};

use crate::page::Page;

/// The time for which a response is kept for repeated requests.
const KEPT: Seconds = Seconds(60);
/// Maximum kept callbacks. Further callbacks are handled, but their responses are not kept.
const MOST: usize = 10_000;
/// Maximum body of a kept response in bytes. The responses of this crate are small pages and redirects.
const LARGEST_BODY: usize = 64 * 1024;

/// The digest of all inputs that validate a callback: its parameters, its provider and the sealed login cookie of the browser.
pub(crate) type Key = [u8; 32];

type Answer = watch::Receiver<Option<Arc<Kept>>>;

/// The callbacks of the last minute.
#[derive(Default)]
pub(crate) struct Callbacks(Mutex<HashMap<Key, (Answer, Timestamp)>>);

struct Kept {
    status: StatusCode,
    headers: HeaderMap,
    page: Option<Page>,
    body: Bytes,
}

impl Callbacks {
    /// Handles a callback. The first request with a key runs in its own task, because a double click cancels that request; all
    /// later requests with the same key get the same response.
    pub(crate) async fn once<F>(&self, key: Key, now: Timestamp, handle: F) -> Response
    where
        F: Future<Output = Response> + Send + 'static,
    {
        let mut answer = self.begin(key, now, handle);
        let answer = match answer.wait_for(Option::is_some).await {
            Ok(answer) => answer.clone(),
            Err(_) => None,
        };
        // The task ends without a response only if it panics.
        answer.map_or_else(|| StatusCode::INTERNAL_SERVER_ERROR.into_response(), |kept| kept.answer())
    }

    fn begin<F>(&self, key: Key, now: Timestamp, handle: F) -> Answer
    where
        F: Future<Output = Response> + Send + 'static,
    {
        let mut callbacks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        callbacks.retain(|_, (_, until)| now < *until);
        if let Some((answer, _)) = callbacks.get(&key) {
            tracing::info!("a callback was repeated; it gets the response of the first one");
            return answer.clone();
        }
        let (sender, receiver) = watch::channel(None);
        if callbacks.len() < MOST {
            callbacks.insert(key, (receiver.clone(), now.plus(KEPT)));
        }
        drop(callbacks);
        tokio::spawn(async move {
            let kept = Kept::of(handle.await).await;
            let _ = sender.send(Some(Arc::new(kept)));
        });
        receiver
    }
}

impl Kept {
    async fn of(response: Response) -> Self {
        let (mut parts, body) = response.into_parts();
        let page = parts.extensions.remove();
        let body = to_bytes(body, LARGEST_BODY).await.unwrap_or_default();
        Self { status: parts.status, headers: parts.headers, page, body }
    }

    fn answer(&self) -> Response {
        let mut response = Response::new(Body::from(self.body.clone()));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers.clone();
        if let Some(page) = &self.page {
            response.extensions_mut().insert(page.clone());
        }
        response
    }
}
