//! `/authorize` (RFC 6749 section 3.1, OpenID Connect Core section 3.1.2): parse, load, decide, respond. Nothing is stored: a code is
//! sealed.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::StatusCode;
use valetkey_authorization_server::{
    authorization::{
        AuthorizationRequest, AuthorizationResponse, BoundRequest, Delivery, NextStep, PendingRequest,
        Person, Ready, ResponseTarget, bind_client, check, issue, next_step,
    },
    facts::{AuthorizationFacts, SessionFacts},
    record::Client,
};
use valetkey_pages::{ErrorKind, FormPostPage, form_field};
use valetkey_types::{RawParams, parameter};

use super::{
    asked::{self, Asked},
    failure::{Failure, respond},
    login::{self, Waiting},
};
use crate::{
    Server, id_token_hint,
    request::{self, log_client_id},
    respond::{Forms, log_refusal, page, see_other},
    visit::{Visit, proven},
};

/// Serves a request of an application, or goes on with one that waited for a person.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = asked::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(Asked::ToSee(params)) => see(&visit, params).await,
        // A request that another site posts comes without our cookies. Asked again with GET it comes with them.
        Ok(Asked::ToTake(params)) => {
            Ok(see_other(&format!("{}?{}", server.path("/authorize"), params.to_form())))
        }
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: RawParams) -> Result<Response, Failure> {
    let reached = match params.get(form_field::CONTINUE) {
        Some(sealed) => {
            let pending = visit.open_interaction(sealed)?.pending.ok_or(ErrorKind::BadRequest)?;
            Reached::resolve(visit, Loaded::load(visit, waiting_params(&pending)?).await?, Some(pending))?
        }
        None => Reached::resolve(visit, Loaded::load(visit, params).await?, None)?,
    };
    reached.respond(visit)
}

/// Goes on with a request that waited, once a person has done their part: at once, without sending the browser here first. A page
/// is asked for here, so that reloading it repeats nothing.
pub(super) async fn go_on(visit: &Visit<'_>, pending: PendingRequest) -> Result<Response, Failure> {
    let loaded = Loaded::load(visit, waiting_params(&pending)?).await?;
    go_on_with(visit, loaded, pending)
}

/// [`go_on`] where the request was loaded to be asked about.
pub(super) fn go_on_with(
    visit: &Visit<'_>,
    loaded: Loaded,
    pending: PendingRequest,
) -> Result<Response, Failure> {
    let reached = Reached::resolve(visit, loaded, Some(pending))?;
    if reached.is_answered_with_a_page() {
        return Ok(see_other(&visit.step("/authorize", &reached.pending)));
    }
    reached.respond(visit)
}

/// The parameters of a request that waits.
pub(super) fn waiting_params(pending: &PendingRequest) -> Result<RawParams, Failure> {
    let params =
        RawParams::parse(pending.params.as_bytes()).map_err(|_| Failure::from(ErrorKind::BadRequest))?;
    if let Some(client_id) = params.get(parameter::CLIENT_ID) {
        log_client_id(client_id);
    }
    Ok(params)
}

/// How far a request has come: what comes next, and what that is answered with.
struct Reached {
    params: RawParams,
    pending: PendingRequest,
    client: Option<Arc<Client>>,
    session: Option<SessionFacts>,
    target: ResponseTarget,
    step: NextStep,
}

impl Reached {
    fn resolve(visit: &Visit<'_>, loaded: Loaded, resumed: Option<PendingRequest>) -> Result<Self, Failure> {
        let Loaded { params, request, client, facts } = loaded;
        let pending = resumed.unwrap_or_else(|| PendingRequest::new(&params));
        let bound = bind_client(request, client.clone())?;
        let target = bound.target().clone();
        let step = decide(visit, bound, &facts, &pending);
        Ok(Self { params, pending, client, session: facts.session, target, step })
    }

    fn is_answered_with_a_page(&self) -> bool {
        match self.step {
            NextStep::LogIn(_) => true,
            NextStep::ChooseAccount | NextStep::AskConsent => false,
            NextStep::Refuse(_) | NextStep::Issue(_) => self.target.delivery() == Delivery::FormPost,
        }
    }

