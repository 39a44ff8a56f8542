//! C: the refresh grant with rotation, in chains of twenty per grant. When all chains have their length, they go on.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
};

use anyhow::{Context as _, Result};
use async_trait::async_trait;

use super::is_sample;
use crate::{
    application::{Application, Tokens, require_invalid_grant},
    generator::{Finish, Worker, Workload},
    site::{Site, Track},
};

/// Refreshes of one grant before the next grant's turn.
const CHAIN: u64 = 20;
/// After one in so many units a spent token is used again.
const REPLAYED: u64 = 1_000;

/// The refresh tokens of one grant: the live one, and one whose successor was used.
struct Chain {
    live: String,
    previous: Option<String>,
    spent: Option<String>,
    length: u64,
}

/// The workload.
pub(super) struct Refresh {
    application: Application,
    chains: RefCell<VecDeque<Chain>>,
    longest: Cell<u64>,
    replays: Cell<u64>,
}

impl Refresh {
    pub(super) async fn prepare(site: &Site, track: Track) -> Result<Self> {
        let chain = |tokens: Tokens| {
            let live = tokens.refresh_token.context("expected a refresh token beside the access token")?;
            Ok(Chain { live, previous: None, spent: None, length: 0 })
        };
        let chains: Result<_> = site.tokens(track, site.stock).await?.into_iter().map(chain).collect();
        Ok(Self {
            application: site.application(track)?,
            chains: RefCell::new(chains?),
            longest: Cell::default(),
            replays: Cell::default(),
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

    /// A spent token is refused, and takes the whole family with it (RFC 9700 section 4.14.2).
    async fn replay(&self, worker: &mut Worker, chain: &Chain, spent: &str) -> Result<()> {
        let connection = &mut worker.connection;
        let again = self.application.refresh(connection, spent).await?;
        require_invalid_grant(&again, "a spent refresh token")?;
        let live = self.application.refresh(connection, &chain.live).await?;
        require_invalid_grant(&live, "the last refresh token of a family that was revoked")?;
        self.replays.set(self.replays.get() + 1);
        Ok(())
    }
}

#[async_trait(?Send)]
impl Workload for Refresh {
    async fn unit(&self, worker: &mut Worker) -> Result<Finish> {
        let attempt = worker.next_attempt();
        let chain = self.chains.borrow_mut().pop_front();
        let mut chain = chain.context("a grant whose refresh token nobody else is using")?;
        let answer = self.application.refresh(&mut worker.connection, &chain.live).await?;
        let fresh = Tokens::of(&answer)?.refresh_token.context("expected a fresh refresh token")?;
        chain.spent = chain.previous.take();
        chain.previous = Some(std::mem::replace(&mut chain.live, fresh));
        chain.length += 1;
        match chain.spent.as_deref().filter(|_| is_sample(attempt.0, REPLAYED)) {
            Some(spent) => self.replay(worker, &chain, spent).await?,
            None => self.put_back(chain),
        }
        Ok(Finish::Done)
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
