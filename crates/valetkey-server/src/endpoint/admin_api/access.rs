//! `/users/{sub}/sessions` and `/users/{sub}/applications`.

use axum::response::Response;
use http::StatusCode;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;
use valetkey_authorization_server::record::Session;
use valetkey_storage::directory::ClientWithAccess;
use valetkey_types::{ClientId, UserId};

use super::{call::Call, groups::without_content, problem::Problem};
use crate::{administration::access, respond};

/// A signed-in browser.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Session)]
pub(super) struct SessionView {
    /// The `sid` of ID tokens.
    sid: Uuid,
    /// The time of the sign-in.
    auth_time: i64,
    acr: String,
    amr: Vec<String>,
    /// The browser and the system, as two words.
    device: Option<String>,
    /// The network address of the sign-in.
    address: Option<String>,
    expires_at: i64,
}

impl From<&Session> for SessionView {
    fn from(session: &Session) -> Self {
        let authentication = &session.authentication;
        Self {
            sid: session.sid,
            auth_time: authentication.auth_time.seconds(),
            acr: authentication.acr().as_str().to_owned(),
            amr: authentication.amr().into_iter().map(str::to_owned).collect(),
            device: session.device.clone(),
            address: session.address.clone(),
            expires_at: session.expires_at.seconds(),
        }
    }
}

/// The sessions of a user.
#[derive(ToSchema)]
#[allow(dead_code, reason = "the document describes it")]
pub(super) struct SessionList {
    items: Vec<SessionView>,
}

/// An application with access to the account of a user.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Application)]
pub(super) struct ApplicationView {
    client_id: String,
    name: String,
    scope: String,
    /// The time when the user last allowed something new; `null` if the user was not asked.
    allowed_at: Option<i64>,
    /// The time when the user last opened it, from live grants.
    opened_at: Option<i64>,
}

impl From<&ClientWithAccess> for ApplicationView {
    fn from(access: &ClientWithAccess) -> Self {
        Self {
            client_id: access.client.id.to_string(),
            name: access.client.name.clone(),
            scope: access.scope.to_string(),
            allowed_at: access.allowed_at.map(|at| at.seconds()),
            opened_at: access.opened_at.map(|at| at.seconds()),
        }
    }
}

/// The applications with access to the account of a user.
#[derive(ToSchema)]
#[allow(dead_code, reason = "the document describes it")]
pub(super) struct ApplicationList {
    items: Vec<ApplicationView>,
}

/// Lists the live sessions of a user.
#[utoipa::path(
    get, path = "/users/{sub}/sessions", tag = "users", operation_id = "listSessions",
    params(("sub" = String, Path, description = "The sub of the user")),
    responses((status = 200, description = "The sessions", body = SessionList))
)]
pub(super) async fn sessions(call: Call) -> Result<Response, Problem> {
    let context = call.reading()?;
    let sessions = access::sessions(&context, &sub(&call)).await?;
    let items: Vec<SessionView> = sessions.iter().map(SessionView::from).collect();
    Ok(respond::json(StatusCode::OK, &json!({ "items": items })))
}

/// Ends a session of a user. The applications that were opened in it get a logout message.
#[utoipa::path(
    delete, path = "/users/{sub}/sessions/{sid}", tag = "users", operation_id = "endSession",
    params(
        ("sub" = String, Path, description = "The sub of the user"),
        ("sid" = Uuid, Path, description = "The identifier of the session"),
    ),
    responses((status = 204, description = "The session ended"))
)]
pub(super) async fn end_session(call: Call) -> Result<Response, Problem> {
    let context = call.adding()?;
    call.without_body()?;
    let done = access::end_session(&context, &sub(&call), call.id("sid", "session")?).await?;
    Ok(without_content(&context, done))
}

/// Lists the applications with access to the account of a user.
#[utoipa::path(
    get, path = "/users/{sub}/applications", tag = "users", operation_id = "listApplications",
    params(("sub" = String, Path, description = "The sub of the user")),
    responses((status = 200, description = "The applications", body = ApplicationList))
)]
pub(super) async fn applications(call: Call) -> Result<Response, Problem> {
    let context = call.reading()?;
    let applications = access::applications(&context, &sub(&call)).await?;
    let items: Vec<ApplicationView> = applications.iter().map(ApplicationView::from).collect();
    Ok(respond::json(StatusCode::OK, &json!({ "items": items })))
}

/// Withdraws the access of an application to the account of a user. The user is asked for consent again.
#[utoipa::path(
    delete, path = "/users/{sub}/applications/{client_id}", tag = "users", operation_id = "withdrawAccess",
    params(
        ("sub" = String, Path, description = "The sub of the user"),
        ("client_id" = String, Path, description = "The client_id of the application"),
    ),
    responses((status = 204, description = "The application has no access any more"))
)]
pub(super) async fn withdraw(call: Call) -> Result<Response, Problem> {
    let context = call.adding()?;
    call.without_body()?;
    let client = ClientId::new(call.parameter("client_id"));
    let done = access::withdraw(&context, &sub(&call), &client).await?;
    Ok(without_content(&context, done))
}

fn sub(call: &Call) -> UserId {
    UserId::new(call.parameter("sub"))
}
