//! The database under test: a SQLite file or a PostgreSQL server. Starts `valetkey serve` and administration commands on it.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};
use valetkey_accounts::PasswordParameters;
use valetkey_jose::digest::random_bytes;
use valetkey_server::EncryptionKey;
use valetkey_storage::Storage;
use valetkey_storage_postgres::PostgresStorage;
use valetkey_storage_sqlite::SqliteStorage;

use super::{Child, free_port, output};
use crate::{
    commits::Commits,
    population::Population,
    postgres::Cluster,
    seed::{self, Extent},
};

/// The variable with the path of the program, if it is not next to `bench`.
pub(super) const PROGRAM_VARIABLE: &str = "VALETKEY_PROGRAM";

/// The address that servers listen on.
pub(super) const LOOPBACK: &str = "127.0.0.1";

/// A database for a server.
pub struct Database {
    folder: PathBuf,
    cluster: Option<Cluster>,
}

impl Database {
    /// Uses a SQLite file in this folder, which is created when it is first opened.
    pub fn sqlite(folder: PathBuf) -> Self {
        Self { folder, cluster: None }
    }

    /// Creates an empty database on a new PostgreSQL server with its files in this folder.
    ///
    /// # Errors
    /// If the server does not start.
    pub fn postgres(folder: PathBuf) -> Result<Self> {
        let cluster = Some(Cluster::start(&folder)?);
        Ok(Self { folder, cluster })
    }

    /// Opens the storage.
    ///
    /// # Errors
    /// If the database does not open.
    pub async fn storage(&self) -> Result<Box<dyn Storage>> {
        Ok(match &self.cluster {
            None => Box::new(SqliteStorage::open(&self.file())?),
            Some(cluster) => Box::new(PostgresStorage::open(&cluster.url()).await?),
        })
    }

    /// Stores the population.
    ///
    /// # Errors
    /// If a write fails.
    pub async fn seed(&self, population: &mut Population, extent: Extent) -> Result<()> {
        let storage = self.storage().await?;
        seed::fill(&*storage, population, extent, PasswordParameters::RECOMMENDED).await?;
        drop(storage);
        if let Some(cluster) = &self.cluster {
            // Otherwise PostgreSQL would vacuum and write its checkpoint during the measurement.
            cluster.query("VACUUM ANALYZE")?;
            cluster.query("CHECKPOINT")?;
        }
        Ok(())
    }

    /// Adds expired opaque access tokens of this issuer to the population.
    ///
    /// # Errors
    /// If the encryption key can't be read.
    pub fn seal_expired_tokens(&self, issuer: &str, population: &mut Population) -> Result<()> {
        let key = EncryptionKey::load_or_create(&self.encryption_key_file(), random_bytes())?;
        seed::expired_tokens(&key, issuer, population)
    }

    /// Serves the database on a free port, for this issuer or for its own address. Returns the address. Logs warnings only,
    /// because other servers log no requests either.
    ///
    /// # Errors
    /// If the program does not start.
    pub fn serve(&self, issuer: Option<&str>) -> Result<(Child, String)> {
        self.serve_as(LOOPBACK, issuer, None)
    }

    /// Serves the database with a configuration file of the folder. Returns the address.
    ///
    /// # Errors
    /// If the program does not start.
    pub fn serve_with(&self, configuration: &str) -> Result<(Child, String)> {
        self.serve_as(LOOPBACK, None, Some(configuration))
    }

    /// Serves the database for an issuer at this name of the machine. Returns the address.
    ///
    /// # Errors
    /// If the program does not start.
    pub fn serve_at(&self, host: &str) -> Result<(Child, String)> {
        self.serve_as(host, None, None)
    }

    fn serve_as(
        &self,
        host: &str,
        issuer: Option<&str>,
        configuration: Option<&str>,
    ) -> Result<(Child, String)> {
        let port = free_port()?;
        let (listen, address) = (format!("{LOOPBACK}:{port}"), format!("http://{host}:{port}"));
        let issuer = issuer.unwrap_or(&address);
        let mut words = vec!["serve", "--json", "--log", "warn", "--issuer", issuer, "--listen", &listen];
        words.extend(configuration.into_iter().flat_map(|path| ["--config", path]));
        let (child, _) = Child::start(program()?.as_os_str(), &self.arguments(&words), &self.folder)?;
        Ok((child, address))
    }

    /// Runs an administration command, such as `client remove`, and returns its JSON output.
    ///
    /// # Errors
    /// The message of the program.
    pub fn administer(&self, words: &[&str]) -> Result<serde_json::Value> {
        let said = output(program()?.as_os_str(), self.arguments(&[words, &["--json"]].concat()))?;
        serde_json::from_str(&said).with_context(|| words.join(" "))
    }

    /// Returns the size of the database in bytes.
    ///
    /// # Errors
    /// If the database does not answer.
    pub fn bytes(&self) -> Result<u64> {
        match &self.cluster {
            Some(cluster) => Ok(cluster.query("SELECT pg_database_size(current_database())")?.parse()?),
            None => Ok(std::fs::metadata(self.file())?.len()),
        }
    }

    /// Returns the process of the database, if it has one.
    pub fn postmaster(&self) -> Option<u32> {
        self.cluster.as_ref().map(Cluster::postmaster)
    }

    /// Returns the counter of its commits.
    pub fn commits(&self) -> Commits {
        match &self.cluster {
            Some(cluster) => Commits::Postgres(cluster.psql()),
            None => Commits::Sqlite(self.folder.join("valetkey.db-shm")),
        }
    }

    /// Returns the name of the database and its durability settings for the results.
    ///
    /// # Errors
    /// If the database does not answer.
    pub fn durability(&self) -> Result<String> {
        let how = match &self.cluster {
            Some(cluster) => cluster.description()?,
            None => "SQLite, synchronous=FULL".to_owned(),
        };
        Ok(format!("{how}: every answer is on the disk"))
    }

    fn encryption_key_file(&self) -> PathBuf {
        self.folder.join("valetkey.key")
    }

    fn file(&self) -> PathBuf {
        self.folder.join("valetkey.db")
    }

    fn arguments(&self, words: &[&str]) -> Vec<OsString> {
        let database = match &self.cluster {
            Some(cluster) => cluster.url(),
            None => format!("sqlite:{}", self.file().display()),
        };
        let mut arguments: Vec<OsString> = words.iter().map(OsString::from).collect();
        arguments.extend(["--database".into(), database.into(), "--encryption-key-file".into()]);
        arguments.push(self.encryption_key_file().into());
        arguments
    }
}

/// Returns the path of the program: `VALETKEY_PROGRAM`, or the one next to `bench`.
///
/// # Errors
/// If there is none.
pub fn program() -> Result<PathBuf> {
    let given = std::env::var_os(PROGRAM_VARIABLE).map(PathBuf::from);
    let beside = || {
        let own = std::env::current_exe().ok()?;
        // Tests run in the folder `deps`, one level deeper.
        own.ancestors().skip(1).take(2).map(|folder| folder.join("valetkey")).find(|path| path.exists())
    };
    let path = given.or_else(beside).context("no program valetkey beside bench: cargo build -p valetkey")?;
    ensure!(Path::exists(&path), "{PROGRAM_VARIABLE} names {}, which is not there", path.display());
    Ok(path)
}
