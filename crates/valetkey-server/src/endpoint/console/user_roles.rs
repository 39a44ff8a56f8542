//! `/admin/users/ID/roles`: grants roles to a user, and takes them away.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use uuid::Uuid;
use valetkey_accounts::User;
use valetkey_administration::permission::{Area, Authority, Permission};
use valetkey_authorization_server::{
    interaction::ConsolePage,
    record::{Role, RoleOwner},
    role_map::Way,
};
use valetkey_pages::{
    ConsoleNotice, ConsoleRoleChoice, ConsoleRoleHolder, ConsoleSection, ConsoleUserRolesPage, ErrorKind,
    form_field,
};
use valetkey_types::{RawParams, UserId};

use super::{
    access::{Entered, enter, enter_with_form, require_fresh},
    answer::{Answer, respond},
    menu_below,
    notice::{Undo, field, redirect_after_change},
    notice_of, path, shell_word, show,
};
use crate::{
    Server,
    administration::{
        roles::{self, HolderId},
        users,
    },
    endpoint::page_request::{self, PageRequest},
    visit::Visit,
};

const WRITE: Permission = Permission::write(Area::Roles);

/// Shows the roles, or changes one.
pub async fn handle(State(server): State<Server>, Path(id): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let id = UserId::new(id);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &id, &params).await,
        Ok(PageRequest::Post(params)) => change(&visit, &id, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

fn page_of(id: &UserId) -> ConsolePage {
    path::page_of(path::USER_ROLES, id.as_str())
}

/// Shows the roles. It needs a fresh proof: a role can make an administrator.
async fn see(visit: &Visit<'_>, id: &UserId, params: &RawParams) -> Answer {
    let entered = enter(visit, &page_of(id), Some(WRITE)).await?;
    require_fresh(visit, &entered, &page_of(id)).await?;
    let user = users::show(&entered.context(visit, None), id).await?.user;
    let roles = ConsoleUserRolesPage {
        menu: menu_below(visit, &entered, ConsoleSection::Users, notice_of(visit, params))?,
        name: user.username.clone(),
        holder: ConsoleRoleHolder::User,
        roles: entered.map.roles().into_iter().map(|role| choice(&entered, &user, role)).collect(),
        action: visit.server.path(page_of(id).path()),
        back_uri: visit.server.path(path::page_of(path::USER, id.as_str()).path()),
        command: format!("valetkey role grant NAME --user {}", shell_word(&user.username)),
    };
    Ok(show(visit, &roles))
}

/// Returns a role as a choice. Administrators cannot give more than they hold, change a user who may do more, or take a role with
/// permissions from themselves.
fn choice(entered: &Entered, user: &User, role: &Role) -> ConsoleRoleChoice {
    let ways = entered.map.ways(user, role.id);
    let administrator = &entered.administrator;
    let takes_own = entered.facts.user.id == user.id && !Authority::of_role(role).is_empty();
    ConsoleRoleChoice {
        id: role.id.simple().to_string(),
        name: role.name.clone(),
        owner: (role.owner != RoleOwner::Tenant).then(|| role.owner.to_string()),
        description: role.description.clone(),
        permissions: role.permissions.clone(),
        is_granted: ways.contains(&Way::Directly),
        is_through_group: ways.iter().any(|way| *way != Way::Directly),
        may_change: !takes_own
            && administrator.covers_role(role, &entered.map).is_ok()
            && administrator.covers_user(user, &entered.map).is_ok(),
    }
}

async fn change(visit: &Visit<'_>, id: &UserId, params: &RawParams) -> Answer {
    let entered = enter_with_form(visit, params, &page_of(id), WRITE).await?;
    require_fresh(visit, &entered, &page_of(id)).await?;
    let named = params.get(form_field::ROLE).and_then(|role| Uuid::parse_str(role).ok());
    let role = named.ok_or(ErrorKind::BadRequest)?;
    let (context, holder) = (entered.context(visit, None), HolderId::User(id.clone()));
    let name = entered.map.role(role).map(|role| role.name.clone()).ok_or(ErrorKind::NotFound)?;
    let (done, notice, inverse) = match params.get(form_field::ACTION) {
        Some("grant") => {
            (roles::grant(&context, role, &holder).await?, ConsoleNotice::RoleGranted(name), "take-away")
        }
        Some("take-away") => {
            (roles::take_away(&context, role, &holder).await?, ConsoleNotice::RoleTakenAway(name), "grant")
        }
        _ => return Err(ErrorKind::BadRequest.into()),
    };
    let undo = || Some(undo(&page_of(id), role, inverse));
    Ok(redirect_after_change(visit, &page_of(id), &done, (notice, undo)))
}

/// Returns the form that changes a role back.
pub(super) fn undo(page: &ConsolePage, role: Uuid, inverse: &str) -> Undo {
    let role = role.simple().to_string();
    Undo::of_switch(page, vec![field(form_field::ACTION, inverse), field(form_field::ROLE, &role)])
}
