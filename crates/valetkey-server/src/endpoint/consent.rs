//! `/consent`: may this application have this? With the answer the request goes on.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::StatusCode;
use valetkey_authorization_server::{
    authorization::{CheckedRequest, SignedInUser, allow, bind_client, check},
    role_map::Held,
};
use valetkey_pages::{ConsentPage, form_field};
use valetkey_types::RawParams;

use super::{
    account::claims::{claims_of, scope_lines},
    failure::{Failure, require_own_page, respond},
    page_request::{self, PageRequest},
};
use crate::{
    Server,
    interaction::{Loaded, Waiting},
    request,
    respond::{Forms, page_for},
    visit::Visit,
};

/// Shows the page, or takes the answer.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => ask(&visit, &params).await,
        Ok(PageRequest::Post(params)) => take_answer(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn ask(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let question = Question::load(visit, params).await?;
    let (Some(request), Some(signed_in)) = (&question.request, question.signed_in(visit)) else {
        return question.go_on(visit).await;
    };
    let mut waiting = question.waiting.clone();
    waiting.pending.asked_in = Some(signed_in.session.id);
    let sealed = visit.seal_interaction(&waiting.into())?;
    let held = visit.server.held_by(signed_in.user, &request.scope).await?;
    let consent = consent_page(visit, request, (signed_in, &held), sealed);
    let language = request::language(visit.headers, request.ui_locales.as_deref());
    let client = Some(&*request.client);
    Ok(page_for(visit.server, client, StatusCode::OK, language, &consent, Forms::MayLeave))
}

async fn take_answer(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    require_own_page(visit, params)?;
    let mut question = Question::load(visit, params).await?;
    let (Some(_), Some(signed_in)) = (&question.request, question.signed_in(visit)) else {
        return question.go_on(visit).await;
    };
    if question.waiting.pending.asked_in != Some(signed_in.session.id) {
        return question.go_on(visit).await;
    }
    if params.get(form_field::DECISION) == Some("allow") {
        question.waiting.pending.allowed = Some(allow(signed_in, question.loaded.facts.consent.as_ref()));
    } else {
        question.waiting.pending.denied = true;
    }
    question.go_on(visit).await
}

/// The request that waits for consent. It was checked before; it is checked again, because clients change.
struct Question {
    waiting: Waiting,
    loaded: Loaded,
    request: Option<CheckedRequest>,
}

impl Question {
    async fn load(visit: &Visit<'_>, params: &RawParams) -> Result<Self, Failure> {
        let waiting = Waiting::open(visit, params).await?;
        let loaded = Loaded::load(visit, waiting.params()?, &waiting).await?;
        let request = check(bind_client(loaded.request.clone(), loaded.client.clone())?).ok();
        Ok(Self { waiting, loaded, request })
    }

    fn signed_in(&self, visit: &Visit<'_>) -> Option<SignedInUser<'_>> {
        SignedInUser::of(self.loaded.facts.session.as_ref(), visit.now)
    }

    async fn go_on(self, visit: &Visit<'_>) -> Result<Response, Failure> {
        self.waiting.go_on_with(visit, self.loaded).await
    }
}

fn consent_page(
    visit: &Visit<'_>,
    request: &CheckedRequest,
    (signed_in, held): (SignedInUser<'_>, &Held),
    sealed: String,
) -> ConsentPage {
    let client = &request.client;
    let host = |uri: &str| url::Url::parse(uri).ok().and_then(|url| url.host_str().map(str::to_owned));
    let redirect_uri = request.target.redirect_uri();
    let mut scopes = scope_lines(visit.server, &request.scope);
    for line in &mut scopes {
        let scope = request.scope.keeping(|token| token == line.token);
        line.claims = claims_of(visit.server, signed_in.user, held, client, &scope);
    }
    ConsentPage {
        application_name: client.name.clone(),
        application_uri: client.client_uri.clone(),
        logo_uri: client.logo_uri.clone(),
        policy_uri: client.policy_uri.clone(),
        terms_uri: client.tos_uri.clone(),
        redirect_host: host(redirect_uri).unwrap_or_else(|| redirect_uri.to_owned()),
        account_name: signed_in.user.display_name().to_owned(),
        scopes,
        action: visit.server.path("/consent"),
        form_state: sealed,
    }
}
