//! `/logout`: the end session endpoint (OpenID Connect RP-Initiated Logout 1.0), and the page that asks.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::StatusCode;
use uuid::Uuid;
use valetkey_authorization_server::{
    Reason,
    authorization::SignedInUser,
    interaction::{AccountPage, Interaction, Purpose, SignOut, WayBack},
    logout::{IdTokenHint, LogoutDecision, LogoutRequest, LogoutStep, logout_step},
    record::{Client, Session},
};
use valetkey_pages::{
    LoggedOutPage, LogoutPage, MissingReturn, ProviderSignOut, ToldApplication, form_field,
};
use valetkey_storage::StorageError;
use valetkey_types::{ErrorCode, RawParams, parameter};

use super::{
    failure::{Failure, require_own_page, respond},
    page_request::{self, PageRequest, Posted, posted},
};
use crate::{
    Server, id_token_hint, provider_sign_in,
    request::{self, log_client_id, request_id},
    respond::{Forms, developer_details, page, see_other},
    sign_out,
    visit::{BrowserAccount, Visit},
};

/// Serves an application's request, or the answer of the user who was asked.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let mut visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => serve(&mut visit, &params).await,
        Ok(PageRequest::Post(params)) if params.get(form_field::CONTINUE).is_some() => {
            take_answer(&mut visit, &params).await
        }
        Ok(PageRequest::Post(params)) => match posted(&visit, "/logout", params) {
            Posted::Serve(params) => serve(&mut visit, &params).await,
            Posted::Again(answer) => Ok(answer),
        },
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn serve(visit: &mut Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let server = visit.server;
    let request = LogoutRequest::parse(params);
    let asked_by = AskedBy::find(visit, &request).await?;
    let client = asked_by.client.as_deref();
    let hinted = asked_by.hint.as_ref().map(|hint| &hint.subject);
    let facts = visit.session_to_end(hinted).await?;
    let signed_in = SignedInUser::of(facts.as_ref(), visit.now);
    let LogoutDecision { step, missing_return } =
        logout_step(&request, asked_by.hint.as_ref(), client, signed_in);
    // The reason why client or hint is unknown says more than that they are unknown.
    let missing_return = missing_return.map(|reason| asked_by.problem.clone().unwrap_or(reason));
    if let Some(reason) = missing_return.as_ref().or(asked_by.problem.as_ref()) {
        log_left_out(reason);
    }
    let missing = missing_return.map(|reason| MissingReturn {
        reference: request_id(visit.headers).to_owned(),
        developer: Some(developer_details(server, ErrorCode::InvalidRequest, &reason)),
    });
    let ui_locales = params.get(parameter::UI_LOCALES);
    let name = client.map(|client| client.name.clone());
    let is_missing = missing.is_some();
    let way_back = |return_uri| WayBack { return_uri, return_name: name.clone(), is_missing };
    match (step, signed_in) {
        (LogoutStep::End { return_uri }, Some(signed_in)) => {
            end(visit, std::slice::from_ref(signed_in.session), way_back(return_uri), missing, ui_locales)
                .await
        }
        (LogoutStep::Confirm { return_uri }, Some(signed_in)) => {
            ask(visit, signed_in, way_back(return_uri), missing, ui_locales).await
        }
        (step, _) => {
            let provider = AtProvider {
                failed: provider_sign_in::sign_out::failure_of(visit, params),
                ..AtProvider::default()
            };
            left(visit, way_back(return_uri_of(step)), missing, provider, Vec::new(), ui_locales).await
        }
    }
}

/// The client, as far as it is proven. Unverified values are not used, and signing out goes on without them
/// (RP-Initiated Logout section 4).
#[derive(Default)]
struct AskedBy {
    hint: Option<IdTokenHint>,
    client: Option<Arc<Client>>,
    /// Why the hint or the client is not used.
    problem: Option<Reason>,
}

impl AskedBy {
    async fn find(visit: &Visit<'_>, request: &LogoutRequest) -> Result<Self, StorageError> {
        let server = visit.server;
        let verified =
            request.id_token_hint.as_deref().map(|token| id_token_hint::verify_hint(server, token));
        let (hint, problem) = match verified.transpose() {
            Ok(hint) => (hint, None),
            Err(problem) => (None, Some(problem)),
        };
        let id = match request.client_id(hint.as_ref()) {
            Ok(id) => id.cloned(),
            Err(problem) => return Ok(Self { problem: Some(problem), ..Self::default() }),
        };
        let client = match id {
            Some(id) => {
                log_client_id(id.as_str());
                server.storage.client(&server.tenant, &id).await?
            }
            None => None,
        };
        Ok(Self { hint, client, problem })
    }
}

fn log_left_out(reason: &Reason) {
    tracing::info!(
        check = reason.check.as_str(),
        expected = &*reason.expected,
        got = &*reason.got,
        "sign-out goes on without a part of the request"
    );
}

