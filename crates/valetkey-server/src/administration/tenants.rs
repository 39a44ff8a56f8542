//! The settings of tenants. Administrators edit those of their own tenant; operators of the first tenant those of all.

use valetkey_administration::{
    InvalidField,
    permission::{Area, NotPermitted, Permission},
    set_up,
    tenant::{self as operation, TenantSettings},
};
use valetkey_authorization_server::{Decision, event::Occasion, record::TenantRecord, tenant::tenant_id};
use valetkey_storage::{DESCRIPTIONS, Listing, StorageError, directory, record::TENANT};
use valetkey_types::TenantId;

use super::{AdministrationError, Context, Done, List, Part, context::Seen, invalid, list::in_memory};
use crate::{
    Configuration,
    configuration::check_tenant_settings,
    mail::{self, HandedLink},
    set_up::{changes_of_link, has_administrator},
};

/// Tenants that are read at a time.
const PAGE: usize = 200;

/// Returns the tenant of the administrator.
pub(crate) async fn show_own(context: &Context<'_>) -> Result<TenantRecord, AdministrationError> {
    context.require(Permission::read(Area::Tenant))?;
    context.tenant().await
}

/// Edits the tenant of the administrator. `change` sets what should differ.
pub(crate) async fn edit_own(
    context: &Context<'_>,
    change: impl FnOnce(&mut TenantSettings) -> Result<(), InvalidField>,
) -> Result<Done<TenantRecord>, AdministrationError> {
    context.require(Permission::write(Area::Tenant))?;
    let tenant = context.tenant().await?;
    store_edit(context, tenant, change).await
}

/// Returns a part of the tenants, by name.
pub(crate) async fn list(
    context: &Context<'_>,
    part: &Part,
) -> Result<List<TenantRecord>, AdministrationError> {
    require_operator(context, Permission::read(Area::Tenants))?;
    let all = all(context).await?;
    let placed = all.iter().map(|tenant| (tenant.tenant.as_str().to_owned(), tenant));
    in_memory(context.server, "tenants", placed.collect(), part)
}

/// Returns a tenant.
pub(crate) async fn show(context: &Context<'_>, name: &str) -> Result<TenantRecord, AdministrationError> {
    require_operator(context, Permission::read(Area::Tenants))?;
    find(context, name).await
}

/// Adds a tenant. A running server serves it within seconds.
pub(crate) async fn add(
    context: &Context<'_>,
    name: &str,
    issuer: &str,
    change: impl FnOnce(&mut TenantSettings) -> Result<(), InvalidField>,
) -> Result<Done<TenantRecord>, AdministrationError> {
    require_operator(context, Permission::write(Area::Tenants))?;
    let id = tenant_id(name).map_err(|error| InvalidField::of_sentence("tenant", &error.to_string()))?;
    let configuration = Configuration { issuer: issuer.to_owned(), ..Configuration::default() };
    let issuer = configuration
        .issuer()
        .map_err(|problem| InvalidField::new("issuer", problem.expected, problem.seen))?;
    require_no_leftovers(context, &id).await?;
    let blank = TenantRecord::new(id, issuer.clone(), context.server.environment.now());
    let mut settings = TenantSettings::from(&blank);
    change(&mut settings)?;
    check(context, &settings, &blank)?;
    let all = all(context).await?;
    let added = context.decide(|occasion| operation::add(name, issuer, settings, &all, occasion));
    let done = context.store_new(added.map_err(invalid)?).await?;
    as_stored(context, done).await
}

/// Edits a tenant. `change` sets what should differ.
pub(crate) async fn edit(
    context: &Context<'_>,
    name: &str,
    change: impl FnOnce(&mut TenantSettings) -> Result<(), InvalidField>,
) -> Result<Done<TenantRecord>, AdministrationError> {
    require_operator(context, Permission::write(Area::Tenants))?;
    let tenant = find(context, name).await?;
    if tenant.tenant == context.server.tenant {
        context.require(Permission::write(Area::Tenant))?;
    }
    store_edit(context, tenant, change).await
}

