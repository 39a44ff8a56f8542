//! Opens the records for the administering commands.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;
use valetkey_accounts::User;
use valetkey_authorization_server::{Change, record::TenantRecord, tenant::tenant_id};
use valetkey_server::{Configuration, configuration::Database};
use valetkey_storage::{ApplyError, OpenError, Storage};
use valetkey_storage_postgres::PostgresStorage;
use valetkey_storage_sqlite::SqliteStorage;
use valetkey_types::{TenantId, UserId};

use crate::{
    configuration_file::{self, FlagValue, TENANT_VARIABLE, variable},
    failure::Failure,
    remote::{Api, ServerArguments, Snapshot, record},
};

/// The options for the database and the tenant, or the server.
#[derive(Args)]
pub(crate) struct DatabaseArguments {
    #[command(flatten)]
    place: PlaceArguments,
    /// The tenant whose records count [default: default] [env: VALETKEY_TENANT]
    #[arg(long, value_name = "NAME", help_heading = "Database", conflicts_with = "server")]
    tenant: Option<String>,
    #[command(flatten)]
    server: ServerArguments,
}

/// The options for a database with all its tenants, or the server.
#[derive(Args)]
pub(crate) struct InstallationArguments {
    #[command(flatten)]
    pub(crate) place: PlaceArguments,
    #[command(flatten)]
    server: ServerArguments,
}

/// The options for the database.
#[derive(Args)]
pub(crate) struct PlaceArguments {
    /// The database, sqlite:PATH or postgres://USER@HOST/NAME [default: sqlite:valetkey.db] [env: VALETKEY_DATABASE]
    #[arg(long, value_name = "ADDRESS", help_heading = "Database")]
    pub(crate) database: Option<String>,
    /// The key that seals private keys [default: PATH.key] [env: VALETKEY_ENCRYPTION_KEY_FILE]
    #[arg(long, value_name = "FILE", help_heading = "Database")]
    pub(crate) encryption_key_file: Option<String>,
    /// The server's configuration file, which may name both [env: VALETKEY_CONFIG]
    #[arg(long, value_name = "FILE", help_heading = "Database")]
    pub(crate) config: Option<PathBuf>,
}

/// The records of a tenant.
#[derive(Clone)]
pub(crate) struct Records {
    /// The backend.
    pub(crate) storage: Arc<dyn Storage>,
    /// The tenant.
    pub(crate) tenant: TenantId,
    /// The settings that the server would use for this tenant.
    pub(crate) configuration: Configuration,
    /// The same without the settings of the tenant itself.
    pub(crate) place: Configuration,
    /// The server that the records were read from; `None` for a database.
    pub(crate) snapshot: Option<Arc<Snapshot>>,
}

impl InstallationArguments {
    /// Connects to the server that `--server` or `VALETKEY_SERVER` names; `None` for a database.
    ///
    /// # Errors
    /// A text that says what to do.
    pub(crate) async fn api(&self) -> Result<Option<Api>, Failure> {
        match self.server.named(self.place.names_a_database()) {
            Some(server) => Ok(Some(self.server.connect(&server).await?)),
            None => Ok(None),
        }
    }
}

impl DatabaseArguments {
    /// Opens the records, and makes the file at the first use.
    ///
    /// # Errors
    /// A usage failure for a wrong configuration, otherwise what the database says, or that there is no such tenant.
    pub(crate) async fn open(&self) -> Result<Records, Failure> {
        self.open_with([]).await
    }

    /// The same, with further flags.
    ///
    /// # Errors
    /// As [`DatabaseArguments::open`].
    pub(crate) async fn open_with<'a>(
        &'a self,
        more: impl IntoIterator<Item = FlagValue<'a>>,
    ) -> Result<Records, Failure> {
        self.open_tenant(self.tenant()?, more).await
    }

    /// Opens the records of the tenant of this name, if there is one, instead of the one of `--tenant`.
    ///
    /// # Errors
    /// As [`DatabaseArguments::open`].
    pub(crate) async fn open_as(&self, tenant: Option<&str>) -> Result<Records, Failure> {
        let tenant = match tenant {
            Some(name) => tenant_id(name).map_err(Failure::usage)?,
            None => self.tenant()?,
        };
        self.open_tenant(tenant, []).await
    }

    async fn open_tenant<'a>(
        &'a self,
        tenant: TenantId,
        more: impl IntoIterator<Item = FlagValue<'a>>,
    ) -> Result<Records, Failure> {
        if self.server().is_some() {
            return Err(Failure::usage(
                "this command works on the database only: run it on the server's machine",
            ));
        }
        let place = self.place.configuration_with(more)?;
        if tenant != TenantId::default() {
            require_existing(&place.database)?;
        }
        let storage = open(&place.database).await?;
        let configuration = match storage.tenant(&tenant).await? {
            Some(recorded) => place.clone().for_tenant(&recorded),
            None if tenant == TenantId::default() => place.clone(),
            None => return Err(no_tenant(&tenant)),
        };
        Ok(Records { storage, tenant, configuration, place, snapshot: None })
    }

    /// Opens records that are there already.
    ///
    /// # Errors
    /// As [`DatabaseArguments::open`], and when there is no such file.
    pub(crate) async fn open_existing(&self) -> Result<Records, Failure> {
        require_existing(&self.place.configuration()?.database)?;
        self.open().await
    }

    /// Returns the server that the command works on, instead of a database.
    pub(crate) fn server(&self) -> Option<String> {
        self.server.named(self.place.names_a_database() || self.tenant.is_some())
    }

    /// Returns the options for a server.
    pub(crate) fn server_arguments(&self) -> &ServerArguments {
        &self.server
    }

    /// Whether a tenant was asked for by name.
    pub(crate) fn names_a_tenant(&self) -> bool {
        self.tenant.is_some() || variable(TENANT_VARIABLE).is_some()
    }

    /// Returns where the records lie.
    pub(crate) fn place(&self) -> &PlaceArguments {
        &self.place
    }

    /// Returns the tenant that was asked for; it need not exist.
    ///
    /// # Errors
    /// A usage failure for a text that is no name of a tenant.
    pub(crate) fn tenant(&self) -> Result<TenantId, Failure> {
        let named = self.tenant.clone().map(|name| ("--tenant", name));
        let named = named.or_else(|| Some((TENANT_VARIABLE, variable(TENANT_VARIABLE)?)));
        match named {
            Some((source, name)) => {
                tenant_id(&name).map_err(|error| Failure::usage(format!("{source}: {error}")))
            }
            None => Ok(TenantId::default()),
        }
    }
}

