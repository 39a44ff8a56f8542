//! `/admin`: the overview, with the checklist of the set-up.

use axum::{
    extract::{Request, State},
    response::Response,
};
use valetkey_accounts::FactorKind;
use valetkey_administration::permission::{Area, Authority, Permission, Permissions};
use valetkey_pages::{CheckState, ConsoleOverviewPage, ConsoleSection, SetUpCheck};
use valetkey_storage::{Listing, record::CLIENT};
use valetkey_types::RawParams;

use super::{
    access::{Entered, enter},
    answer::{Answer, Stop, respond},
    menu, notice_of, path, show,
};
use crate::{Server, endpoint::page_request, set_up::administrators, visit::Visit};

/// Shows the overview.
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
    let entered = enter(visit, &path::page(path::OVERVIEW), None).await?;
    let overview = ConsoleOverviewPage {
        menu: menu(visit, &entered, ConsoleSection::Overview, notice_of(visit, params))?,
        issuer: visit.server.issuer.as_str().to_owned(),
        checks: checks(visit, &entered).await?,
    };
    Ok(show(visit, &overview))
}

async fn checks(visit: &Visit<'_>, entered: &Entered) -> Result<Vec<(SetUpCheck, CheckState)>, Stop> {
    let server = visit.server;
    let state = |is_done: bool, path: Option<&str>| match is_done {
        true => CheckState::Done,
        false => CheckState::Open(path.map(|path| server.path(path))),
    };
    let page = |area: Area, path| entered.administrator.may(Permission::write(area)).then_some(path);
    let has_all = |authority: &Authority| *authority.permissions() == Permissions::all();
    let number = administrators(&*server.storage, &server.tenant, &entered.map, 2, has_all).await?;
    let clients = server.storage.rows(&Listing::of_tenant(&CLIENT, &server.tenant, 1)).await?;
    let user = &entered.facts.user;
    let has_factor =
        [FactorKind::Authenticator, FactorKind::Passkey].into_iter().any(|kind| user.has_factor(kind));
    Ok(vec![
        (SetUpCheck::Https, state(server.issuer.as_str().starts_with("https://"), None)),
        (SetUpCheck::Mail, state(server.mail.is_some(), None)),
        (SetUpCheck::OwnFactor, state(has_factor, Some("/account/security"))),
        (SetUpCheck::SecondAdministrator, state(number > 1, page(Area::Users, path::INVITATION))),
        (SetUpCheck::Application, state(!clients.is_empty(), page(Area::Clients, path::NEW_APPLICATION))),
    ])
}
