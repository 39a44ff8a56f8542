//! An application's request: what it is judged by, what comes next, and what that is answered with.

use std::sync::Arc;

use axum::response::Response;
use http::StatusCode;
use valetkey_accounts::SignInAttempt;
use valetkey_authorization_server::{
    authorization::{
        AuthorizationRequest, AuthorizationResponse, BindRefusal, BoundRequest, Delivery, IssuedCode,
        NextStep, PendingRequest, Ready, ResponseTarget, SignedInUser, StepContext, Unbound, bind_client,
        check, issue, next_step, pushed_reference,
    },
    facts::{AuthorizationFacts, SessionFacts},
    interaction::{Interaction, Purpose},
    record::{Client, ConfirmByMail},
    role_map::RoleMap,
};
use valetkey_pages::{ErrorKind, FormPostPage};
use valetkey_types::{RawParams, parameter};

use super::{
    SignInForm,
    account_choice::{self, FoundAccount},
    no_access, show_step,
    trial::{self, TrialOutcome},
};
use crate::{
    endpoint::{failure::Failure, terms},
    id_token_hint, pushed_request,
    request::{self, log_client_id},
    respond::{Forms, log_refusal, page, see_other},
    sign_in::is_confirmed_device,
    visit::Visit,
};

/// Answers a request that just came.
pub(crate) async fn begin(visit: &Visit<'_>, params: RawParams) -> Result<Response, Failure> {
    let (params, pending) = match pushed_reference(&params) {
        Some(reference) => Box::pin(pushed_request::load(visit, &params, reference)).await?,
        None => {
            let pending = PendingRequest::new(&params);
            (params, pending)
        }
    };
    let waiting = Waiting { attempt: None, pending };
    if waiting.pending.params.len() > PendingRequest::LONGEST {
        return Err(ErrorKind::RequestTooLarge.into());
    }
    let loaded = Loaded::load(visit, params, &waiting).await?;
    Reached::resolve(visit, loaded, waiting)?.respond(visit).await
}

/// A request that waits for a user, with the sign-in that was made for it.
#[derive(Clone)]
pub(crate) struct Waiting {
    /// The sign-in attempt, once a sign-in page was shown.
    pub(crate) attempt: Option<SignInAttempt>,
    /// The request.
    pub(crate) pending: PendingRequest,
}

impl Waiting {
    /// Opens the request that a form or an address carries.
    pub(crate) async fn open(visit: &Visit<'_>, params: &RawParams) -> Result<Self, Failure> {
        let Interaction { attempt, purpose, .. } = visit.interaction(params).await?;
        match purpose {
            Purpose::Authorize(pending) => Ok(Self { attempt, pending }),
            Purpose::Account { .. } | Purpose::Administration { .. } | Purpose::SignOut(_) => {
                Err(ErrorKind::BadRequest.into())
            }
        }
    }

    /// Returns the parameters of the request.
    pub(crate) fn params(&self) -> Result<RawParams, Failure> {
        waiting_params(&self.pending)
    }

    /// Answers the request, when the browser asks for it again.
    pub(crate) async fn resume(self, visit: &Visit<'_>) -> Result<Response, Failure> {
        let loaded = Loaded::load(visit, self.params()?, &self).await?;
        Reached::resolve(visit, loaded, self)?.respond(visit).await
    }

    /// Goes on with the request once a user has done their part: at once, without sending the browser to the authorization
    /// endpoint first. A page is asked for there, so that reloading it repeats nothing.
    pub(crate) async fn go_on(self, visit: &Visit<'_>) -> Result<Response, Failure> {
        let loaded = Loaded::load(visit, self.params()?, &self).await?;
        self.go_on_with(visit, loaded).await
    }