async fn ask(
    visit: &Visit<'_>,
    signed_in: SignedInUser<'_>,
    way_back: WayBack,
    missing_return: Option<MissingReturn>,
    ui_locales: Option<&str>,
) -> Result<Response, Failure> {
    let forms = if way_back.return_uri.is_some() { Forms::MayLeave } else { Forms::StayHere };
    let application_name = way_back.return_name.clone();
    let question = SignOut { session: signed_in.session.id, way_back };
    let is_live = |account: &&BrowserAccount| account.is_live;
    let logout = LogoutPage {
        application_name,
        offer_all: visit.accounts().await?.iter().filter(is_live).count() > 1,
        account_name: signed_in.user.display_name().to_owned(),
        missing_return,
        action: visit.server.path("/logout"),
        form_state: visit.seal_interaction(&Interaction::new(Purpose::SignOut(question)))?,
    };
    let language = request::language(visit.headers, ui_locales);
    Ok(page(visit.server, StatusCode::OK, language, &logout, forms))
}

async fn take_answer(visit: &mut Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let server = visit.server;
    let is_ours = require_own_page(visit, params).is_ok();
    let purpose =
        visit.interaction(params).await.ok().filter(|_| is_ours).map(|interaction| interaction.purpose);
    let Some(Purpose::SignOut(SignOut { session, way_back })) = purpose else {
        // The page was open for too long, or is not ours. The question is asked again: signing out is never refused.
        return Ok(see_other(&server.path("/logout")));
    };
    match params.get(form_field::DECISION) {
        Some("sign-out") => {
            let mut ended = live_sessions(visit).await?;
            ended.retain(|live| live.id == session);
            end(visit, &ended, way_back, None, None).await
        }
        Some(SIGN_OUT_ALL) => sign_out_all(visit, way_back).await,
        _ => Ok(see_other(&server.path(AccountPage::Overview.path()))),
    }
}

/// The decision to sign out of every account of the browser.
pub(super) const SIGN_OUT_ALL: &str = "sign-out-all";

/// Returns the live sessions of this browser.
pub(super) async fn live_sessions(visit: &Visit<'_>) -> Result<Vec<Session>, StorageError> {
    let live = visit.accounts().await?.into_iter().filter(|account| account.is_live);
    Ok(live.map(|account| account.facts.session).collect())
}

/// Ends sessions of this browser, and says so.
pub(super) async fn sign_out_here(visit: &mut Visit<'_>, ended: &[Session]) -> Result<Response, Failure> {
    end(visit, ended, WayBack::default(), None, None).await
}

/// Ends every session of this browser, and says so. No account stays in the cookies, signed out ones included.
pub(super) async fn sign_out_all(visit: &mut Visit<'_>, way_back: WayBack) -> Result<Response, Failure> {
    let ended = live_sessions(visit).await?;
    let provider = AtProvider::of(visit, &ended).await;
    let told = sign_out::end(visit, &ended).await?;
    visit.forget_accounts();
    left(visit, way_back, None, provider, told, None).await
}

async fn end(
    visit: &mut Visit<'_>,
    ended: &[Session],
    way_back: WayBack,
    missing_return: Option<MissingReturn>,
    ui_locales: Option<&str>,
) -> Result<Response, Failure> {
    let provider = AtProvider::of(visit, ended).await;
    let told = sign_out::end(visit, ended).await?;
    let ids: Vec<Uuid> = ended.iter().map(|session| session.id).collect();
    visit.forget_sessions(&ids);
    left(visit, way_back, missing_return, provider, told, ui_locales).await
}

/// The session at the provider that a session here came from.
#[derive(Default)]
struct AtProvider {
    offer: Option<ProviderSignOut>,
    failed: Option<String>,
}

impl AtProvider {
    /// Returns the session at a provider that the user may end as well: the first one that these sessions came from.
    async fn of(visit: &Visit<'_>, ended: &[Session]) -> Self {
        for session in ended {
            if let Some(offer) = provider_sign_in::sign_out::offer(visit, session).await {
                return Self { offer: Some(offer), failed: None };
            }
        }
        Self::default()
    }
}

/// Returns to the application if every application confirmed the sign-out and there is nothing to offer; otherwise shows a page.
async fn left(
    visit: &Visit<'_>,
    way_back: WayBack,
    missing_return: Option<MissingReturn>,
    provider: AtProvider,
    applications_told: Vec<ToldApplication>,
    ui_locales: Option<&str>,
) -> Result<Response, Failure> {
    let WayBack { return_uri, return_name, is_missing } = way_back;
    let all_told = applications_told.iter().all(|application| application.told);
    if let Some(uri) = return_uri.as_deref().filter(|_| all_told && provider.offer.is_none()) {
        return Ok(see_other(uri));
    }
    let reference = || request_id(visit.headers).to_owned();
    let missing_return = missing_return
        .or_else(|| is_missing.then(|| MissingReturn { reference: reference(), developer: None }));
    let others = visit.has_other_live_account().await?
        || visit.session().await?.is_some_and(|facts| visit.is_live(&facts));
    let logged_out = LoggedOutPage {
        accounts_uri: others.then(|| visit.server.path("/accounts")),
        applications_told,
        return_uri,
        return_name,
        missing_return,
        provider: provider.offer,
        provider_failed: provider.failed,
        sign_in_uri: visit.server.path("/login"),
    };
    let language = request::language(visit.headers, ui_locales);
    Ok(page(visit.server, StatusCode::OK, language, &logged_out, Forms::None))
}

fn return_uri_of(step: LogoutStep) -> Option<String> {
    match step {
        LogoutStep::Confirm { return_uri }
        | LogoutStep::End { return_uri }
        | LogoutStep::NothingToEnd { return_uri } => return_uri,
    }
}
