//! `valetkey tenant list`.

use clap::Args;
use serde_json::Value;
use valetkey_authorization_server::record::TenantRecord;

use super::show;
use crate::{
    database::{self, PlaceArguments},
    failure::Failure,
    output::{Output, table},
};

#[derive(Args)]
#[command(after_help = "Examples:\n  valetkey tenant list\n  valetkey tenant list --json")]
pub(super) struct ListArguments {
    #[command(flatten)]
    database: PlaceArguments,
}

pub(super) async fn run(arguments: &ListArguments, output: Output) -> Result<(), Failure> {
    let configuration = arguments.database.configuration()?;
    database::require_existing(&configuration.database)?;
    let storage = database::open(&configuration.database).await?;
    let tenants = super::all(&*storage).await?;
    let values: Vec<Value> = tenants.iter().map(show::as_json).collect();
    output.result(&values, |style| {
        if tenants.is_empty() {
            return "No tenant yet. The first start of the server records the default tenant.".to_owned();
        }
        let row = |tenant: &TenantRecord| {
            let name = tenant.name.clone().unwrap_or_else(|| "-".to_owned());
            vec![tenant.tenant.as_str().to_owned(), name, tenant.issuer.to_string()]
        };
        let rows: Vec<Vec<String>> = tenants.iter().map(row).collect();
        table(style, &["TENANT", "NAME", "ISSUER"], &rows)
    })
}
