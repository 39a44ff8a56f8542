//! `/admin/new-group`, `/admin/groups/ID/edit` and `/admin/groups/ID/remove`: adds, edits and removes groups. Each needs a fresh proof,
//! because the place of a group decides the roles of its members.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use uuid::Uuid;
use valetkey_administration::{
    Describe, InvalidField,
    files::Thing,
    group::NewGroup,
    permission::{Area, Permission},
};
use valetkey_authorization_server::{interaction::ConsolePage, record::Group, role_map::RoleMap};
use valetkey_pages::{
    ConsoleConfirmPage, ConsoleEditGroupPage, ConsoleNotice, ConsoleOperation, ConsoleSection, form_field,
};
use valetkey_types::RawParams;

use super::{
    access::{Entered, enter, enter_with_form, require_fresh},
    answer::{Answer, Stop, respond},
    groups::identifier,
    menu_below, path, redirect_with_notice,
    seen::SeenRecord,
    shell_word, show,
};
use crate::{
    Server,
    administration::{AdministrationError, groups},
    endpoint::page_request::{self, PageRequest},
    visit::Visit,
};

const WRITE: Permission = Permission::write(Area::Groups);

/// Shows the form for a new group, or adds it.
pub async fn add(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(_)) => see_new(&visit).await,
        Ok(PageRequest::Post(params)) => save_new(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Shows the form for a group, or saves it.
pub async fn edit(State(server): State<Server>, Path(id): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(_)) => see(&visit, &id).await,
        Ok(PageRequest::Post(params)) => save(&visit, &id, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Says what the removal of a group will do, or removes it.
pub async fn remove(State(server): State<Server>, Path(id): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(_)) => see_removal(&visit, &id).await,
        Ok(PageRequest::Post(params)) => carry_out_removal(&visit, &id, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// The values of the form.
#[derive(Clone)]
struct Typed {
    name: String,
    parent: String,
    description: String,
}

impl Typed {
    fn read(params: &RawParams) -> Self {
        let text = |field| params.get(field).map(|text| text.trim().to_owned()).unwrap_or_default();
        Self {
            name: text(form_field::NAME),
            parent: text(form_field::PARENT),
            description: text(form_field::DESCRIPTION),
        }
    }

    fn of(group: &Group, map: &RoleMap) -> Self {
        Self {
            name: group.name.clone(),
            parent: parent_name(group, map),
            description: group.description.clone().unwrap_or_default(),
        }
    }

    /// Sets the values in a group.
    fn apply(&self, new: &mut NewGroup, map: &RoleMap) -> Result<(), InvalidField> {
        new.name.clone_from(&self.name);
        new.parent = group_called(form_field::PARENT, &self.parent, map)?;
        new.description = Some(self.description.clone()).filter(|text| !text.is_empty());
        Ok(())
    }
}

fn parent_name(group: &Group, map: &RoleMap) -> String {
    let parent = group.parent.and_then(|id| map.group(id));
    parent.map(|parent| parent.name.clone()).unwrap_or_default()
}

/// Returns the identifier of the group of this name; `None` for an empty name.
pub(super) fn group_called(
    field: &'static str,
    name: &str,
    map: &RoleMap,
) -> Result<Option<Uuid>, InvalidField> {
    if name.is_empty() {
        return Ok(None);
    }
    let unknown = || InvalidField::new(field, "the name of a group, or nothing", format!("{name:?}"));
    map.group_called(name).map(|group| Some(group.id)).ok_or_else(unknown)
}

/// A group as the form shows it, with the names of what it refers to.
struct ShownGroup<'a>(&'a Group, &'a RoleMap);

impl Describe for ShownGroup<'_> {
    fn fields(&self) -> Vec<(&'static str, String)> {
        let Self(group, map) = self;
        let roles = group.roles.iter().filter_map(|id| map.role(*id)).map(|role| role.name.clone());
        vec![
            ("name", group.name.clone()),
            ("parent", parent_name(group, map)),
            ("description", group.description.clone().unwrap_or_default()),
            ("roles", roles.collect::<Vec<_>>().join("\n")),
        ]
    }
}

async fn see_new(visit: &Visit<'_>) -> Answer {
    let page = path::page(path::NEW_GROUP);
    let entered = enter(visit, &page, Some(WRITE)).await?;
    require_fresh(visit, &entered, &page).await?;
    let empty = Typed { name: String::new(), parent: String::new(), description: String::new() };
    show_new(visit, &entered, empty, None)
}

fn show_new(visit: &Visit<'_>, entered: &Entered, typed: Typed, failure: Option<String>) -> Answer {
    let form = ConsoleEditGroupPage {
        menu: menu_below(visit, entered, ConsoleSection::Groups, None)?,
        stored_name: None,
        name: typed.name,
        parent: typed.parent,
        description: typed.description,
        revision: None,
        command: "valetkey group add NAME".to_owned(),
        action: visit.server.path(path::NEW_GROUP),
        back_uri: visit.server.path(path::GROUPS),
        failure,
        conflict: None,
    };
    Ok(show(visit, &form))
}

async fn save_new(visit: &Visit<'_>, params: &RawParams) -> Answer {
    let page = path::page(path::NEW_GROUP);
    let entered = enter_with_form(visit, params, &page, WRITE).await?;
    require_fresh(visit, &entered, &page).await?;
    let (typed, mut new) = (Typed::read(params), NewGroup::default());
    let added = match typed.apply(&mut new, &entered.map) {
        Ok(()) => groups::add(&entered.context(visit, None), new).await,
        Err(field) => Err(field.into()),
    };
    match added {
        Ok(done) => {
            let page = path::page_of(path::GROUP, &done.answer.id.simple().to_string());
            Ok(redirect_with_notice(visit, &page, &ConsoleNotice::GroupAdded(done.answer.name)))
        }
        Err(error) => show_new(visit, &entered, typed, Some(failure_of(error)?)),
    }
}

/// Returns the failure that a form shows. Other errors have pages of their own.
pub(super) fn failure_of(error: AdministrationError) -> Result<String, Stop> {
    match error {
        AdministrationError::Invalid(field) => Ok(field.to_string()),
        AdministrationError::NotPermitted(reason) => Ok(reason.to_string()),
        error => Err(error.into()),
    }
}

fn page_of(id: &str) -> ConsolePage {
    path::page_of(path::EDIT_GROUP, id)
}

async fn see(visit: &Visit<'_>, id: &str) -> Answer {
    let entered = enter(visit, &page_of(id), Some(WRITE)).await?;
    require_fresh(visit, &entered, &page_of(id)).await?;
    let context = entered.context(visit, None);
    let (group, map) = groups::show(&context, identifier(id)?).await?;
    context.require_unowned(&Thing::group(&group.name)).await?;
    let revision = SeenRecord::seal(visit, &ShownGroup(&group, &map), group.revision)?;
    let form = form(visit, &entered, &group, Typed::of(&group, &map), revision)?;
    Ok(show(visit, &form))
}

fn form(
    visit: &Visit<'_>,
    entered: &Entered,
    group: &Group,
    typed: Typed,
    revision: String,
) -> Result<ConsoleEditGroupPage, Stop> {
    let id = group.id.simple().to_string();
    Ok(ConsoleEditGroupPage {
        menu: menu_below(visit, entered, ConsoleSection::Groups, None)?,
        stored_name: Some(group.name.clone()),
        name: typed.name,
        parent: typed.parent,
        description: typed.description,
        revision: Some(revision),
        command: format!("valetkey group edit {}", shell_word(&group.name)),
        action: visit.server.path(page_of(&id).path()),
        back_uri: visit.server.path(path::page_of(path::GROUP, &id).path()),
        failure: None,
        conflict: None,
    })
}

async fn save(visit: &Visit<'_>, id: &str, params: &RawParams) -> Answer {
    let entered = enter_with_form(visit, params, &page_of(id), WRITE).await?;
    require_fresh(visit, &entered, &page_of(id)).await?;
    let (seen, typed) = (SeenRecord::open(visit, params)?, Typed::read(params));
    let context = entered.context(visit, Some(seen.revision));
    let edited = groups::edit(&context, identifier(id)?, |new| typed.apply(new, &entered.map)).await;
    let error = match edited {
        Ok(done) => {
            let notice = match done.is_stored {
                true => ConsoleNotice::GroupSaved(done.answer.name),
                false => ConsoleNotice::NothingChanged,
            };
            return Ok(redirect_with_notice(visit, &path::page_of(path::GROUP, id), &notice));
        }
        Err(error) => error,
    };
    let (group, map) = groups::show(&context, identifier(id)?).await?;
    let shown = match error {
        AdministrationError::Conflict(_) => {
            let revision = SeenRecord::seal(visit, &ShownGroup(&group, &map), group.revision)?;
            let conflict = Some(seen.difference(&ShownGroup(&group, &map)));
            ConsoleEditGroupPage { conflict, ..form(visit, &entered, &group, typed, revision)? }
        }
        error => {
            let revision = SeenRecord::sent(params)?.to_owned();
            let failure = Some(failure_of(error)?);
            ConsoleEditGroupPage { failure, ..form(visit, &entered, &group, typed, revision)? }
        }
    };
    Ok(show(visit, &shown))
}

async fn see_removal(visit: &Visit<'_>, id: &str) -> Answer {
    let page = path::page_of(path::REMOVE_GROUP, id);
    let entered = enter(visit, &page, Some(WRITE)).await?;
    require_fresh(visit, &entered, &page).await?;
    show_removal(visit, &entered, id, None).await
}

async fn show_removal(
    visit: &Visit<'_>,
    entered: &Entered,
    id: &str,
    conflict: Option<&SeenRecord>,
) -> Answer {
    let context = entered.context(visit, None);
    let (group, map) = groups::show(&context, identifier(id)?).await?;
    context.require_unowned(&Thing::group(&group.name)).await?;
    let confirm = ConsoleConfirmPage {
        menu: menu_below(visit, entered, ConsoleSection::Groups, None)?,
        operation: ConsoleOperation::RemoveGroup,
        name: group.name.clone(),
        revision: SeenRecord::seal(visit, &ShownGroup(&group, &map), group.revision)?,
        consequences: Vec::new(),
        command: format!("valetkey group remove {}", shell_word(&group.name)),
        action: visit.server.path(path::page_of(path::REMOVE_GROUP, id).path()),
        back_uri: visit.server.path(path::page_of(path::GROUP, id).path()),
        conflict: conflict.map(|seen| seen.difference(&ShownGroup(&group, &map))),
    };
    Ok(show(visit, &confirm))
}

async fn carry_out_removal(visit: &Visit<'_>, id: &str, params: &RawParams) -> Answer {
    let page = path::page_of(path::REMOVE_GROUP, id);
    let entered = enter_with_form(visit, params, &page, WRITE).await?;
    require_fresh(visit, &entered, &page).await?;
    let seen = SeenRecord::open(visit, params)?;
    let context = entered.context(visit, Some(seen.revision));
    let (group, _) = groups::show(&context, identifier(id)?).await?;
    match groups::remove(&context, group.id).await {
        Ok(_) => {
            let notice = ConsoleNotice::GroupRemoved(group.name);
            Ok(redirect_with_notice(visit, &path::page(path::GROUPS), &notice))
        }
        Err(AdministrationError::Conflict(_)) => show_removal(visit, &entered, id, Some(&seen)).await,
        Err(error) => Err(error.into()),
    }
}
