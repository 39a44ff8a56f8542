//! `valetkey webhook add`.

use clap::Args;
use serde_json::json;
use valetkey_administration::webhook::{self as operation, NewWebhook, WebhookSettings};
use valetkey_fetch::Method;
use valetkey_server::{
    Environment as _, SystemEnvironment,
    webhook::{of_tenant, seal_secret},
};

use super::{new_secret, seal, show};
use crate::{
    database::DatabaseArguments,
    failure::Failure,
    output::Output,
    remote::{Request, record},
};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct AddArguments {
    /// A name for commands and events: lower-case letters, digits and hyphens
    #[arg(value_name = "NAME")]
    name: String,
    /// The address that gets each event as a POST of JSON
    #[arg(long, value_name = "URL")]
    url: String,
    /// A kind of event, such as user.added, or its first word, such as user. Repeatable [default: all]
    #[arg(long = "kind", value_name = "KIND")]
    kinds: Vec<String>,
    /// Send network addresses and the values before and after an edit too
    #[arg(long)]
    personal: bool,
    #[command(flatten)]
    database: DatabaseArguments,
}

const EXAMPLES: &str = "\
A running server sends each event some seconds after it happened, signed as in Standard Webhooks (standardwebhooks.com). \
Libraries of that standard verify messages with the secret that this command prints once. A message without an answer of \
status 2xx is tried again for about six hours. A private address must be in outbound.allow_networks.

Examples:
  valetkey webhook add crm --url https://crm.example/hooks/valetkey --kind user.added --kind user.removed
  valetkey webhook add siem --url https://siem.example/collect --personal --json";

pub(super) async fn run(arguments: AddArguments, output: Output) -> Result<(), Failure> {
    let AddArguments { name, url, kinds, personal, database } = arguments;
    let settings = WebhookSettings { url, kinds, includes_personal: personal, disabled: false };
    if let Some(api) = database.api().await? {
        let mut body = record::webhook_values(&settings);
        body["name"] = json!(name);
        let answer = api.change(Method::POST, &["webhooks"], Request::to(&body)).await?;
        let secret = record::webhook_secret(&answer)?;
        return show::print(&record::webhook(answer)?, Some(&secret), &[], output);
    }
    let records = database.open_existing().await?;
    let (seal, secret, id) = (seal(&records).await?, new_secret(), SystemEnvironment.identifier());
    let others = of_tenant(&*records.storage, &records.tenant).await?.len();
    let new = NewWebhook { id, secret_sealed: seal_secret(&seal, id, &secret)?, others };
    let added = records.decide(|occasion| operation::add(&name, settings, new, occasion));
    let added = added.map_err(Failure::usage)?;
    let taken = || format!("there is a webhook {name} already; edit or remove it");
    records.apply(added.changes, taken).await?;
    show::print(&added.answer, Some(&secret), &[], output)
}
