//! `valetkey user export`.

use clap::Args;
use valetkey_authorization_server::record::TenantRecord;
use valetkey_server::{Environment as _, SystemEnvironment, export};

use super::NamedUser;
use crate::{failure::Failure, output::Output};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ExportArguments {
    #[command(flatten)]
    user: NamedUser,
}

const EXAMPLES: &str = "\
Prints everything that the server holds about the user as JSON, without secrets: the file that the user downloads at \
/account/data. The command stores no event.

Example:
  valetkey user export alice > alice.json";

pub(super) async fn run(arguments: &ExportArguments, output: Output) -> Result<(), Failure> {
    let (records, user) = arguments.user.load().await?;
    let tenant: Option<TenantRecord> = records.storage.tenant(&records.tenant).await?;
    let issuer = match tenant {
        Some(tenant) => tenant.issuer,
        None => records.configuration.issuer().map_err(Failure::usage)?,
    };
    let data = export(&*records.storage, &issuer, &user, SystemEnvironment.now()).await?;
    output.result(&data, |_| serde_json::to_string_pretty(&data).unwrap_or_default())
}
