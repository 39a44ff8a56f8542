//! `/admin/new-application`: registers an application. The next page shows its secret once, with settings to paste.

use axum::{
    extract::{Request, State},
    response::Response,
};
use valetkey_administration::{
    framework::front_pages,
    permission::{Area, Permission},
};
use valetkey_authorization_server::registration::NewClient;
use valetkey_pages::{ApplicationKind, ConsoleNewApplicationPage, ConsoleSection, ErrorKind, form_field};
use valetkey_types::{GrantType, RawParams, Scope};

use super::{
    access::{Entered, enter, enter_with_form},
    answer::{Answer, respond},
    application_operation::show_credentials,
    menu_below, path, show,
};
use crate::{
    Server,
    administration::{AdministrationError, clients},
    endpoint::page_request::{self, PageRequest},
    visit::Visit,
};

const WRITE: Permission = Permission::write(Area::Clients);

/// Shows the form, or registers the application.
pub async fn handle(State(server): State<Server>, request: Request) -> Response {
    let (headers, asked) = page_request::read(request).await;
    let visit = Visit::new(&server, &headers);
    let answer = match asked {
        Ok(PageRequest::Get(_)) => see(&visit).await,
        Ok(PageRequest::Post(params)) => register(&visit, &params).await,
        Err(error) => Err(error.into()),
    };
    respond(&visit, answer)
}

async fn see(visit: &Visit<'_>) -> Answer {
    let entered = enter(visit, &path::page(path::NEW_APPLICATION), Some(WRITE)).await?;
    show_form(visit, &entered, ("", ApplicationKind::Web, ""), None)
}

fn show_form(
    visit: &Visit<'_>,
    entered: &Entered,
    (name, kind, redirect_uris): (&str, ApplicationKind, &str),
    failure: Option<String>,
) -> Answer {
    let form = ConsoleNewApplicationPage {
        menu: menu_below(visit, entered, ConsoleSection::Applications, None)?,
        name: name.to_owned(),
        kind,
        redirect_uris: redirect_uris.to_owned(),
        action: visit.server.path(path::NEW_APPLICATION),
        back_uri: visit.server.path(path::APPLICATIONS),
        failure,
    };
    Ok(show(visit, &form))
}

async fn register(visit: &Visit<'_>, params: &RawParams) -> Answer {
    let entered = enter_with_form(visit, params, &path::page(path::NEW_APPLICATION), WRITE).await?;
    let kind = params.get(form_field::KIND).and_then(ApplicationKind::named).ok_or(ErrorKind::BadRequest)?;
    let name = params.get(form_field::NAME).unwrap_or_default();
    let typed_uris = params.get(form_field::REDIRECT_URIS).unwrap_or_default();
    let context = entered.context(visit, None);
    let credentials = match kind {
        ApplicationKind::Web | ApplicationKind::Service => clients::NewCredentials::Confidential,
        ApplicationKind::SinglePage | ApplicationKind::Native => clients::NewCredentials::Public,
    };
    let added =
        clients::add(&context, new_client(visit.server, kind, name.trim(), lines(typed_uris)), credentials)
            .await;
    match added {
        Ok(done) => {
            let (client, secret) = done.answer;
            show_credentials(visit, &entered, &client, secret.as_ref(), true)
        }
        Err(AdministrationError::Invalid(field)) => {
            show_form(visit, &entered, (name, kind, typed_uris), Some(field.to_string()))
        }
        Err(error) => Err(error.into()),
    }
}

/// Returns the registration of an application of a kind. ID tokens have the default algorithm, which every library supports; without a key
/// for it, they have the first algorithm with a key.
fn new_client(server: &Server, kind: ApplicationKind, name: &str, redirect_uris: Vec<String>) -> NewClient {
    let post_logout_redirect_uris = front_pages(&redirect_uris);
    let mut new = NewClient::web_application(name, redirect_uris);
    let kept = server.keys.algorithms();
    if !kept.contains(&new.id_token_signed_response_alg) {
        new.id_token_signed_response_alg = kept.first().copied().unwrap_or(new.id_token_signed_response_alg);
    }
    match kind {
        ApplicationKind::Web | ApplicationKind::SinglePage | ApplicationKind::Native => {
            NewClient { post_logout_redirect_uris, ..new }
        }
        ApplicationKind::Service => {
            NewClient { grant_types: vec![GrantType::ClientCredentials], scope: Scope::default(), ..new }
        }
    }
}

/// Returns the lines of a text that are not empty, without blanks around them.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
