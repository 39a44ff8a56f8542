//! Attributes of users.

use valetkey_administration::{
    InvalidField,
    attribute::{self, AttributeSettings, NewAttribute},
    permission::{Area, Permission},
};
use valetkey_authorization_server::{
    claim_map::ClaimMap,
    record::{Attribute, TenantRecord},
};

use super::{AdministrationError, Context, Done, List, Part, invalid, list::in_memory};

/// Returns a part of the attributes, by name, and the scopes that open their claims.
pub(crate) async fn list(
    context: &Context<'_>,
    part: &Part,
) -> Result<(List<Attribute>, ClaimMap), AdministrationError> {
    context.require(Permission::read(Area::Attributes))?;
    let (_, map) = context.claim_map().await?;
    let attributes = map.attributes().iter().map(|attribute| (attribute.name.clone(), attribute));
    let list = in_memory(context.server, "attributes", attributes.collect(), part)?;
    Ok((list, map))
}

/// Returns an attribute, and the scopes that open its claim.
pub(crate) async fn show(
    context: &Context<'_>,
    name: &str,
) -> Result<(Attribute, ClaimMap), AdministrationError> {
    context.require(Permission::read(Area::Attributes))?;
    let (_, map) = context.claim_map().await?;
    Ok((find(&map, name)?, map))
}

/// Adds an attribute.
pub(crate) async fn add(
    context: &Context<'_>,
    new: NewAttribute,
) -> Result<Done<(Attribute, ClaimMap)>, AdministrationError> {
    context.require(Permission::write(Area::Attributes))?;
    may_open(context, &new.settings)?;
    let (tenant, map) = context.claim_map().await?;
    let decided = context.decide(|occasion| attribute::add(new, &map, &tenant, occasion)).map_err(invalid)?;
    as_stored(context, context.store_new(decided).await?, map).await
}

/// Edits an attribute. `change` sets what should differ.
pub(crate) async fn edit(
    context: &Context<'_>,
    name: &str,
    change: impl FnOnce(&mut AttributeSettings) -> Result<(), InvalidField>,
) -> Result<Done<(Attribute, ClaimMap)>, AdministrationError> {
    let (attribute, map, tenant) = load(context, name).await?;
    let mut settings = AttributeSettings::from(&attribute);
    change(&mut settings)?;
    may_open(context, &settings)?;
    let decided = context.decide(|occasion| attribute::edit(&attribute, &settings, &map, &tenant, occasion));
    let done = context.store_claim_map(decided.map_err(invalid)?, attribute.revision).await?;
    as_stored(context, done, map).await
}

/// Removes the definition of an attribute. The values of users stay in the database.
pub(crate) async fn remove(context: &Context<'_>, name: &str) -> Result<Done<()>, AdministrationError> {
    let (attribute, map, tenant) = load(context, name).await?;
    let decided = context.decide(|occasion| attribute::remove(&attribute, &map, &tenant, occasion));
    context.store_claim_map(decided, attribute.revision).await
}

/// Requires the permission to write scopes if a change makes scopes open the claim.
fn may_open(context: &Context<'_>, settings: &AttributeSettings) -> Result<(), AdministrationError> {
    if !settings.add_to_scopes.is_empty() {
        context.require(Permission::write(Area::Scopes))?;
    }
    Ok(())
}

/// Loads an attribute to change it, with all others.
async fn load(
    context: &Context<'_>,
    name: &str,
) -> Result<(Attribute, ClaimMap, TenantRecord), AdministrationError> {
    context.require(Permission::write(Area::Attributes))?;
    let (tenant, map) = context.claim_map().await?;
    let attribute = find(&map, name)?;
    Ok((attribute, map, tenant))
}

fn find(map: &ClaimMap, name: &str) -> Result<Attribute, AdministrationError> {
    map.attribute(name).cloned().ok_or(AdministrationError::NotFound("attribute"))
}

/// Replaces the attribute of an answer by the stored one, which has the new revision.
async fn as_stored(
    context: &Context<'_>,
    done: Done<Attribute>,
    before: ClaimMap,
) -> Result<Done<(Attribute, ClaimMap)>, AdministrationError> {
    if !done.is_stored {
        let attribute = done.answer.clone();
        return Ok(done.with((attribute, before)));
    }
    let (_, map) = context.claim_map().await?;
    let attribute = find(&map, &done.answer.name)?;
    Ok(done.with((attribute, map)))
}