    /// [`go_on`](Self::go_on) where the request was loaded to be asked about.
    pub(crate) async fn go_on_with(self, visit: &Visit<'_>, loaded: Loaded) -> Result<Response, Failure> {
        let reached = Reached::resolve(visit, loaded, self)?;
        if reached.is_answered_with_a_page() {
            return Ok(see_other(&visit.step("/authorize", reached.waiting.into()).await?));
        }
        reached.respond(visit).await
    }
}

impl From<Waiting> for Interaction {
    fn from(waiting: Waiting) -> Self {
        Self { attempt: waiting.attempt, ..Self::new(Purpose::Authorize(waiting.pending)) }
    }
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

/// The state of an authorization request: its next step, and the data for the response.
struct Reached {
    params: RawParams,
    waiting: Waiting,
    client: Option<Arc<Client>>,
    session: Option<SessionFacts>,
    target: ResponseTarget,
    step: NextStep,
}

impl Reached {
    fn resolve(visit: &Visit<'_>, loaded: Loaded, waiting: Waiting) -> Result<Self, Failure> {
        let Loaded { params, request, client, facts, must_choose, role_map } = loaded;
        let bound = bind_client(request, client.clone())
            .inspect_err(|refusal| note_refused_address(visit, refusal, client.as_deref(), &params))?;
        let target = bound.target().clone();
        let step = decide(visit, bound, (&facts, must_choose, &role_map), &waiting);
        Ok(Self { params, waiting, client, session: facts.session, target, step })
    }

    fn is_answered_with_a_page(&self) -> bool {
        match self.step {
            NextStep::SignIn { .. } => true,
            NextStep::NoAccess(_) => true,
            NextStep::ChooseAccount | NextStep::AcceptTerms | NextStep::AskConsent => false,
            NextStep::Refuse(_) | NextStep::Issue(_) => self.target.delivery() == Delivery::FormPost,
        }
    }

