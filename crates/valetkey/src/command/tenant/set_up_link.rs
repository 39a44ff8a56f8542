//! `valetkey tenant set-up-link`.

use clap::Args;
use serde_json::json;
use valetkey_authorization_server::record::TenantRecord;
use valetkey_fetch::Method;
use valetkey_types::Timestamp;

use super::show::NamedTenant;
use crate::{
    failure::Failure,
    issuer_server,
    output::Output,
    remote::{Request, record},
    set_up,
    time_words::utc,
};

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
    if let Some(api) = arguments.tenant.api().await? {
        let tenant = arguments.tenant.of_server(&api).await?;
        let path = ["tenants", tenant.tenant.as_str(), "set-up-link"];
        let link = record::link(api.change(Method::POST, &path, Request::default()).await?)?;
        return print(&tenant, &link.uri, link.expires_at, output);
    }
    let (records, tenant) = arguments.tenant.load().await?;
    let key = issuer_server::encryption_key(&records.configuration, true)?;
    let event = records.decide(valetkey_administration::set_up::link_made);
    let link = set_up::make_link(&*records.storage, &key, &tenant, true, event).await?;
    print(&tenant, &link.uri, link.expires_at, output)
}

fn print(tenant: &TenantRecord, uri: &str, expires_at: Timestamp, output: Output) -> Result<(), Failure> {
    let until = utc(expires_at);
    let value = json!({ "tenant": tenant.tenant, "uri": uri, "expires_at": until });
    output.result(&value, |style| {
        let heading = style.strong("A link to set up an administrator:");
        format!("{heading}\n\n  {uri}\n\nIt works once, until {until}.")
    })
}
