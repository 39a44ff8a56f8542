//! `/admin/applications/ID/roles`: grants roles to an application that acts for itself, and takes them away.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use uuid::Uuid;
use valetkey_administration::{
    files::Thing,
    permission::{Area, Permission},
};
use valetkey_authorization_server::{
    interaction::ConsolePage,
    record::{Client, Role, RoleOwner},
};
use valetkey_pages::{
    ConsoleNotice, ConsoleRoleChoice, ConsoleRoleHolder, ConsoleSection, ConsoleUserRolesPage, ErrorKind,
    form_field,
};
use valetkey_types::{ClientId, GrantType, RawParams};

use super::{
    access::{Entered, enter, enter_with_form, require_fresh},
    answer::{Answer, respond},
    menu_below, notice_of, path, redirect_with_notice, shell_word, show,
};
use crate::{
    Server,
    administration::{
        AdministrationError, clients,
        roles::{self, HolderId},
    },
    endpoint::page_request::{self, PageRequest},
    visit::Visit,
};

const WRITE: Permission = Permission::write(Area::Roles);

/// Shows the roles, or changes one.
pub async fn handle(State(server): State<Server>, Path(id): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let id = ClientId::new(id);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &id, &params).await,
        Ok(PageRequest::Post(params)) => change(&visit, &id, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Returns whether an application gets tokens of its own, without a user.
pub(super) fn acts_for_itself(client: &Client) -> bool {
    client.grant_types.contains(&GrantType::ClientCredentials)
}

/// Returns whether the administrator may change the roles of an application. `api` is the identifier of the administration API.
pub(super) fn may_grant(entered: &Entered, client: &Client, api: &str) -> bool {
    let administrator = &entered.administrator;
    administrator.may(WRITE) && administrator.covers_client(client, &entered.map, api).is_ok()
}

fn page_of(id: &ClientId) -> ConsolePage {
    path::page_of(path::APPLICATION_ROLES, id.as_str())
}

/// Shows the roles. It needs a fresh proof: a role can make the application an administrator.
async fn see(visit: &Visit<'_>, id: &ClientId, params: &RawParams) -> Answer {
    let entered = enter(visit, &page_of(id), Some(WRITE)).await?;
    require_fresh(visit, &entered, &page_of(id)).await?;
    let context = entered.context(visit, None);
    let client = clients::show(&context, id).await?;
    context.require_unowned(&Thing::client(id)).await?;
    let may_change = may_grant(&entered, &client, &context.api());
    // A role of another application is in the tokens of users only.
    let roles = entered.map.roles().into_iter().filter(|role| !matches!(role.owner, RoleOwner::Client(_)));
    let shown = ConsoleUserRolesPage {
        menu: menu_below(visit, &entered, ConsoleSection::Applications, notice_of(visit, params))?,
        name: client.name.clone(),
        holder: ConsoleRoleHolder::Application,
        roles: roles.map(|role| choice(&entered, &client, role, may_change)).collect(),
        action: visit.server.path(page_of(id).path()),
        back_uri: visit.server.path(path::page_of(path::APPLICATION, id.as_str()).path()),
        command: format!("valetkey role grant NAME --client {}", shell_word(id.as_str())),
    };
    Ok(show(visit, &shown))
}

/// Returns a role as a choice. Administrators give no more than they hold.
fn choice(entered: &Entered, client: &Client, role: &Role, may_change: bool) -> ConsoleRoleChoice {
    ConsoleRoleChoice {
        id: role.id.simple().to_string(),
        name: role.name.clone(),
        owner: (role.owner != RoleOwner::Tenant).then(|| role.owner.to_string()),
        description: role.description.clone(),
        permissions: role.permissions.clone(),
        is_granted: client.roles.iter().any(|held| held.id == role.id),
        is_through_group: false,
        may_change: may_change && entered.administrator.covers_role(role, &entered.map).is_ok(),
    }
}

async fn change(visit: &Visit<'_>, id: &ClientId, params: &RawParams) -> Answer {
    let entered = enter_with_form(visit, params, &page_of(id), WRITE).await?;
    require_fresh(visit, &entered, &page_of(id)).await?;
    let named = params.get(form_field::ROLE).and_then(|role| Uuid::parse_str(role).ok());
    let role = named.ok_or(ErrorKind::BadRequest)?;
    let (context, holder) = (entered.context(visit, None), HolderId::Client(id.clone()));
    let name = entered.map.role(role).map(|role| role.name.clone()).ok_or(ErrorKind::NotFound)?;
    let (changed, notice) = match params.get(form_field::ACTION) {
        Some("grant") => (roles::grant(&context, role, &holder).await, ConsoleNotice::RoleGranted(name)),
        Some("take-away") => {
            (roles::take_away(&context, role, &holder).await, ConsoleNotice::RoleTakenAway(name))
        }
        _ => return Err(ErrorKind::BadRequest.into()),
    };
    let is_stored = match changed {
        Ok(done) => done.is_stored,
        // The application or the role changed meanwhile: the page shows them as they are now.
        Err(AdministrationError::Conflict(_)) => false,
        Err(error) => return Err(error.into()),
    };
    // A second press finds nothing to change.
    let notice = if is_stored { notice } else { ConsoleNotice::NothingChanged };
    Ok(redirect_with_notice(visit, &page_of(id), &notice))
}
