//! A: from the authorization request to userinfo, with a session and a stored consent.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use anyhow::{Context as _, Result};
use async_trait::async_trait;
use http::HeaderValue;

use super::{is_sample, now};
use crate::{
    application::{Application, Attempt, Tokens},
    generator::{Finish, Worker, Workload},
    provider::Provider,
    site::{Site, Track},
    victim::Victim,
};

/// One of this many ID tokens is verified.
const VERIFIED: u64 = 100;
/// Number of units between two attempts to use a code twice.
const REPLAYED: u64 = 1_000;

/// The workload.
pub(super) struct SingleSignOn {
    application: Application,
    provider: Rc<Provider>,
    cookies: Rc<Vec<HeaderValue>>,
    samples: RefCell<Vec<(Attempt, String)>>,
    replays: Cell<u64>,
    victim: RefCell<Option<Victim>>,
}

impl SingleSignOn {
    pub(super) async fn prepare(site: &Site, track: Track) -> Result<Self> {
        Ok(Self {
            application: site.application(track)?,
            provider: Rc::clone(&site.provider),
            cookies: site.signed_in(track).await?,
            samples: RefCell::default(),
            replays: Cell::default(),
            victim: RefCell::new(Some(site.victim()?)),
        })
    }
}

#[async_trait(?Send)]
impl Workload for SingleSignOn {
    async fn unit(&self, worker: &mut Worker) -> Result<Finish> {
        let attempt = worker.next_attempt();
        let index = usize::try_from(attempt.0).unwrap_or(0) % self.cookies.len().max(1);
        let cookies = self.cookies.get(index).context("a browser with a session")?;
        let connection = &mut worker.connection;
        let code = self.application.authorize(connection, cookies, attempt).await?;
        let tokens = Tokens::of(&self.application.redeem(connection, &code, attempt).await?)?;
        self.application.userinfo(connection, &tokens.access_token).await?;
        let id_token = tokens.id_token.context("expected an ID token beside the access token")?;
        if is_sample(attempt.0, VERIFIED) {
            self.samples.borrow_mut().push((attempt, id_token));
        }
        Ok(Finish::Done)
    }

    /// Uses a code of another user twice, unless such a check is still running.
    async fn misuse(&self, worker: &mut Worker) -> Result<()> {
        if !is_sample(worker.last_attempt().0, REPLAYED) {
            return Ok(());
        }
        let Some(mut victim) = self.victim.take() else { return Ok(()) };
        let attempt = worker.next_attempt();
        victim.use_code_twice(&mut worker.connection, &self.application, attempt).await?;
        self.victim.replace(Some(victim));
        self.replays.set(self.replays.get() + 1);
        Ok(())
    }

    fn check_samples(&self) -> Result<Vec<String>> {
        let samples = self.samples.take();
        for (attempt, id_token) in &samples {
            let client_id = &self.application.client_id;
            self.provider.verify_id_token(id_token, client_id, &attempt.nonce(), now())?;
        }
        Ok(vec![
            format!("{} ID tokens verified, nonce included", samples.len()),
            format!("{} used codes refused", self.replays.take()),
        ])
    }

    fn requests_per_unit(&self) -> f64 {
        3.0
    }
}
