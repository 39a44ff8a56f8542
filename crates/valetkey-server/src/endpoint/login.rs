//! `/login`: the sign-in page. It knows nothing of what follows; it goes back to `/authorize`, or to the person's own page.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::{Method, StatusCode, header};
use valetkey_accounts::{
    Amr, SignInDecision, SignInFailure, SignInFailures, User, decide_sign_in, sign_in_name,
};
use valetkey_authorization_server::{
    Change,
    authorization::{LogInReason, PendingRequest, Person},
    facts::SessionFacts,
    record::Client,
    session,
};
use valetkey_pages::{ErrorKind, LoginFailure, LoginPage, LoginReason, form_field};
use valetkey_storage::ApplyError;
use valetkey_types::{ClientId, RawParams, Secret, parameter};

use super::failure::Failure;
use crate::{
    PasswordPool, Server,
    password_pool::Busy,
    request::{self, read_form, read_query, same_origin},
    respond::{form_target, page, see_other},
    sign_out,
    visit::{Interaction, Visit},
};

/// Shows the page, or looks at what was typed.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let visit = Visit::new(&server, &head.headers);
    let answer = if head.method == Method::POST {
        match read_form(&head.headers, body).await {
            Ok(params) => sign_in(&visit, &params).await,
            Err(error) => Err(error.into()),
        }
    } else {
        match read_query(&head.uri) {
            Ok(params) => first_page(&visit, &params).await,
            Err(error) => Err(error.into()),
        }
    };
    visit.finish(answer.unwrap_or_else(|failure| failure.respond(&visit)))
}

async fn first_page(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    let interaction = match params.get(form_field::CONTINUE) {
        Some(sealed) => visit.open_interaction(sealed)?,
        None => Interaction { pending: None },
    };
    let waiting = Waiting::load(visit, interaction).await?;
    let username = waiting.expected_username(visit).await?;
    waiting.page(visit, StatusCode::OK, username, None)
}

