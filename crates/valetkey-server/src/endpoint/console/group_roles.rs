//! `/admin/groups/ID/roles`: grants roles to a group, and takes them away.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use valetkey_administration::{
    files::Thing,
    permission::{Area, Permission},
};
use valetkey_authorization_server::{
    interaction::ConsolePage,
    record::{Group, Role, RoleOwner},
};
use valetkey_pages::{
    ConsoleNotice, ConsoleRoleChoice, ConsoleRoleHolder, ConsoleSection, ConsoleUserRolesPage, ErrorKind,
    form_field,
};
use valetkey_types::RawParams;

use super::{
    access::{Entered, enter, enter_with_form, require_fresh},
    answer::{Answer, respond},
    groups::identifier,
    menu_below,
    notice::redirect_after_change,
    notice_of, path, redirect_with_notice, shell_word, show,
    user_roles::undo,
};
use crate::{
    Server,
    administration::{
        AdministrationError,
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
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &id, &params).await,
        Ok(PageRequest::Post(params)) => change(&visit, &id, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

fn page_of(id: &str) -> ConsolePage {
    path::page_of(path::GROUP_ROLES, id)
}

/// Shows the roles. It needs a fresh proof: a role can make each member an administrator.
async fn see(visit: &Visit<'_>, id: &str, params: &RawParams) -> Answer {
    let entered = enter(visit, &page_of(id), Some(WRITE)).await?;
    require_fresh(visit, &entered, &page_of(id)).await?;
    let group = entered.map.group(identifier(id)?).ok_or(ErrorKind::NotFound)?;
    entered.context(visit, None).require_unowned(&Thing::group(&group.name)).await?;
    let shown = ConsoleUserRolesPage {
        menu: menu_below(visit, &entered, ConsoleSection::Groups, notice_of(visit, params))?,
        name: group.name.clone(),
        holder: ConsoleRoleHolder::Group,
        roles: entered.map.roles().into_iter().map(|role| choice(&entered, group, role)).collect(),
        action: visit.server.path(page_of(id).path()),
        back_uri: visit.server.path(path::page_of(path::GROUP, id).path()),
        command: format!("valetkey role grant NAME --group {}", shell_word(&group.name)),
    };
    Ok(show(visit, &shown))
}

/// Returns a role as a choice. Administrators give no more than they hold, and change no group that gives more.
fn choice(entered: &Entered, group: &Group, role: &Role) -> ConsoleRoleChoice {
    let above = entered.map.upwards(group.id).into_iter().skip(1);
    let administrator = &entered.administrator;
    ConsoleRoleChoice {
        id: role.id.simple().to_string(),
        name: role.name.clone(),
        owner: (role.owner != RoleOwner::Tenant).then(|| role.owner.to_string()),
        description: role.description.clone(),
        permissions: role.permissions.clone(),
        is_granted: group.roles.contains(&role.id),
        is_through_group: above.into_iter().any(|above| above.roles.contains(&role.id)),
        may_change: administrator.covers_role(role, &entered.map).is_ok()
            && administrator.covers_group(group, &entered.map).is_ok(),
    }
}

async fn change(visit: &Visit<'_>, id: &str, params: &RawParams) -> Answer {
    let entered = enter_with_form(visit, params, &page_of(id), WRITE).await?;
    require_fresh(visit, &entered, &page_of(id)).await?;
    let role = identifier(params.get(form_field::ROLE).ok_or(ErrorKind::BadRequest)?)?;
    let (context, holder) = (entered.context(visit, None), HolderId::Group(identifier(id)?));
    let name = entered.map.role(role).map(|role| role.name.clone()).ok_or(ErrorKind::NotFound)?;
    let (changed, notice, inverse) = match params.get(form_field::ACTION) {
        Some("grant") => {
            (roles::grant(&context, role, &holder).await, ConsoleNotice::RoleGranted(name), "take-away")
        }
        Some("take-away") => {
            (roles::take_away(&context, role, &holder).await, ConsoleNotice::RoleTakenAway(name), "grant")
        }
        _ => return Err(ErrorKind::BadRequest.into()),
    };
    match changed {
        Ok(done) => {
            let undo = || Some(undo(&page_of(id), role, inverse));
            Ok(redirect_after_change(visit, &page_of(id), &done, (notice, undo)))
        }
        // Groups or roles changed meanwhile: the page shows them as they are now.
        Err(AdministrationError::Conflict(_)) => {
            Ok(redirect_with_notice(visit, &page_of(id), &ConsoleNotice::NothingChanged))
        }
        Err(error) => Err(error.into()),
    }
}
