//! The settings of tenants. Administrators edit those of their own tenant; operators of the first tenant those of all.

mod removal;

use valetkey_administration::{
    InvalidField,
    files::{self, Thing},
    logos,
    permission::{Area, NotPermitted, Permission},
    set_up,
    tenant::{self as operation, TenantSettings},
};
use valetkey_authorization_server::{
    Decision,
    event::Occasion,
    record::{FileOwnership, Logo, TenantRecord},
    tenant::tenant_id,
};
use valetkey_storage::{Listing, StorageError, directory, record::TENANT};
use valetkey_types::TenantId;

pub(crate) use removal::{Belongings, remove};

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

/// A logo of a tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LogoKind {
    /// On a light page, and on a dark one without a logo of its own.
    Light,
    /// On a dark page.
    Dark,
}

/// Sets a logo of the tenant of the administrator, or removes it.
pub(crate) async fn set_logo(
    context: &Context<'_>,
    kind: LogoKind,
    image: Option<Vec<u8>>,
) -> Result<Done<TenantRecord>, AdministrationError> {
    context.require(Permission::write(Area::Tenant))?;
    let tenant = context.tenant().await?;
    let field = match kind {
        LogoKind::Light => "logo",
        LogoKind::Dark => "logo_dark",
    };
    let new_logo = |image: Vec<u8>| {
        if image.is_empty() {
            return Err(InvalidField::new(field, "a file with an image", "none"));
        }
        let logo = context.decide(|occasion| logos::new_logo(image, None, occasion));
        logo.map_err(|error| InvalidField::of_sentence(field, &error.to_string()))
    };
    let logo = image.map(new_logo).transpose()?;
    let mut settings = TenantSettings::from(&tenant);
    let id = logo.as_ref().map(|logo| logo.id.clone());
    match kind {
        LogoKind::Light => settings.branding.logo = id,
        LogoKind::Dark => settings.branding.logo_dark = id,
    }
    store_settings(context, tenant, settings, logo.into_iter().collect()).await
}

/// Returns the name of the file that owns the settings of a tenant; `None` if no file owns them.
pub(crate) async fn file_owner(
    context: &Context<'_>,
    tenant: &TenantRecord,
) -> Result<Option<String>, AdministrationError> {
    Ok(owner(context, tenant).await?.map(|owner| owner.file))
}

/// Requires that no file owns the settings of a tenant. Pages call this before they show a change.
pub(crate) async fn require_unowned(
    context: &Context<'_>,
    tenant: &TenantRecord,
) -> Result<(), AdministrationError> {
    let owner = owner(context, tenant).await?;
    Ok(files::require_unowned(owner.as_ref(), context.options.overrides_file_ownership)?)
}

async fn owner(
    context: &Context<'_>,
    tenant: &TenantRecord,
) -> Result<Option<FileOwnership>, AdministrationError> {
    let (storage, thing) = (&*context.server.storage, Thing::tenant());
    Ok(directory::file_owner(storage, &tenant.tenant, thing.kind(), thing.key()).await?)
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
pub(crate) fn require_operator(
    context: &Context<'_>,
    permission: Permission,
) -> Result<(), AdministrationError> {
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
    store_settings(context, tenant, settings, Vec::new()).await
}

/// Checks and stores settings, with the new logos that they name.
async fn store_settings(
    context: &Context<'_>,
    tenant: TenantRecord,
    settings: TenantSettings,
    new_logos: Vec<Logo>,
) -> Result<Done<TenantRecord>, AdministrationError> {
    check(context, &settings, &tenant)?;
    let edited = context
        .decide(|occasion| operation::edit(&tenant, settings, &in_tenant(occasion, &tenant.tenant)))
        .map_err(|error| {
            InvalidField::new(&format!("branding.{}", error.field), error.expected, error.got)
        })?;
    let edited = logos::storing(edited, &tenant.branding, new_logos);
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
    if context.server.storage.tenant(tenant).await?.is_some() {
        return Ok(());
    }
    if removal::has_records(context, tenant).await? {
        let expected = "a name without records of a removed tenant (valetkey tenant remove removes them)";
        return Err(InvalidField::new("tenant", expected, format!("{:?}", tenant.as_str())).into());
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
