//! `/account/apps`: the applications with access, and the end of it.

use axum::{
    extract::{Request, State},
    response::Response,
};
use valetkey_accounts::User;
use valetkey_authorization_server::{
    authorization::withdraw as withdraw_consent, event::Actor, interaction::AccountPage,
    record::ConsentPolicy, role_map::Held,
};
use valetkey_pages::{AccountAppsPage, AccountNotice, AuthorizedApplication, ErrorKind, Moment, form_field};
use valetkey_storage::{
    StorageError,
    directory::{ClientWithAccess, clients_with_access},
};
use valetkey_types::{ClientId, RawParams, Timestamp, UserId};

use super::{
    claims::{claims_of, scope_lines},
    menu, notice_of, own_form, redirect_with_notice, show, signed_in,
};
use crate::{
    Server,
    endpoint::{
        failure::{Failure, respond},
        page_request::{self, PageRequest},
    },
    respond::see_other,
    visit::Visit,
};

/// Shows the applications, or takes the access of one away.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => withdraw(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Answers a form of a version with another address: nothing is withdrawn, the page lists what can be.
pub async fn moved_withdrawal(State(server): State<Server>) -> Response {
    see_other(&server.path(AccountPage::Apps.path()))
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = signed_in(visit, AccountPage::Apps).await?;
    let access = with_access(visit, &facts.user.id).await?;
    let mut applications = Vec::with_capacity(access.len());
    for access in &access {
        let held = visit.server.held_by(&facts.user, &access.scope).await?;
        applications.push(authorized_application(visit, &facts.user, &held, access));
    }
    let notice = notice_of(visit, params).filter(|notice| match notice {
        // Allowed again meanwhile: the notice would be wrong.
        AccountNotice::AccessWithdrawn { client_id, .. } => {
            applications.iter().all(|one| one.client_id != *client_id)
        }
        _ => true,
    });
    let apps = AccountAppsPage {
        menu: menu(visit, &facts, AccountPage::Apps, notice)?,
        applications,
        action: visit.server.path(AccountPage::Apps.path()),
    };
    Ok(show(visit, &apps))
}

fn authorized_application(
    visit: &Visit<'_>,
    user: &User,
    held: &Held,
    access: &ClientWithAccess,
) -> AuthorizedApplication {
    let ClientWithAccess { client, scope, .. } = access;
    let moment = |at: Timestamp| Moment { at: at.seconds(), now: visit.now.seconds() };
    AuthorizedApplication {
        client_id: client.id.as_str().to_owned(),
        name: client.name.clone(),
        uri: client.client_uri.clone(),
        scopes: scope_lines(visit.server, scope),
        claims: claims_of(visit.server, user, held, client, scope),
        is_trusted: client.consent == ConsentPolicy::Trusted,
        allowed: access.allowed_at.map(moment),
        opened: access.opened_at.map(moment),
    }
}

async fn with_access(visit: &Visit<'_>, user: &UserId) -> Result<Vec<ClientWithAccess>, StorageError> {
    let server = visit.server;
    let (storage, tenant, lifetimes) = (&server.storage, &server.tenant, &server.lifetimes);
    clients_with_access(&**storage, tenant, user, visit.now, lifetimes.nothing_before).await
}

async fn withdraw(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let server = visit.server;
    let facts = own_form(visit, params, AccountPage::Apps).await?;
    let client_id = ClientId::new(params.get(form_field::CLIENT_ID).ok_or(ErrorKind::BadRequest)?);
    let client = server.storage.client(&server.tenant, &client_id).await?;
    let with_access = self::with_access(visit, &facts.user.id).await?;
    // A second press finds nothing to withdraw, and stores no event.
    if with_access.iter().any(|one| one.client.id == client_id) {
        let actor = Actor::User { id: facts.user.id.clone() };
        let decision =
            visit.occasion(&actor, |occasion| withdraw_consent(&facts.user.id, &client_id, occasion));
        server.storage.apply(decision.changes).await?;
    }
    let Some(client) = client else { return Ok(see_other(&server.path(AccountPage::Apps.path()))) };
    let notice = AccountNotice::AccessWithdrawn {
        client_id: client_id.as_str().to_owned(),
        application: client.name.clone(),
    };
    Ok(redirect_with_notice(visit, AccountPage::Apps, &notice))
}
