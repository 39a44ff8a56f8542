//! F: userinfo with a bearer token.

use anyhow::{Context as _, Result};
use async_trait::async_trait;
use http::HeaderValue;

use crate::{
    application::Application,
    generator::{Finish, Worker, Workload},
    site::{Site, Track},
};

/// The workload.
pub(super) struct Userinfo {
    application: Application,
    bearers: Vec<HeaderValue>,
}

impl Userinfo {
    pub(super) async fn prepare(site: &Site, track: Track) -> Result<Self> {
        let tokens = site.tokens(track, site.stock).await?;
        let bearer = |token: &str| HeaderValue::from_str(&format!("Bearer {token}"));
        let bearers: Result<_, _> = tokens.iter().map(|tokens| bearer(&tokens.access_token)).collect();
        Ok(Self { application: site.application(track)?, bearers: bearers? })
    }
}

#[async_trait(?Send)]
impl Workload for Userinfo {
    async fn unit(&self, worker: &mut Worker) -> Result<Finish> {
        let number = usize::try_from(worker.next_attempt().0).unwrap_or(0);
        let bearer = self.bearers.get(number % self.bearers.len().max(1)).context("a token")?;
        self.application.userinfo_as(&mut worker.connection, bearer).await?;
        Ok(Finish::Done)
    }

    fn requests_per_unit(&self) -> f64 {
        1.0
    }
}
