//! G: discovery document and key set in turn, every second time with `If-None-Match` if the server sends an `ETag`.

use std::cell::Cell;

use anyhow::{Context as _, Result, ensure};
use async_trait::async_trait;
use http::{HeaderValue, StatusCode, header};

use crate::{
    generator::{Finish, Worker, Workload},
    http::{Connection, get},
    site::Site,
};

/// The workload.
pub(super) struct Metadata {
    /// Path and, for conditional requests, the tag.
    questions: Vec<(String, Option<HeaderValue>)>,
    not_modified: Cell<u64>,
    asked: Cell<u64>,
}

impl Metadata {
    pub(super) async fn prepare(site: &Site) -> Result<Self> {
        let mut connection = Connection::to(&site.provider.authority)?;
        let paths = [site.provider.discovery.clone(), site.provider.jwks.clone()];
        let mut questions: Vec<(String, Option<HeaderValue>)> =
            paths.iter().map(|path| (path.clone(), None)).collect();
        for path in paths {
            let answer = connection.send(get(&path, &[])).await?;
            questions.push((path, answer.headers.get(header::ETAG).cloned()));
        }
        Ok(Self { questions, not_modified: Cell::default(), asked: Cell::default() })
    }
}

#[async_trait(?Send)]
impl Workload for Metadata {
    async fn unit(&self, worker: &mut Worker) -> Result<Finish> {
        let number = usize::try_from(worker.next_attempt().0).unwrap_or(0);
        let (path, tag) = self.questions.get(number % self.questions.len().max(1)).context("a path")?;
        let headers: Vec<_> = tag.iter().map(|tag| (header::IF_NONE_MATCH, tag)).collect();
        let answer = worker.connection.send(get(path, &headers)).await?;
        let fresh = answer.status == StatusCode::OK && answer.body.starts_with(b"{");
        let not_modified = answer.status == StatusCode::NOT_MODIFIED && tag.is_some();
        ensure!(fresh || not_modified, "{path}: {}", answer.excerpt());
        self.asked.set(self.asked.get() + 1);
        self.not_modified.set(self.not_modified.get() + u64::from(not_modified));
        Ok(Finish::Done)
    }

    fn check_samples(&self) -> Result<Vec<String>> {
        let share = 100 * self.not_modified.take() / self.asked.take().max(1);
        Ok(vec![format!("{share} % of the answers were 304")])
    }

    fn requests_per_unit(&self) -> f64 {
        1.0
    }
}
