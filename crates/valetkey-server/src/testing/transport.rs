//! Catches the messages that the server sends.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use async_trait::async_trait;
use valetkey_fetch::{HttpRequest, HttpResponse, HttpTransport, TransportError};

/// Keeps every request and answers from a script; 200 without a body where the script is at its end.
#[derive(Default)]
pub struct RecordingTransport {
    sent: Mutex<Vec<HttpRequest>>,
    script: Mutex<VecDeque<Result<u16, TransportError>>>,
}

impl RecordingTransport {
    /// The next request gets this status, or no answer at all.
    pub fn then(&self, outcome: Result<u16, TransportError>) {
        self.script.lock().unwrap_or_else(PoisonError::into_inner).push_back(outcome);
    }

    /// Every request so far.
    pub fn sent(&self) -> Vec<HttpRequest> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[async_trait]
impl HttpTransport for RecordingTransport {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).push(request);
        let next = self.script.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let status = next.unwrap_or(Ok(200))?;
        Ok(HttpResponse { status, headers: Vec::new(), body: Vec::new() })
    }
}
