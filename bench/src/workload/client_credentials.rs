//! D: a JWT access token by client credentials.

use std::{cell::RefCell, rc::Rc};

use anyhow::Result;
use async_trait::async_trait;

use super::{is_sample, now};
use crate::{
    application::{Application, Tokens},
    generator::{Finish, Worker, Workload},
    provider::Provider,
    site::Site,
};

/// One of this many access tokens is verified.
const VERIFIED: u64 = 100;
const BODY: &str = "grant_type=client_credentials&scope=read";

/// The workload.
pub(super) struct ClientCredentials {
    application: Application,
    provider: Rc<Provider>,
    audience: String,
    samples: RefCell<Vec<String>>,
}

impl ClientCredentials {
    pub(super) fn prepare(site: &Site) -> Result<Self> {
        let (provider, population) = (&site.provider, &site.population);
        Ok(Self {
            application: Application::new(provider, population, &population.clients.service)?,
            provider: Rc::clone(provider),
            audience: population.resource.clone(),
            samples: RefCell::default(),
        })
    }
}

#[async_trait(?Send)]
impl Workload for ClientCredentials {
    async fn unit(&self, worker: &mut Worker) -> Result<Finish> {
        let attempt = worker.next_attempt();
        let answer = self.application.ask_for_token(&mut worker.connection, BODY.to_owned()).await?;
        let tokens = Tokens::of(&answer)?;
        if is_sample(attempt.0, VERIFIED) {
            self.samples.borrow_mut().push(tokens.access_token);
        }
        Ok(Finish::Done)
    }

    fn check_samples(&self) -> Result<Vec<String>> {
        let samples = self.samples.take();
        for token in &samples {
            self.provider.verify_access_token(token, &self.audience, now())?;
        }
        Ok(vec![format!("{} access tokens verified", samples.len())])
    }

    fn requests_per_unit(&self) -> f64 {
        1.0
    }
}
