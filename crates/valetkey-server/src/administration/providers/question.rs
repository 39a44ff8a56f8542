//! Questions about a provider that change nothing: a test, a preview of a sign-in, and the number of linked accounts.

use std::sync::Arc;

use serde_json::Value;
use valetkey_administration::{
    InvalidField,
    permission::{Area, Permission},
};
use valetkey_authorization_server::{
    record::{IdentityProvider, LinkedAccount},
    role_map::RoleMap,
};
use valetkey_storage::{Listing, Match, directory, record::LINKED_ACCOUNT, value};

use super::{AdministrationError, Context, connection, find, invalid, seal, stored_secret};
use crate::identity_provider::{self, KnownUsers, SignInPreview, Tested, account_issuer, account_of};

/// Asks a provider for its metadata now. Returns what it answers, or why the test failed.
pub(crate) async fn test(
    context: &Context<'_>,
    name: &str,
) -> Result<Result<Tested, String>, AdministrationError> {
    context.require(Permission::write(Area::Providers))?;
    let provider = find(context, name).await?.ok_or(AdministrationError::NotFound("provider"))?;
    let secret = stored_secret(context, &seal(context)?, &provider)?;
    let connection = match connection(context, &provider, secret) {
        Ok(connection) => connection,
        Err(error) => return Ok(Err(error.to_string())),
    };
    let _slot = context.server.tests().try_acquire().map_err(|_| AdministrationError::Busy)?;
    Ok(identity_provider::test(&connection).await.map_err(|error| error.to_string()))
}

/// Returns what a sign-in with these claims of a provider would do, and the groups of the tenant. `emails` is the list of addresses,
/// where the provider has it apart.
pub(crate) async fn preview(
    context: &Context<'_>,
    name: &str,
    claims: Value,
    emails: Option<&Value>,
) -> Result<(SignInPreview, Arc<RoleMap>), AdministrationError> {
    context.require(Permission::read(Area::Providers))?;
    context.require(Permission::read(Area::Users))?;
    let provider = find(context, name).await?.ok_or(AdministrationError::NotFound("provider"))?;
    let server = context.server;
    let (account, claims) = account_of(&provider, &server.issuer, claims, emails)
        .map_err(|error| InvalidField::of_sentence("claims", &error.to_string()))?;
    let map = context.role_map().await?;
    let users = KnownUsers::load(&*server.storage, &server.tenant, &account).await?;
    let reserved = server.accounts.registration.reserved();
    let decided = context.decide(|occasion| {
        SignInPreview::of(&provider, (account, &claims), users, &map, &reserved, occasion)
    });
    Ok((decided.map_err(invalid)?, map))
}

/// Returns the number of accounts that users linked with a provider, at most `most`; `None` if each tenant of the provider has an
/// issuer of its own.
pub(crate) async fn linked_accounts(
    context: &Context<'_>,
    provider: &IdentityProvider,
    most: usize,
) -> Result<Option<usize>, AdministrationError> {
    context.require(Permission::read(Area::Providers))?;
    let server = context.server;
    let Some(issuer) = account_issuer(provider, &server.issuer) else { return Ok(None) };
    let of_issuer = Match::Equals(value::Value::text(&issuer));
    let listing = Listing::of_tenant(&LINKED_ACCOUNT, &server.tenant, most).with("issuer", of_issuer);
    Ok(Some(directory::page::<LinkedAccount>(&*server.storage, &listing).await?.records.len()))
}
