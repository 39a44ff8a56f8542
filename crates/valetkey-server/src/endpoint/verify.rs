//! `/verify`: proves an address with a link or a code, that of the account or its next one.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use valetkey_accounts::User;
use valetkey_administration::user;
use valetkey_authorization_server::{
    Change,
    event::Actor,
    record::{MailPurpose, NoticeKind},
};
use valetkey_pages::{
    ConfirmMailFailure, ConfirmMailKind, ConfirmMailPage, ErrorKind, MailResult, form_field,
};
use valetkey_storage::ApplyError;
use valetkey_types::{RawParams, Seconds, encode_form};

use super::{
    choose_password::result,
    failure::{Failure, require_own_page, respond},
    page_request::{self, PageRequest},
};
use crate::{
    Server,
    mail_proof::{MailProof, ProofFailure, Proven, is_there},
    request,
    respond::{Forms, page, see_other},
    visit::Visit,
};

const PURPOSES: [MailPurpose; 2] = [MailPurpose::VerifyAddress, MailPurpose::ChangeAddress];

/// Where another mail can be asked for.
const AGAIN: &str = "/account/security/email";

/// The notice about the last change, sealed in the address of the redirect.
#[derive(Serialize, Deserialize)]
enum Done {
    Verified,
    Changed,
}

const DONE: &str = "address-proved";
/// How long the address shows what was done.
const DONE_LIFETIME: Seconds = Seconds(60);
const DONE_PARAMETER: &str = "done";

/// Shows the page, or proves the address.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => confirm(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    if let Some(done) = params.get(DONE_PARAMETER).and_then(|sealed| visit.open(DONE, sealed).ok()) {
        return Ok(match done {
            Done::Verified => result(visit, MailResult::AddressVerified, "/account"),
            Done::Changed => result(visit, MailResult::AddressChanged, "/account"),
        });
    }
    let Some(proof) = MailProof::read(visit, params, &PURPOSES)? else { return Ok(gone(visit)) };
    let proven = match &proof {
        MailProof::Code { .. } => None,
        _ => match proof.look(visit, &PURPOSES).await? {
            Ok(proven) => Some(proven),
            Err(_) => return Ok(gone(visit)),
        },
    };
    Ok(show(visit, params, &proof, proven.as_ref(), None))
}

fn show(
    visit: &Visit<'_>,
    params: &RawParams,
    proof: &MailProof,
    proven: Option<&Proven>,
    failure: Option<ConfirmMailFailure>,
) -> Response {
    let server = visit.server;
    let is_change = proven.is_some_and(|proven| proven.challenge.purpose == MailPurpose::ChangeAddress);
    let confirm = ConfirmMailPage {
        kind: if is_change { ConfirmMailKind::ChangeAddress } else { ConfirmMailKind::VerifyAddress },
        action: server.path("/verify"),
        form_state: params.get(form_field::CONTINUE).unwrap_or_default().to_owned(),
        proof: proof.field(params),
        address: proven.map(|proven| proven.values.address.clone()),
        failure,
        offer_other_ways: false,
    };
    page(server, StatusCode::OK, request::language(visit.headers, None), &confirm, Forms::StayHere)
}

fn gone(visit: &Visit<'_>) -> Response {
    result(visit, MailResult::LinkGone, AGAIN)
}

async fn confirm(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    require_own_page(visit, params)?;
    let Some(proof) = MailProof::read(visit, params, &PURPOSES)? else { return Ok(gone(visit)) };
    let proven = match proof.prove(visit, &PURPOSES).await? {
        Ok(proven) => proven,
        Err(ProofFailure::WrongCode) => {
            return Ok(show(visit, params, &proof, None, Some(ConfirmMailFailure::WrongCode)));
        }
        Err(ProofFailure::Gone) => return Ok(gone(visit)),
    };
    let server = visit.server;
    let user = match &proven.challenge.user_id {
        Some(id) => server.storage.user(&server.tenant, id).await?.filter(|user| user.may_sign_in(visit.now)),
        None => None,
    };
    let Some(user) = user else { return Ok(gone(visit)) };
    let Some((done, changes)) = changes(visit, &user, &proven)? else { return Ok(gone(visit)) };
    let mut list = vec![proven.spend()];
    list.extend(changes);
    match server.storage.apply(list).await {
        Err(ApplyError::Conflict { .. }) => Ok(match is_there(server, proven.challenge.id).await? {
            true => result(visit, MailResult::AddressTaken, "/account"),
            false => gone(visit),
        }),
        stored => {
            stored?;
            server.mail_waits().notify_one();
            let sealed = visit.seal_for(DONE_LIFETIME, DONE, &done).ok_or(ErrorKind::ServerError)?;
            let query = encode_form([(DONE_PARAMETER, sealed.as_str())]);
            Ok(see_other(&server.path(&format!("/verify?{query}"))))
        }
    }
}

/// Returns what the proof changes; `None` when the account has another address by now, or this one already.
fn changes(visit: &Visit<'_>, user: &User, proven: &Proven) -> Result<Option<(Done, Vec<Change>)>, Failure> {
    let address = &proven.values.address;
    let actor = Actor::User { id: user.id.clone() };
    let has_address = user.email.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(address));
    if proven.challenge.purpose == MailPurpose::VerifyAddress {
        let decide = || visit.occasion(&actor, |occasion| user::verify_address(user, occasion));
        return Ok(has_address.then(|| (Done::Verified, decide().changes)));
    }
    let decided = visit.occasion(&actor, |occasion| user::change_address(user, address, occasion));
    let decision = decided.map_err(|error| {
        tracing::info!(%error, "an address was not changed");
        Failure::from(ErrorKind::BadRequest)
    })?;
    let mut changes = decision.changes;
    changes.extend(visit.notice(user, NoticeKind::AddressChanged));
    Ok(Some((Done::Changed, changes)))
}
