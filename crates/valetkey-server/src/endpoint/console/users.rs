//! `/admin/users`: the users, found by the beginning of a name.

use axum::{
    extract::{Request, State},
    response::Response,
};
use valetkey_accounts::User;
use valetkey_administration::permission::{Area, Permission};
use valetkey_pages::{ConsoleSection, ConsoleUser, ConsoleUsersPage, UserState};
use valetkey_types::{RawParams, encode_form};

use super::{
    access::enter,
    answer::{Answer, respond},
    menu, notice_of, path, show,
};
use crate::{
    Server,
    administration::{Part, users},
    endpoint::page_request,
    visit::Visit,
};

/// The beginning of the names.
const BEGINNING: &str = "q";
/// The cursor of the part before.
const AFTER: &str = "after";

/// Shows a part of the users.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => see(&visit, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Answer {
    let page = path::page(path::USERS);
    let entered = enter(visit, &page, Some(Permission::read(Area::Users))).await?;
    let beginning = params.get(BEGINNING).map(str::trim).filter(|text| !text.is_empty());
    let filter = users::UserFilter { search: beginning.map(str::to_owned), ..Default::default() };
    let part = Part { limit: Part::USUAL, after: params.get(AFTER).map(str::to_owned) };
    let list = users::list(&entered.context(visit, None), &filter, &part).await?;
    let address = |after: Option<&str>| {
        let query = encode_form(
            [(BEGINNING, beginning), (AFTER, after)]
                .into_iter()
                .filter_map(|(name, value)| Some((name, value?))),
        );
        let path = visit.server.path(page.path());
        if query.is_empty() { path } else { format!("{path}?{query}") }
    };
    let may_invite = entered.administrator.may(Permission::write(Area::Users));
    let users = ConsoleUsersPage {
        menu: menu(visit, &entered, ConsoleSection::Users, notice_of(visit, params))?,
        action: visit.server.path(page.path()),
        beginning: beginning.unwrap_or_default().to_owned(),
        users: list.records.iter().map(|user| row(visit, user)).collect(),
        first_uri: part.after.is_some().then(|| address(None)),
        next_uri: list.next.as_deref().map(|next| address(Some(next))),
        invite_uri: may_invite.then(|| visit.server.path(path::INVITATION)),
    };
    Ok(show(visit, &users))
}

fn row(visit: &Visit<'_>, user: &User) -> ConsoleUser {
    ConsoleUser {
        username: user.username.clone(),
        name: user.name.clone(),
        email: user.email.clone(),
        state: state(user),
        uri: visit.server.path(path::page_of(path::USER, user.id.as_str()).path()),
    }
}

/// Returns the state of a user.
pub(super) fn state(user: &User) -> UserState {
    match (user.disabled, user.password_hash.is_some()) {
        (true, _) => UserState::Disabled,
        _ if user.deletion_at.is_some() => UserState::Leaving,
        (false, true) => UserState::Active,
        (false, false) => UserState::NoPassword,
    }
}
