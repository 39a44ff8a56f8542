//! `/admin/applications`: the applications.

use axum::{
    extract::{Request, State},
    response::Response,
};
use valetkey_administration::permission::{Area, Permission};
use valetkey_authorization_server::record::Client;
use valetkey_pages::{ConsoleApplication, ConsoleApplicationsPage, ConsoleSection};
use valetkey_types::{RawParams, encode_form};

use super::{
    access::enter,
    answer::{Answer, respond},
    menu, notice_of, path, show,
};
use crate::{
    Server,
    administration::{Part, clients},
    endpoint::page_request,
    visit::Visit,
};

/// The cursor of the part before.
const AFTER: &str = "after";

/// Shows a part of the applications.
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
    let page = path::page(path::APPLICATIONS);
    let entered = enter(visit, &page, Some(Permission::read(Area::Clients))).await?;
    let part = Part { limit: Part::USUAL, after: params.get(AFTER).map(str::to_owned) };
    let context = entered.context(visit, None);
    let list = clients::list(&context, &clients::ClientFilter::default(), &part).await?;
    let next = |cursor: &String| {
        format!("{}?{}", visit.server.path(page.path()), encode_form([(AFTER, cursor.as_str())]))
    };
    let may_add = entered.administrator.may(Permission::write(Area::Clients));
    let applications = ConsoleApplicationsPage {
        menu: menu(visit, &entered, ConsoleSection::Applications, notice_of(visit, params))?,
        applications: list.records.iter().map(|client| row(visit, client)).collect(),
        next_uri: list.next.as_ref().map(next),
        new_uri: may_add.then(|| visit.server.path(path::NEW_APPLICATION)),
    };
    Ok(show(visit, &applications))
}

fn row(visit: &Visit<'_>, client: &Client) -> ConsoleApplication {
    ConsoleApplication {
        name: client.name.clone(),
        client_id: client.id.as_str().to_owned(),
        is_disabled: client.disabled,
        uri: visit.server.path(path::page_of(path::APPLICATION, client.id.as_str()).path()),
    }
}
