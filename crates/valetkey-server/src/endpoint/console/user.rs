//! `/admin/users/ID`: a user.

mod actions;
mod rows;

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use valetkey_accounts::User;
use valetkey_administration::permission::{Area, Permission};
use valetkey_authorization_server::role_map::{RoleMap, Way};
use valetkey_pages::{ConsoleEvent, ConsoleRole, ConsoleSection, ConsoleUserPage};
use valetkey_types::{RawParams, UserId};

use self::{
    actions::{actions, may_write},
    rows::Rows,
};
use super::{
    access::{Entered, enter},
    answer::{Answer, Stop, respond},
    events::in_words,
    menu_below, moment, notice_of, path, shell_word, show,
    users::state,
};
use crate::{
    Server,
    administration::{
        Part, access,
        events::{self, EventFilter},
        users,
    },
    endpoint::page_request,
    visit::Visit,
};

/// The number of events that the page shows.
const EVENTS: usize = 10;

/// Shows a user.
pub async fn handle(State(server): State<Server>, Path(id): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => see(&visit, &UserId::new(id), asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, id: &UserId, params: &RawParams) -> Answer {
    let page = path::page_of(path::USER, id.as_str());
    let entered = enter(visit, &page, Some(Permission::read(Area::Users))).await?;
    let context = entered.context(visit, None);
    let details = users::show(&context, id).await?;
    let user = &details.user;
    let may_write = may_write(&entered, user);
    let rows = Rows { visit, entered: &entered, user, may_write };
    let shown = ConsoleUserPage {
        menu: menu_below(visit, &entered, ConsoleSection::Users, notice_of(visit, params))?,
        display_name: user.display_name().to_owned(),
        username: user.username.clone(),
        id: user.id.as_str().to_owned(),
        email: user.email.clone().map(|email| (email, user.email_verified)),
        state: state(user),
        created: moment(visit, user.created_at),
        deletion: user.deletion_at.map(|at| moment(visit, at)),
        failed_sign_ins: (usize::try_from(details.failures.count).unwrap_or(usize::MAX), details.is_locked()),
        methods: rows.methods(&details),
        sessions: rows.sessions(&access::sessions(&context, id).await?),
        applications: rows.applications(access::applications(&context, id).await?),
        why_uri: visit.server.path(path::page_of(path::USER_WHY, id.as_str()).path()),
        roles: roles(user, &entered.map),
        events: events_of(visit, &entered, user).await?,
        actions: actions(visit, &entered, &details, may_write),
        command: format!("valetkey user show {}", shell_word(&user.username)),
    };
    Ok(show(visit, &shown))
}

/// Returns the roles of a user with the reasons.
fn roles(user: &User, map: &RoleMap) -> Vec<ConsoleRole> {
    let of_name = |name: &String| ConsoleRole { name: name.clone(), through: Vec::new(), is_direct: true };
    let mut roles: Vec<ConsoleRole> = user.roles.iter().map(of_name).collect();
    for role in map.roles() {
        let ways = map.ways(user, role.id);
        if ways.is_empty() {
            continue;
        }
        let path = |way: &Way<'_>| match way {
            Way::Directly => None,
            Way::Through(groups) => {
                Some(groups.iter().map(|group| group.name.as_str()).collect::<Vec<_>>().join(", "))
            }
        };
        roles.push(ConsoleRole {
            name: role.name.clone(),
            through: ways.iter().filter_map(path).collect(),
            is_direct: ways.contains(&Way::Directly),
        });
    }
    roles
}

async fn events_of(
    visit: &Visit<'_>,
    entered: &Entered,
    user: &User,
) -> Result<Option<Vec<ConsoleEvent>>, Stop> {
    if !entered.administrator.may(Permission::read(Area::Events)) {
        return Ok(None);
    }
    let filter = EventFilter { user: Some(user.id.as_str().to_owned()), ..EventFilter::default() };
    let part = Part { limit: EVENTS, after: None };
    let list = events::list(&entered.context(visit, None), &filter, &part).await?;
    Ok(Some(in_words(visit, entered, list.records).await?))
}
