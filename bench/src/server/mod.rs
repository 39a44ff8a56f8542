//! Starting and stopping the servers under test. Each one listens on a loopback port of its own, on the server's core.

mod child;
mod node_oidc_provider;
mod valetkey;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

pub use child::{Child, free_port};
pub use valetkey::{Database, program};

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
    /// node-oidc-provider with records in memory.
    NodeOidcProvider,
}

/// A server under test; it stops when this is dropped.
pub struct Running {
    /// What workloads need to know.
    pub site: Site,
    /// The folder with its records, removed at the end; empty when it is somebody else's.
    pub folder: PathBuf,
    child: Option<Child>,
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
            Self::Valetkey => valetkey::start(plan).await,
            Self::NodeOidcProvider => node_oidc_provider::start(plan).await,
        }
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
        Ok(Self { site, folder: PathBuf::new(), child: None })
    }

    /// One node of several that share an issuer.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn node(address: &str, population: &Path) -> Result<Self> {
        let facts = ServerFacts {
            name: address.to_owned(),
            version: "not known".to_owned(),
            durability: "not known".to_owned(),
        };
        let provider = Provider::discover_node(address).await?;
        let site = Site::of(facts, provider, Population::read(population)?, None);
        Ok(Self { site, folder: PathBuf::new(), child: None })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.take());
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
