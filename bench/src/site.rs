//! A server under test, with the data that workloads need.

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

/// Number of browsers with a session before a run.
const SIGNED_IN: usize = 64;
/// Number of grants that are made before a run.
const STOCK: usize = 320;
/// Users from this number on have never signed in.
pub const FIRST_NEW_USER: u64 = 1_000;

/// The format of access tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Track {
    /// Tokens that only the server can read. Every server has this track.
    Opaque,
    /// Signed JWTs (RFC 9068), accepted at the userinfo endpoint too.
    Jwt,
}

/// The description of a server in a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerFacts {
    /// `valetkey`, `node-oidc-provider`, or the issuer of a server that was already running.
    pub name: String,
    /// Its version, as far as known.
    pub version: String,
    /// The place of its records, and the time when they are durable.
    pub durability: String,
}

/// A running server.
pub struct Site {
    /// Its description in results.
    pub facts: ServerFacts,
    /// Its endpoints.
    pub provider: Rc<Provider>,
    /// Its clients and users.
    pub population: Rc<Population>,
    /// Host and port of each node; connections are spread over them.
    pub nodes: Vec<String>,
    /// Its processes, one per node, if they run on this machine.
    pub processes: Vec<u32>,
    /// The process of its database, if it has one.
    pub database: Option<u32>,
    /// The counter of its database's commits, if the database is known.
    pub commits: Option<Commits>,
    /// The counter for attempts.
    pub attempts: Rc<Cell<u64>>,
    /// Number of grants that workloads make before they start.
    pub stock: usize,
    /// Number of browsers with a session before a run, each for another user.
    pub browsers: usize,
    /// The distance between the numbers of these users.
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

    /// Creates the site of a discovered provider.
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

    /// Returns the web client of a track.
    ///
    /// # Errors
    /// If this server has no such client.
    pub fn application(&self, track: Track) -> Result<Application> {
        let clients = &self.population.clients;
        let credentials = match track {
            Track::Opaque => Some(&clients.opaque),
            Track::Jwt => clients.jwt.as_ref(),
        };
        let missing = || format!("{} has no web client with {track:?} access tokens", self.facts.name);
        Application::new(&self.provider, &self.population, credentials.with_context(missing)?)
    }

    /// Creates workers with new connections.
    ///
    /// # Errors
    /// If the authority is not valid in a header.
    pub fn workers(&self, count: usize) -> Result<Vec<Worker>> {
        Worker::many(&self.nodes, count, &self.attempts)
    }

    /// Returns a unique number for an authorization request.
    pub fn next_attempt(&self) -> Attempt {
        let number = self.attempts.get();
        self.attempts.set(number + 1);
        Attempt(number)
    }

    /// Returns the cookies of browsers with a session and a consent for the client of this track. Signs them in at the first
    /// call.
    ///
    /// # Errors
    /// If a sign-in fails.
    pub async fn signed_in(&self, track: Track) -> Result<Rc<Vec<HeaderValue>>> {
        let known =
            self.signed_in.borrow().iter().find(|(known, _)| *known == track).map(|(_, c)| Rc::clone(c));
        if let Some(cookies) = known {
            return Ok(cookies);
        }
        let application = self.application(track)?;
        let mut connection = Connection::to(&self.provider.authority)?;
        let mut cookies = Vec::new();
        for number in 0..self.browsers.min(self.population.users.count) {
            let attempt = self.next_attempt();
            let mut browser = self.browser()?;
            let username = self.population.users.username(number * self.apart);
            let location =
                self.sign_in(&mut browser, &mut connection, &application, &username, attempt).await?;
            // Some servers store the consent only when the code is redeemed.
            let code = application.code_in(&location, attempt)?;
            Tokens::of(&application.redeem(&mut connection, &code, attempt).await?)?;
            cookies.push(browser.cookie_header()?);
        }
        let cookies = Rc::new(cookies);
        self.signed_in.borrow_mut().push((track, Rc::clone(&cookies)));
        Ok(cookies)
    }

    /// Creates a browser of a user that no unit of work uses.
    ///
    /// # Errors
    /// If the issuer is not a URL.
    pub fn victim(&self) -> Result<Victim> {
        let behind_the_last = self.browsers.saturating_sub(1) * self.apart + 1;
        let username = self.population.users.username(behind_the_last);
        Ok(Victim::new(self.browser()?, username, Rc::clone(&self.population)))
    }

    /// Creates a browser without cookies.
    ///
    /// # Errors
    /// If the issuer is not a URL.
    pub fn browser(&self) -> Result<Browser> {
        Ok(Browser::new(&Url::parse(&format!("http://{}", self.provider.authority))?))
    }

    /// Signs a user in with the password, and consents.
    ///
    /// # Errors
    /// If the server refuses.
    pub async fn sign_in(
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
            Visit::Busy => bail!("{} answered the sign-in of {username} with 503", self.facts.name),
        }
    }

    /// Returns the form values of a user, with the correct password.
    pub fn visitor<'a>(&'a self, username: &'a str) -> Visitor<'a> {
        let password = &self.population.users.password;
        Visitor { username, password, redirect_uri: &self.population.redirect_uri }
    }

    /// Runs `count` code flows and returns their tokens.
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
