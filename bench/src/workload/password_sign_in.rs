//! B: sign-in, consent and userinfo, starting with a browser without cookies. Every 20th password is wrong.

use std::{cell::Cell, rc::Rc};

use anyhow::{Result, bail};
use async_trait::async_trait;
use url::Url;

use crate::{
    application::{Application, Tokens},
    browser::{Browser, Visit, Visitor},
    generator::{Finish, Worker, Workload},
    population::Population,
    site::{FIRST_NEW_USER, Site, Track},
};

/// One of this many passwords is wrong.
const WRONG: u64 = 20;

/// The workload.
pub(super) struct PasswordSignIn {
    application: Application,
    population: Rc<Population>,
    origin: Url,
    refused: Cell<u64>,
}

impl PasswordSignIn {
    pub(super) fn prepare(site: &Site, track: Track) -> Result<Self> {
        Ok(Self {
            application: site.application(track)?,
            population: Rc::clone(&site.population),
            origin: Url::parse(&format!("http://{}", site.provider.authority))?,
            refused: Cell::default(),
        })
    }
}

#[async_trait(?Send)]
impl Workload for PasswordSignIn {
    async fn unit(&self, worker: &mut Worker) -> Result<Finish> {
        let attempt = worker.next_attempt();
        let users = &self.population.users;
        let new_user = usize::try_from(FIRST_NEW_USER + attempt.0).unwrap_or(0);
        let username = users.username(new_user);
        let is_wrong = super::is_sample(attempt.0, WRONG);
        let password = if is_wrong { "not the right horse" } else { users.password.as_str() };
        let redirect_uri = &self.population.redirect_uri;
        let visitor = Visitor { username: &username, password, redirect_uri };
        let connection = &mut worker.connection;
        let mut browser = Browser::new(&self.origin);
        let path = self.application.authorization_path(attempt);
        match (browser.visit(connection, &path, &visitor).await?, is_wrong) {
            (Visit::Refused, true) => self.refused.set(self.refused.get() + 1),
            (Visit::Busy, _) => return Ok(Finish::TurnedAway),
            (Visit::Arrived(location), false) => {
                let code = self.application.code_in(&location, attempt)?;
                let tokens = Tokens::of(&self.application.redeem(connection, &code, attempt).await?)?;
                self.application.userinfo(connection, &tokens.access_token).await?;
            }
            (Visit::Refused, false) => bail!("the right password of {username} was refused"),
            (Visit::Arrived(_), true) => bail!("a wrong password of {username} was taken"),
        }
        Ok(Finish::Done)
    }

    fn check_samples(&self) -> Result<Vec<String>> {
        let refused = (self.refused.take() > 0).then(|| "wrong passwords refused".to_owned());
        Ok(refused.into_iter().collect())
    }

    fn requests_per_unit(&self) -> f64 {
        6.0
    }
}
