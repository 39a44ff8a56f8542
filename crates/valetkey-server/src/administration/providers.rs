//! The providers that users sign in with.

mod question;

use std::sync::Arc;

use valetkey_administration::{
    InvalidField,
    identity_provider::{self as operation, IdentityProviderSettings},
    permission::{Area, Permission},
};
use valetkey_authorization_server::{
    Decision,
    record::{GroupMapping, IdentityProvider},
    role_map::RoleMap,
};
use valetkey_jose::seal::SealError;
use valetkey_storage::{Listing, Match, StorageError, directory, record::IDENTITY_PROVIDER, value::Value};
use valetkey_types::Secret;

use super::{
    AdministrationError, Context, Done, List, Part, context::Seen, invalid, list::in_memory,
    staged::AfterCommit,
};
use crate::{
    Seal,
    identity_provider::{self, Connection, ConnectionError, open_secret, seal_secret},
};

pub(crate) use question::{linked_accounts, preview, test};

/// Providers that are read at a time.
const PAGE: usize = 200;

/// Returns a part of the providers, in the order of the sign-in page.
pub(crate) async fn list(
    context: &Context<'_>,
    part: &Part,
) -> Result<List<IdentityProvider>, AdministrationError> {
    context.require(Permission::read(Area::Providers))?;
    let server = context.server;
    let mut listing = Listing::of_tenant(&IDENTITY_PROVIDER, &server.tenant, PAGE);
    let mut providers = Vec::new();
    loop {
        let page = directory::page::<IdentityProvider>(&*server.storage, &listing).await?;
        if let Some(reason) = page.unreadable.into_iter().next() {
            return Err(StorageError::Corrupt(reason).into());
        }
        providers.extend(page.records);
        if page.next.is_none() {
            break;
        }
        listing = listing.behind(page.next);
    }
    let placed = providers.iter().map(|one| ((one.position, one.name.clone()), one));
    in_memory(server, "providers", placed.collect(), part)
}

/// Returns a provider.
pub(crate) async fn show(context: &Context<'_>, name: &str) -> Result<IdentityProvider, AdministrationError> {
    context.require(Permission::read(Area::Providers))?;
    find(context, name).await?.ok_or(AdministrationError::NotFound("provider"))
}

/// Adds a provider to the sign-in page.
pub(crate) async fn add(
    context: &Context<'_>,
    name: &str,
    settings: IdentityProviderSettings,
    secret: Option<Secret>,
) -> Result<Done<IdentityProvider>, AdministrationError> {
    context.require(Permission::write(Area::Providers))?;
    let map = context.role_map().await?;
    context.administrator.covers_provider(&map)?;
    require_groups(&settings.group_mappings, &[], &map)?;
    let seal = seal(context)?;
    let sealed = secret.as_ref().map(|secret| seal_secret(&seal, name, secret)).transpose();
    let sealed = sealed.map_err(unsealable)?;
    let decided = context.decide(|occasion| operation::add(name, settings, sealed, occasion));
    let decided = decided.map_err(invalid)?;
    if find(context, name).await?.is_some() {
        let expected = "a name that no provider has";
        return Err(InvalidField::new("name", expected, format!("{name:?}")).into());
    }
    connects(context, &decided.answer, secret)?;
    as_stored(context, context.store_new(decided).await?).await
}

/// Edits a provider. `change` sets what should differ. A new secret replaces the stored one.
pub(crate) async fn edit(
    context: &Context<'_>,
    name: &str,
    change: impl FnOnce(&mut IdentityProviderSettings) -> Result<(), InvalidField>,
    secret: Option<Secret>,
) -> Result<Done<IdentityProvider>, AdministrationError> {
    let (provider, map) = load(context, name).await?;
    let mut settings = IdentityProviderSettings::from(&provider);
    change(&mut settings)?;
    require_groups(&settings.group_mappings, &provider.group_mappings, &map)?;
    let seal = seal(context)?;
    let sealed = secret.as_ref().map(|secret| seal_secret(&seal, name, secret)).transpose();
    let sealed = sealed.map_err(unsealable)?;
    let decided = context.decide(|occasion| operation::edit(&provider, settings, sealed, occasion));
    let decided = decided.map_err(invalid)?;
    // A provider that can't be used can still be disabled.
    if !decided.answer.disabled {
        let secret = match secret {
            Some(secret) => Some(secret),
            None => stored_secret(context, &seal, &provider)?,
        };
        connects(context, &decided.answer, secret)?;
    }
    as_stored(context, store(context, decided, &provider).await?).await
}

/// Removes a provider from the sign-in page. Linked accounts stay: they count again if a provider of the same issuer is added.
pub(crate) async fn remove(context: &Context<'_>, name: &str) -> Result<Done<()>, AdministrationError> {
    let (provider, _) = load(context, name).await?;
    let decided = context.decide(|occasion| operation::remove(&provider, occasion));
    let done = store(context, decided, &provider).await?;
    refresh(context, &done).await?;
    Ok(done)
}

