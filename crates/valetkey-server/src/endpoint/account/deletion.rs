//! `/account/data/delete`: the user asks for the deletion of the account.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::StatusCode;
use valetkey_accounts::User;
use valetkey_administration::{Outbox, deletion, user::Access};
use valetkey_authorization_server::{event::Actor, interaction::AccountPage, record::NoticeKind};
use valetkey_pages::{AccountDeletionPage, DeletionRequestedPage, ErrorKind, Moment};
use valetkey_storage::directory;
use valetkey_types::{RawParams, Timestamp};

use super::{devices::others, menu, notice_of, own_form, require_fresh, require_fresh_proof, show};
use crate::{
    Server,
    endpoint::{
        failure::{Failure, respond},
        page_request::{self, PageRequest},
    },
    request,
    respond::{Forms, page},
    visit::Visit,
};

const PAGE: AccountPage = AccountPage::Deletion;

/// Says what follows, or takes the request.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let mut visit = Visit::new(&server, &headers);
    let answer = match asked {
        _ if !server.self_deletion => Err(ErrorKind::NotFound.into()),
        Ok(PageRequest::Get(params)) => see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => delete(&mut visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = require_fresh_proof(visit, PAGE).await?;
    let server = visit.server;
    let (tenant, user) = (&server.tenant, &facts.user.id);
    let nothing_before = server.lifetimes.nothing_before;
    let access =
        directory::clients_with_access(&*server.storage, tenant, user, visit.now, nothing_before).await?;
    let deletion = AccountDeletionPage {
        menu: menu(visit, &facts, PAGE, notice_of(visit, params))?,
        day: moment(visit, visit.now.plus(User::TIME_TO_RETURN)),
        sessions: others(visit, &facts).await?.len() + 1,
        applications: access.len(),
        action: server.path(PAGE.path()),
        data_uri: server.path(AccountPage::Data.path()),
    };
    Ok(show(visit, &deletion))
}

async fn delete(visit: &mut Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = own_form(visit, params, PAGE).await?;
    require_fresh(visit, &facts, PAGE).await?;
    let (server, user) = (visit.server, &facts.user);
    let clients = directory::clients_of_user(&*server.storage, &server.tenant, &user.id).await?;
    let access = Access { clients: &clients, outbox: Some(Outbox { issuer: &server.issuer, node: None }) };
    let actor = Actor::User { id: user.id.clone() };
    let requested = visit.occasion(&actor, |occasion| deletion::request(user, access, occasion));
    let at = requested.answer.deletion_at.unwrap_or(visit.now);
    let notice = visit.notice(user, NoticeKind::DeletionRequested { at });
    let has_mail = notice.is_some();
    server.storage.apply(requested.changes.into_iter().chain(notice).collect()).await?;
    server.mail_waits().notify_one();
    let requested =
        DeletionRequestedPage { day: moment(visit, at), has_mail, sign_in_uri: server.path("/login") };
    let language = request::language(visit.headers, None);
    visit.forget_sessions(&[facts.session.id]);
    Ok(page(server, StatusCode::OK, language, &requested, Forms::None))
}

fn moment(visit: &Visit<'_>, at: Timestamp) -> Moment {
    Moment { at: at.seconds(), now: visit.now.seconds() }
}
