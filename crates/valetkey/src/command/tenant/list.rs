//! `valetkey tenant list`.

use clap::Args;
use serde_json::Value;
use valetkey_authorization_server::record::TenantRecord;

use super::show;
use crate::{
    database::{self, InstallationArguments},
    failure::Failure,
    output::{Output, table},
    remote::record,
};

#[derive(Args)]
#[command(after_help = "Examples:\n  valetkey tenant list\n  valetkey tenant list --json")]
pub(super) struct ListArguments {
    #[command(flatten)]
    database: InstallationArguments,
}

pub(super) async fn run(arguments: &ListArguments, output: Output) -> Result<(), Failure> {
    let (tenants, values): (Vec<TenantRecord>, Vec<Value>) = match arguments.database.api().await? {
        Some(api) => {
            let (found, _) = api.list(&["tenants"], &[], usize::MAX).await?;
            let tenants = found.into_iter().map(record::tenant).collect::<Result<Vec<_>, Failure>>()?;
            let values = tenants.iter().map(show::as_json_of_server).collect();
            (tenants, values)
        }
        None => {
            let configuration = arguments.database.place.configuration()?;
            database::require_existing(&configuration.database)?;
            let storage = database::open(&configuration.database).await?;
            let tenants = super::all(&*storage).await?;
            let values = tenants.iter().map(show::as_json).collect();
            (tenants, values)
        }
    };
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
