//! Opens a database: checks that it is a valetkey database and migrates its schema.

use std::time::Duration;

use tokio::time::timeout;
use tokio_postgres::{Client, Connection, Error, Socket, tls::MakeTlsConnect};
use tokio_postgres_rustls::MakeRustlsConnect;
use valetkey_storage::OpenError;

use crate::{address::Address, failure::in_words, migrations};

type Stream = <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream;

/// The settings of every connection. A commit must be on the disk, for any default of the server. A lock wait must be short,
/// because other lists share the transaction. JIT compilation is never faster here, and an index is always better than a table
/// scan.
const SETTINGS: &str = "
    SET default_transaction_isolation = 'read committed';
    SET lock_timeout = '1s';
    SET idle_in_transaction_session_timeout = '10s';
    SET jit = off;
    SET enable_seqscan = off;
    SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

/// Maximum time of one attempt to connect, including the handshakes.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Connects and applies the settings that our statements need.
///
/// # Errors
/// The reason as a sentence.
pub(crate) async fn connect(address: &Address) -> Result<(Client, Connection<Socket, Stream>), String> {
    let connecting = async {
        let (client, mut connection) = address.config.connect(address.tls.clone()).await?;
        tokio::select! {
            ended = &mut connection => { ended?; }
            set = client.batch_execute(SETTINGS) => set?,
        }
        Ok((client, connection))
    };
    match timeout(CONNECT_TIMEOUT, connecting).await {
        Ok(connected) => connected.map_err(|error: Error| in_words(&error)),
        Err(_) => Err(format!("no answer within {} seconds", CONNECT_TIMEOUT.as_secs())),
    }
}

/// Checks the database and applies missing migrations.
///
/// # Errors
/// [`OpenError`]. The database is then unchanged.
pub(crate) async fn prepare(address: &Address) -> Result<(), OpenError> {
    let unreachable = |reason: String| OpenError::Unreachable { address: address.to_string(), reason };
    let (mut client, connection) = connect(address).await.map_err(unreachable)?;
    let driver = tokio::spawn(connection);
    let prepared = migrations::run(&mut client).await;
    drop(client);
    // The task ends with the client; nothing waits for it.
    driver.abort();
    prepared.map_err(|failure| match failure {
        migrations::Failure::Database(error) => unreachable(in_words(&error)),
        migrations::Failure::Foreign(reason) => OpenError::NotADatabase { path: address.to_string(), reason },
        migrations::Failure::Newer { found, known } => {
            OpenError::NewerSchema { path: address.to_string(), found, known }
        }
    })
}