/// Loads a provider that the administrator may change.
async fn load(
    context: &Context<'_>,
    name: &str,
) -> Result<(IdentityProvider, Arc<RoleMap>), AdministrationError> {
    context.require(Permission::write(Area::Providers))?;
    let provider = find(context, name).await?.ok_or(AdministrationError::NotFound("provider"))?;
    let map = context.role_map().await?;
    context.administrator.covers_provider(&map)?;
    Ok((provider, map))
}

async fn find(context: &Context<'_>, name: &str) -> Result<Option<IdentityProvider>, AdministrationError> {
    let server = context.server;
    let is_called = Match::Equals(Value::text(name));
    let listing = Listing::of_tenant(&IDENTITY_PROVIDER, &server.tenant, 1).with("name", is_called);
    let page = directory::page::<IdentityProvider>(&*server.storage, &listing).await?;
    match page.unreadable.into_iter().next() {
        Some(reason) => Err(StorageError::Corrupt(reason).into()),
        None => context.or_staged(page.records.into_iter().next(), |one: &IdentityProvider| one.name == name),
    }
}

/// Requires that each newly mapped group exists.
fn require_groups(
    mappings: &[GroupMapping],
    before: &[GroupMapping],
    map: &RoleMap,
) -> Result<(), AdministrationError> {
    let is_known = |mapping: &&GroupMapping| before.contains(mapping) || map.group(mapping.group).is_some();
    match mappings.iter().find(|mapping| !is_known(mapping)) {
        None => Ok(()),
        Some(mapping) => {
            let got = mapping.group.to_string();
            Err(InvalidField::new("groups", "identifiers of groups of the tenant", got).into())
        }
    }
}

/// Connects to a provider. Sends nothing.
fn connection(
    context: &Context<'_>,
    provider: &IdentityProvider,
    secret: Option<Secret>,
) -> Result<Connection, ConnectionError> {
    let server = context.server;
    let (transport, environment) = (Arc::clone(&server.transport), Arc::clone(&server.environment));
    Connection::new(provider, secret, &server.issuer, transport, environment)
}

/// Requires that the server could use a provider. Sends nothing.
fn connects(
    context: &Context<'_>,
    provider: &IdentityProvider,
    secret: Option<Secret>,
) -> Result<(), AdministrationError> {
    connection(context, provider, secret).map(drop).map_err(|error| {
        let field = match &error {
            ConnectionError::Preset(_) | ConnectionError::Presets(_) | ConnectionError::SignedSecret(_) => {
                "preset"
            }
            ConnectionError::Values(_) => "variables",
            ConnectionError::Simulator(_) => "simulator",
            ConnectionError::Scope(..) => "scope",
            ConnectionError::Client(_) => "client_id",
            ConnectionError::Secret(_) => "client_secret",
        };
        InvalidField::of_sentence(field, &error.to_string()).into()
    })
}

fn seal(context: &Context<'_>) -> Result<Seal, AdministrationError> {
    let server = context.server;
    let seal = Seal::new(&server.encryption_key, identity_provider::USAGE, server.keys.owner());
    seal.map_err(unsealable)
}

/// Opens the stored secret of a provider.
fn stored_secret(
    context: &Context<'_>,
    seal: &Seal,
    provider: &IdentityProvider,
) -> Result<Option<Secret>, AdministrationError> {
    let opened = open_secret(seal, provider, context.server.environment.now());
    opened.map_err(|error| InvalidField::of_sentence("client_secret", &error.to_string()).into())
}

fn unsealable(error: SealError) -> AdministrationError {
    StorageError::Corrupt(format!("a client secret can't be sealed: {error}")).into()
}

async fn store<T>(
    context: &Context<'_>,
    decided: Decision<T>,
    seen: &IdentityProvider,
) -> Result<Done<T>, AdministrationError> {
    let reload = find(context, &seen.name);
    context.store(decided, Seen { record: seen, revision: seen.revision }, reload).await
}

/// Reads the providers of the sign-in page again after a change.
async fn refresh<T>(context: &Context<'_>, done: &Done<T>) -> Result<(), AdministrationError> {
    if done.is_stored {
        context.after_commit(AfterCommit::ReloadProviders).await?;
    }
    Ok(())
}

/// Replaces the provider of an answer by the stored one, which has the present revision.
async fn as_stored(
    context: &Context<'_>,
    done: Done<IdentityProvider>,
) -> Result<Done<IdentityProvider>, AdministrationError> {
    if !done.is_stored {
        return Ok(done);
    }
    refresh(context, &done).await?;
    let found = find(context, &done.answer.name).await?;
    Ok(done.with(found.ok_or(AdministrationError::NotFound("provider"))?))
}
