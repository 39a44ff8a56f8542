//! Scopes that the tenant defines.

use valetkey_administration::{
    InvalidField,
    permission::{Area, Permission},
    scope::{self, ScopeSettings},
};
use valetkey_authorization_server::{
    claim_map::ClaimMap,
    record::{TenantRecord, TenantScope},
};

use super::{AdministrationError, Context, Done, List, Part, invalid, list::in_memory};

/// Returns a part of the scopes, by name.
pub(crate) async fn list(
    context: &Context<'_>,
    part: &Part,
) -> Result<List<TenantScope>, AdministrationError> {
    context.require(Permission::read(Area::Scopes))?;
    let (_, map) = context.claim_map().await?;
    let scopes = map.scopes().iter().map(|scope| (scope.name.clone(), scope));
    in_memory(context.server, "scopes", scopes.collect(), part)
}

/// Returns a scope.
pub(crate) async fn show(context: &Context<'_>, name: &str) -> Result<TenantScope, AdministrationError> {
    context.require(Permission::read(Area::Scopes))?;
    let (_, map) = context.claim_map().await?;
    find(&map, name)
}

/// Adds a scope, or describes one of the standards.
pub(crate) async fn add(
    context: &Context<'_>,
    name: &str,
    settings: ScopeSettings,
) -> Result<Done<TenantScope>, AdministrationError> {
    context.require(Permission::write(Area::Scopes))?;
    let (tenant, map) = context.claim_map().await?;
    let decided = context.decide(|occasion| scope::add(name, settings, &map, &tenant, occasion));
    as_stored(context, context.store_new(decided.map_err(invalid)?).await?).await
}

/// Edits a scope. `change` sets what should differ.
pub(crate) async fn edit(
    context: &Context<'_>,
    name: &str,
    change: impl FnOnce(&mut ScopeSettings) -> Result<(), InvalidField>,
) -> Result<Done<TenantScope>, AdministrationError> {
    let (scope, map, tenant) = load(context, name).await?;
    let mut settings = ScopeSettings::from(&scope);
    change(&mut settings)?;
    let decided = context.decide(|occasion| scope::edit(&scope, settings, &map, &tenant, occasion));
    let done = context.store_claim_map(decided.map_err(invalid)?, scope.revision).await?;
    as_stored(context, done).await
}

/// Removes a scope. It opens no claims any more.
pub(crate) async fn remove(context: &Context<'_>, name: &str) -> Result<Done<()>, AdministrationError> {
    let (scope, _, tenant) = load(context, name).await?;
    let decided = context.decide(|occasion| scope::remove(&scope, &tenant, occasion));
    context.store_claim_map(decided, scope.revision).await
}

/// Loads a scope to change it, with all others.
async fn load(
    context: &Context<'_>,
    name: &str,
) -> Result<(TenantScope, ClaimMap, TenantRecord), AdministrationError> {
    context.require(Permission::write(Area::Scopes))?;
    let (tenant, map) = context.claim_map().await?;
    let scope = find(&map, name)?;
    Ok((scope, map, tenant))
}

fn find(map: &ClaimMap, name: &str) -> Result<TenantScope, AdministrationError> {
    map.scope(name).cloned().ok_or(AdministrationError::NotFound("scope"))
}

/// Replaces the scope of an answer by the stored one, which has the new revision.
async fn as_stored(
    context: &Context<'_>,
    done: Done<TenantScope>,
) -> Result<Done<TenantScope>, AdministrationError> {
    if !done.is_stored {
        return Ok(done);
    }
    let (_, map) = context.claim_map().await?;
    let scope = find(&map, &done.answer.name)?;
    Ok(done.with(scope))
}
