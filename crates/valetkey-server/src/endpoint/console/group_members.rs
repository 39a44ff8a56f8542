//! `/admin/groups/ID/members`: lists the members of a group, adds and removes them.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use valetkey_accounts::User;
use valetkey_administration::permission::{Area, Permission};
use valetkey_authorization_server::{interaction::ConsolePage, record::Group};
use valetkey_pages::{
    ConsoleMember, ConsoleMembersPage, ConsoleNotice, ConsoleSection, ErrorKind, MemberFailure, NamedLink,
    form_field,
};
use valetkey_types::{RawParams, UserId, encode_form};

use super::{
    access::{Entered, enter, enter_with_form, require_fresh},
    answer::{Answer, Stop, respond},
    groups::identifier,
    menu_below,
    notice::{Undo, field, redirect_after_change},
    notice_of, path,
    record::failure_of,
    shell_word, show,
};
use crate::{
    Server,
    administration::{
        Part, groups,
        users::{self, UserFilter},
    },
    endpoint::page_request::{self, PageRequest},
    visit::Visit,
};

const READ: Permission = Permission::read(Area::Groups);
const WRITE: Permission = Permission::write(Area::Groups);
/// The cursor of the part before.
const AFTER: &str = "after";

/// Shows the members, or changes one.
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
    path::page_of(path::GROUP_MEMBERS, id)
}

/// Shows the members. To an administrator who may change them it needs a fresh proof: a membership can give roles.
async fn see(visit: &Visit<'_>, id: &str, params: &RawParams) -> Answer {
    let entered = enter(visit, &page_of(id), Some(READ)).await?;
    entered.require_somewhere(Permission::read(Area::Users))?;
    if entered.administrator.may(WRITE) {
        require_fresh(visit, &entered, &page_of(id)).await?;
    }
    let (group, _) = groups::show(&entered.context(visit, None), identifier(id)?).await?;
    let members = members(visit, &entered, &group, params.get(AFTER)).await?;
    let menu = menu_below(visit, &entered, ConsoleSection::Groups, notice_of(visit, params))?;
    Ok(show(visit, &ConsoleMembersPage { menu, ..members }))
}

async fn members(
    visit: &Visit<'_>,
    entered: &Entered,
    group: &Group,
    after: Option<&str>,
) -> Result<ConsoleMembersPage, Stop> {
    let (server, id) = (visit.server, group.id.simple().to_string());
    let filter = UserFilter { group: Some(group.id), ..UserFilter::default() };
    let part = Part { limit: Part::USUAL, after: after.map(str::to_owned) };
    let list = users::list(&entered.context(visit, None), &filter, &part).await?;
    let path = server.path(page_of(&id).path());
    let next = |cursor: &String| format!("{path}?{}", encode_form([(AFTER, cursor.as_str())]));
    let row = |user: &User| ConsoleMember {
        id: user.id.as_str().to_owned(),
        user: NamedLink {
            name: user.username.clone(),
            uri: server.path(path::page_of(path::USER, user.id.as_str()).path()),
        },
        is_from_below: !user.groups.contains(&group.id),
    };
    let covers = entered.administrator.covers_group(group, &entered.map).is_ok();
    let may_change = covers && entered.administrator.may(WRITE);
    Ok(ConsoleMembersPage {
        menu: menu_below(visit, entered, ConsoleSection::Groups, None)?,
        name: group.name.clone(),
        members: list.records.iter().map(row).collect(),
        next_uri: list.next.as_ref().map(next),
        username: String::new(),
        action: may_change.then(|| path.clone()),
        back_uri: server.path(path::page_of(path::GROUP, &id).path()),
        command: format!("valetkey group show {}", shell_word(&group.name)),
        failure: None,
    })
}

async fn change(visit: &Visit<'_>, id: &str, params: &RawParams) -> Answer {
    let entered = enter_with_form(visit, params, &page_of(id), WRITE).await?;
    require_fresh(visit, &entered, &page_of(id)).await?;
    let context = entered.context(visit, None);
    let (group, _) = groups::show(&context, identifier(id)?).await?;
    let username = params.get(form_field::USERNAME).unwrap_or_default().trim();
    let changed = match params.get(form_field::ACTION) {
        Some("add") => match user_called(visit, &entered, username).await? {
            Some(user) => {
                let fields =
                    vec![field(form_field::ACTION, "remove"), field(form_field::USER, user.id.as_str())];
                let notice = ConsoleNotice::MemberAdded(user.username);
                groups::add_member(&context, group.id, &user.id).await.map(|done| (done, notice, fields))
            }
            None => {
                let members = members(visit, &entered, &group, None).await?;
                let (username, failure) = (username.to_owned(), Some(MemberFailure::UnknownUser));
                return Ok(show(visit, &ConsoleMembersPage { username, failure, ..members }));
            }
        },
        Some("remove") => {
            let user = UserId::new(params.get(form_field::USER).ok_or(ErrorKind::BadRequest)?);
            let name = users::show(&context, &user).await?.user.username;
            let fields = vec![field(form_field::ACTION, "add"), field(form_field::USERNAME, &name)];
            let notice = ConsoleNotice::MemberRemoved(name);
            groups::remove_member(&context, group.id, &user).await.map(|done| (done, notice, fields))
        }
        _ => return Err(ErrorKind::BadRequest.into()),
    };
    match changed {
        Ok((done, notice, fields)) => {
            let undo = || Some(Undo::of_switch(&page_of(id), fields));
            Ok(redirect_after_change(visit, &page_of(id), &done, (notice, undo)))
        }
        Err(error) => {
            let failure = Some(MemberFailure::Refused(failure_of(error)?));
            let members = members(visit, &entered, &group, None).await?;
            Ok(show(visit, &ConsoleMembersPage { username: username.to_owned(), failure, ..members }))
        }
    }
}

/// Returns the user of this name whom the administrator sees.
pub(super) async fn user_called(
    visit: &Visit<'_>,
    entered: &Entered,
    name: &str,
) -> Result<Option<User>, Stop> {
    entered.require_somewhere(Permission::read(Area::Users))?;
    let filter = UserFilter { name: Some(name.to_owned()), ..UserFilter::default() };
    let part = Part { limit: 1, after: None };
    let list = users::list(&entered.context(visit, None), &filter, &part).await?;
    Ok(list.records.into_iter().next())
}
