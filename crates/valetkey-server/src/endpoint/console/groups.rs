//! `/admin/groups`: the groups. `/admin/groups/ID`: a group.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use uuid::Uuid;
use valetkey_administration::{
    files::Thing,
    permission::{Area, Permission},
};
use valetkey_authorization_server::{record::Group, role_map::RoleMap};
use valetkey_pages::{
    ConsoleGroup, ConsoleGroupAction, ConsoleGroupPage, ConsoleGroupsPage, ConsoleSection, ErrorKind,
    NamedLink,
};
use valetkey_types::{RawParams, encode_form};

use super::{
    access::{Entered, enter},
    answer::{Answer, respond},
    menu, menu_below, notice_of, path, shell_word, show,
};
use crate::{
    Server,
    administration::{Part, groups},
    endpoint::page_request,
    visit::Visit,
};

const READ: Permission = Permission::read(Area::Groups);
/// The cursor of the part before.
const AFTER: &str = "after";

/// Shows a part of the groups.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => see_all(&visit, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Shows a group.
pub async fn group(State(server): State<Server>, Path(id): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => see(&visit, &id, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Reads the identifier of a group or role in a path.
pub(super) fn identifier(text: &str) -> Result<Uuid, ErrorKind> {
    Uuid::try_parse(text).map_err(|_| ErrorKind::NotFound)
}

/// Returns the path of a group's page.
pub(super) fn link(visit: &Visit<'_>, group: &Group) -> NamedLink {
    let page = path::page_of(path::GROUP, &group.id.simple().to_string());
    NamedLink { name: group.name.clone(), uri: visit.server.path(page.path()) }
}

async fn see_all(visit: &Visit<'_>, params: &RawParams) -> Answer {
    let page = path::page(path::GROUPS);
    let entered = enter(visit, &page, Some(READ)).await?;
    let part = Part { limit: Part::USUAL, after: params.get(AFTER).map(str::to_owned) };
    let (list, map) = groups::list(&entered.context(visit, None), &part).await?;
    let next = |cursor: &String| {
        format!("{}?{}", visit.server.path(page.path()), encode_form([(AFTER, cursor.as_str())]))
    };
    let row = |group: &Group| ConsoleGroup {
        group: link(visit, group),
        above: map.upwards(group.id).into_iter().skip(1).map(|above| above.name.clone()).collect(),
        description: group.description.clone(),
    };
    let may_add = entered.administrator.may(Permission::write(Area::Groups));
    let shown = ConsoleGroupsPage {
        menu: menu(visit, &entered, ConsoleSection::Groups, notice_of(visit, params))?,
        groups: list.records.iter().map(row).collect(),
        next_uri: list.next.as_ref().map(next),
        new_uri: may_add.then(|| visit.server.path(path::NEW_GROUP)),
        command: "valetkey group list".to_owned(),
    };
    Ok(show(visit, &shown))
}

async fn see(visit: &Visit<'_>, id: &str, params: &RawParams) -> Answer {
    let entered = enter(visit, &path::page_of(path::GROUP, id), Some(READ)).await?;
    let context = entered.context(visit, None);
    let (group, map) = groups::show(&context, identifier(id)?).await?;
    let file = context.file_owner(&Thing::group(&group.name)).await?;
    let mut actions = actions(visit, &entered, &group);
    // A file owns what it says, and it says nothing of members.
    actions.retain(|(action, _)| file.is_none() || *action == ConsoleGroupAction::Members);
    let shown = ConsoleGroupPage {
        menu: menu_below(visit, &entered, ConsoleSection::Groups, notice_of(visit, params))?,
        description: group.description.clone(),
        above: map.upwards(group.id).into_iter().skip(1).map(|above| link(visit, above)).collect(),
        below: map.children(group.id).into_iter().map(|below| link(visit, below)).collect(),
        roles: roles(&group, &map),
        file,
        actions,
        command: format!("valetkey group show {}", shell_word(&group.name)),
        name: group.name,
    };
    Ok(show(visit, &shown))
}

/// Returns the roles of the members, each with the group above that gives it.
fn roles(group: &Group, map: &RoleMap) -> Vec<(String, Option<String>)> {
    let mut roles = Vec::new();
    for giver in map.upwards(group.id) {
        let from = (giver.id != group.id).then(|| giver.name.clone());
        let names = giver.roles.iter().filter_map(|id| map.role(*id)).map(|role| role.name.clone());
        roles.extend(names.map(|name| (name, from.clone())));
    }
    roles
}

/// Returns the actions that the administrator may take.
fn actions(visit: &Visit<'_>, entered: &Entered, group: &Group) -> Vec<(ConsoleGroupAction, String)> {
    let administrator = &entered.administrator;
    let covers = administrator.covers_group(group, &entered.map).is_ok();
    let may_write = covers && administrator.may(Permission::write(Area::Groups));
    let may = |action: &ConsoleGroupAction| match action {
        ConsoleGroupAction::Edit => may_write,
        // A group above others stays.
        ConsoleGroupAction::Remove => may_write && entered.map.children(group.id).is_empty(),
        ConsoleGroupAction::Members => administrator.may_somewhere(Permission::read(Area::Users)),
        ConsoleGroupAction::Roles => covers && administrator.may(Permission::write(Area::Roles)),
    };
    let with_page = |action: ConsoleGroupAction| {
        let path = match action {
            ConsoleGroupAction::Edit => path::EDIT_GROUP,
            ConsoleGroupAction::Members => path::GROUP_MEMBERS,
            ConsoleGroupAction::Roles => path::GROUP_ROLES,
            ConsoleGroupAction::Remove => path::REMOVE_GROUP,
        };
        let page = path::page_of(path, &group.id.simple().to_string());
        (action, visit.server.path(page.path()))
    };
    ConsoleGroupAction::ALL.into_iter().filter(may).map(with_page).collect()
}
