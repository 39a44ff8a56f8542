//! `/admin/invitation`: invites a user. `…/link` shows the link, where no mail can be sent.

use axum::{
    extract::{Request, State},
    response::Response,
};
use serde::{Deserialize, Serialize};
use valetkey_accounts::MailAddress;
use valetkey_administration::permission::{Area, Permission};
use valetkey_pages::{
    ConsoleInvitePage, ConsoleLinkKind, ConsoleLinkPage, ConsoleNotice, ConsoleSection, InviteFailure,
    form_field,
};
use valetkey_types::{RawParams, Timestamp};

use super::{
    access::{Entered, enter, enter_with_form},
    answer::{Answer, respond},
    language, menu_below, moment, path, redirect_with_notice, show, shown_once,
};
use crate::{
    Server,
    administration::{AdministrationError, users},
    endpoint::page_request::{self, PageRequest},
    visit::Visit,
};

const WRITE: Permission = Permission::write(Area::Users);

/// Shows the form, or invites.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(_)) => see(&visit).await,
        Ok(PageRequest::Post(params)) => invite(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Shows the link of an invitation that was just made.
pub async fn link(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => see_link(&visit, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// A link that was just made.
#[derive(Serialize, Deserialize)]
struct MadeLink {
    address: String,
    uri: String,
    expires_at: Timestamp,
}

async fn see(visit: &Visit<'_>) -> Answer {
    let entered = enter(visit, &path::page(path::INVITATION), Some(WRITE)).await?;
    show_form(visit, &entered, "", None)
}

fn show_form(visit: &Visit<'_>, entered: &Entered, email: &str, failure: Option<InviteFailure>) -> Answer {
    let form = ConsoleInvitePage {
        menu: menu_below(visit, entered, ConsoleSection::Users, None)?,
        email: email.to_owned(),
        is_mailed: visit.server.mail.is_some(),
        command: "valetkey user invite ADDRESS".to_owned(),
        action: visit.server.path(path::INVITATION),
        back_uri: visit.server.path(path::USERS),
        failure,
    };
    Ok(show(visit, &form))
}

async fn invite(visit: &Visit<'_>, params: &RawParams) -> Answer {
    let entered = enter_with_form(visit, params, &path::page(path::INVITATION), WRITE).await?;
    let typed = params.get(form_field::EMAIL).unwrap_or_default();
    let Ok(address) = MailAddress::parse(typed) else {
        return show_form(visit, &entered, typed, Some(InviteFailure::Address));
    };
    let context = entered.context(visit, None);
    let link = match users::invite(&context, &address, language(visit).tag()).await {
        Ok(done) => done.answer,
        Err(AdministrationError::Invalid(_)) => {
            return show_form(visit, &entered, typed, Some(InviteFailure::Taken));
        }
        Err(error) => return Err(error.into()),
    };
    if visit.server.mail.is_some() {
        let notice = ConsoleNotice::InvitationSent(address.to_string());
        return Ok(redirect_with_notice(visit, &path::page(path::USERS), &notice));
    }
    let made = MadeLink { address: address.to_string(), uri: link.uri, expires_at: link.expires_at };
    shown_once::redirect(visit, &entered, &path::page(path::INVITATION_LINK), made)
}

async fn see_link(visit: &Visit<'_>, params: &RawParams) -> Answer {
    let users = path::page(path::USERS);
    let entered = enter(visit, &users, Some(WRITE)).await?;
    let made: MadeLink = shown_once::open(visit, &entered, params, &users)?;
    let link = ConsoleLinkPage {
        menu: menu_below(visit, &entered, ConsoleSection::Users, None)?,
        kind: ConsoleLinkKind::Invitation,
        name: made.address,
        link: made.uri,
        ends: moment(visit, made.expires_at),
        next_uri: visit.server.path(path::USERS),
    };
    Ok(show(visit, &link))
}
