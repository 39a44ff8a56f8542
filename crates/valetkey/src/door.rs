//! The two doors of a command: the database, and the API of a running server.

use crate::{
    database::{DatabaseArguments, Records},
    failure::Failure,
    remote::{Api, Kind, read_snapshot},
};

/// Where a command works.
pub(crate) enum Door {
    /// The records themselves.
    Database(Box<Records>),
    /// The API of a running server.
    Server(Api),
}

impl DatabaseArguments {
    /// Opens the records that are there already, or connects to the server that `--server` or `VALETKEY_SERVER` names.
    ///
    /// # Errors
    /// A text that says what to do.
    pub(crate) async fn door(&self) -> Result<Door, Failure> {
        match self.api().await? {
            Some(api) => Ok(Door::Server(api)),
            None => Ok(Door::Database(Box::new(self.open_existing().await?))),
        }
    }

    /// Connects to the server that `--server` or `VALETKEY_SERVER` names; `None` for a database, which need not be there yet.
    ///
    /// # Errors
    /// A text that says what to do.
    pub(crate) async fn api(&self) -> Result<Option<Api>, Failure> {
        match self.server() {
            Some(server) => Ok(Some(self.server_arguments().connect(&server).await?)),
            None => Ok(None),
        }
    }

    /// Opens the records that are there already, or reads the records of these kinds from the server. [`Records::api`] tells them apart:
    /// a change of the records of a server is a request.
    ///
    /// # Errors
    /// A text that says what to do.
    pub(crate) async fn records(&self, kinds: &[Kind]) -> Result<Records, Failure> {
        match self.door().await? {
            Door::Database(records) => Ok(*records),
            Door::Server(api) => read_snapshot(api, kinds).await,
        }
    }
}
