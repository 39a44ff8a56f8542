//! `valetkey tenant set-up-link`.

use clap::Args;
use serde_json::json;

use super::show::NamedTenant;
use crate::{failure::Failure, issuer_server, output::Output, set_up, time_words::utc};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct SetUpLinkArguments {
    #[command(flatten)]
    tenant: NamedTenant,
}

const EXAMPLES: &str = "\
For a tenant without an administrator, or for a last administrator who lost the account. Anybody with the link can \
make a new administrator with every permission, so keep it secret. It works once, for a day. An earlier link ends.

Examples:
  valetkey tenant set-up-link
  valetkey tenant set-up-link acme";

pub(super) async fn run(arguments: &SetUpLinkArguments, output: Output) -> Result<(), Failure> {
    let (records, tenant) = arguments.tenant.load().await?;
    let key = issuer_server::encryption_key(&records.configuration, true)?;
    let event = records.decide(valetkey_administration::set_up::link_made);
    let link = set_up::make_link(&*records.storage, &key, &tenant, true, event).await?;
    let until = utc(link.expires_at);
    let value = json!({ "tenant": tenant.tenant, "uri": link.uri, "expires_at": until });
    output.result(&value, |style| {
        let heading = style.strong("A link to set up an administrator:");
        format!("{heading}\n\n  {}\n\nIt works once, until {until}.", link.uri)
    })
}
