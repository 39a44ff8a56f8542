//! C: the refresh grant with rotation, in chains of 20 per grant. After the last grant, the first one continues.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
};

use anyhow::{Context as _, Result};
use async_trait::async_trait;

use super::is_sample;
use crate::{
    application::{Application, Tokens},
    generator::{Finish, Worker, Workload},
    site::{Site, Track},
    victim::Victim,
};

/// Refreshes per grant before the next grant.
const CHAIN: u64 = 20;
/// Number of units between two uses of a spent token.
const REPLAYED: u64 = 1_000;

/// The live refresh token of one grant.
struct Chain {
    live: String,
    length: u64,
}

/// The workload.
pub(super) struct Refresh {
    application: Application,
    chains: RefCell<VecDeque<Chain>>,
    longest: Cell<u64>,
    replays: Cell<u64>,
    victim: RefCell<Option<Victim>>,
}

impl Refresh {
    pub(super) async fn prepare(site: &Site, track: Track) -> Result<Self> {
        let chain = |tokens: Tokens| Ok(Chain { live: tokens.into_refresh_token()?, length: 0 });
        let chains: Result<_> = site.tokens(track, site.stock).await?.into_iter().map(chain).collect();
        Ok(Self {
            application: site.application(track)?,
            chains: RefCell::new(chains?),
            longest: Cell::default(),
            replays: Cell::default(),
            victim: RefCell::new(Some(site.victim()?)),
        })
    }

    fn put_back(&self, chain: Chain) {
        self.longest.set(self.longest.get().max(chain.length));
        if chain.length < CHAIN {
            self.chains.borrow_mut().push_front(chain);
        } else {
            self.chains.borrow_mut().push_back(chain);
        }
    }
}

#[async_trait(?Send)]
impl Workload for Refresh {
    async fn unit(&self, worker: &mut Worker) -> Result<Finish> {
        worker.next_attempt();
        let chain = self.chains.borrow_mut().pop_front();
        let mut chain = chain.context("a grant with an unused refresh token")?;
        let answer = self.application.refresh(&mut worker.connection, &chain.live).await?;
        chain.live = Tokens::of(&answer)?.into_refresh_token()?;
        chain.length += 1;
        self.put_back(chain);
        Ok(Finish::Done)
    }

    /// Reuses a spent token of another user, unless such a check is still running.
    async fn misuse(&self, worker: &mut Worker) -> Result<()> {
        if !is_sample(worker.last_attempt().0, REPLAYED) {
            return Ok(());
        }
        let Some(mut victim) = self.victim.take() else { return Ok(()) };
        let attempt = worker.next_attempt();
        victim.use_spent_refresh_token(&mut worker.connection, &self.application, attempt).await?;
        self.victim.replace(Some(victim));
        self.replays.set(self.replays.get() + 1);
        Ok(())
    }

    fn check_samples(&self) -> Result<Vec<String>> {
        Ok(vec![
            format!("{} families revoked by a spent token", self.replays.take()),
            format!("longest chain {}", self.longest.get()),
        ])
    }

    fn requests_per_unit(&self) -> f64 {
        1.0
    }
}
