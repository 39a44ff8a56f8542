//! Handles repeated callbacks, after a double click or a retry of the browser: the second request gets the answer of the first.
//!
//! Otherwise both would exchange the code, and the second use would end the grant of the first (RFC 6749 section 4.1.2).

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::sync::watch;
use valetkey_types::{Seconds, Timestamp};

use crate::page::Page;

/// How long an answer is kept for repeated requests.
const KEPT: Seconds = Seconds(60);
/// Maximum kept callbacks; further ones are handled without keeping them.
const MOST: usize = 10_000;
/// Answers of this crate are small pages and redirects.
const LARGEST_BODY: usize = 64 * 1024;

/// The digest of everything that a callback is validated by: its parameters, its provider and the sealed login of the browser.
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
    /// Answers a callback. Handles the first one in its own task, because a double click cancels the first request; all others
    /// with this key get the same answer.
    pub(crate) async fn once<F>(&self, key: Key, now: Timestamp, handle: F) -> Response
    where
        F: Future<Output = Response> + Send + 'static,
    {
        let mut answer = self.begin(key, now, handle);
        let answer = match answer.wait_for(Option::is_some).await {
            Ok(answer) => answer.clone(),
            Err(_) => None,
        };
        // The task ends without an answer only by a panic.
        answer.map_or_else(|| StatusCode::INTERNAL_SERVER_ERROR.into_response(), |kept| kept.answer())
    }

    fn begin<F>(&self, key: Key, now: Timestamp, handle: F) -> Answer
    where
        F: Future<Output = Response> + Send + 'static,
    {
        let mut callbacks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        callbacks.retain(|_, (_, until)| now < *until);
        if let Some((answer, _)) = callbacks.get(&key) {
            tracing::info!("a callback came again; it gets the answer of the first one");
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
