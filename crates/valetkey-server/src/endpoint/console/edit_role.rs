//! `/admin/new-role`, `/admin/roles/ID/edit` and `/admin/roles/ID/remove`: adds, edits and removes roles. Each needs a fresh proof,
//! because a role can make administrators.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use valetkey_administration::{
    InvalidField,
    files::Thing,
    permission::{Area, Permission, Permissions},
    role::{NewRole, RoleSettings},
};
use valetkey_authorization_server::{
    interaction::ConsolePage,
    record::{Client, Role, RoleOwner},
    role_map::{RoleMap, owner_called},
};
use valetkey_pages::{
    ConsoleConfirmPage, ConsoleEditRolePage, ConsoleNotice, ConsoleOperation, ConsoleSection, form_field,
};
use valetkey_types::RawParams;

use super::{
    access::{Entered, enter, enter_with_form, require_fresh},
    answer::{Answer, Stop, respond},
    edit_group::{failure_of, group_called},
    groups::identifier,
    menu_below, path, redirect_with_notice,
    seen::SeenRecord,
    shell_word, show,
};
use crate::{
    Server,
    administration::{AdministrationError, roles},
    endpoint::page_request::{self, PageRequest},
    visit::Visit,
};

const WRITE: Permission = Permission::write(Area::Roles);

/// Shows the form for a new role, or adds it.
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

/// Shows the form for a role, or saves it.
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

/// Says what the removal of a role will do, or removes it.
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
#[derive(Default)]
struct Typed {
    name: String,
    owner: String,
    description: String,
    permissions: Permissions,
    limited_to: String,
}

impl Typed {
    fn read(params: &RawParams) -> Self {
        let text = |field| params.get(field).map(|text| text.trim().to_owned()).unwrap_or_default();
        let is_checked =
            |permission: &Permission| params.get(&format!("permission:{permission}")) == Some("yes");
        let words: Vec<String> = Permission::all().filter(is_checked).map(|one| one.to_string()).collect();
        Self {
            name: text(form_field::NAME),
            owner: text(form_field::OWNER),
            description: text(form_field::DESCRIPTION),
            permissions: Permissions::of_words(&words),
            limited_to: text(form_field::LIMITED_TO),
        }
    }

    fn of(role: &Role, map: &RoleMap) -> Self {
        let group = role.limited_to_group.and_then(|id| map.group(id));
        Self {
            name: role.name.clone(),
            owner: String::new(),
            description: role.description.clone().unwrap_or_default(),
            permissions: Permissions::of_words(&role.permissions),
            limited_to: group.map(|group| group.name.clone()).unwrap_or_default(),
        }
    }

    /// Sets the values in the settings of a role.
    fn apply(&self, settings: &mut RoleSettings, map: &RoleMap) -> Result<(), InvalidField> {
        settings.description = Some(self.description.clone()).filter(|text| !text.is_empty());
        settings.permissions = self.permissions.clone();
        settings.limited_to_group = group_called(form_field::LIMITED_TO, &self.limited_to, map)?;
        Ok(())
    }

    fn boxes(&self) -> Vec<(String, bool)> {
        Permission::all().map(|one| (one.to_string(), self.permissions.contains(one))).collect()
    }
}

async fn see_new(visit: &Visit<'_>) -> Answer {
    let page = path::page(path::NEW_ROLE);
    let entered = enter(visit, &page, Some(WRITE)).await?;
    require_fresh(visit, &entered, &page).await?;
    show_new(visit, &entered, Typed::default(), None)
}

fn show_new(visit: &Visit<'_>, entered: &Entered, typed: Typed, failure: Option<String>) -> Answer {
    let form = ConsoleEditRolePage {
        menu: menu_below(visit, entered, ConsoleSection::Roles, None)?,
        stored_name: None,
        permissions: typed.boxes(),
        name: typed.name,
        owner: typed.owner,
        description: typed.description,
        limited_to: typed.limited_to,
        revision: None,
        command: "valetkey role add NAME".to_owned(),
        action: visit.server.path(path::NEW_ROLE),
        back_uri: visit.server.path(path::ROLES),
        failure,
        conflict: None,
    };
    Ok(show(visit, &form))
}

async fn save_new(visit: &Visit<'_>, params: &RawParams) -> Answer {
    let page = path::page(path::NEW_ROLE);
    let entered = enter_with_form(visit, params, &page, WRITE).await?;
    require_fresh(visit, &entered, &page).await?;
    let typed = Typed::read(params);
    let added = match new_role(visit, &entered, &typed).await {
        Ok(new) => roles::add(&entered.context(visit, None), new).await,
        Err(error) => Err(error),
    };
    match added {
        Ok(done) => {
            let page = path::page_of(path::ROLE, &done.answer.id.simple().to_string());
            Ok(redirect_with_notice(visit, &page, &ConsoleNotice::RoleAdded(done.answer.name)))
        }
        Err(error) => show_new(visit, &entered, typed, Some(failure_of(error)?)),
    }
}

