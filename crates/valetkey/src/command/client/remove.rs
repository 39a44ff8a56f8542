//! `valetkey client remove`.

use clap::Args;
use serde_json::json;
use valetkey_authorization_server::Change;
use valetkey_server::{Environment as _, SystemEnvironment};
use valetkey_types::ClientId;

use crate::{database::DatabaseArguments, failure::Failure, output::Output};

#[derive(Args)]
#[command(after_help = "Example:\n  valetkey client remove notes-k3x9mwpd7q2a")]
pub(super) struct RemoveArguments {
    /// The client_id, as `valetkey client list` shows it
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    database: DatabaseArguments,
}

pub(super) async fn run(arguments: &RemoveArguments, output: Output) -> Result<(), Failure> {
    let database = arguments.database.open_existing().await?;
    let (tenant, id) = (database.tenant.clone(), ClientId::new(&arguments.id));
    let change = Change::RemoveClient { tenant, id, at: SystemEnvironment.now() };
    let unknown = || format!("there is no client {:?}; valetkey client list shows all", arguments.id);
    database.apply(vec![change], unknown).await?;
    let done = format!("Removed {}. Its tokens and consents are gone.", arguments.id);
    output.result(&json!({ "removed": arguments.id }), |_| done)
}
