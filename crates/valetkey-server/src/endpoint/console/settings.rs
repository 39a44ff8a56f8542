//! `/admin/settings`: the settings of the tenant. `/admin/settings/GROUP`: the form for a group of them. `/admin/tenants/TENANT` and
//! `/admin/tenants/TENANT/settings/GROUP`: the same for any tenant, for operators of the first one.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use valetkey_administration::{
    InvalidField,
    permission::{Area, Permission},
    tenant::TenantSettings,
};
use valetkey_authorization_server::{interaction::ConsolePage, record::TenantRecord};
use valetkey_pages::{
    ConsoleClosed, ConsoleEditSettingsPage, ConsoleMenu, ConsoleNotice, ConsoleSection, ConsoleSetting,
    ConsoleSettingsPage, ErrorKind, ServerSetting, SettingFailure, SettingSource, SettingValue,
    SettingsGroup,
};
use valetkey_types::{RawParams, TenantId};

use super::{
    access::{Entered, enter, enter_with_form, require_fresh},
    answer::{Answer, Stop, respond},
    menu, menu_below, notice_of, path,
    record::failure_of,
    redirect_with_notice,
    seen::SeenRecord,
    setting_values::{configured, effective, option, own, set, setting_of, strength},
    shell_word, show,
};
use crate::{
    Server,
    administration::{AdministrationError, Context, Done, tenants},
    endpoint::page_request::{self, PageRequest},
    visit::Visit,
};

/// The tenant that a page is about.
#[derive(Clone, Copy)]
enum Whose<'a> {
    /// The tenant of the administrator.
    Own,
    /// Any tenant, by its name, for an operator of the first tenant.
    Any(&'a str),
}