/// Says that a tenant does not exist.
pub(crate) fn no_tenant(tenant: &TenantId) -> Failure {
    let name = tenant.as_str();
    Failure::failed(format!("there is no tenant {name:?}; valetkey tenant list shows all"))
}

impl PlaceArguments {
    /// Returns whether an option names a database.
    fn names_a_database(&self) -> bool {
        self.database.is_some() || self.encryption_key_file.is_some() || self.config.is_some()
    }

    /// Returns the settings that the server would use.
    ///
    /// # Errors
    /// A usage failure for a wrong configuration.
    pub(crate) fn configuration(&self) -> Result<Configuration, Failure> {
        self.configuration_with([])
    }

    /// The same, with further flags.
    ///
    /// # Errors
    /// As [`PlaceArguments::configuration`].
    pub(crate) fn configuration_with<'a>(
        &'a self,
        more: impl IntoIterator<Item = FlagValue<'a>>,
    ) -> Result<Configuration, Failure> {
        let flags = [
            ("database", "--database", self.database.as_deref()),
            ("encryption_key_file", "--encryption-key-file", self.encryption_key_file.as_deref()),
        ];
        let flags: Vec<_> = flags.into_iter().chain(more).collect();
        configuration_file::read(self.config.as_deref(), environment(), &flags)
    }
}

impl Records {
    /// The tenant with its issuer, for what is sealed.
    ///
    /// # Errors
    /// When no issuer is recorded yet.
    pub(crate) async fn recorded_tenant(&self) -> Result<TenantRecord, Failure> {
        let recorded = self.storage.tenant(&self.tenant).await?;
        recorded.ok_or_else(|| {
            Failure::failed(
                "this database has no issuer yet: start the server once with valetkey serve --issuer URL, or record \
                 the issuer with valetkey tenant edit --issuer URL",
            )
        })
    }

    /// Returns a user; `None` if there is none, or at a server none that the administrator may see.
    ///
    /// # Errors
    /// The error of the database or the server.
    pub(crate) async fn user(&self, id: &UserId) -> Result<Option<User>, Failure> {
        match self.api() {
            Some(api) => {
                let found = api.find_if_permitted(&["users", id.as_str()]).await?;
                found.map(record::user).transpose()
            }
            None => Ok(self.storage.user(&self.tenant, id).await?),
        }
    }

    /// Applies changes; `conflict` says what it means when a condition does not hold.
    ///
    /// # Errors
    /// That text, or what the database says.
    pub(crate) async fn apply(
        &self,
        changes: Vec<Change>,
        conflict: impl FnOnce() -> String,
    ) -> Result<(), Failure> {
        match self.storage.apply(changes).await {
            Err(ApplyError::Conflict { .. }) => Err(Failure::failed(conflict())),
            done => Ok(done?),
        }
    }
}

/// Opens a database.
///
/// # Errors
/// A text that says what to do.
pub(crate) async fn open(database: &Database) -> Result<Arc<dyn Storage>, Failure> {
    Ok(match database {
        Database::Sqlite(path) => Arc::new(SqliteStorage::open(path)?),
        Database::Postgres(url) => Arc::new(PostgresStorage::open(url.expose()).await.map_err(refused)?),
    })
}

/// A wrong address is a wrong command line.
fn refused(error: OpenError) -> Failure {
    match error {
        OpenError::Address { .. } => Failure::usage(error),
        other => other.into(),
    }
}

/// Makes sure that opening would not make a new file.
///
/// # Errors
/// A text that says what to do.
pub(crate) fn require_existing(database: &Database) -> Result<(), Failure> {
    match missing_file(database) {
        Some(path) => Err(Failure::failed(format!(
            "there is no database {}; say where it lies with --database sqlite:PATH",
            path.display()
        ))),
        None => Ok(()),
    }
}

/// The file that opening would make.
pub(crate) fn missing_file(database: &Database) -> Option<&Path> {
    match database {
        Database::Sqlite(path) if !path.exists() => Some(path),
        _ => None,
    }
}

/// The environment variables that are text.
pub(crate) fn environment() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
}
