//! `/account/security/passkeys`: the passkeys of the user. Adds, renames and removes them.

use axum::{
    extract::{Request, State},
    response::Response,
};
use valetkey_accounts::{FactorKind, User};
use valetkey_authorization_server::{
    event::Actor,
    facts::SessionFacts,
    interaction::AccountPage,
    passkey,
    record::{NoticeKind, Passkey},
};
use valetkey_pages::{
    AccountNotice, AccountPasskeysPage, ErrorKind, Moment, PasskeyEntry, PasskeyFailure, RowValue,
    SecurityRow, form_field,
};
use valetkey_storage::{StorageError, passkeys};
use valetkey_types::{RawParams, Timestamp};
use valetkey_webauthn::authenticator_name;

use super::{menu, notice_of, own_form, redirect_with_notice, require_fresh, require_fresh_proof, show};
use crate::{
    Server,
    endpoint::{
        failure::{Failure, respond},
        page_request::{self, PageRequest},
    },
    passkey::{Signal, addition, register, signals_of_user},
    respond::see_other,
    visit::Visit,
};

const PAGE: AccountPage = AccountPage::Passkeys;

/// Shows the passkeys, or changes them.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => change(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Returns the row of the page about security.
pub(crate) async fn row(visit: &Visit<'_>, user: &User) -> Result<SecurityRow, Failure> {
    let server = visit.server;
    let count = if user.has_factor(FactorKind::Passkey) {
        passkeys::of_user(&*server.storage, &server.tenant, &user.id).await?.len()
    } else {
        0
    };
    Ok(SecurityRow {
        title: "security-passkeys",
        value: RowValue::Count("security-passkeys-count", count),
        action: Some(("security-passkeys-change", server.path(PAGE.path()))),
    })
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = require_fresh_proof(visit, PAGE).await?;
    let passkeys = of_user(visit, &facts).await?;
    content(visit, &facts, &passkeys, notice_of(visit, params), None)
}

async fn of_user(visit: &Visit<'_>, facts: &SessionFacts) -> Result<Vec<Passkey>, StorageError> {
    passkeys::of_user(&*visit.server.storage, &visit.server.tenant, &facts.user.id).await
}

fn content(
    visit: &Visit<'_>,
    facts: &SessionFacts,
    passkeys: &[Passkey],
    notice: Option<AccountNotice>,
    failure: Option<PasskeyFailure>,
) -> Result<Response, Failure> {
    let removed = match &notice {
        Some(AccountNotice::PasskeyRemoved { user_handle, .. }) => Some(user_handle.clone()),
        _ => None,
    };
    let signals = signals_of_user(visit, &facts.user, passkeys, removed);
    let page = AccountPasskeysPage {
        menu: menu(visit, facts, PAGE, notice)?,
        passkeys: passkeys.iter().map(|passkey| entry(passkey, visit.now)).collect(),
        addition: addition(visit, &facts.user, facts.session.sid, passkeys),
        action: visit.server.path(PAGE.path()),
        failure,
        signals: Signal::to_json(&signals),
    };
    Ok(show(visit, &page))
}

fn entry(passkey: &Passkey, now: Timestamp) -> PasskeyEntry {
    let moment = |at: Timestamp| Moment { at: at.seconds(), now: now.seconds() };
    PasskeyEntry {
        id: passkey.credential_id.clone(),
        name: passkey.name.clone(),
        model: authenticator_name(passkey.aaguid),
        is_synchronised: passkey.backup_eligible,
        added: moment(passkey.created_at),
        used: passkey.last_used_at.map(moment),
    }
}

async fn change(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = own_form(visit, params, PAGE).await?;
    // The proof was fresh when the registration was sealed. Asking again now would leave a passkey that the server does not know.
    if params.get(form_field::REGISTRATION).is_some() {
        return add(visit, &facts, params).await;
    }
    require_fresh(visit, &facts, PAGE).await?;
    let passkeys = of_user(visit, &facts).await?;
    let id = params.get(form_field::PASSKEY).ok_or(ErrorKind::BadRequest)?;
    // A second press, or another tab, may have removed it.
    let Some(passkey) = passkeys.iter().find(|passkey| passkey.credential_id == id) else {
        return Ok(see_other(&visit.server.path(PAGE.path())));
    };
    match params.get(form_field::ACTION) {
        Some("rename") => {
            let name = params.get(form_field::NAME).unwrap_or_default();
            rename(visit, &facts, &passkeys, passkey, name).await
        }
        Some("remove") => remove(visit, &facts, &passkeys, passkey).await,
        _ => Err(ErrorKind::BadRequest.into()),
    }
}

async fn add(visit: &Visit<'_>, facts: &SessionFacts, params: &RawParams) -> Result<Response, Failure> {
    let passkeys = of_user(visit, facts).await?;
    match register(visit, &facts.user, facts.session.sid, &passkeys, params).await? {
        Ok(name) => Ok(redirect_with_notice(visit, PAGE, &AccountNotice::PasskeyAdded { name })),
        Err(failure) => content(visit, facts, &passkeys, None, Some(failure)),
    }
}

async fn rename(
    visit: &Visit<'_>,
    facts: &SessionFacts,
    passkeys: &[Passkey],
    passkey: &Passkey,
    name: &str,
) -> Result<Response, Failure> {
    let actor = Actor::User { id: facts.user.id.clone() };
    let Ok(decision) = visit.occasion(&actor, |occasion| passkey::rename(passkey, name, occasion)) else {
        return content(visit, facts, passkeys, None, Some(PasskeyFailure::Name));
    };
    if !decision.changes.is_empty() {
        visit.server.storage.apply(decision.changes).await?;
    }
    let notice = AccountNotice::PasskeyRenamed { name: decision.answer.name };
    Ok(redirect_with_notice(visit, PAGE, &notice))
}

async fn remove(
    visit: &Visit<'_>,
    facts: &SessionFacts,
    passkeys: &[Passkey],
    passkey: &Passkey,
) -> Result<Response, Failure> {
    let actor = Actor::User { id: facts.user.id.clone() };
    let decision =
        visit.occasion(&actor, |occasion| passkey::remove(&facts.user, passkey, passkeys, occasion));
    let about = NoticeKind::FactorRemoved { name: passkey.name.clone() };
    let told = visit.notice(&facts.user, about);
    visit.server.storage.apply(decision.changes.into_iter().chain(told).collect()).await?;
    let notice = AccountNotice::PasskeyRemoved {
        name: passkey.name.clone(),
        user_handle: passkey.user_handle.clone(),
    };
    Ok(redirect_with_notice(visit, PAGE, &notice))
}