/// Shows the settings of the tenant.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => Whose::Own.see(&visit, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Shows any tenant.
pub async fn tenant(State(server): State<Server>, Path(name): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => Whose::Any(&name).see(&visit, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Shows the form for a group of settings, or saves it.
pub async fn edit(State(server): State<Server>, Path(group): Path<String>, request: Request) -> Response {
    edit_of(&server, Whose::Own, &group, request).await
}

/// Shows the form for a group of settings of any tenant, or saves it.
pub async fn edit_tenant(
    State(server): State<Server>,
    Path((name, group)): Path<(String, String)>,
    request: Request,
) -> Response {
    edit_of(&server, Whose::Any(&name), &group, request).await
}

async fn edit_of(server: &Server, whose: Whose<'_>, group: &str, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(_)) => whose.see_form(&visit, group).await,
        Ok(PageRequest::Post(params)) => whose.save(&visit, group, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

impl Whose<'_> {
    fn area(self) -> Area {
        match self {
            Self::Own => Area::Tenant,
            Self::Any(_) => Area::Tenants,
        }
    }

    fn page(self) -> ConsolePage {
        match self {
            Self::Own => path::page(path::SETTINGS),
            Self::Any(name) => path::page_of(path::TENANT, name),
        }
    }

    fn form_page(self, group: &str) -> ConsolePage {
        match self {
            Self::Own => path::page_of(path::EDIT_SETTINGS, group),
            Self::Any(name) => path::page_of_operation(path::EDIT_TENANT, name, &path::segment(group)),
        }
    }

    fn menu(self, visit: &Visit<'_>, entered: &Entered, is_form: bool) -> Result<ConsoleMenu, Stop> {
        Ok(match self {
            Self::Own if !is_form => menu(visit, entered, ConsoleSection::Settings, None)?,
            Self::Own => menu_below(visit, entered, ConsoleSection::Settings, None)?,
            Self::Any(_) => menu_below(visit, entered, ConsoleSection::Tenants, None)?,
        })
    }

    fn name(self) -> Option<String> {
        match self {
            Self::Own => None,
            Self::Any(name) => Some(name.to_owned()),
        }
    }

    /// Whether the administrator may edit this tenant. An operator of tenants needs the permission of the own tenant for that one.
    fn may_edit(self, visit: &Visit<'_>, entered: &Entered, tenant: &TenantRecord) -> bool {
        let may = |area| entered.administrator.may(Permission::write(area));
        may(self.area()) && (tenant.tenant != visit.server.tenant || may(Area::Tenant))
    }

    async fn load(self, context: &Context<'_>) -> Result<TenantRecord, AdministrationError> {
        match self {
            Self::Own => tenants::show_own(context).await,
            Self::Any(name) => tenants::show(context, name).await,
        }
    }

    async fn store(
        self,
        context: &Context<'_>,
        change: impl FnOnce(&mut TenantSettings) -> Result<(), InvalidField>,
    ) -> Result<Done<TenantRecord>, AdministrationError> {
        match self {
            Self::Own => tenants::edit_own(context, change).await,
            Self::Any(name) => tenants::edit(context, name, change).await,
        }
    }

    async fn see(self, visit: &Visit<'_>, params: &RawParams) -> Answer {
        let entered = enter(visit, &self.page(), Some(Permission::read(self.area()))).await?;
        let context = entered.context(visit, None);
        let tenant = self.load(&context).await?;
        let file = tenants::file_owner(&context, &tenant).await?;
        let may_write = file.is_none() && self.may_edit(visit, &entered, &tenant);
        let is_owned = file.is_some();
        let group = |group: SettingsGroup| {
            let page = may_write.then(|| visit.server.path(self.form_page(group.word()).path()));
            (group, values(visit, group, &tenant, is_owned), page)
        };
        let mut menu = self.menu(visit, &entered, false)?;
        menu.notice = notice_of(visit, params);
        let is_own = matches!(self, Self::Own);
        let makes_link = match self {
            Self::Own => false,
            Self::Any(name) => tenants::set_up_link(&context.as_dry_run(), name).await.is_ok(),
        };
        let may_remove = !is_own && may_write && tenant.tenant != TenantId::default();
        let removal = path::page_of(path::REMOVE_TENANT, tenant.tenant.as_str());
        let link = path::page_of(path::TENANT_SET_UP_LINK, tenant.tenant.as_str());
        let shown = ConsoleSettingsPage {
            menu,
            tenant: self.name(),
            issuer: tenant.issuer.as_str().to_owned(),
            file,
            groups: SettingsGroup::ALL.map(group).into(),
            of_server: if is_own { of_server(visit) } else { Vec::new() },
            logos_uri: (is_own && may_write).then(|| visit.server.path(path::LOGOS)),
            set_up_link_uri: makes_link.then(|| visit.server.path(link.path())),
            remove_uri: may_remove.then(|| visit.server.path(removal.path())),
            command: command("show", &tenant.tenant),
        };
        Ok(show(visit, &shown))
    }

    async fn see_form(self, visit: &Visit<'_>, group: &str) -> Answer {
        let page = self.form_page(group);
        let entered = enter(visit, &page, Some(Permission::write(self.area()))).await?;
        let group = SettingsGroup::named(group).ok_or(ErrorKind::NotFound)?;
        require_fresh(visit, &entered, &page).await?;
        let context = entered.context(visit, None);
        let tenant = self.load(&context).await?;
        if !self.may_edit(visit, &entered, &tenant) {
            return Err(Stop::Closed(ConsoleClosed::PageNotPermitted));
        }
        tenants::require_unowned(&context, &tenant).await?;
        let revision = SeenRecord::seal(visit, &tenant, tenant.revision)?;
        let settings = TenantSettings::from(&tenant);
        let typed = group.settings().map(|setting| (setting, own(setting, &settings))).collect();
        Ok(show(visit, &self.form(visit, &entered, group, &tenant, typed, revision)?))
    }

    fn form(
        self,
        visit: &Visit<'_>,
        entered: &Entered,
        group: SettingsGroup,
        tenant: &TenantRecord,
        typed: Vec<(ConsoleSetting, String)>,
        revision: String,
    ) -> Result<ConsoleEditSettingsPage, Stop> {
        let with_otherwise = |(setting, value)| {
            let otherwise = configured(setting, visit.server, &tenant.tenant);
            (setting, value, otherwise)
        };
        let options: Vec<_> = group.settings().map(option).collect();
        Ok(ConsoleEditSettingsPage {
            menu: self.menu(visit, entered, true)?,
            group,
            tenant: self.name(),
            values: typed.into_iter().map(with_otherwise).collect(),
            revision,
            command: format!("{} {}", command("edit", &tenant.tenant), options.join(" ")),
            action: visit.server.path(self.form_page(group.word()).path()),
            back_uri: visit.server.path(self.page().path()),
            failure: None,
            conflict: None,
        })
    }

    async fn save(self, visit: &Visit<'_>, group: &str, params: &RawParams) -> Answer {
        let page = self.form_page(group);
        let entered = enter_with_form(visit, params, &page, Permission::write(self.area())).await?;
        let group = SettingsGroup::named(group).ok_or(ErrorKind::NotFound)?;
        require_fresh(visit, &entered, &page).await?;
        let seen = SeenRecord::open(visit, params)?;
        let text = |setting: ConsoleSetting| {
            let typed = params.get(setting.word()).unwrap_or_default();
            // Browsers send lines with CR LF.
            typed.trim().replace("\r\n", "\n")
        };
        let typed: Vec<_> = group.settings().map(|setting| (setting, text(setting))).collect();
        let context = entered.context(visit, Some(seen.revision));
        // A file may own the settings since the form was shown.
        tenants::require_unowned(&context, &self.load(&context).await?).await?;
        let change = |settings: &mut TenantSettings| {
            typed.iter().try_for_each(|(setting, text)| set(*setting, text, settings))
        };
        let error = match self.store(&context, change).await {
            Ok(done) => return Ok(redirect_with_notice(visit, &self.page(), &saved(&done))),
            Err(error) => error,
        };
        let tenant = self.load(&context).await?;
        let shown = match error {
            AdministrationError::Conflict(_) => {
                let revision = SeenRecord::seal(visit, &tenant, tenant.revision)?;
                let form = self.form(visit, &entered, group, &tenant, typed, revision)?;
                ConsoleEditSettingsPage { conflict: Some(seen.difference(&tenant)), ..form }
            }
            error => {
                let (failure, revision) = (refusal(error)?, SeenRecord::sent(params)?.to_owned());
                let form = self.form(visit, &entered, group, &tenant, typed, revision)?;
                ConsoleEditSettingsPage { failure: Some(failure), ..form }
            }
        };
        Ok(show(visit, &shown))
    }
}

/// Returns the command that does the same. Without a name it is about the default tenant.
pub(super) fn command(verb: &str, tenant: &TenantId) -> String {
    match *tenant == TenantId::default() {
        true => format!("valetkey tenant {verb}"),
        false => format!("valetkey tenant {verb} {}", shell_word(tenant.as_str())),
    }
}

/// Returns the refusal that the form shows. Other errors have pages of their own.
fn refusal(error: AdministrationError) -> Result<SettingFailure, Stop> {
    let setting = match &error {
        AdministrationError::Invalid(invalid) => setting_of(&invalid.field),
        _ => None,
    };
    match (setting, error) {
        (Some(_), AdministrationError::Invalid(InvalidField { expected, got, .. })) => {
            Ok(SettingFailure { setting, reason: format!("expected {expected}, got {got}") })
        }
        (_, error) => Ok(SettingFailure { setting: None, reason: failure_of(error)? }),
    }
}

/// Returns the notice after an edit.
pub(super) fn saved(done: &Done<TenantRecord>) -> ConsoleNotice {
    let tenant = &done.answer;
    match done.is_stored {
        true => {
            ConsoleNotice::SettingsSaved(tenant.name.clone().unwrap_or_else(|| tenant.issuer.to_string()))
        }
        false => ConsoleNotice::NothingChanged,
    }
}

fn values(
    visit: &Visit<'_>,
    group: SettingsGroup,
    tenant: &TenantRecord,
    is_owned: bool,
) -> Vec<SettingValue> {
    let value = |setting| {
        let (value, source) = effective(setting, visit.server, tenant);
        let source = match source {
            SettingSource::Here if is_owned => SettingSource::File,
            source => source,
        };
        SettingValue { setting, value, source }
    };
    group.settings().map(value).collect()
}

fn of_server(visit: &Visit<'_>) -> Vec<(ServerSetting, String)> {
    let on = |is_on: bool| if is_on { "on" } else { "off" }.to_owned();
    let accounts = &visit.server.accounts;
    vec![
        (ServerSetting::Registration, on(accounts.registration.enabled)),
        (ServerSetting::Mail, on(visit.server.mail.is_some())),
        (ServerSetting::ConsoleStrength, strength(accounts.console.into()).to_owned()),
    ]
}
