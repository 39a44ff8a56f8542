//! `/invite`: accepts an invitation. Its link holds the roles that the administrator gave.

use axum::{
    extract::{Request, State},
    response::Response,
};
use valetkey_administration::joining;
use valetkey_authorization_server::record::MailPurpose;
use valetkey_pages::ChoosePasswordKind;
use valetkey_types::RawParams;

use super::{
    choose_password::Chooser,
    failure::{Failure, respond},
    join::{Join, join},
    page_request::{self, PageRequest},
};
use crate::{Server, visit::Visit};

const CHOOSER: Chooser = Chooser {
    kind: ChoosePasswordKind::Invitation,
    purpose: MailPurpose::AcceptInvitation,
    asks_for_name: true,
    again: None,
};

/// Shows the page, or makes the account.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let mut visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => CHOOSER.see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => accept(&mut visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn accept(visit: &mut Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let chosen = match CHOOSER.choose(visit, params).await? {
        Ok(chosen) => chosen,
        Err(page) => return Ok(page),
    };
    join(visit, params, Join { chooser: CHOOSER, chosen, decide: &joining::accept_invitation }).await
}
