//! `valetkey tenant`: the issuers of a database.

mod add;
mod edit;
mod issuer;
mod list;
mod remove;
mod set_up_link;
mod settings;
mod show;

pub(crate) use settings::check;

use clap::{Args, Subcommand};
use valetkey_authorization_server::record::TenantRecord;
use valetkey_storage::{Listing, Storage, directory, record::TENANT};

use crate::{failure::Failure, output::Output};

/// Add, list, edit and remove tenants, each with its issuer
#[derive(Args)]
#[command(arg_required_else_help = true, help_template = super::GROUP_HELP, after_help = EXAMPLES)]
pub(crate) struct TenantArguments {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLES: &str = "\
A server serves all tenants of its database. The host and the path of a request select the tenant. The tenant \
called default has the issuer that the configuration of the server names.

Examples:
  valetkey tenant add acme --issuer https://id.example.com/acme
  valetkey client add --tenant acme --name Notes --redirect-uri https://notes.example/auth/callback
  valetkey tenant list
  valetkey tenant edit acme --lifetime access_token=5m
  valetkey tenant remove acme

valetkey tenant add --help lists the options of a command.";

#[derive(Subcommand)]
enum Action {
    /// Add a tenant with its issuer
    Add(add::AddArguments),
    /// List the tenants
    List(list::ListArguments),
    /// Show a tenant
    Show(show::ShowArguments),
    /// Edit a tenant; another issuer ends all sessions and grants, and makes new signing keys
    Edit(edit::EditArguments),
    /// Make a link with which an administrator makes their account
    SetUpLink(set_up_link::SetUpLinkArguments),
    /// Remove a tenant with everything that belongs to it
    Remove(remove::RemoveArguments),
}

/// Runs the command.
pub(crate) async fn run(arguments: TenantArguments, output: Output) -> Result<(), Failure> {
    match arguments.action {
        Action::Add(arguments) => add::run(arguments, output).await,
        Action::List(arguments) => list::run(&arguments, output).await,
        Action::Show(arguments) => show::run(&arguments, output).await,
        Action::Edit(arguments) => edit::run(arguments, output).await,
        Action::SetUpLink(arguments) => set_up_link::run(&arguments, output).await,
        Action::Remove(arguments) => remove::run(&arguments, output).await,
    }
}

/// Tenants that are read at a time.
const PAGE: usize = 500;

/// Reads every tenant, by name.
pub(super) async fn all(storage: &dyn Storage) -> Result<Vec<TenantRecord>, Failure> {
    let mut listing = Listing::all(&TENANT, None, PAGE);
    let mut all = Vec::new();
    loop {
        let page = directory::page::<TenantRecord>(storage, &listing).await?;
        if let Some(reason) = page.unreadable.into_iter().next() {
            return Err(Failure::failed(reason));
        }
        all.extend(page.records);
        if page.next.is_none() {
            return Ok(all);
        }
        listing = listing.behind(page.next);
    }
}