    fn respond(self, visit: &Visit<'_>) -> Result<Response, Failure> {
        let Self { params, pending, client, session, target, step } = self;
        match step {
            NextStep::LogIn(reason) => {
                let pending = Some(PendingRequest { log_in_reason: Some(reason), ..pending });
                login::first_page(
                    visit,
                    &Waiting { pending, params, client },
                    session.map(|facts| facts.user),
                )
            }
            NextStep::ChooseAccount => Ok(see_other(&visit.step("/accounts", &pending))),
            NextStep::AskConsent => Ok(see_other(&visit.step("/consent", &pending))),
            NextStep::Refuse(refusal) => {
                log_refusal(&refusal);
                Ok(answer(visit, &AuthorizationResponse::refusal(target, &visit.server.issuer, &refusal)))
            }
            NextStep::Issue(ready) => hand_out(visit, *ready).map(|response| answer(visit, &response)),
        }
    }
}

/// The code is sealed, not stored: an authorization that nobody redeems leaves nothing behind.
fn hand_out(visit: &Visit<'_>, ready: Ready) -> Result<AuthorizationResponse, Failure> {
    let server = visit.server;
    let issued = issue(ready, server.environment.identifier(), &server.policy, visit.now);
    match server.sealed_tokens.seal(&issued.code) {
        Ok(sealed) => Ok(issued.respond(&server.issuer, sealed)),
        Err(error) => {
            tracing::error!(%error, "a code can't be sealed");
            Err(ErrorKind::ServerError.into())
        }
    }
}

/// A request and what it is judged by.
pub(super) struct Loaded {
    params: RawParams,
    /// What the parameters say.
    pub(super) request: AuthorizationRequest,
    /// The client, if the identifier is known.
    pub(super) client: Option<Arc<Client>>,
    /// The browser's session, proven by its cookie, and the person's consent to the client.
    pub(super) facts: AuthorizationFacts,
}

impl Loaded {
    /// One round trip: the client is remembered, and a browser without our cookie has nothing to load.
    pub(super) async fn load(visit: &Visit<'_>, params: RawParams) -> Result<Self, Failure> {
        let request = AuthorizationRequest::parse(params.clone())?;
        let (storage, tenant) = (&visit.server.storage, &visit.server.tenant);
        let client = storage.client(tenant, &request.client_id).await?;
        let mut found = AuthorizationFacts::default();
        for handle in visit.session_handles() {
            let facts = storage.authorization_facts(tenant, &request.client_id, handle.selector()).await?;
            let Some(session) = proven(facts.session, &handle, &visit.server.policy) else { continue };
            let is_live = visit.is_live(&session);
            if is_live || found.session.is_none() {
                found = AuthorizationFacts { session: Some(session), consent: facts.consent };
            }
            if is_live {
                break;
            }
        }
        Ok(Self { params, request, client, facts: found })
    }
}

fn decide(
    visit: &Visit<'_>,
    bound: BoundRequest,
    facts: &AuthorizationFacts,
    pending: &PendingRequest,
) -> NextStep {
    let checked = match check(bound) {
        Ok(checked) => checked,
        Err(refusal) => return NextStep::Refuse(refusal),
    };
    let hint =
        match id_token_hint::verify_for(visit.server, checked.id_token_hint.as_deref(), &checked.client.id) {
            Ok(hint) => hint,
            Err(refusal) => return NextStep::Refuse(refusal),
        };
    let person = Person::of(facts.session.as_ref(), visit.now);
    let subject = hint.as_ref().map(|hint| &hint.subject);
    next_step(checked, person, facts.consent.as_ref(), pending, subject, visit.now)
}

/// Sends an answer to the application, as its redirect URI and response mode say.
fn answer(visit: &Visit<'_>, response: &AuthorizationResponse) -> Response {
    let target = response.target();
    if target.delivery() != Delivery::FormPost {
        return see_other(&response.location());
    }
    let form = FormPostPage {
        action: target.redirect_uri().to_owned(),
        parameters: response
            .parameters()
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect(),
        application_name: None,
    };
    page(visit.server, StatusCode::OK, request::language(visit.headers, None), &form, Forms::MayLeave)
}