/// Makes a link for the first administrator of another tenant. A tenant that has an administrator gets none, so that no operator takes it
/// over.
pub(crate) async fn set_up_link(
    context: &Context<'_>,
    name: &str,
) -> Result<Done<HandedLink>, AdministrationError> {
    require_operator(context, Permission::write(Area::Tenants))?;
    let (server, tenant) = (context.server, find(context, name).await?);
    let is_own = tenant.tenant == server.tenant;
    if is_own || has_administrator(&*server.storage, &tenant.tenant).await? {
        let expected = "another tenant, without an administrator";
        let got = if is_own { "the tenant of the operator" } else { "one with an administrator" };
        return Err(InvalidField::new("tenant", expected, got).into());
    }
    let link = mail::set_up_link(&server.encryption_key, &tenant, false, &*server.environment)
        .map_err(|error| StorageError::Corrupt(format!("a link can't be sealed: {error}")))?;
    let event = context.decide(|occasion| set_up::link_made(&in_tenant(occasion, &tenant.tenant)));
    let changes = changes_of_link(&*server.storage, &tenant.tenant, &link, event).await?;
    context.store_new(Decision { answer: link, changes }).await
}

/// Requires a permission for other tenants. Only operators of the first tenant can hold it.
fn require_operator(context: &Context<'_>, permission: Permission) -> Result<(), AdministrationError> {
    if context.server.tenant != TenantId::default() {
        return Err(NotPermitted::OtherTenants.into());
    }
    context.require(permission)
}

async fn store_edit(
    context: &Context<'_>,
    tenant: TenantRecord,
    change: impl FnOnce(&mut TenantSettings) -> Result<(), InvalidField>,
) -> Result<Done<TenantRecord>, AdministrationError> {
    let mut settings = TenantSettings::from(&tenant);
    change(&mut settings)?;
    check(context, &settings, &tenant)?;
    let edited = context
        .decide(|occasion| operation::edit(&tenant, settings, &in_tenant(occasion, &tenant.tenant)))
        .map_err(|error| InvalidField::of_sentence("branding", &error.to_string()))?;
    let reload = async { Ok(context.server.storage.tenant(&tenant.tenant).await?) };
    let done = context.store(edited, Seen { record: &tenant, revision: tenant.revision }, reload).await?;
    as_stored(context, done).await
}

/// Checks settings like the configuration of the server.
fn check(
    context: &Context<'_>,
    settings: &TenantSettings,
    tenant: &TenantRecord,
) -> Result<(), AdministrationError> {
    let server = context.server;
    let configuration = Configuration::of_defaults(&server.defaults);
    let proves_models = server.passkeys.attestation_roots.is_some();
    let checked = check_tenant_settings(settings, tenant, configuration, proves_models);
    checked.map_err(|(field, text)| InvalidField::of_sentence(&field, &text).into())
}

/// Returns the same occasion in another tenant, whose trail has the event.
fn in_tenant<'a>(occasion: &Occasion<'a>, tenant: &'a TenantId) -> Occasion<'a> {
    Occasion { tenant, ..*occasion }
}

async fn all(context: &Context<'_>) -> Result<Vec<TenantRecord>, AdministrationError> {
    let mut listing = Listing::all(&TENANT, None, PAGE);
    let mut tenants = Vec::new();
    loop {
        let page = directory::page::<TenantRecord>(&*context.server.storage, &listing).await?;
        if let Some(reason) = page.unreadable.into_iter().next() {
            return Err(StorageError::Corrupt(reason).into());
        }
        tenants.extend(page.records);
        if page.next.is_none() {
            return Ok(tenants);
        }
        listing = listing.behind(page.next);
    }
}

async fn find(context: &Context<'_>, name: &str) -> Result<TenantRecord, AdministrationError> {
    let missing = AdministrationError::NotFound("tenant");
    let Ok(id) = tenant_id(name) else { return Err(missing) };
    context.server.storage.tenant(&id).await?.ok_or(missing)
}

/// Refuses a name under which records of a removed tenant are left.
async fn require_no_leftovers(context: &Context<'_>, tenant: &TenantId) -> Result<(), AdministrationError> {
    let storage = &context.server.storage;
    if storage.tenant(tenant).await?.is_some() {
        return Ok(());
    }
    for description in DESCRIPTIONS {
        if !storage.rows(&Listing::of_tenant(description, tenant, 1)).await?.is_empty() {
            let expected = "a name without records of a removed tenant (valetkey tenant remove removes them)";
            return Err(InvalidField::new("tenant", expected, format!("{:?}", tenant.as_str())).into());
        }
    }
    Ok(())
}

/// Replaces the tenant of an answer by the stored one, which has the present revision.
async fn as_stored(
    context: &Context<'_>,
    done: Done<TenantRecord>,
) -> Result<Done<TenantRecord>, AdministrationError> {
    if !done.is_stored {
        return Ok(done);
    }
    let read = context.server.storage.tenant(&done.answer.tenant).await?;
    let found = context.or_staged(read, |tenant: &TenantRecord| tenant.tenant == done.answer.tenant)?;
    Ok(done.with(found.ok_or(AdministrationError::NotFound("tenant"))?))
}
