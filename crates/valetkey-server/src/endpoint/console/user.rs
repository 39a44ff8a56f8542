//! `/admin/users/ID`: a user.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use valetkey_accounts::{FactorKind, User};
use valetkey_administration::permission::{Area, Permission};
use valetkey_authorization_server::{
    record::Session,
    role_map::{RoleMap, Way},
};
use valetkey_pages::{
    ConsoleEvent, ConsoleRole, ConsoleSection, ConsoleSession, ConsoleUserAction, ConsoleUserPage,
};
use valetkey_types::{RawParams, UserId};

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
        users::{self, UserDetails},
    },
    endpoint::page_request,
    request::Device,
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
    let sessions = access::sessions(&context, id).await?;
    let applications = access::applications(&context, id).await?;
    let shown = ConsoleUserPage {
        menu: menu_below(visit, &entered, ConsoleSection::Users, notice_of(visit, params))?,
        display_name: user.display_name().to_owned(),
        username: user.username.clone(),
        id: user.id.as_str().to_owned(),
        email: user.email.clone().map(|email| (email, user.email_verified)),
        state: state(user),
        created: moment(visit, user.created_at),
        has_authenticator: user.has_factor(FactorKind::Authenticator),
        passkeys: details.passkeys.len(),
        sessions: sessions.iter().map(|session| row(visit, session)).collect(),
        applications: applications.into_iter().map(|one| one.client.name.clone()).collect(),
        roles: roles(user, &entered.map),
        events: events_of(visit, &entered, user).await?,
        actions: actions(visit, &entered, &details),
        command: format!("valetkey user show {}", shell_word(&user.username)),
    };
    Ok(show(visit, &shown))
}

fn row(visit: &Visit<'_>, session: &Session) -> ConsoleSession {
    let Device { browser, system } = Device::read(session.device.as_deref());
    ConsoleSession {
        browser: browser.map(str::to_owned),
        system: system.map(str::to_owned),
        address: session.address.clone(),
        signed_in: moment(visit, session.authentication.auth_time),
    }
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

/// Returns the actions that the administrator may take. Administrators cannot disable or remove themselves.
fn actions(visit: &Visit<'_>, entered: &Entered, details: &UserDetails) -> Vec<(ConsoleUserAction, String)> {
    let user = &details.user;
    let (administrator, map) = (&entered.administrator, &entered.map);
    let covers = administrator.covers_user(user, map).is_ok();
    let may_write = covers && administrator.may_with(Permission::write(Area::Users), user, map);
    let may_grant = covers && administrator.may(Permission::write(Area::Roles));
    let is_self = entered.facts.user.id == user.id;
    let makes_sense = |action: &ConsoleUserAction| match action {
        ConsoleUserAction::Disable => !user.disabled && !is_self,
        ConsoleUserAction::Enable => user.disabled,
        ConsoleUserAction::Remove => !is_self,
        ConsoleUserAction::RemoveFactors => !user.factors.is_empty(),
        ConsoleUserAction::Roles
        | ConsoleUserAction::Edit
        | ConsoleUserAction::ResetLink
        | ConsoleUserAction::SignOut => true,
    };
    let may = |action: &ConsoleUserAction| match action {
        ConsoleUserAction::Roles => may_grant,
        _ => may_write,
    };
    let with_page = |action: ConsoleUserAction| {
        let page = path::page_of_operation(path::USER_OPERATION, user.id.as_str(), action.word());
        (action, visit.server.path(page.path()))
    };
    let all = ConsoleUserAction::ALL.into_iter().filter(|action| may(action) && makes_sense(action));
    all.map(with_page).collect()
}