async fn sign_in(visit: &Visit<'_>, params: &RawParams) -> Result<Response, Failure> {
    same_origin(visit.headers, &visit.server.issuer)
        .map_err(|reason| Failure::new(ErrorKind::BadRequest, reason))?;
    let sealed = params.get(form_field::CONTINUE).ok_or(ErrorKind::BadRequest)?;
    let interaction = visit.open_interaction(sealed)?;
    if params.get(form_field::ACTION) == Some("cancel") {
        return Ok(go_on(
            visit,
            interaction.pending.map(|pending| PendingRequest { denied: true, ..pending }).as_ref(),
        ));
    }
    let waiting = Waiting::load(visit, interaction).await?;
    let typed = params.get(form_field::USERNAME).map(str::to_owned);
    let password = params.get(form_field::PASSWORD).map(Secret::new);
    let (Some(typed), Some(password)) = (typed.clone(), password) else {
        let username = typed.unwrap_or_default();
        return waiting.page(visit, StatusCode::OK, username, Some(LoginFailure::Incomplete));
    };
    match authenticate(visit, &typed, password).await? {
        Ok(user) => {
            let mut response = go_on(visit, waiting.interaction.pending.as_ref());
            start_session(visit, &user, &mut response).await?;
            Ok(response)
        }
        Err(failure) => {
            let status =
                if failure == LoginFailure::Busy { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
            waiting.page(visit, status, typed, Some(failure))
        }
    }
}

/// Compares name and password. Unknown names take the same way, the same work and the same pauses as known ones.
async fn authenticate(
    visit: &Visit<'_>,
    typed: &str,
    password: Secret,
) -> Result<Result<User, LoginFailure>, Failure> {
    let server = visit.server;
    let name = sign_in_name(typed);
    let user = server.storage.user_by_sign_in_name(&server.tenant, &name).await?;
    let failures = match &user {
        Some(user) => user.sign_in_failures,
        None => server.unknown_names.failures(&name),
    };
    let hash = user.as_ref().and_then(|user| user.password_hash.clone());
    let matches = match server.password_pool.verify(password, hash).await {
        Ok(matches) => matches,
        Err(Busy) => return Ok(Err(LoginFailure::Busy)),
    };
    // Others may have guessed while the hash was computed: what counts is the counter now.
    let failures = match &user {
        Some(user) => {
            server.storage.user(&server.tenant, &user.id).await?.map_or(failures, |now| now.sign_in_failures)
        }
        None => failures,
    };
    match (decide_sign_in(user.as_ref(), failures, matches, visit.now), user) {
        (SignInDecision::SignedIn, Some(user)) => Ok(Ok(forgive(visit, user, failures).await?)),
        (SignInDecision::Refused { failure, counts }, user) => {
            if counts {
                count(visit, &name, user.as_ref()).await?;
            }
            tracing::info!(reference = super::failure::reference(visit), ?failure, "sign-in refused");
            Ok(Err(match failure {
                SignInFailure::WrongCredentials => LoginFailure::WrongCredentials,
                SignInFailure::TooManyAttempts => LoginFailure::TooManyAttempts,
            }))
        }
        (SignInDecision::SignedIn, None) => Ok(Err(LoginFailure::WrongCredentials)),
    }
}

/// The right password clears the counter, unless a wrong one came at the same time: that one stays counted.
async fn forgive(visit: &Visit<'_>, user: User, expected: SignInFailures) -> Result<User, Failure> {
    if expected == SignInFailures::default() {
        return Ok(user);
    }
    let reset =
        Change::ResetSignInFailures { tenant: user.tenant.clone(), user_id: user.id.clone(), expected };
    match visit.server.storage.apply(vec![reset]).await {
        Ok(()) | Err(ApplyError::Conflict { .. }) => Ok(user),
        Err(error) => Err(error.into()),
    }
}

async fn count(visit: &Visit<'_>, name: &str, user: Option<&User>) -> Result<(), Failure> {
    let Some(user) = user else {
        visit.server.unknown_names.count(name, visit.now);
        return Ok(());
    };
    let count =
        Change::CountSignInFailure { tenant: user.tenant.clone(), user_id: user.id.clone(), at: visit.now };
    Ok(visit.server.storage.apply(vec![count]).await?)
}

/// A fresh session under a fresh cookie. Somebody else's session in this browser ends, and its applications hear of it.
async fn start_session(visit: &Visit<'_>, user: &User, response: &mut Response) -> Result<(), Failure> {
    let server = visit.server;
    let before = visit.session().await?;
    let handle = server.environment.handle();
    let fresh_sid = server.environment.identifier();
    let previous = before.as_ref().map(|facts| &facts.session);
    let decision =
        session::start(user, previous, &[Amr::Password], &handle, fresh_sid, &server.policy, visit.now);
    server.storage.apply(decision.changes).await?;
    if let Some(SessionFacts { session, user: other }) =
        before.as_ref().filter(|facts| facts.user.id != user.id)
    {
        sign_out::tell_applications(server, Person { session, user: other }).await;
    }
    response.headers_mut().append(header::SET_COOKIE, server.cookies.set_session(&handle));
    Ok(())
}

fn go_on(visit: &Visit<'_>, pending: Option<&PendingRequest>) -> Response {
    match pending {
        Some(pending) => see_other(&visit.step("/authorize", pending)),
        None => see_other(&visit.server.path("/")),
    }
}

/// What waits for the sign-in, with the application that asked.
struct Waiting {
    interaction: Interaction,
    params: RawParams,
    client: Option<Client>,
}

impl Waiting {
    async fn load(visit: &Visit<'_>, interaction: Interaction) -> Result<Self, Failure> {
        let encoded =
            interaction.pending.as_ref().map(|pending| pending.params.as_bytes()).unwrap_or_default();
        let params = RawParams::parse(encoded).map_err(|_| ErrorKind::BadRequest)?;
        let client = match params.get(parameter::CLIENT_ID) {
            Some(id) => visit.server.storage.client(&visit.server.tenant, &ClientId::new(id)).await?,
            None => None,
        };
        Ok(Self { interaction, params, client })
    }

    fn reason(&self) -> Option<LogInReason> {
        self.interaction.pending.as_ref()?.log_in_reason
    }

    /// Whom the application expects, or who has to prove themselves again.
    async fn expected_username(&self, visit: &Visit<'_>) -> Result<String, Failure> {
        if let Some(hint) = self.params.get(parameter::LOGIN_HINT) {
            return Ok(hint.to_owned());
        }
        match self.reason() {
            Some(LogInReason::PromptLogin | LogInReason::TooLongAgo) => {
                Ok(visit.session().await?.map(|facts| facts.user.username).unwrap_or_default())
            }
            _ => Ok(String::new()),
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
        let sealed =
            visit.seal_interaction(self.interaction.pending.as_ref()).ok_or(ErrorKind::BadRequest)?;
        let login = LoginPage {
            application_name: self.client.as_ref().map(|client| client.name.clone()),
            application_uri: self.client.as_ref().and_then(|client| client.client_uri.clone()),
            action: server.path("/login"),
            form_state: sealed,
            username,
            failure,
            reason: self.reason().and_then(login_reason),
            offer_cancel: self.interaction.pending.is_some(),
        };
        let targets: Vec<String> =
            self.params.get(parameter::REDIRECT_URI).and_then(form_target).into_iter().collect();
        let language = request::language(visit.headers, self.params.get(parameter::UI_LOCALES));
        let mut response = page(status, language, &login, &targets);
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
