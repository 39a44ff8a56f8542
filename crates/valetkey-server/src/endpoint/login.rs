//! `/login`: the sign-in page. It knows nothing of what follows: the request that waits goes on, or the person's own page comes.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::{StatusCode, header};
use valetkey_accounts::User;
use valetkey_authorization_server::{
    authorization::{LogInReason, PendingRequest, Person},
    record::Client,
};
use valetkey_pages::{ErrorKind, LoginFailure, LoginPage, LoginReason, SignedInPage, form_field};
use valetkey_types::{ClientId, RawParams, Secret, parameter};

use super::{
    asked::{self, Asked},
    authorization::{self, waiting_params},
    failure::{Failure, require_own_page, respond},
};
use crate::{
    PasswordPool, Server, request,
    respond::{Forms, page, see_other},
    sign_in::{authenticate, start_session},
    visit::Visit,
};

/// Shows the page, or looks at what was typed.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = asked::read(request).await;
    let mut visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(Asked::ToSee(params)) => see(&visit, &params).await,
        Ok(Asked::ToTake(params)) => sign_in(&mut visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let facts = visit.session().await?;
    let Some(sealed) = params.get(form_field::CONTINUE) else {
        if let Some(person) = Person::of(facts.as_ref(), visit.now)
            && params.get(ANOTHER).is_none()
        {
            return Ok(signed_in_already(visit, person.user));
        }
        return first_page(visit, &Waiting::load(visit, None).await?, None);
    };
    let waiting = Waiting::load(visit, visit.open_interaction(sealed)?.pending).await?;
    first_page(visit, &waiting, facts.map(|facts| facts.user))
}

/// The page as nobody has typed anything yet. `signed_in` is whose session the browser carries.
pub(super) fn first_page(
    visit: &Visit<'_>,
    waiting: &Waiting,
    signed_in: Option<User>,
) -> Result<Response, Failure> {
    waiting.page(visit, StatusCode::OK, waiting.expected_username(signed_in), None)
}

/// Asks for the form although somebody is signed in.
const ANOTHER: &str = "another";

fn signed_in_already(visit: &Visit<'_>, user: &User) -> Response {
    let server = visit.server;
    let signed_in = SignedInPage {
        display_name: user.display_name().to_owned(),
        username: user.username.clone(),
        account_uri: server.path("/"),
        another_uri: server.path(&format!("/login?{ANOTHER}=1")),
    };
    page(server, StatusCode::OK, request::language(visit.headers, None), &signed_in, Forms::None)
}

async fn sign_in(visit: &mut Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    require_own_page(visit, params)?;
    let sealed = params.get(form_field::CONTINUE).ok_or(ErrorKind::BadRequest)?;
    let pending = visit.open_interaction(sealed)?.pending;
    if params.get(form_field::ACTION) == Some("cancel") {
        let denied = pending.map(|pending| PendingRequest { denied: true, ..pending });
        return go_on(visit, denied).await;
    }
    let waiting = Waiting::load(visit, pending).await?;
    let typed = params.get(form_field::USERNAME).map(str::to_owned);
    let password = params.get(form_field::PASSWORD).map(Secret::new);
    let (Some(typed), Some(password)) = (typed.clone(), password) else {
        let username = typed.unwrap_or_default();
        return waiting.page(visit, StatusCode::OK, username, Some(LoginFailure::Incomplete));
    };
    match authenticate(visit, sealed, &typed, password).await? {
        Ok(signed_in) => {
            start_session(visit, signed_in).await?;
            let signed_in = visit.session_handles().first().map(|handle| handle.selector());
            go_on(visit, waiting.pending.map(|pending| PendingRequest { signed_in, ..pending })).await
        }
        Err(failure) => {
            let status =
                if failure == LoginFailure::Busy { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
            waiting.page(visit, status, typed, Some(failure))
        }
    }
}

async fn go_on(visit: &Visit<'_>, pending: Option<PendingRequest>) -> Result<Response, Failure> {
    match pending {
        Some(pending) => authorization::go_on(visit, pending).await,
        None => Ok(see_other(&visit.server.path("/"))),
    }
}

/// What waits for the sign-in, with the application that asked: nothing but the person's own page without one.
pub(super) struct Waiting {
    pub(super) pending: Option<PendingRequest>,
    pub(super) params: RawParams,
    pub(super) client: Option<Arc<Client>>,
}

impl Waiting {
    async fn load(visit: &Visit<'_>, pending: Option<PendingRequest>) -> Result<Self, Failure> {
        let params = pending.as_ref().map(waiting_params).transpose()?.unwrap_or_default();
        let client = match params.get(parameter::CLIENT_ID) {
            Some(id) => visit.server.storage.client(&visit.server.tenant, &ClientId::new(id)).await?,
            None => None,
        };
        Ok(Self { pending, params, client })
    }

    fn reason(&self) -> Option<LogInReason> {
        self.pending.as_ref()?.log_in_reason
    }

    /// Whom the application expects, or who has to prove themselves again.
    fn expected_username(&self, signed_in: Option<User>) -> String {
        if let Some(hint) = self.params.get(parameter::LOGIN_HINT) {
            return hint.to_owned();
        }
        match self.reason() {
            Some(LogInReason::PromptLogin | LogInReason::TooLongAgo) => {
                signed_in.map(|user| user.username).unwrap_or_default()
            }
            _ => String::new(),
        }
    }

    fn page(
        &self,
        visit: &Visit<'_>,
        status: StatusCode,
        username: String,
        failure: Option<LoginFailure>,
    ) -> Result<Response, Failure> {
        let server = visit.server;
        let sealed = visit.seal_interaction(self.pending.as_ref()).ok_or(ErrorKind::BadRequest)?;
        let login = LoginPage {
            application_name: self.client.as_ref().map(|client| client.name.clone()),
            application_uri: self.client.as_ref().and_then(|client| client.client_uri.clone()),
            action: server.path("/login"),
            form_state: sealed,
            username,
            failure,
            reason: self.reason().and_then(login_reason),
            offer_cancel: self.pending.is_some(),
        };
        let forms = if self.pending.is_some() { Forms::MayLeave } else { Forms::StayHere };
        let language = request::language(visit.headers, self.params.get(parameter::UI_LOCALES));
        let mut response = page(server, status, language, &login, forms);
        if failure == Some(LoginFailure::Busy) {
            response.headers_mut().insert(header::RETRY_AFTER, PasswordPool::RETRY_AFTER_SECONDS.into());
        }
        Ok(response)
    }
}

fn login_reason(reason: LogInReason) -> Option<LoginReason> {
    match reason {
        LogInReason::NoSession => None,
        LogInReason::PromptLogin => Some(LoginReason::FreshSignInRequested),
        LogInReason::TooLongAgo => Some(LoginReason::SessionTooOld),
        LogInReason::DifferentPerson => Some(LoginReason::AnotherAccount),
    }
}
