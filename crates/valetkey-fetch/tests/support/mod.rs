//! A transport with scripted responses, and a clock that a test moves.
#![allow(dead_code)]

use std::collections::VecDeque;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use valetkey_fetch::{Clock, HttpRequest, HttpResponse, HttpTransport, TransportError};
use valetkey_types::Timestamp;

pub(crate) type Answer = Result<HttpResponse, TransportError>;

#[derive(Default)]
pub(crate) struct Script {
    answers: Mutex<VecDeque<Answer>>,
    pub(crate) urls: Mutex<Vec<String>>,
}

impl Script {
    pub(crate) fn new(answers: impl IntoIterator<Item = Answer>) -> Arc<Self> {
        Arc::new(Self { answers: Mutex::new(answers.into_iter().collect()), urls: Mutex::default() })
    }

    pub(crate) fn push(&self, answer: Answer) {
        self.answers.lock().unwrap().push_back(answer);
    }

    pub(crate) fn sent(&self) -> usize {
        self.urls.lock().unwrap().len()
    }
}

#[async_trait]
impl HttpTransport for Script {
    async fn send(&self, request: HttpRequest) -> Answer {
        // Yields so that other tasks can run, as on a network.
        tokio::task::yield_now().await;
        self.urls.lock().unwrap().push(request.url);
        self.answers.lock().unwrap().pop_front().expect("the script has no more answers")
    }
}

pub(crate) fn json(body: &str, headers: &[(&str, &str)]) -> Answer {
    let mut all = vec![("content-type".to_owned(), "application/json".to_owned())];
    all.extend(headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    Ok(HttpResponse { status: 200, headers: all, body: body.as_bytes().to_vec() })
}

pub(crate) fn status(status: u16) -> Answer {
    Ok(HttpResponse { status, headers: Vec::new(), body: Vec::new() })
}

pub(crate) fn down() -> Answer {
    Err(TransportError::Connection { host: "id.example".to_owned(), reason: "refused".to_owned() })
}

pub(crate) struct StandingClock(AtomicI64);

impl StandingClock {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(1_000_000)))
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}