async fn new_role(
    visit: &Visit<'_>,
    entered: &Entered,
    typed: &Typed,
) -> Result<NewRole, AdministrationError> {
    let owner = match typed.owner.as_str() {
        "" => RoleOwner::Tenant,
        of => {
            let clients: Vec<Client> = visit.server.storage.clients(&visit.server.tenant).await?;
            let expected = "a client_id, or an audience that a client is registered for";
            let unknown = || InvalidField::new("owner", expected, format!("{of:?}"));
            owner_called(of, &clients).ok_or_else(unknown)?
        }
    };
    let mut new = NewRole::new(typed.name.clone(), owner);
    typed.apply(&mut new.settings, &entered.map)?;
    Ok(new)
}

fn page_of(id: &str) -> ConsolePage {
    path::page_of(path::EDIT_ROLE, id)
}

async fn see(visit: &Visit<'_>, id: &str) -> Answer {
    let entered = enter(visit, &page_of(id), Some(WRITE)).await?;
    require_fresh(visit, &entered, &page_of(id)).await?;
    let context = entered.context(visit, None);
    let role = roles::show(&context, identifier(id)?).await?;
    context.require_unowned(&Thing::role(&role.name, &role.owner)).await?;
    let revision = SeenRecord::seal(visit, &role, role.revision)?;
    Ok(show(visit, &form(visit, &entered, &role, Typed::of(&role, &entered.map), revision)?))
}

fn form(
    visit: &Visit<'_>,
    entered: &Entered,
    role: &Role,
    typed: Typed,
    revision: String,
) -> Result<ConsoleEditRolePage, Stop> {
    let id = role.id.simple().to_string();
    Ok(ConsoleEditRolePage {
        menu: menu_below(visit, entered, ConsoleSection::Roles, None)?,
        stored_name: Some(role.name.clone()),
        permissions: typed.boxes(),
        name: role.name.clone(),
        owner: String::new(),
        description: typed.description,
        limited_to: typed.limited_to,
        revision: Some(revision),
        command: format!("valetkey role edit {}", shell_word(&role.name)),
        action: visit.server.path(page_of(&id).path()),
        back_uri: visit.server.path(path::page_of(path::ROLE, &id).path()),
        failure: None,
        conflict: None,
    })
}

async fn save(visit: &Visit<'_>, id: &str, params: &RawParams) -> Answer {
    let entered = enter_with_form(visit, params, &page_of(id), WRITE).await?;
    require_fresh(visit, &entered, &page_of(id)).await?;
    let (seen, typed) = (SeenRecord::open(visit, params)?, Typed::read(params));
    let context = entered.context(visit, Some(seen.revision));
    let edited = roles::edit(&context, identifier(id)?, |settings| typed.apply(settings, &entered.map)).await;
    let error = match edited {
        Ok(done) => {
            let notice = match done.is_stored {
                true => ConsoleNotice::RoleSaved(done.answer.name),
                false => ConsoleNotice::NothingChanged,
            };
            return Ok(redirect_with_notice(visit, &path::page_of(path::ROLE, id), &notice));
        }
        Err(error) => error,
    };
    let role = roles::show(&context, identifier(id)?).await?;
    let shown = match error {
        AdministrationError::Conflict(_) => {
            let revision = SeenRecord::seal(visit, &role, role.revision)?;
            let conflict = Some(seen.difference(&role));
            ConsoleEditRolePage { conflict, ..form(visit, &entered, &role, typed, revision)? }
        }
        error => {
            let revision = SeenRecord::sent(params)?.to_owned();
            let failure = Some(failure_of(error)?);
            ConsoleEditRolePage { failure, ..form(visit, &entered, &role, typed, revision)? }
        }
    };
    Ok(show(visit, &shown))
}

async fn see_removal(visit: &Visit<'_>, id: &str) -> Answer {
    let page = path::page_of(path::REMOVE_ROLE, id);
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
    let role = roles::show(&context, identifier(id)?).await?;
    context.require_unowned(&Thing::role(&role.name, &role.owner)).await?;
    let confirm = ConsoleConfirmPage {
        menu: menu_below(visit, entered, ConsoleSection::Roles, None)?,
        operation: ConsoleOperation::RemoveRole,
        name: role.name.clone(),
        revision: SeenRecord::seal(visit, &role, role.revision)?,
        consequences: Vec::new(),
        command: format!("valetkey role remove {}", shell_word(&role.name)),
        action: visit.server.path(path::page_of(path::REMOVE_ROLE, id).path()),
        back_uri: visit.server.path(path::page_of(path::ROLE, id).path()),
        conflict: conflict.map(|seen| seen.difference(&role)),
    };
    Ok(show(visit, &confirm))
}

async fn carry_out_removal(visit: &Visit<'_>, id: &str, params: &RawParams) -> Answer {
    let page = path::page_of(path::REMOVE_ROLE, id);
    let entered = enter_with_form(visit, params, &page, WRITE).await?;
    require_fresh(visit, &entered, &page).await?;
    let seen = SeenRecord::open(visit, params)?;
    let context = entered.context(visit, Some(seen.revision));
    let role = roles::show(&context, identifier(id)?).await?;
    match roles::remove(&context, role.id).await {
        Ok(_) => {
            let notice = ConsoleNotice::RoleRemoved(role.name);
            Ok(redirect_with_notice(visit, &path::page(path::ROLES), &notice))
        }
        Err(AdministrationError::Conflict(_)) => show_removal(visit, &entered, id, Some(&seen)).await,
        Err(error) => Err(error.into()),
    }
}
