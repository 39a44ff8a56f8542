//! `/admin/applications/ID/try/callback`: shows what came back from a trial. Opening it redeems the code, once. No application can use this
//! address: it reads only an answer that this server sealed for the browser and the administrator.

use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use serde_json::{Map, Value};
use valetkey_authorization_server::{sealed::AuthorizationCode, trial::TrialTokens};
use valetkey_pages::{
    ConsoleSection, ConsoleTriedPage, ErrorKind, PreviewKind, TriedExchange, TriedFailure, TriedPart,
};
use valetkey_types::{ClientId, GrantType, RawParams, UserId, encode_form, parameter};

use super::{
    access::{Entered, enter},
    answer::{Answer, Stop, respond},
    menu_below, path, show,
    trial::{WRITE, page_of},
};
use crate::{
    Server,
    administration::trial,
    endpoint::{failure::Failure, page_request},
    interaction::{TrialAnswer, TrialOutcome, TrialRefusal},
    visit::Visit,
};

/// Shows what came back.
pub async fn handle(State(server): State<Server>, Path(id): Path<String>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let mut visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(asked) => see(&mut visit, &ClientId::new(id), asked.params()).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &mut Visit<'_>, id: &ClientId, params: &RawParams) -> Answer {
    let answer = TrialAnswer::open(visit, params);
    if let Some(answer) = &answer {
        return_to(visit, &answer.trial.administrator).await?;
    }
    let visit = &*visit;
    let entered = enter(visit, &page_of(id), Some(WRITE)).await?;
    let answer = answer.filter(|answer| answer.trial.administrator == entered.facts.user.id);
    let answer = answer.ok_or_else(|| Failure::elsewhere(visit.server.path(page_of(id).path())))?;
    let request = RawParams::parse(answer.params.as_bytes()).map_err(|_| ErrorKind::BadRequest)?;
    if request.get(parameter::CLIENT_ID) != Some(id.as_str()) {
        return Err(ErrorKind::BadRequest.into());
    }
    let page = page(visit, &entered, id, &request).await?;
    let page = match answer.outcome {
        TrialOutcome::Refused(refusal) => with_refusal(visit, &request, page, refusal),
        TrialOutcome::Code(code) => {
            let verifier = &answer.trial.code_verifier;
            with_code(visit, &entered, (&request, verifier), page, &code).await?
        }
    };
    Ok(show(visit, &page))
}

/// Makes the administrator the active account of this browser again, if another user signed in during the trial.
async fn return_to(visit: &mut Visit<'_>, administrator: &UserId) -> Result<(), Stop> {
    let accounts = visit.accounts().await?;
    let is_active = accounts.first().is_some_and(|active| active.facts.user.id == *administrator);
    let mut others = accounts.iter().filter(|_| !is_active);
    if let Some(own) = others.find(|account| account.is_live && account.facts.user.id == *administrator) {
        visit.switch_to(own, &accounts);
    }
    Ok(())
}

/// Returns the page with the request, and without an answer.
async fn page(
    visit: &Visit<'_>,
    entered: &Entered,
    id: &ClientId,
    request: &RawParams,
) -> Result<ConsoleTriedPage, Stop> {
    let client = trial::client(&entered.context(visit, None), id).await?;
    Ok(ConsoleTriedPage {
        menu: menu_below(visit, entered, ConsoleSection::Applications, None)?,
        name: client.name,
        user: None,
        is_unseen_user: false,
        request: REQUEST.into_iter().filter_map(|name| pair(name, request.get(name))).collect(),
        answer: Vec::new(),
        exchange: None,
        failure: None,
        parts: Vec::new(),
        again_uri: visit.server.path(page_of(id).path()),
        back_uri: visit.server.path(path::page_of(path::APPLICATION, id.as_str()).path()),
    })
}

/// The parameters of the request, in the order to show.
const REQUEST: [parameter::Name; 9] = [
    parameter::RESPONSE_TYPE,
    parameter::CLIENT_ID,
    parameter::REDIRECT_URI,
    parameter::SCOPE,
    parameter::STATE,
    parameter::NONCE,
    parameter::CODE_CHALLENGE,
    parameter::CODE_CHALLENGE_METHOD,
    parameter::PROMPT,
];

/// Returns a parameter to show.
fn pair(name: &str, value: Option<&str>) -> Option<(String, Option<String>)> {
    Some((name.to_owned(), Some(value?.to_owned())))
}

