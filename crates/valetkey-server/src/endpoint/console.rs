//! `/admin`: the console of administrators. Each page is one file; the shared code is here and in `access`, `answer`, `notice`,
//! `seen` and `shown_once`.

mod access;
mod answer;
mod application;
mod application_operation;
mod application_roles;
mod applications;
mod attributes;
mod doors;
mod edit_group;
mod edit_role;
mod edit_user;
mod edit_webhook;
mod end;
mod events;
mod group_members;
mod group_roles;
mod groups;
mod invitation;
mod keys;
mod logos;
mod new_application;
mod notice;
mod overview;
pub mod path;
mod preview;
mod providers;
mod record;
mod refused_addresses;
mod roles;
mod scopes;
mod seen;
mod serve;
mod set_up;
mod setting_values;
mod settings;
mod shown_once;
mod tenants;
mod trial;
mod trial_answer;
mod user;
mod user_operation;
mod user_roles;
mod users;
mod webhooks;
mod why;

use axum::{Router, response::Response};
use http::StatusCode;
use valetkey_administration::permission::{Area, Permission};
use valetkey_authorization_server::record::{Attribute, IdentityProvider, Role, TenantScope};
use valetkey_pages::{ConsoleEntry, ConsoleMenu, ConsoleSection, ErrorKind, Language, Moment, Page};
use valetkey_types::{TenantId, Timestamp};

use self::{
    access::Entered,
    edit_group::PlacedGroup,
    notice::{Notice, notice_of, redirect_with_notice},
};
use super::{account::form_state, failure::Failure};
use crate::{
    Issuers, request,
    respond::{Forms, page},
    router::{both, of_issuer},
    visit::Visit,
};

pub use application::handle as application;
pub use application_operation::{credentials, handle as application_operation};
pub use application_roles::handle as application_roles;
pub use applications::handle as applications;
pub use edit_user::handle as edit_user;
pub use edit_webhook::{
    add as new_webhook, edit as edit_webhook, remove as remove_webhook, rotate as rotate_webhook_secret,
    secret as webhook_secret,
};
pub use end::{
    access as user_access, factor as user_factor, linked_account as user_linked_account,
    passkey as user_passkey, session as user_session,
};
pub use events::handle as events;
pub use group_members::handle as group_members;
pub use group_roles::handle as group_roles;
pub use groups::{group, handle as groups};
pub use invitation::{handle as invitation, link as invitation_link};
pub use keys::{handle as keys, rotate as rotate_keys};
pub use logos::handle as logos;
pub use new_application::handle as new_application;
pub use overview::handle as overview;
pub use preview::{handle as preview, previewed};
pub use refused_addresses::handle as refused_addresses;
pub use roles::{handle as roles, role};
pub use set_up::handle as set_up;
pub use settings::{edit as edit_settings, edit_tenant, handle as settings, tenant};
pub use tenants::{
    add as new_tenant, handle as tenants, link as tenant_link, remove as remove_tenant,
    set_up_link as tenant_set_up_link,
};
pub use trial::handle as trial;
pub use trial_answer::handle as tried;
pub use user::handle as user;
pub use user_operation::{handle as user_operation, link as user_link};
pub use user_roles::handle as user_roles;
pub use users::handle as users;
pub use webhooks::{handle as webhooks, webhook};
pub use why::handle as user_why;

/// Returns the routes of the kinds of records that are shown or changed in one way.
pub(crate) fn record_routes() -> Router<Issuers> {
    record::form_routes::<PlacedGroup>()
        .merge(record::form_routes::<Role>())
        .merge(record::routes::<TenantScope>())
        .merge(record::routes::<Attribute>())
        .merge(record::routes::<IdentityProvider>())
        .route(path::TEST_PROVIDER, both(of_issuer(providers::test_provider)))
        .route(path::PREVIEW_PROVIDER, both(of_issuer(providers::preview_provider)))
}

