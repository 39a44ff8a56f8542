//! The page for a user who may not use an application, or not from this network.

use std::sync::Arc;

use axum::response::Response;
use http::StatusCode;
use valetkey_authorization_server::{Check, Reason, facts::SessionFacts, record::Client};
use valetkey_pages::{ErrorKind, NoAccessAccount, NoAccessPage};
use valetkey_types::{RawParams, parameter};

use super::Waiting;
use crate::{
    endpoint::failure::Failure,
    request,
    respond::{Forms, page_for},
    visit::Visit,
};

/// Shows the page. Its buttons lead to the other accounts of the browser, or back to the application.
pub(super) fn page(
    visit: &Visit<'_>,
    waiting: Waiting,
    params: &RawParams,
    reason: &Reason,
    (client, session): (Option<Arc<Client>>, Option<SessionFacts>),
) -> Result<Response, Failure> {
    let Some(client) = client else { return Err(ErrorKind::ServerError.into()) };
    let account = |session: SessionFacts| NoAccessAccount {
        display_name: session.user.display_name().to_owned(),
        username: session.user.username.clone(),
    };
    let no_access = NoAccessPage {
        application_name: client.name.clone(),
        account: session.filter(|_| reason.check == Check::Access).map(account),
        action: visit.server.path("/accounts"),
        form_state: visit.seal_interaction(&waiting.into())?,
    };
    let language = request::language(visit.headers, params.get(parameter::UI_LOCALES));
    Ok(page_for(visit.server, Some(&client), StatusCode::FORBIDDEN, language, &no_access, Forms::MayLeave))
}
