//! `valetkey identity-provider`: the providers on the sign-in page.

mod add;
mod edit;
mod list;
mod mapping;
mod preview;
mod remove;
mod settings;
mod show;
mod test;

use std::sync::Arc;

use clap::{Args, Subcommand};
use valetkey_authorization_server::record::{IdentityProvider, TenantRecord};
use valetkey_server::{
    SystemEnvironment,
    identity_provider::{self, Connection},
};
use valetkey_storage::{Listing, Match, directory, record::IDENTITY_PROVIDER, value::Value};
use valetkey_types::Secret;

use crate::{
    database::{DatabaseArguments, Records},
    failure::Failure,
    issuer_server,
    output::Output,
    remote::Kind,
};

/// Add, list, edit, test, preview and remove the providers on the sign-in page
#[derive(Args)]
#[command(arg_required_else_help = true, help_template = super::GROUP_HELP, after_help = EXAMPLES)]
pub(crate) struct IdentityProviderArguments {
    #[command(subcommand)]
    action: Action,
}

const EXAMPLES: &str = "\
Each provider is a button on the sign-in page of a tenant. valetkey provider list shows the presets.

Examples:
  valetkey identity-provider add github --client-id Iv1.abc --client-secret-file github.secret
  valetkey identity-provider list
  valetkey identity-provider test github
  valetkey identity-provider edit github --first-sign-in create --domain example.com
  valetkey identity-provider preview github --claims user.json
  valetkey identity-provider remove github

valetkey identity-provider add --help lists the options of a command.";

#[derive(Subcommand)]
enum Action {
    /// Add a provider to the sign-in page
    Add(Box<add::AddArguments>),
    /// List the providers of a tenant
    List(list::ListArguments),
    /// Show a provider, with the redirect URI to register there
    Show(show::ShowArguments),
    /// Edit a provider
    Edit(Box<edit::EditArguments>),
    /// Ask a provider for its addresses and keys, and print the address that a sign-in opens
    Test(test::TestArguments),
    /// Show what a sign-in with these claims of the provider would do: the user, the claims and the groups
    Preview(preview::PreviewArguments),
    /// Remove a provider; accounts that are linked with it stay linked
    Remove(remove::RemoveArguments),
}

/// Runs the command.
pub(crate) async fn run(arguments: IdentityProviderArguments, output: Output) -> Result<(), Failure> {
    match arguments.action {
        Action::Add(arguments) => add::run(*arguments, output).await,
        Action::List(arguments) => list::run(&arguments, output).await,
        Action::Show(arguments) => show::run(&arguments, output).await,
        Action::Edit(arguments) => edit::run(*arguments, output).await,
        Action::Test(arguments) => test::run(&arguments, output).await,
        Action::Preview(arguments) => preview::run(&arguments, output).await,
        Action::Remove(arguments) => remove::run(&arguments, output).await,
    }
}

/// Providers that are read at a time.
const PAGE: usize = 500;

/// The kinds of records that a command about providers needs: mapped groups have names.
const KINDS: [Kind; 3] = [Kind::Groups, Kind::Roles, Kind::Providers];

/// A provider, by its name.
#[derive(Args)]
struct NamedProvider {
    /// The name, as `valetkey identity-provider list` shows it
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    database: DatabaseArguments,
}

impl NamedProvider {
    /// Opens the records and loads the provider.
    ///
    /// # Errors
    /// What the database says, or that there is no such provider.
    async fn load(&self) -> Result<(Records, IdentityProvider), Failure> {
        let records = self.database.records(&KINDS).await?;
        let found = named(&records, &self.name).await?;
        let provider = found.ok_or_else(|| {
            let name = &self.name;
            Failure::failed(format!(
                "there is no identity provider {name:?}; valetkey identity-provider list shows all"
            ))
        })?;
        Ok((records, provider))
    }
}

/// Returns the provider of this name, if there is one.
async fn named(records: &Records, name: &str) -> Result<Option<IdentityProvider>, Failure> {
    Ok(stored(records, name).await?)
}

/// Returns the provider of this name as it is stored.
async fn stored(
    records: &Records,
    name: &str,
) -> Result<Option<IdentityProvider>, valetkey_storage::StorageError> {
    let listing = Listing::of_tenant(&IDENTITY_PROVIDER, &records.tenant, 1)
        .with("name", Match::Equals(Value::text(name)));
    let page = directory::page::<IdentityProvider>(&*records.storage, &listing).await?;
    match page.unreadable.into_iter().next() {
        Some(reason) => Err(valetkey_storage::StorageError::Corrupt(reason)),
        None => Ok(page.records.into_iter().next()),
    }
}

/// Returns every provider of a tenant, in the order of the sign-in page.
pub(crate) async fn all(records: &Records) -> Result<Vec<IdentityProvider>, Failure> {
    let listing = Listing::of_tenant(&IDENTITY_PROVIDER, &records.tenant, PAGE);
    let page = directory::page::<IdentityProvider>(&*records.storage, &listing).await?;
    if let Some(reason) = page.unreadable.into_iter().next() {
        return Err(Failure::failed(reason));
    }
    let mut providers = page.records;
    providers.sort_by(|one, other| (one.position, &one.name).cmp(&(other.position, &other.name)));
    Ok(providers)
}

/// Connects to a provider as the server does. Sends nothing.
///
/// # Errors
/// A usage failure that says which setting to change.
fn connect(
    provider: &IdentityProvider,
    secret: Option<Secret>,
    tenant: &TenantRecord,
    records: &Records,
) -> Result<Connection, Failure> {
    let transport = issuer_server::transport(&records.configuration, &tenant.issuer)?;
    let environment = Arc::new(SystemEnvironment);
    Connection::new(provider, secret, &tenant.issuer, transport, environment).map_err(Failure::usage)
}

/// Checks whether the server could use a provider. Sends nothing. Returns what is wrong with it.
///
/// # Errors
/// When nothing could be sent.
pub(crate) fn check(
    provider: &IdentityProvider,
    secret: Option<Secret>,
    tenant: &TenantRecord,
    records: &Records,
) -> Result<Option<String>, Failure> {
    let transport = issuer_server::transport(&records.configuration, &tenant.issuer)?;
    let environment = Arc::new(SystemEnvironment);
    let made = Connection::new(provider, secret, &tenant.issuer, transport, environment);
    Ok(made.err().map(|error| error.to_string()))
}

/// Returns the seal of client secrets.
///
/// # Errors
/// A text that says what to do, in particular when the encryption key is missing.
pub(crate) async fn seal(records: &Records, tenant: &TenantRecord) -> Result<valetkey_server::Seal, Failure> {
    let has_sealed = issuer_server::has_sealed(&*records.storage).await?;
    let key = issuer_server::encryption_key(&records.configuration, has_sealed)?;
    Ok(valetkey_server::Seal::new(&key, identity_provider::USAGE, tenant)?)
}
