//! `/reset`: chooses a new password with a link or a code from a mail. Afterwards the user is signed in here, and signed out
//! everywhere else. The new password is one factor: where an account has a second one, it is asked for.

use axum::{
    extract::{Request, State},
    response::Response,
};
use valetkey_accounts::User;
use valetkey_administration::{Outbox, user::Access};
use valetkey_authorization_server::{
    event::Actor,
    record::{MailPurpose, NoticeKind},
};
use valetkey_pages::ChoosePasswordKind;
use valetkey_storage::{ApplyError, directory};
use valetkey_types::RawParams;

use super::{
    choose_password::{Chooser, waiting_interaction, words_of},
    failure::{Failure, respond},
    login::prove_password,
    page_request::{self, PageRequest},
};
use crate::{
    Server,
    mail_proof::{Proven, is_there},
    sign_in::ProvenUser,
    visit::Visit,
};

const CHOOSER: Chooser = Chooser {
    kind: ChoosePasswordKind::Reset,
    purpose: MailPurpose::ResetPassword,
    asks_for_name: false,
    again: Some("/forgot"),
};

/// Shows the page, or takes the new password.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let mut visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => CHOOSER.see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => reset(&mut visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn reset(visit: &mut Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let chosen = match CHOOSER.choose(visit, params).await? {
        Ok(chosen) => chosen,
        Err(page) => return Ok(page),
    };
    let Some(user) = user_of(visit, &chosen.proven).await? else { return Ok(CHOOSER.gone(visit)) };
    let hash = match CHOOSER.hash(visit, params, &chosen, &words_of(&user)).await? {
        Ok(hash) => hash,
        Err(page) => return Ok(page),
    };
    let proven = chosen.proven;
    let server = visit.server;
    let clients = directory::clients_of_user(&*server.storage, &server.tenant, &user.id).await?;
    let access = Access { clients: &clients, outbox: Some(Outbox { issuer: &server.issuer, node: None }) };
    let actor = Actor::User { id: user.id.clone() };
    let proves_address = proven.values.proves_address;
    let decision = visit.occasion(&actor, |occasion| {
        valetkey_administration::user::reset_password(&user, hash, proves_address, access, occasion)
    });
    let mut changes = vec![proven.spend()];
    changes.extend(decision.changes);
    changes.extend(visit.notice(&user, NoticeKind::PasswordChanged));
    match server.storage.apply(changes).await {
        // Somebody used the link at the same moment.
        Err(ApplyError::Conflict { .. }) if !is_there(server, proven.challenge.id).await? => {
            return Ok(CHOOSER.gone(visit));
        }
        stored => stored?,
    }
    server.mail_waits().notify_one();
    let form = waiting_interaction(visit, params, &proven).await?;
    let user = User { revision: user.revision + 1, ..decision.answer };
    prove_password(visit, form, ProvenUser::who_chose_password(user)).await
}

/// Returns the user whose mail it was, if they can still use it: not disabled, and with the address it went to.
async fn user_of(visit: &Visit<'_>, proven: &Proven) -> Result<Option<User>, Failure> {
    let Some(id) = &proven.challenge.user_id else { return Ok(None) };
    let user = visit.server.storage.user(&visit.server.tenant, id).await?;
    let address = &proven.values.address;
    let has_address = |user: &User| {
        let own = user.email.as_deref().unwrap_or_default();
        address.is_empty() || own.eq_ignore_ascii_case(address)
    };
    Ok(user.filter(|user| user.may_sign_in(visit.now) && has_address(user)))
}
