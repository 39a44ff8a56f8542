//! `/account/security/authenticator`: adds the authenticator app once a code of it fits, and removes it. Nothing is stored before
//! that code.

use axum::{
    extract::{Request, State},
    response::Response,
};
use valetkey_accounts::{Amr, FactorKind, Proof};
use valetkey_authorization_server::{
    event::Actor,
    facts::SessionFacts,
    interaction::AccountPage,
    record::{Authentication, NoticeKind},
    second_factor::{add_authenticator, remove_authenticator, totp},
    session::CompletedSignIn,
};
use valetkey_pages::{AccountAuthenticatorPage, AccountNotice, AuthenticatorSetUp, ErrorKind, form_field};
use valetkey_types::RawParams;

use super::{
    menu, notice_of, own_form, recovery_codes::show_new_codes, redirect_with_notice, require_fresh,
    require_fresh_proof, show,
};
use crate::{
    Server,
    endpoint::{
        failure::{Failure, respond},
        page_request::{self, PageRequest},
    },
    second_factors::{self, Seed},
    sign_in::{Present, ProvenUser, start_session},
    visit::Visit,
};

const PAGE: AccountPage = AccountPage::Authenticator;

/// Shows the page, or adds or removes the authenticator.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let mut visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => change(&mut visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = require_fresh_proof(visit, PAGE).await?;
    if facts.user.has_factor(FactorKind::Authenticator) {
        return answer(visit, &facts, params, None);
    }
    let seed = second_factors::fresh_seed(&*visit.server.environment);
    answer(visit, &facts, params, Some(set_up(visit, &facts, &seed, false)?))
}

async fn change(visit: &mut Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = own_form(visit, params, PAGE).await?;
    require_fresh(visit, &facts, PAGE).await?;
    match params.get(form_field::ACTION) {
        Some("remove") => remove(visit, &facts).await,
        _ => add(visit, &facts, params).await,
    }
}

async fn add(visit: &mut Visit<'_>, facts: &SessionFacts, params: &RawParams) -> Result<Response, Failure> {
    let (server, user) = (visit.server, &facts.user);
    if user.has_factor(FactorKind::Authenticator) {
        return answer(visit, facts, params, None);
    }
    let seed = second_factors::open_set_up(visit, user, params)?;
    let typed = params.get(form_field::CODE).unwrap_or_default();
    let Some(fitting) = totp::first_fit(seed.as_slice(), typed, visit.now) else {
        return answer(visit, facts, params, Some(set_up(visit, facts, &seed, true)?));
    };
    let factors = second_factors::load(&*server.storage, &user.tenant, &user.id).await?;
    let sealed = second_factors::seal_seed(server, user, seed.as_slice())?;
    let fresh = second_factors::fresh_codes(&*server.environment);
    let actor = Actor::User { id: user.id.clone() };
    let added = visit.occasion(&actor, |occasion| {
        add_authenticator(user, factors, sealed, fitting, None, &fresh, occasion)
    });
    let about = NoticeKind::FactorAdded { name: second_factors::AUTHENTICATOR.to_owned() };
    let changes = added.changes.into_iter().chain(visit.notice(user, about)).collect();
    // The session is stronger from here on, so it gets another identifier (SF1).
    let proven = ProvenUser::new(added.answer.user, Amr::OneTimePassword, changes);
    let sign_in = CompletedSignIn {
        attempt: server.environment.identifier(),
        authentication: with_code(visit, facts).ok_or(ErrorKind::ServerError)?,
        by_trusted_device: false,
    };
    start_session(visit, proven, sign_in, (Present::Stays, None)).await?;
    let codes = added.answer.recovery_codes;
    if codes.is_empty() {
        return Ok(redirect_with_notice(visit, AccountPage::Security, &AccountNotice::AuthenticatorAdded));
    }
    show_new_codes(visit, user, codes, server.path(AccountPage::Security.path()))
}

/// Returns what the session proves with the code that was just typed.
fn with_code(visit: &Visit<'_>, facts: &SessionFacts) -> Option<Authentication> {
    let mut proofs = facts.session.authentication.proofs.clone();
    proofs.retain(|proof| proof.method != Amr::OneTimePassword);
    proofs.push(Proof { method: Amr::OneTimePassword, at: visit.now });
    Authentication::of(proofs)
}

async fn remove(visit: &Visit<'_>, facts: &SessionFacts) -> Result<Response, Failure> {
    let (server, user) = (visit.server, &facts.user);
    let factors = second_factors::load(&*server.storage, &user.tenant, &user.id).await?;
    let actor = Actor::User { id: user.id.clone() };
    let removed = visit.occasion(&actor, |occasion| remove_authenticator(user, factors, occasion));
    if !removed.changes.is_empty() {
        let about = NoticeKind::FactorRemoved { name: second_factors::AUTHENTICATOR.to_owned() };
        let told = visit.notice(user, about);
        server.storage.apply(removed.changes.into_iter().chain(told).collect()).await?;
    }
    Ok(redirect_with_notice(visit, AccountPage::Security, &AccountNotice::AuthenticatorRemoved))
}

fn set_up(
    visit: &Visit<'_>,
    facts: &SessionFacts,
    seed: &Seed,
    code_was_wrong: bool,
) -> Result<AuthenticatorSetUp, Failure> {
    second_factors::set_up(visit, &facts.user, seed, PAGE.path(), code_was_wrong)
}

fn answer(
    visit: &Visit<'_>,
    facts: &SessionFacts,
    params: &RawParams,
    set_up: Option<AuthenticatorSetUp>,
) -> Result<Response, Failure> {
    let authenticator = AccountAuthenticatorPage {
        menu: menu(visit, facts, PAGE, notice_of(visit, params))?,
        has_authenticator: facts.user.has_factor(FactorKind::Authenticator),
        codes_go_too: !facts.user.has_factor(FactorKind::Passkey),
        set_up,
        action: visit.server.path(PAGE.path()),
    };
    Ok(show(visit, &authenticator))
}
