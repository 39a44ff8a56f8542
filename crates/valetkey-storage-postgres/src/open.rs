//! Opening a database: find out what it is, and bring its schema up to date.

use std::time::Duration;

use tokio::time::timeout;
use tokio_postgres::{Client, Connection, Error, Socket, tls::MakeTlsConnect};
use tokio_postgres_rustls::MakeRustlsConnect;
use valetkey_storage::OpenError;

use crate::{address::Address, failure::in_words, migrations};

type Stream = <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream;

/// What every connection starts with. A list must be on the disk before it counts, whatever the server's default; a lock
/// is not waited for in company; a plan is never worth compiling, and never a whole table where an index leads to the row.
const SETTINGS: &str = "
    SET default_transaction_isolation = 'read committed';
    SET lock_timeout = '1s';
    SET idle_in_transaction_session_timeout = '10s';
    SET jit = off;
    SET enable_seqscan = off;
    SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

/// How long one attempt to connect may take, the handshakes included.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Connects and sets what our statements rely on.
///
/// # Errors
/// Why not, in words.
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

/// Looks at the database and applies the steps of the schema that are missing.
///
/// # Errors
/// [`OpenError`]; nothing was changed then.
pub(crate) async fn prepare(address: &Address) -> Result<(), OpenError> {
    let unreachable = |reason: String| OpenError::Unreachable { address: address.to_string(), reason };
    let (mut client, connection) = connect(address).await.map_err(unreachable)?;
    let driver = tokio::spawn(connection);
    let prepared = migrations::run(&mut client).await;
    drop(client);
    // Ends with the client; nothing waits for an answer any more.
    driver.abort();
    prepared.map_err(|failure| match failure {
        migrations::Failure::Database(error) => unreachable(in_words(&error)),
        migrations::Failure::Foreign(reason) => OpenError::NotADatabase { path: address.to_string(), reason },
        migrations::Failure::Newer { found, known } => {
            OpenError::NewerSchema { path: address.to_string(), found, known }
        }
    })
}
