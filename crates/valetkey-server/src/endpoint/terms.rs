//! `/consent/terms`: asks a user to accept the terms, the first time or since they changed. Then the application's request goes on.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::StatusCode;
use valetkey_administration::joining;
use valetkey_authorization_server::{
    authorization::{SignedInUser, must_accept_terms},
    event::Actor,
};
use valetkey_pages::{AcceptTermsPage, form_field};
use valetkey_storage::ApplyError;
use valetkey_types::{RawParams, parameter};

use super::{
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

/// The path of the page.
pub(crate) const PATH: &str = "/consent/terms";

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
    let waiting = Waiting::open(visit, params).await?;
    let loaded = Loaded::load(visit, waiting.params()?, &waiting).await?;
    match question(visit, &loaded) {
        Some((signed_in, version)) => show(visit, waiting, &loaded, signed_in, version),
        None => waiting.go_on_with(visit, loaded).await,
    }
}

/// Returns the signed-in user who must accept the terms, with their version; `None` where there is nothing to accept.
fn question<'a>(visit: &'a Visit<'_>, loaded: &'a Loaded) -> Option<(SignedInUser<'a>, &'a str)> {
    let signed_in = SignedInUser::of(loaded.facts.session.as_ref(), visit.now)?;
    let version = visit.server.accounts.registration.terms_version.as_deref()?;
    must_accept_terms(signed_in.user, Some(version)).then_some((signed_in, version))
}

fn show(
    visit: &Visit<'_>,
    mut waiting: Waiting,
    loaded: &Loaded,
    signed_in: SignedInUser<'_>,
    version: &str,
) -> Result<Response, Failure> {
    waiting.pending.asked_in = Some(signed_in.session.id);
    let params = waiting.params()?;
    let client = loaded.client.as_deref();
    let terms = AcceptTermsPage {
        application_name: client.map(|client| client.name.clone()),
        account_name: signed_in.user.display_name().to_owned(),
        terms_uri: visit.server.accounts.registration.terms_uri.clone(),
        version: version.to_owned(),
        is_first: signed_in.user.accepted_terms.as_deref().is_none_or(str::is_empty),
        action: visit.server.path(PATH),
        form_state: visit.seal_interaction(&waiting.into())?,
    };
    let language = request::language(visit.headers, params.get(parameter::UI_LOCALES));
    Ok(page_for(visit.server, client, StatusCode::OK, language, &terms, Forms::MayLeave))
}

async fn take_answer(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    require_own_page(visit, params)?;
    let mut waiting = Waiting::open(visit, params).await?;
    let loaded = Loaded::load(visit, waiting.params()?, &waiting).await?;
    let Some((signed_in, version)) = question(visit, &loaded) else {
        return waiting.go_on_with(visit, loaded).await;
    };
    // An answer counts in the session that was asked, and for the version that was shown.
    let is_about_this = waiting.pending.asked_in == Some(signed_in.session.id)
        && params.get(form_field::TERMS) == Some(version);
    match params.get(form_field::DECISION) {
        Some("accept") if is_about_this => {
            accept(visit, signed_in, version).await?;
            waiting.go_on(visit).await
        }
        Some("decline") if is_about_this => {
            waiting.pending.denied = true;
            waiting.go_on_with(visit, loaded).await
        }
        _ => show(visit, waiting, &loaded, signed_in, version),
    }
}

async fn accept(visit: &Visit<'_>, signed_in: SignedInUser<'_>, version: &str) -> Result<(), Failure> {
    let actor = Actor::User { id: signed_in.user.id.clone() };
    let changes = visit.occasion(&actor, |occasion| joining::accept_terms(signed_in.user, version, occasion));
    match visit.server.storage.apply(changes).await {
        // Accepted in another tab, or the user changed: the request is judged again.
        Ok(()) | Err(ApplyError::Conflict { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
