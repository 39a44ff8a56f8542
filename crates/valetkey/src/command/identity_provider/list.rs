//! `valetkey identity-provider list`.

use clap::Args;
use serde_json::Value;
use valetkey_authorization_server::record::IdentityProvider;

use super::{KINDS, all, show};
use crate::{
    database::DatabaseArguments,
    failure::Failure,
    output::{Output, table},
};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  valetkey identity-provider list\n  valetkey identity-provider list --json"
)]
pub(super) struct ListArguments {
    #[command(flatten)]
    database: DatabaseArguments,
}

pub(super) async fn run(arguments: &ListArguments, output: Output) -> Result<(), Failure> {
    let records = arguments.database.records(&KINDS).await?;
    let tenant = records.recorded_tenant().await?;
    let providers = all(&records).await?;
    let map = records.role_map().await?;
    let values: Vec<Value> =
        providers.iter().map(|provider| show::as_json(provider, &tenant, &map)).collect();
    output.result(&values, |style| {
        if providers.is_empty() {
            return "No identity provider yet. Add one with: valetkey identity-provider add".to_owned();
        }
        let rows: Vec<Vec<String>> = providers.iter().map(row).collect();
        table(style, &["NAME", "PRESET", "FIRST SIGN-IN", "DOMAINS", "STATE"], &rows)
    })
}

fn row(provider: &IdentityProvider) -> Vec<String> {
    let domains = match provider.domains.is_empty() {
        true => "all".to_owned(),
        false => provider.domains.join(" "),
    };
    let state = match (provider.disabled, &provider.simulator) {
        (true, _) => "disabled",
        (false, Some(_)) => "simulated",
        (false, None) => "enabled",
    };
    let first = provider.first_sign_in.as_str().to_owned();
    vec![provider.name.clone(), provider.preset.clone(), first, domains, state.to_owned()]
}
