//! Where our records lie: a SQLite file, or a PostgreSQL server of its own. `valetkey serve` and the administering commands
//! are started on it.

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

/// Names the program, where it is not beside `bench`.
pub(super) const PROGRAM_VARIABLE: &str = "VALETKEY_PROGRAM";

/// A database to serve.
pub struct Database {
    folder: PathBuf,
    cluster: Option<Cluster>,
}

impl Database {
    /// A file in this folder, made at the first use.
    pub fn sqlite(folder: PathBuf) -> Self {
        Self { folder, cluster: None }
    }

    /// An empty database of a PostgreSQL server with its files in this folder.
    ///
    /// # Errors
    /// When the server does not start.
    pub fn postgres(folder: PathBuf) -> Result<Self> {
        let cluster = Some(Cluster::start(&folder)?);
        Ok(Self { folder, cluster })
    }

    /// The storage on it.
    ///
    /// # Errors
    /// When the database does not open.
    pub async fn storage(&self) -> Result<Box<dyn Storage>> {
        Ok(match &self.cluster {
            None => Box::new(SqliteStorage::open(&self.file())?),
            Some(cluster) => Box::new(PostgresStorage::open(&cluster.url()).await?),
        })
    }

    /// Stores everybody.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn seed(&self, population: &mut Population, extent: Extent) -> Result<()> {
        let storage = self.storage().await?;
        seed::fill(&*storage, population, extent, PasswordParameters::RECOMMENDED).await?;
        drop(storage);
        if let Some(cluster) = &self.cluster {
            // What the seeding left to do would be done in the middle of a measurement.
            cluster.query("VACUUM ANALYZE")?;
            cluster.query("CHECKPOINT")?;
        }
        Ok(())
    }

    /// Gives the population opaque access tokens of this issuer that have expired.
    ///
    /// # Errors
    /// When the encryption key can't be read.
    pub fn seal_expired_tokens(&self, issuer: &str, population: &mut Population) -> Result<()> {
        let key = EncryptionKey::load_or_create(&self.encryption_key_file(), random_bytes())?;
        seed::expired_tokens(&key, issuer, population)
    }

    /// Serves it on a free port, as a node of this issuer or as one of its own. Gives the address. The log says warnings
    /// only: other servers log no requests either.
    ///
    /// # Errors
    /// When the program does not start.
    pub fn serve(&self, issuer: Option<&str>) -> Result<(Child, String)> {
        let listen = format!("127.0.0.1:{}", free_port()?);
        let address = format!("http://{listen}");
        let issuer = issuer.unwrap_or(&address);
        let words = ["serve", "--json", "--log", "warn", "--issuer", issuer, "--listen", &listen];
        let (child, _) = Child::start(program()?.as_os_str(), &self.arguments(&words), &self.folder)?;
        Ok((child, address))
    }

    /// Runs a command of the program that administers, such as `client remove`, and gives what it says as JSON.
    ///
    /// # Errors
    /// What the program says.
    pub fn administer(&self, words: &[&str]) -> Result<serde_json::Value> {
        let said = output(program()?.as_os_str(), self.arguments(&[words, &["--json"]].concat()))?;
        serde_json::from_str(&said).with_context(|| words.join(" "))
    }

    /// How large it is.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn bytes(&self) -> Result<u64> {
        match &self.cluster {
            Some(cluster) => Ok(cluster.query("SELECT pg_database_size(current_database())")?.parse()?),
            None => Ok(std::fs::metadata(self.file())?.len()),
        }
    }

    /// The process of the database, where it has its own.
    pub fn postmaster(&self) -> Option<u32> {
        self.cluster.as_ref().map(Cluster::postmaster)
    }

    /// Who counts its commits.
    pub fn commits(&self) -> Commits {
        match &self.cluster {
            Some(cluster) => Commits::Postgres(cluster.psql()),
            None => Commits::Sqlite(self.folder.join("valetkey.db-shm")),
        }
    }

    /// What results say about it.
    ///
    /// # Errors
    /// When the database does not answer.
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

/// The program: `VALETKEY_PROGRAM`, or the one built beside `bench`.
///
/// # Errors
/// When there is none.
pub fn program() -> Result<PathBuf> {
    let given = std::env::var_os(PROGRAM_VARIABLE).map(PathBuf::from);
    let beside = || {
        let own = std::env::current_exe().ok()?;
        // Tests run from the folder `deps` below.
        own.ancestors().skip(1).take(2).map(|folder| folder.join("valetkey")).find(|path| path.exists())
    };
    let path = given.or_else(beside).context("no program valetkey beside bench: cargo build -p valetkey")?;
    ensure!(Path::exists(&path), "{PROGRAM_VARIABLE} names {}, which is not there", path.display());
    Ok(path)
}
