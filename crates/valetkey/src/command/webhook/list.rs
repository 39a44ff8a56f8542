//! `valetkey webhook list`.

use clap::Args;
use serde_json::Value;
use valetkey_authorization_server::record::Webhook;
use valetkey_server::webhook::of_tenant;

use super::show;
use crate::{
    database::{DatabaseArguments, Records},
    failure::Failure,
    output::{Output, table},
    remote::record,
};

#[derive(Args)]
#[command(after_help = "Examples:\n  valetkey webhook list\n  valetkey webhook list --json")]
pub(super) struct ListArguments {
    #[command(flatten)]
    database: DatabaseArguments,
}

pub(super) async fn run(arguments: &ListArguments, output: Output) -> Result<(), Failure> {
    let records = arguments.database.records(&[]).await?;
    let (mut values, mut rows): (Vec<Value>, Vec<Vec<String>>) = Default::default();
    for webhook in all(&records).await? {
        let messages = show::messages(&records, &webhook).await?;
        let given_up = messages.iter().filter(|message| message.given_up_at.is_some()).count();
        rows.push(vec![
            webhook.name.clone(),
            webhook.url.clone(),
            if webhook.kinds.is_empty() { "all".to_owned() } else { webhook.kinds.join(" ") },
            if webhook.disabled { "disabled" } else { "enabled" }.to_owned(),
            (messages.len() - given_up).to_string(),
            given_up.to_string(),
        ]);
        values.push(show::as_json(&webhook, None, &messages));
    }
    output.result(&values, |style| {
        if rows.is_empty() {
            return "No webhook yet. Add one with: valetkey webhook add".to_owned();
        }
        table(style, &["NAME", "URL", "KINDS", "STATE", "WAITING", "GIVEN UP"], &rows)
    })
}

async fn all(records: &Records) -> Result<Vec<Webhook>, Failure> {
    match records.api() {
        Some(api) => {
            let (found, _) = api.list(&["webhooks"], &[], usize::MAX).await?;
            found.into_iter().map(record::webhook).collect()
        }
        None => Ok(of_tenant(&*records.storage, &records.tenant).await?),
    }
}