/// Returns a parameter whose value stays on the server.
fn hidden(name: &str) -> (String, Option<String>) {
    (name.to_owned(), None)
}

/// Returns the parameters that each answer has (RFC 6749 section 4.1.2, RFC 9207 section 2).
fn common(visit: &Visit<'_>, request: &RawParams) -> Vec<(String, Option<String>)> {
    let state = pair(parameter::STATE, request.get(parameter::STATE));
    let issuer = pair(parameter::ISS, Some(visit.server.issuer.as_str()));
    state.into_iter().chain(issuer).collect()
}

fn with_refusal(
    visit: &Visit<'_>,
    request: &RawParams,
    page: ConsoleTriedPage,
    refusal: TrialRefusal,
) -> ConsoleTriedPage {
    let mut answer: Vec<_> = pair(parameter::ERROR, Some(&refusal.error)).into_iter().collect();
    answer.extend(pair(parameter::ERROR_DESCRIPTION, Some(&refusal.description)));
    answer.extend(common(visit, request));
    ConsoleTriedPage { answer, failure: Some(failure(refusal)), ..page }
}

fn failure(refusal: TrialRefusal) -> TriedFailure {
    let TrialRefusal { error, description, check, expected, got } = refusal;
    TriedFailure { error, description, check, expected, got }
}

async fn with_code(
    visit: &Visit<'_>,
    entered: &Entered,
    (request, verifier): (&RawParams, &str),
    page: ConsoleTriedPage,
    code: &AuthorizationCode,
) -> Result<ConsoleTriedPage, Stop> {
    let context = entered.context(visit, None);
    let answer = [hidden(parameter::CODE)].into_iter().chain(common(visit, request)).collect();
    let page = ConsoleTriedPage { answer, ..page };
    let Some(user) = trial::user(&context, code).await? else {
        return Ok(ConsoleTriedPage { is_unseen_user: true, ..page });
    };
    let grant_type = GrantType::AuthorizationCode;
    let redirect_uri = request.get(parameter::REDIRECT_URI).unwrap_or_default();
    let sent = encode_form([
        (parameter::GRANT_TYPE, grant_type.as_str()),
        (parameter::REDIRECT_URI, redirect_uri),
        (parameter::CODE_VERIFIER, verifier),
    ]);
    let sent = RawParams::parse(sent.as_bytes()).map_err(|_| ErrorKind::BadRequest)?;
    let parameters = pair(parameter::GRANT_TYPE, Some(grant_type.as_str()))
        .into_iter()
        .chain([hidden(parameter::CODE)])
        .chain(pair(parameter::REDIRECT_URI, Some(redirect_uri)))
        .chain([hidden(parameter::CODE_VERIFIER)])
        .collect();
    let page = ConsoleTriedPage {
        user: Some(user.username),
        exchange: Some(TriedExchange { parameters, response: Vec::new() }),
        ..page
    };
    Ok(match trial::exchange(&context, &code.client_id, &sent, code).await? {
        Ok(tokens) => with_tokens(page, tokens),
        Err(refusal) => ConsoleTriedPage { failure: Some(failure((&refusal).into())), ..page },
    })
}

fn with_tokens(page: ConsoleTriedPage, tokens: TrialTokens) -> ConsoleTriedPage {
    let lifetime = tokens.expires_in.0.to_string();
    let scope = tokens.scope.to_string();
    let mut response = vec![hidden("access_token")];
    response.extend(pair("token_type", Some("Bearer")));
    response.extend(pair("expires_in", Some(&lifetime)));
    response.extend(pair(parameter::SCOPE, Some(&scope)));
    response.extend(tokens.id_token.is_some().then(|| hidden("id_token")));
    response.extend(tokens.has_refresh_token.then(|| hidden(parameter::REFRESH_TOKEN)));
    let part = |kind, claims: Option<Map<String, Value>>| TriedPart {
        kind,
        claims: claims
            .map(|claims| claims.into_iter().map(|(name, value)| (name, value.to_string())).collect()),
    };
    ConsoleTriedPage {
        exchange: page.exchange.map(|exchange| TriedExchange { response, ..exchange }),
        parts: vec![
            part(PreviewKind::IdToken, tokens.id_token),
            part(PreviewKind::AccessToken, tokens.access_token),
            part(PreviewKind::Userinfo, tokens.userinfo),
        ],
        ..page
    }
}
