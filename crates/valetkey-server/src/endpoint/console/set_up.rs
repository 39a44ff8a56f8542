//! `/admin/set-up`: the first administrator makes their account, with the link that the program printed. The link works once; after
//! it, or without it, the page changes nothing.

use axum::{
    extract::{Request, State},
    response::Response,
};
use http::{StatusCode, header};
use valetkey_accounts::{MailAddress, User, check_username};
use valetkey_administration::set_up::{SetUpError, first_administrator};
use valetkey_authorization_server::{
    Decision,
    event::Actor,
    interaction::{ConsoleReason, Interaction},
    record::MailPurpose,
    registration::NewUser,
};
use valetkey_pages::{
    ChoosePasswordFailure, ConsoleClosed, ConsoleNotice, ConsoleSetUpPage, ErrorKind, SetUpFailure,
    form_field,
};
use valetkey_storage::ApplyError;
use valetkey_types::{RawParams, Secret, UserId};

use super::{
    answer::{Answer, Stop, respond},
    notice::lasting_query,
    path, show_with,
};
use crate::{
    PasswordPool, Server,
    endpoint::{
        choose_password::check_and_hash,
        failure::{Failure, require_own_page},
        login::prove_password,
        page_request::{self, PageRequest},
    },
    interaction::SignInForm,
    mail_proof::{MailProof, Proven, is_there},
    request,
    set_up::has_administrator,
    sign_in::ProvenUser,
    visit::Visit,
};

const PURPOSE: [MailPurpose; 1] = [MailPurpose::SetUp];

/// Shows the form, or makes the administrator.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let mut visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(params)) => see(&visit, &params).await,
        Ok(PageRequest::Post(params)) => set_up(&mut visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

/// Looks up a link without using it.
async fn proven(visit: &Visit<'_>, params: &RawParams) -> Result<Proven, Stop> {
    let gone = || Stop::Closed(ConsoleClosed::LinkGone);
    // A code or a sealed proof opens nothing here: there is no mail.
    let link = MailProof::read(visit, params, &PURPOSE)?.filter(|proof| matches!(proof, MailProof::Link(_)));
    let proven = match link {
        Some(link) => link.look(visit, &PURPOSE).await?.map_err(|_| gone())?,
        None => return Err(gone()),
    };
    let server = visit.server;
    if !proven.values.recovers && has_administrator(&*server.storage, &server.tenant).await? {
        return Err(gone());
    }
    Ok(proven)
}

async fn see(visit: &Visit<'_>, params: &RawParams) -> Answer {
    proven(visit, params).await?;
    Ok(form(visit, params, None))
}

fn form(visit: &Visit<'_>, params: &RawParams, failure: Option<SetUpFailure>) -> Response {
    let server = visit.server;
    let typed = |name| params.get(name).unwrap_or_default().to_owned();
    let page = ConsoleSetUpPage {
        action: server.path(path::SET_UP),
        token: typed(form_field::TOKEN),
        username: typed(form_field::USERNAME),
        email: typed(form_field::EMAIL),
        name: typed(form_field::NAME),
        minimum_length: server.accounts.password_rule.minimum_length,
        failure,
    };
    if failure != Some(SetUpFailure::Password(ChoosePasswordFailure::Busy)) {
        return show_with(visit, StatusCode::OK, &page);
    }
    let mut response = show_with(visit, StatusCode::SERVICE_UNAVAILABLE, &page);
    response.headers_mut().insert(header::RETRY_AFTER, PasswordPool::RETRY_AFTER_SECONDS.into());
    response
}

/// The values of the form.
struct Typed {
    username: String,
    address: MailAddress,
    name: String,
    password: Secret,
}

/// Reads the form. Checks what needs neither the password rules nor the database.
fn read(params: &RawParams) -> Result<Typed, SetUpFailure> {
    let text = |name| params.get(name).map(str::trim).filter(|text| !text.is_empty());
    let all = (
        text(form_field::USERNAME),
        text(form_field::EMAIL),
        text(form_field::NAME),
        params.get(form_field::NEW_PASSWORD),
    );
    let (Some(username), Some(address), Some(name), Some(password)) = all else {
        return Err(SetUpFailure::Incomplete);
    };
    check_username(username).map_err(|_| SetUpFailure::Username)?;
    let address = MailAddress::parse(address).map_err(|_| SetUpFailure::Address)?;
    let (username, name) = (username.to_owned(), name.to_owned());
    Ok(Typed { username, address, name, password: Secret::new(password) })
}

async fn set_up(visit: &mut Visit<'_>, params: &RawParams) -> Answer {
    require_own_page(visit, params)?;
    let proven = proven(visit, params).await?;
    let typed = match read(params) {
        Ok(typed) => typed,
        Err(failure) => return Ok(form(visit, params, Some(failure))),
    };
    let server = visit.server;
    let words = [typed.username.as_str(), typed.address.as_str(), typed.name.as_str()];
    let hash = match check_and_hash(server, typed.password.clone(), &words).await {
        Ok(hash) => hash,
        Err(failure) => return Ok(form(visit, params, Some(SetUpFailure::Password(failure)))),
    };
    let id = UserId::new(server.environment.identifier().simple().to_string());
    let new = NewUser {
        username: typed.username,
        email: Some(typed.address.to_string()),
        name: Some(typed.name),
        locale: Some(request::language(visit.headers, None).tag().to_owned()),
        password_hash: Some(hash),
        ..NewUser::default()
    };
    let map = server.role_map().await?;
    let (actor, role_id) = (Actor::User { id: id.clone() }, server.environment.identifier());
    let decided = visit.occasion(&actor, |occasion| first_administrator(id, role_id, new, &map, occasion));
    let Decision { answer: user, changes } = match decided {
        Ok(decision) => decision,
        Err(SetUpError::User(error)) => {
            tracing::info!(%error, "no administrator was made");
            return Ok(form(visit, params, Some(SetUpFailure::Username)));
        }
        Err(error @ SetUpError::Role(_)) => {
            tracing::error!(%error, "no administrator was made");
            return Err(ErrorKind::ServerError.into());
        }
    };
    let list = [proven.spend()].into_iter().chain(changes).collect();
    match server.storage.apply(list).await {
        Err(ApplyError::Conflict { .. }) => {
            // The link was used at the same moment, or somebody has the name.
            return match is_there(server, proven.challenge.id).await? {
                true => Ok(form(visit, params, Some(SetUpFailure::Taken))),
                false => Err(Stop::Closed(ConsoleClosed::LinkGone)),
            };
        }
        stored => stored?,
    }
    sign_in(visit, user).await
}

/// Signs the administrator in: the second factor comes next, then the overview.
async fn sign_in(visit: &mut Visit<'_>, user: User) -> Answer {
    let overview = match lasting_query(visit, ConsoleNotice::SetUp) {
        Some(query) => format!("{}?{query}", path::OVERVIEW),
        None => path::OVERVIEW.to_owned(),
    };
    let interaction = Interaction::administration(path::page(&overview), ConsoleReason::TooWeak);
    let form = SignInForm::load(visit, interaction).await?;
    // A new user is stored with this revision.
    let user = User { revision: 1, ..user };
    let answer: Result<Response, Failure> =
        prove_password(visit, form, ProvenUser::who_chose_password(user)).await;
    Ok(answer?)
}