    async fn respond(self, visit: &Visit<'_>) -> Result<Response, Failure> {
        let Self { params, mut waiting, client, session, target, step } = self;
        match step {
            NextStep::SignIn { reason, step } => {
                waiting.pending.sign_in_reason = Some(reason);
                let form = SignInForm::new(waiting.into(), params, client);
                // In a box, because a request with a session needs no room for the pages of a sign-in.
                Box::pin(show_step(visit, form, step, session.map(|facts| *facts.user))).await
            }
            NextStep::NoAccess(refusal) => {
                log_refusal(&refusal);
                no_access::page(visit, waiting, &params, &refusal.reason, (client, session))
            }
            NextStep::ChooseAccount => Ok(see_other(&visit.step("/accounts", waiting.into()).await?)),
            NextStep::AcceptTerms => Ok(see_other(&visit.step(terms::PATH, waiting.into()).await?)),
            NextStep::AskConsent => Ok(see_other(&visit.step("/consent", waiting.into()).await?)),
            NextStep::Refuse(refusal) => {
                log_refusal(&refusal);
                visit.remove_request(&waiting.pending).await?;
                if let Some(trial) = waiting.pending.trial.clone() {
                    let outcome = TrialOutcome::Refused((&refusal).into());
                    return trial::answer(visit, (trial, &waiting.pending), &params, outcome);
                }
                Ok(answer(visit, &AuthorizationResponse::refusal(target, &visit.server.issuer, &refusal)))
            }
            NextStep::Issue(ready) => {
                visit.remove_request(&waiting.pending).await?;
                if let Some(trial) = waiting.pending.trial.clone() {
                    let code = code_of(visit, *ready).code;
                    let outcome = TrialOutcome::Code(Box::new(code));
                    return trial::answer(visit, (trial, &waiting.pending), &params, outcome);
                }
                hand_out(visit, *ready).map(|response| answer(visit, &response))
            }
        }
    }
}

/// Remembers a refused redirect URI: an administrator can compare it with the registered ones.
fn note_refused_address(
    visit: &Visit<'_>,
    refusal: &BindRefusal,
    client: Option<&Client>,
    params: &RawParams,
) {
    let is_mismatch = refusal.kind == Unbound::RedirectUriMismatch;
    let requested = params.get(parameter::REDIRECT_URI).filter(|_| is_mismatch);
    if let (Some(client), Some(address)) = (client, requested) {
        visit.server.refused_redirects().note(&visit.server.tenant, &client.id, address, visit.now);
    }
}

/// The code is sealed, not stored: an authorization that nobody redeems leaves nothing behind.
fn hand_out(visit: &Visit<'_>, ready: Ready) -> Result<AuthorizationResponse, Failure> {
    let (server, issued) = (visit.server, code_of(visit, ready));
    match server.sealed_tokens.seal(&issued.code) {
        Ok(sealed) => Ok(issued.respond(&server.issuer, sealed)),
        Err(error) => {
            tracing::error!(%error, "a code can't be sealed");
            Err(ErrorKind::ServerError.into())
        }
    }
}

fn code_of(visit: &Visit<'_>, ready: Ready) -> IssuedCode {
    let server = visit.server;
    issue(ready, server.environment.identifier(), &server.lifetimes, visit.now)
}

/// A request and what it is judged by.
pub(crate) struct Loaded {
    params: RawParams,
    /// The parsed parameters.
    pub(crate) request: AuthorizationRequest,
    /// The client, if the identifier is known.
    pub(crate) client: Option<Arc<Client>>,
    /// The session that the request means, proven by a cookie, and the user's consent to the client.
    pub(crate) facts: AuthorizationFacts,
    /// Whether the browser has signed-in accounts, but no active one.
    must_choose: bool,
    /// The groups of the tenant, where the access of the user depends on them.
    role_map: Arc<RoleMap>,
}

impl Loaded {
    /// One round trip: the client is remembered, and a browser without our cookie has nothing to load.
    pub(crate) async fn load(
        visit: &Visit<'_>,
        params: RawParams,
        waiting: &Waiting,
    ) -> Result<Self, Failure> {
        // The browser cannot change the parameters of a trial either: the server made and sealed them.
        let is_pushed = waiting.pending.is_pushed || waiting.pending.trial.is_some();
        let request = AuthorizationRequest { is_pushed, ..AuthorizationRequest::parse(params.clone())? };
        let client = visit.server.storage.client(&visit.server.tenant, &request.client_id).await?;
        let found =
            account_choice::find(visit, &params, client.as_deref(), waiting, &request.client_id).await?;
        let FoundAccount { facts, must_choose } = found;
        let role_map = visit.server.groups_for_access(client.as_deref(), facts.session.as_ref()).await?;
        Ok(Self { params, request, client, facts, must_choose, role_map })
    }
}

fn decide(
    visit: &Visit<'_>,
    bound: BoundRequest,
    (facts, must_choose, role_map): (&AuthorizationFacts, bool, &RoleMap),
    waiting: &Waiting,
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
    let signed_in = SignedInUser::of(facts.session.as_ref(), visit.now);
    let subject = hint.as_ref().map(|hint| &hint.subject);
    let Waiting { attempt, pending } = waiting;
    let rules = visit.server.sign_in_rules();
    let asks_at_new_device =
        rules.switches(Some(&checked.client)).confirm_by_mail == ConfirmByMail::NewDevice;
    let is_confirmed_device =
        asks_at_new_device && signed_in.is_some_and(|signed_in| is_confirmed_device(visit, signed_in.user));
    let context = StepContext {
        signed_in,
        is_confirmed_device,
        must_choose,
        role_map,
        consent: facts.consent.as_ref(),
        attempt: attempt.as_ref(),
        hinted: subject,
        rules,
        terms: visit.server.accounts.registration.terms_version.as_deref(),
        now: visit.now,
    };
    next_step(checked, pending, &context)
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
        is_request: false,
    };
    page(visit.server, StatusCode::OK, request::language(visit.headers, None), &form, Forms::MayLeave)
}