/// Returns each page, as its path, with its operations.
pub(crate) fn operations() -> Vec<(&'static str, &'static [&'static str])> {
    let operations = |path: &str| doors::OPERATIONS.iter().find(|(known, _)| *known == path);
    // An undeclared page has an operation without a name, which the table refuses.
    path::ALL.iter().map(|path| (*path, operations(path).map_or(&[""][..], |(_, all)| *all))).collect()
}

/// Returns the permission that opens a section; `None` for the overview, which every administrator sees.
fn permission_of(section: ConsoleSection) -> Option<Permission> {
    let area = match section {
        ConsoleSection::Overview => return None,
        ConsoleSection::Users => Area::Users,
        ConsoleSection::Groups => Area::Groups,
        ConsoleSection::Roles => Area::Roles,
        ConsoleSection::Applications => Area::Clients,
        ConsoleSection::Scopes => Area::Scopes,
        ConsoleSection::Attributes => Area::Attributes,
        ConsoleSection::Providers => Area::Providers,
        ConsoleSection::Keys => Area::Keys,
        ConsoleSection::Webhooks | ConsoleSection::Events => Area::Events,
        ConsoleSection::Settings => Area::Tenant,
        ConsoleSection::Tenants => Area::Tenants,
    };
    Some(Permission::read(area))
}

/// Returns the frame of a page of this section. It lists the sections that the administrator may see.
fn menu(
    visit: &Visit<'_>,
    entered: &Entered,
    section: ConsoleSection,
    notice: Option<Notice>,
) -> Result<ConsoleMenu, Failure> {
    let is_open = |section: &ConsoleSection| {
        // In another tenant than the first one, this permission permits nothing.
        if *section == ConsoleSection::Tenants && visit.server.tenant != TenantId::default() {
            return false;
        }
        permission_of(*section).is_none_or(|permission| entered.administrator.may_somewhere(permission))
    };
    let entry = |section: ConsoleSection| ConsoleEntry { section, uri: visit.server.path(section.path()) };
    let (notice, undo) = notice.map(Notice::into_parts).unzip();
    Ok(ConsoleMenu {
        account_name: entered.facts.user.display_name().to_owned(),
        section,
        is_below: false,
        entries: ConsoleSection::ALL.into_iter().filter(is_open).map(entry).collect(),
        account_uri: visit.server.path("/account"),
        sign_out_action: visit.server.path("/account/sign-out"),
        form_state: form_state(visit, &entered.facts.session).ok_or(ErrorKind::ServerError)?,
        notice,
        undo: undo.flatten().map(|undo| undo.shown(visit)),
    })
}

/// Returns the [`menu`] of a page below this section.
fn menu_below(
    visit: &Visit<'_>,
    entered: &Entered,
    section: ConsoleSection,
    notice: Option<Notice>,
) -> Result<ConsoleMenu, Failure> {
    Ok(ConsoleMenu { is_below: true, ..menu(visit, entered, section, notice)? })
}

/// Answers with a page of the console.
fn show(visit: &Visit<'_>, content: &impl Page) -> Response {
    show_with(visit, StatusCode::OK, content)
}

/// Answers with a page of the console and another status.
fn show_with(visit: &Visit<'_>, status: StatusCode, content: &impl Page) -> Response {
    page(visit.server, status, language(visit), content, Forms::StayHere)
}

fn language(visit: &Visit<'_>) -> Language {
    request::language(visit.headers, None).of_console()
}

fn moment(visit: &Visit<'_>, at: Timestamp) -> Moment {
    Moment { at: at.seconds(), now: visit.now.seconds() }
}

/// Returns a value as one word of a command. Quotes it if it has characters that a shell may interpret.
fn shell_word(value: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-@+".contains(&byte);
    match !value.is_empty() && value.bytes().all(is_plain) {
        true => value.to_owned(),
        false => format!("'{}'", value.replace('\'', "'\\''")),
    }
}
