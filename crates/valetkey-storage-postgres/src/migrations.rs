//! The schema and its versions.
//!
//! A migration must not break a running server of the previous version. Columns and tables that a version no longer needs are
//! removed by the next version. Migrations 6 and 7 are exceptions: stop all servers for them.

use tokio_postgres::{Client, Error};

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// The number of the advisory lock for migrations: "VKEY".
const LOCK: i64 = 0x564B_4559;

/// The migration that made usernames and email addresses unique together.
const ONE_SET_OF_NAMES: i64 = 7;

/// The reason why the schema was not migrated.
pub(crate) enum Failure {
    /// The database did not answer, or it refused a statement.
    Database(Error),
    /// The database contains other tables.
    Foreign(String),
    /// The schema is newer than this program.
    Newer {
        /// The version of the schema.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Database(error)
    }
}

/// Applies missing migrations. If several servers start at once, one migrates and the others wait.
pub(crate) async fn run(client: &mut Client) -> Result<(), Failure> {
    client.batch_execute("SET lock_timeout = '5min'").await?;
    client.execute("SELECT pg_advisory_lock($1)", &[&LOCK]).await?;
    let done = run_alone(client).await;
    client.execute("SELECT pg_advisory_unlock($1)", &[&LOCK]).await?;
    done
}

/// Returns the newest version that this program knows.
fn known_version() -> i64 {
    let versions = embedded::migrations::runner();
    versions.get_migrations().iter().map(|migration| i64::from(migration.version())).max().unwrap_or(0)
}

async fn run_alone(client: &mut Client) -> Result<(), Failure> {
    check_encoding(client).await?;
    let (found, known) = (found_version(client).await?, known_version());
    if found > known {
        return Err(Failure::Newer { found, known });
    }
    if found == known {
        return Ok(());
    }
    if found == 0 {
        check_emptiness(client).await?;
    }
    if let Err(error) = embedded::migrations::runner().set_grouped(true).run_async(client).await {
        return Err(Failure::Foreign(error.to_string()));
    }
    report_shared_names(client, found).await
}

/// Logs the users that share a name, after the migration that forbids this for new names.
async fn report_shared_names(client: &Client, before: i64) -> Result<(), Failure> {
    if before == 0 || before >= ONE_SET_OF_NAMES {
        return Ok(());
    }
    let shared = "SELECT holder.username_key, holder.id, other.id FROM users AS other
                  JOIN users AS holder ON holder.tenant = other.tenant AND holder.username_key = other.email_key
                  WHERE holder.id <> other.id";
    for row in client.query(shared, &[]).await? {
        let text = |column| row.try_get::<_, &[u8]>(column).map(String::from_utf8_lossy);
        let (name, username_of, address_of) = (text(0)?, text(1)?, text(2)?);
        tracing::warn!(
            %name,
            %username_of,
            %address_of,
            "a name is the username of one user and the mail address of another; it signs in the one with the username. \
             Give one of them another name with: valetkey user edit SUB --username NEW"
        );
    }
    Ok(())
}

async fn check_encoding(client: &Client) -> Result<(), Failure> {
    let row = client.query_one("SELECT current_setting('server_encoding')", &[]).await?;
    match row.try_get::<_, &str>(0)? {
        "UTF8" => Ok(()),
        other => Err(Failure::Foreign(format!("expected the encoding UTF8, got {other}"))),
    }
}

/// Returns the version of the schema; 0 if there is none.
async fn found_version(client: &Client) -> Result<i64, Failure> {
    let history = "SELECT count(*) FROM information_schema.tables
                   WHERE table_schema = current_schema() AND table_name = 'refinery_schema_history'";
    if client.query_one(history, &[]).await?.try_get::<_, i64>(0)? == 0 {
        return Ok(0);
    }
    let newest = "SELECT coalesce(max(version), 0)::BIGINT FROM refinery_schema_history";
    Ok(client.query_one(newest, &[]).await?.try_get(0)?)
}

async fn check_emptiness(client: &Client) -> Result<(), Failure> {
    let tables = "SELECT count(*) FROM information_schema.tables
                  WHERE table_schema = current_schema() AND table_name <> 'refinery_schema_history'";
    match client.query_one(tables, &[]).await?.try_get::<_, i64>(0)? {
        0 => Ok(()),
        _ => Err(Failure::Foreign("it holds the tables of another application".to_owned())),
    }
}
