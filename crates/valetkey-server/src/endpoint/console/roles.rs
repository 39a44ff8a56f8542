//! `/admin/roles`: the roles. `/admin/roles/ID`: a role.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use valetkey_accounts::User;
use valetkey_administration::{
    files::Thing,
    permission::{Area, Permission},
};
use valetkey_authorization_server::record::{Group, Role, RoleOwner};
use valetkey_pages::{ConsoleRolePage, ConsoleRoleRow, ConsoleRolesPage, ConsoleSection, NamedLink};
use valetkey_storage::{StorageError, directory};
use valetkey_types::{RawParams, encode_form};

use super::{
    access::{Entered, enter},
    answer::{Answer, respond},
    groups::{identifier, link as group_link},
    menu, menu_below, notice_of, path, shell_word, show,
};
use crate::{
    Server,
    administration::{Part, roles},
    endpoint::page_request,
    visit::Visit,
};

const READ: Permission = Permission::read(Area::Roles);
/// The cursor of the part before.
const AFTER: &str = "after";
/// The most users that the page of a role shows. The text of the page names this number.
const MOST_HOLDERS: usize = 50;

/// Shows a part of the roles.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => see_all(&visit, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Shows a role.
pub async fn role(State(server): State<Server>, Path(id): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => see(&visit, &id, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see_all(visit: &Visit<'_>, params: &RawParams) -> Answer {
    let page = path::page(path::ROLES);
    let entered = enter(visit, &page, Some(READ)).await?;
    let part = Part { limit: Part::USUAL, after: params.get(AFTER).map(str::to_owned) };
    let list = roles::list(&entered.context(visit, None), &part).await?;
    let next = |cursor: &String| {
        format!("{}?{}", visit.server.path(page.path()), encode_form([(AFTER, cursor.as_str())]))
    };
    let may_add = entered.administrator.may(Permission::write(Area::Roles));
    let shown = ConsoleRolesPage {
        menu: menu(visit, &entered, ConsoleSection::Roles, notice_of(visit, params))?,
        roles: list.records.iter().map(|role| row(visit, role)).collect(),
        next_uri: list.next.as_ref().map(next),
        new_uri: may_add.then(|| visit.server.path(path::NEW_ROLE)),
        command: "valetkey role list".to_owned(),
    };
    Ok(show(visit, &shown))
}

fn row(visit: &Visit<'_>, role: &Role) -> ConsoleRoleRow {
    let page = path::page_of(path::ROLE, &role.id.simple().to_string());
    ConsoleRoleRow {
        role: NamedLink { name: role.name.clone(), uri: visit.server.path(page.path()) },
        owner: owner(role),
        description: role.description.clone(),
        has_permissions: !role.permissions.is_empty(),
    }
}

fn owner(role: &Role) -> Option<String> {
    (role.owner != RoleOwner::Tenant).then(|| role.owner.to_string())
}

async fn see(visit: &Visit<'_>, id: &str, params: &RawParams) -> Answer {
    let entered = enter(visit, &path::page_of(path::ROLE, id), Some(READ)).await?;
    let context = entered.context(visit, None);
    let role = roles::show(&context, identifier(id)?).await?;
    let file = context.file_owner(&Thing::role(&role.name, &role.owner)).await?;
    let (administrator, map) = (&entered.administrator, &entered.map);
    let has_it = |group: &&Group| group.roles.contains(&role.id);
    let sees_groups = administrator.may(Permission::read(Area::Groups));
    let groups = map.groups().into_iter().filter(|_| sees_groups).filter(has_it);
    let may_write = file.is_none()
        && administrator.may(Permission::write(Area::Roles))
        && administrator.covers_role(&role, map).is_ok();
    let page = |path| visit.server.path(path::page_of(path, id).path());
    let shown = ConsoleRolePage {
        menu: menu_below(visit, &entered, ConsoleSection::Roles, notice_of(visit, params))?,
        owner: owner(&role),
        description: role.description.clone(),
        permissions: role.permissions.clone(),
        limited_to: role.limited_to_group.and_then(|id| map.group(id)).map(|group| group.name.clone()),
        groups: groups.map(|group| group_link(visit, group)).collect(),
        users: holders(visit, &entered, &role).await?,
        file,
        edit_uri: may_write.then(|| page(path::EDIT_ROLE)),
        remove_uri: may_write.then(|| page(path::REMOVE_ROLE)),
        command: format!("valetkey role show {}", shell_word(&role.name)),
        name: role.name,
    };
    Ok(show(visit, &shown))
}

/// Returns some of the users who have a role and whom the administrator may read.
async fn holders(
    visit: &Visit<'_>,
    entered: &Entered,
    role: &Role,
) -> Result<Option<Vec<NamedLink>>, StorageError> {
    let read = Permission::read(Area::Users);
    if !entered.administrator.may_somewhere(read) {
        return Ok(None);
    }
    let (server, map) = (visit.server, &entered.map);
    let users = directory::holders(&*server.storage, &server.tenant, map, role.id, MOST_HOLDERS).await?;
    let sees = |user: &User| entered.administrator.may_with(read, user, map);
    let link = |user: User| NamedLink {
        uri: server.path(path::page_of(path::USER, user.id.as_str()).path()),
        name: user.username,
    };
    Ok(Some(users.into_iter().filter(sees).map(link).collect()))
}
