//! Starting and stopping the servers under test. Each one listens on a loopback port of its own, on the server's core.

mod child;
mod database;
mod node_oidc_provider;
mod valetkey;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context as _, Result};
use clap::ValueEnum as _;

pub use child::{Child, free_port, output};
pub use database::{Database, program};

use crate::{
    population::Population,
    provider::Provider,
    seed::Extent,
    site::{ServerFacts, Site},
};

/// A server that `bench` can start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Product {
    /// Ours, with SQLite.
    Valetkey,
    /// Ours, with PostgreSQL on the same core.
    ValetkeyPostgres,
    /// Two nodes of ours on one PostgreSQL, all on the same core.
    ValetkeyPostgresTwoNodes,
    /// node-oidc-provider with records in memory.
    NodeOidcProvider,
}

/// A server under test; it stops when this is dropped.
pub struct Running {
    /// What workloads need to know.
    pub site: Site,
    /// How long it took to store everybody.
    pub seeding: Duration,
    /// Its database, where it is one of ours.
    pub database: Option<Database>,
    /// The folder with its records, removed at the end; empty when it is somebody else's.
    folder: PathBuf,
    children: Vec<Child>,
}

/// How to start one.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Where databases go: a folder on the disk that is to be measured.
    pub folder: PathBuf,
    /// People to register.
    pub people: usize,
    /// What else to store.
    pub extent: Extent,
}

impl Product {
    /// Starts it with a fresh population.
    ///
    /// # Errors
    /// When its program is missing or does not answer.
    pub async fn start(self, plan: &Plan) -> Result<Running> {
        match self {
            Self::NodeOidcProvider => node_oidc_provider::start(plan).await,
            ours => valetkey::start(ours, plan).await,
        }
    }

    /// Its name, as on the command line.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

impl Running {
    /// A server that somebody else started and will stop.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn elsewhere(issuer: &str, population: &Path, process: Option<u32>) -> Result<Self> {
        let facts = ServerFacts {
            name: issuer.to_owned(),
            version: "not known".to_owned(),
            durability: "not known".to_owned(),
        };
        let site = Site::open(facts, issuer, Population::read(population)?, process).await?;
        Ok(Self {
            site,
            seeding: Duration::ZERO,
            database: None,
            folder: PathBuf::new(),
            children: Vec::new(),
        })
    }

    /// One of its nodes alone.
    ///
    /// # Errors
    /// When there are not so many, or it does not answer.
    pub async fn node(&self, number: usize) -> Result<Site> {
        let missing = || format!("{} has no node {number}", self.site.facts.name);
        let address = self.site.nodes.get(number).with_context(missing)?;
        let provider = Provider::discover_node(&format!("http://{address}")).await?;
        Ok(Site::of(self.site.facts.clone(), provider, (*self.site.population).clone(), None))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // The servers end before the database they use.
        self.children.clear();
        drop(self.database.take());
        if !self.folder.as_os_str().is_empty() {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// A fresh folder below another.
///
/// # Errors
/// What the system says.
pub fn fresh_folder(below: &Path, name: &str) -> Result<PathBuf> {
    let unique =
        format!("{name}-{}", valetkey_jose::digest::base64url(&valetkey_jose::digest::random_bytes::<6>()));
    let folder = below.join(unique);
    std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    Ok(folder)
}
