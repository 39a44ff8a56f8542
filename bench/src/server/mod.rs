//! Starts and stops the servers under test. Each listens on its own loopback port and runs on the server's core.

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
    /// Our server with SQLite.
    Valetkey,
    /// Our server with PostgreSQL on the same core.
    ValetkeyPostgres,
    /// Two nodes of our server with one PostgreSQL, all on the same core.
    ValetkeyPostgresTwoNodes,
    /// node-oidc-provider with in-memory storage.
    NodeOidcProvider,
}

/// A server under test. Stops on drop.
pub struct Running {
    /// Its endpoints and keys.
    pub site: Site,
    /// The time to store the population.
    pub seeding: Duration,
    /// Its database, if it is our server.
    pub database: Option<Database>,
    /// The temporary folder with its database; empty for other servers.
    folder: PathBuf,
    children: Vec<Child>,
}

/// The settings for the start of a server.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The folder for databases, on the disk to measure.
    pub folder: PathBuf,
    /// Number of users to register.
    pub users: usize,
    /// Further records to store.
    pub extent: Extent,
    /// Whether the issuer of our server has the host `localhost` instead of an IP address.
    pub at_domain_name: bool,
}

impl Product {
    /// Starts it with a fresh population.
    ///
    /// # Errors
    /// If its program is missing or does not answer.
    pub async fn start(self, plan: &Plan) -> Result<Running> {
        match self {
            Self::NodeOidcProvider => node_oidc_provider::start(plan).await,
            ours => valetkey::start(ours, plan).await,
        }
    }

    /// Returns the name on the command line.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

impl Running {
    /// Uses a running server, which this process neither started nor stops.
    ///
    /// # Errors
    /// If it does not answer.
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

    /// Returns one of its nodes.
    ///
    /// # Errors
    /// If there is no such node, or if it does not answer.
    pub async fn node(&self, number: usize) -> Result<Site> {
        let missing = || format!("{} has no node {number}", self.site.facts.name);
        let address = self.site.nodes.get(number).with_context(missing)?;
        let provider = Provider::discover_node(&format!("http://{address}")).await?;
        Ok(Site::of(self.site.facts.clone(), provider, (*self.site.population).clone(), None))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Stop the servers before their database.
        self.children.clear();
        drop(self.database.take());
        if !self.folder.as_os_str().is_empty() {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// Creates a new folder in a folder.
///
/// # Errors
/// The error of the system.
pub fn fresh_folder(below: &Path, name: &str) -> Result<PathBuf> {
    let unique =
        format!("{name}-{}", valetkey_jose::digest::base64url(&valetkey_jose::digest::random_bytes::<6>()));
    let folder = below.join(unique);
    std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    Ok(folder)
}
