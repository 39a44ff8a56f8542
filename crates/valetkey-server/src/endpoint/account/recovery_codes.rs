//! `/account/security/recovery-codes`: how many are left, and a new set. `…/new` shows the codes that were just made, `…/new.txt`
//! is the file of them.

use axum::{
    body::Body,
    extract::{Request, State},
    response::Response,
};
use http::{HeaderValue, StatusCode, header};
use serde::{Deserialize, Serialize};
use valetkey_accounts::{FactorKind, User};
use valetkey_authorization_server::{
    event::Actor,
    facts::SessionFacts,
    interaction::AccountPage,
    metadata::path,
    record::NoticeKind,
    second_factor::{make_recovery_codes, recovery_code},
};
use valetkey_pages::{AccountRecoveryCodesPage, ErrorKind, NewRecoveryCodesPage};
use valetkey_types::{RawParams, Seconds, UserId, encode_form};

use super::{menu, notice_of, own_form, require_fresh, show, signed_in};
use crate::{
    Server,
    endpoint::{
        failure::{Failure, respond},
        page_request::{self, PageRequest},
    },
    request,
    respond::{Forms, page, see_other},
    second_factors,
    visit::Visit,
};

const PAGE: AccountPage = AccountPage::RecoveryCodes;

/// The codes that were just made, sealed in the address of the page that shows them. Only hashes are stored.
#[derive(Serialize, Deserialize)]
struct Shown {
    user: UserId,
    codes: Vec<String>,
    continue_uri: String,
}

const SHOWN: &str = "recovery-codes";
/// How long the address shows the codes, so that they can be downloaded and printed.
const SHOWN_LIFETIME: Seconds = Seconds::minutes(15);

/// Shows how many codes are left, or makes new ones.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => make(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Shows the codes that were just made.
pub async fn show_new(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => new_page(&visit, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Answers with the file of the codes that were just made.
pub async fn download(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => file(&visit, asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = signed_in(visit, PAGE).await?;
    let user = &facts.user;
    let factors = match user.has_factor(FactorKind::RecoveryCodes) {
        true => second_factors::load(&*visit.server.storage, &user.tenant, &user.id).await?,
        false => None,
    };
    let left = factors.map(|factors| factors.recovery_codes_left());
    let codes = AccountRecoveryCodesPage {
        menu: menu(visit, &facts, PAGE, notice_of(visit, params))?,
        left,
        are_few: left.is_some_and(|left| left <= recovery_code::FEW),
        action: visit.server.path(PAGE.path()),
    };
    Ok(show(visit, &codes))
}

async fn make(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = own_form(visit, params, PAGE).await?;
    require_fresh(visit, &facts, PAGE).await?;
    let (server, user) = (visit.server, &facts.user);
    if !user.wants_second_factor() {
        return Ok(see_other(&server.path(PAGE.path())));
    }
    let factors = second_factors::load(&*server.storage, &user.tenant, &user.id).await?;
    let fresh = second_factors::fresh_codes(&*server.environment);
    let actor = Actor::User { id: user.id.clone() };
    let made = visit.occasion(&actor, |occasion| make_recovery_codes(user, factors, &fresh, occasion));
    let mut changes = made.changes;
    changes.extend(visit.notice(user, NoticeKind::RecoveryCodesMade));
    server.storage.apply(changes).await?;
    server.mail_waits().notify_one();
    let next = server.path(AccountPage::Security.path());
    show_new_codes(visit, user, made.answer.recovery_codes, next)
}

/// Redirects to the page that shows new codes once, and leads to `continue_uri` from there.
pub(crate) fn show_new_codes(
    visit: &Visit<'_>,
    user: &User,
    codes: Vec<String>,
    continue_uri: String,
) -> Result<Response, Failure> {
    if codes.is_empty() {
        return Ok(see_other(&continue_uri));
    }
    let shown = Shown { user: user.id.clone(), codes, continue_uri };
    let sealed = visit.seal_for(SHOWN_LIFETIME, SHOWN, &shown).ok_or(ErrorKind::ServerError)?;
    Ok(see_other(&address(visit, "new", &sealed)))
}

fn address(visit: &Visit<'_>, file: &str, sealed: &str) -> String {
    let query = encode_form([(SHOWN_PARAMETER, sealed)]);
    visit.server.path(&format!("{}/{file}?{query}", PAGE.path()))
}

const SHOWN_PARAMETER: &str = "shown";

/// Opens the codes of the signed-in user. The address of another user, of another browser or of an hour ago shows none.
async fn shown(visit: &Visit<'_>, params: &RawParams) -> Result<(SessionFacts, Shown, String), Failure> {
    let facts = signed_in(visit, PAGE).await?;
    let elsewhere = || Failure::elsewhere(visit.server.path(PAGE.path()));
    let sealed = params.get(SHOWN_PARAMETER).ok_or_else(elsewhere)?;
    let shown: Shown = visit.open(SHOWN, sealed).map_err(|_| elsewhere())?;
    if shown.user != facts.user.id {
        return Err(elsewhere());
    }
    Ok((facts, shown, sealed.to_owned()))
}

async fn new_page(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let (facts, shown, sealed) = shown(visit, params).await?;
    let (continue_uri, continue_fields) = way_on(visit, shown.continue_uri);
    // The form leads to the application that waits.
    let forms = if continue_fields.is_empty() { Forms::None } else { Forms::MayLeave };
    let codes = NewRecoveryCodesPage {
        codes: shown.codes,
        account_name: facts.user.username.clone(),
        download_uri: address(visit, "new.txt", &sealed),
        continue_uri,
        continue_fields,
    };
    let language = request::language(visit.headers, None);
    Ok(page(visit.server, StatusCode::OK, language, &codes, forms))
}

/// Returns the target and the fields of the form that resumes the request of an application. Other addresses are short links.
fn way_on(visit: &Visit<'_>, uri: String) -> (String, Vec<(String, String)>) {
    let authorization = visit.server.path(path::AUTHORIZATION);
    match uri.split_once('?') {
        Some((target, query)) if target == authorization => {
            (authorization, url::form_urlencoded::parse(query.as_bytes()).into_owned().collect())
        }
        _ => (uri, Vec::new()),
    }
}

async fn file(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let (facts, shown, _) = shown(visit, params).await?;
    let head = format!("{}\n{}\n\n", visit.server.issuer, facts.user.username);
    let mut response = Response::new(Body::from(format!("{head}{}\n", shown.codes.join("\n"))));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    let name = HeaderValue::from_static("attachment; filename=\"recovery-codes.txt\"");
    headers.insert(header::CONTENT_DISPOSITION, name);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
