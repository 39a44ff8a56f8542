//! `valetkey webhook`: addresses that get events as they happen.

mod add;
mod edit;
mod list;
mod remove;
mod replay;
mod show;
mod test;

use clap::{Args, Subcommand};
use valetkey_authorization_server::{record::Webhook, webhook::WebhookSecret};
use valetkey_server::{Seal, webhook};
use valetkey_storage::StorageError;

use crate::{
    database::{DatabaseArguments, Records},
    failure::Failure,
    issuer_server,
    output::Output,
    remote::record,
};

/// Add, list, edit, test, replay and remove webhooks: addresses that get events as they happen
#[derive(Args)]
#[command(arg_required_else_help = true, help_template = super::GROUP_HELP, after_help = EXAMPLES)]
pub(crate) struct WebhookArguments {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLES: &str = "\
Examples:
  valetkey webhook add crm --url https://crm.example/hooks/valetkey --kind user
  valetkey webhook list
  valetkey webhook test crm
  valetkey webhook edit crm --rotate-secret
  valetkey webhook replay crm --since 2h
  valetkey webhook remove crm

valetkey webhook add --help lists the options of a command.";

#[derive(Subcommand)]
enum Action {
    /// Add a webhook, and print the secret that signs its messages
    Add(add::AddArguments),
    /// List the webhooks of a tenant, with the number of messages that wait
    List(list::ListArguments),
    /// Show a webhook, and the messages that wait or were given up
    Show(show::ShowArguments),
    /// Edit a webhook, or give it a new secret
    Edit(edit::EditArguments),
    /// Send a test message now, and print the result
    Test(test::TestArguments),
    /// Send events again
    Replay(replay::ReplayArguments),
    /// Remove a webhook
    Remove(remove::RemoveArguments),
}

/// Runs the command.
pub(crate) async fn run(arguments: WebhookArguments, output: Output) -> Result<(), Failure> {
    match arguments.action {
        Action::Add(arguments) => add::run(arguments, output).await,
        Action::List(arguments) => list::run(&arguments, output).await,
        Action::Show(arguments) => show::run(&arguments, output).await,
        Action::Edit(arguments) => edit::run(arguments, output).await,
        Action::Test(arguments) => test::run(&arguments, output).await,
        Action::Replay(arguments) => replay::run(arguments, output).await,
        Action::Remove(arguments) => remove::run(&arguments, output).await,
    }
}

/// A webhook, by its name.
#[derive(Args)]
struct NamedWebhook {
    /// The name, as `valetkey webhook list` shows it
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    database: DatabaseArguments,
}

impl NamedWebhook {
    /// Opens the records and loads the webhook.
    ///
    /// # Errors
    /// The error of the database, or that there is no such webhook.
    async fn load(&self) -> Result<(Records, Webhook), Failure> {
        let records = self.database.records(&[]).await?;
        let found = match records.api() {
            Some(api) => api.find(&["webhooks", &self.name]).await?.map(record::webhook).transpose()?,
            None => stored(&records, &self.name).await?,
        };
        let webhook = found.ok_or_else(|| {
            let name = &self.name;
            Failure::failed(format!("there is no webhook {name:?}; valetkey webhook list shows all"))
        })?;
        Ok((records, webhook))
    }
}

/// Returns the webhook of this name as it is stored.
async fn stored(records: &Records, name: &str) -> Result<Option<Webhook>, StorageError> {
    let webhooks = webhook::of_tenant(&*records.storage, &records.tenant).await?;
    Ok(webhooks.into_iter().find(|webhook| webhook.name == name))
}

/// Returns the seal of secrets.
///
/// # Errors
/// The reason and what to do, in particular if the encryption key is missing.
async fn seal(records: &Records) -> Result<Seal, Failure> {
    let tenant = records.recorded_tenant().await?;
    let has_sealed = issuer_server::has_sealed(&*records.storage).await?;
    let key = issuer_server::encryption_key(&records.configuration, has_sealed)?;
    Ok(Seal::new(&key, webhook::USAGE, &tenant)?)
}

/// Makes a secret.
fn new_secret() -> WebhookSecret {
    WebhookSecret::new(valetkey_jose::digest::random_bytes())
}
