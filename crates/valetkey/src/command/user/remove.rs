//! `valetkey user remove`.

use clap::Args;
use serde_json::json;
use valetkey_authorization_server::Change;
use valetkey_server::{Environment as _, SystemEnvironment};

use crate::{database::DatabaseArguments, failure::Failure, output::Output};

#[derive(Args)]
#[command(after_help = "Example:\n  valetkey user remove alice")]
pub(super) struct RemoveArguments {
    /// The username
    #[arg(value_name = "USERNAME")]
    username: String,
    #[command(flatten)]
    database: DatabaseArguments,
}

pub(super) async fn run(arguments: &RemoveArguments, output: Output) -> Result<(), Failure> {
    let database = arguments.database.open_existing().await?;
    let user = super::person_called(&database, &arguments.username).await?;
    let unknown = || format!("{:?} was removed by somebody else meanwhile", arguments.username);
    let (tenant, id) = (database.tenant.clone(), user.id.clone());
    let change = Change::RemoveUser { tenant, id, at: SystemEnvironment.now() };
    database.apply(vec![change], unknown).await?;
    let done = format!("Removed {}, with sessions and everything they allowed.", user.username);
    output.result(&json!({ "removed": user.username, "sub": user.id }), |_| done)
}
