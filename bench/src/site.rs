//! One server under test with everything that workloads need to know about it.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use anyhow::{Context as _, Result, bail};
use http::HeaderValue;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    application::{Application, Attempt, Tokens},
    browser::{Browser, Visit, Visitor},
    commits::Commits,
    generator::Worker,
    http::Connection,
    population::Population,
    provider::Provider,
    victim::Victim,
};

/// Browsers that are signed in before a run.
const SIGNED_IN: usize = 64;
/// Grants that are made before a run.
const STOCK: usize = 320;
/// People from this number on have never signed in.
pub const FIRST_STRANGER: u64 = 1_000;

/// What access tokens look like, as results name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Track {
    /// Texts that only the server understands: the track that every server here has.
    Opaque,
    /// Signed JWTs (RFC 9068), accepted at userinfo too.
    Jwt,
}

/// What a result says about the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerFacts {
    /// `valetkey`, `node-oidc-provider`, or the issuer of one that was there already.
    pub name: String,
    /// Its version, as far as known.
    pub version: String,
    /// Where its records lie and when they are safe.
    pub durability: String,
}

/// A server that answers.
pub struct Site {
    /// What results say about it.
    pub facts: ServerFacts,
    /// Its endpoints.
    pub provider: Rc<Provider>,
    /// Who is registered.
    pub population: Rc<Population>,
    /// Host and port of each node; connections are spread over them.
    pub nodes: Vec<String>,
    /// Its processes, one a node, where they run on this machine.
    pub processes: Vec<u32>,
    /// The process of its database, where that has its own.
    pub database: Option<u32>,
    /// Who counts the commits of its database, where it has one that is known.
    pub commits: Option<Commits>,
    /// The numbers of attempts.
    pub attempts: Rc<Cell<u64>>,
    /// Grants that workloads make before they begin.
    pub stock: usize,
    /// Browsers that are signed in before a run, each with another person.
    pub browsers: usize,
    /// The numbers of these people are so far apart.
    pub apart: usize,
    signed_in: RefCell<Vec<(Track, Rc<Vec<HeaderValue>>)>>,
}

impl Site {
    /// Reads the discovery document.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn open(
        facts: ServerFacts,
        issuer: &str,
        population: Population,
        process: Option<u32>,
    ) -> Result<Self> {
        let provider = Provider::discover(issuer).await.with_context(|| facts.name.clone())?;
        Ok(Self::of(facts, provider, population, process))
    }

    /// The site of a provider that was found before.
    pub fn of(facts: ServerFacts, provider: Provider, population: Population, process: Option<u32>) -> Self {
        Self {
            facts,
            nodes: vec![provider.authority.clone()],
            provider: Rc::new(provider),
            population: Rc::new(population),
            processes: process.into_iter().collect(),
            database: None,
            commits: None,
            attempts: Rc::new(Cell::new(0)),
            stock: STOCK,
            browsers: SIGNED_IN,
            apart: 1,
            signed_in: RefCell::new(Vec::new()),
        }
    }

    /// The web client of a track.
    ///
    /// # Errors
    /// If this server has none.
    pub fn application(&self, track: Track) -> Result<Application> {
        let clients = &self.population.clients;
        let credentials = match track {
            Track::Opaque => Some(&clients.opaque),
            Track::Jwt => clients.jwt.as_ref(),
        };
        let missing = || format!("{} has no web client with {track:?} access tokens", self.facts.name);
        Application::new(&self.provider, &self.population, credentials.with_context(missing)?)
    }

    /// Fresh connections.
    ///
    /// # Errors
    /// If the authority can't stand in a header.
    pub fn workers(&self, count: usize) -> Result<Vec<Worker>> {
        Worker::many(&self.nodes, count, &self.attempts)
    }

    /// A number for an authorization request.
    pub fn next_attempt(&self) -> Attempt {
        let number = self.attempts.get();
        self.attempts.set(number + 1);
        Attempt(number)
    }

    /// Cookies of browsers that are signed in and have allowed the client of this track. Made by real sign-ins, once.
    ///
    /// # Errors
    /// If a sign-in does not arrive.
    pub async fn signed_in(&self, track: Track) -> Result<Rc<Vec<HeaderValue>>> {
        let known =
            self.signed_in.borrow().iter().find(|(known, _)| *known == track).map(|(_, c)| Rc::clone(c));
        if let Some(cookies) = known {
            return Ok(cookies);
        }
        let application = self.application(track)?;
        let mut connection = Connection::to(&self.provider.authority)?;
        let mut cookies = Vec::new();
        for number in 0..self.browsers.min(self.population.people.count) {
            let attempt = self.next_attempt();
            let mut browser = self.browser()?;
            let username = self.population.people.username(number * self.apart);
            let location =
                self.sign_in(&mut browser, &mut connection, &application, &username, attempt).await?;
            // What a person allows may be remembered only once its code is redeemed.
            let code = application.code_in(&location, attempt)?;
            Tokens::of(&application.redeem(&mut connection, &code, attempt).await?)?;
            cookies.push(browser.cookie_header()?);
        }
        let cookies = Rc::new(cookies);
        self.signed_in.borrow_mut().push((track, Rc::clone(&cookies)));
        Ok(cookies)
    }

    /// Somebody whom no unit of work needs.
    ///
    /// # Errors
    /// If the issuer is no address.
    pub fn victim(&self) -> Result<Victim> {
        let behind_the_last = self.browsers.saturating_sub(1) * self.apart + 1;
        let username = self.population.people.username(behind_the_last);
        Ok(Victim::new(self.browser()?, username, Rc::clone(&self.population)))
    }

    /// A browser without cookies.
    ///
    /// # Errors
    /// If the issuer is no address.
    pub fn browser(&self) -> Result<Browser> {
        Ok(Browser::new(&Url::parse(&format!("http://{}", self.provider.authority))?))
    }

    async fn sign_in(
        &self,
        browser: &mut Browser,
        connection: &mut Connection,
        application: &Application,
        username: &str,
        attempt: Attempt,
    ) -> Result<String> {
        let path = application.authorization_path(attempt);
        match browser.visit(connection, &path, &self.visitor(username)).await? {
            Visit::Arrived(location) => Ok(location),
            Visit::Refused => bail!("{} refused the password of {username}", self.facts.name),
            Visit::Busy => bail!("{} has no time for the sign-in of {username}", self.facts.name),
        }
    }

    /// A person with the right password.
    pub fn visitor<'a>(&'a self, username: &'a str) -> Visitor<'a> {
        let password = &self.population.people.password;
        Visitor { username, password, redirect_uri: &self.population.redirect_uri }
    }

    /// Tokens of as many fresh grants, by as many code flows.
    ///
    /// # Errors
    /// If a flow fails.
    pub async fn tokens(&self, track: Track, count: usize) -> Result<Vec<Tokens>> {
        let (application, cookies) = (self.application(track)?, self.signed_in(track).await?);
        let mut connection = Connection::to(&self.provider.authority)?;
        let mut tokens = Vec::with_capacity(count);
        for cookies in cookies.iter().cycle().take(count) {
            let attempt = self.next_attempt();
            let code = application.authorize(&mut connection, cookies, attempt).await?;
            tokens.push(Tokens::of(&application.redeem(&mut connection, &code, attempt).await?)?);
        }
        Ok(tokens)
    }
}
