//! `/users/{sub}/why`: why a user has a permission or a role, or may use an application.

use axum::response::Response;
use http::StatusCode;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use valetkey_administration::{
    explain::{Reason, ReasonWay, ScopeReason},
    permission::Permission,
};
use valetkey_types::{ClientId, UserId};

use super::{call::Call, problem::Problem, view::owner};
use crate::{
    administration::explain::{Explained, Explanation, Questions, explain},
    respond,
};

/// An answer about one permission, role or application, with the reasons.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Explanation)]
pub(super) struct ExplanationView {
    /// `permission`, `role` or `application`.
    kind: &'static str,
    /// The permission, the name of the role, or the client_id.
    name: String,
    /// The client or audience whose role it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    /// Whether the user has the permission or the role, or may use the application.
    has: bool,
    /// Every way to it.
    ways: Vec<WayView>,
    /// The scopes that the application may ask for, with the reason why it gets each about this user.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    scopes: Vec<ScopeReasonView>,
}

/// A way to a permission, a role or an application.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Way)]
pub(super) struct WayView {
    /// `everyone`, `named`, `by_name`, `directly` or `group`.
    kind: &'static str,
    /// The role that gives the permission.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    /// The group whose members the permission is limited to.
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<String>,
    /// The groups, from the one that the user is a member of upwards.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    path: Vec<String>,
    /// The providers that make the user a member of the first group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    given_by: Vec<String>,
}

/// A scope with the reason why an application gets it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ScopeReason)]
struct ScopeReasonView {
    scope: String,
    /// `trusted` (nobody is asked), `allowed` (by the user) or `asked` (at the next sign-in).
    reason: &'static str,
}

/// The explanations.
#[derive(ToSchema)]
#[allow(dead_code, reason = "the document describes it")]
pub(super) struct Explanations {
    items: Vec<ExplanationView>,
}

impl WayView {
    /// Returns a way without groups.
    pub(super) fn plain(kind: &'static str) -> Self {
        Self { kind, role: None, within: None, path: Vec::new(), given_by: Vec::new() }
    }

    /// Returns a way through these groups.
    pub(super) fn through(path: Vec<String>) -> Self {
        Self { path, ..Self::plain("group") }
    }
}

impl From<Reason> for WayView {
    fn from(reason: Reason) -> Self {
        let Reason { role, within, way } = reason;
        let way = match way {
            ReasonWay::Everyone => Self::plain("everyone"),
            ReasonWay::Named => Self::plain("named"),
            ReasonWay::ByName => Self::plain("by_name"),
            ReasonWay::Directly => Self::plain("directly"),
            ReasonWay::Through { groups, given_by } => Self { given_by, ..Self::through(groups) },
        };
        Self { role, within, ..way }
    }
}

impl From<Explanation> for ExplanationView {
    fn from(explanation: Explanation) -> Self {
        let Explanation { about, reasons } = explanation;
        let (kind, name, of, scopes) = match about {
            Explained::Permission(permission) => ("permission", permission.to_string(), None, Vec::new()),
            Explained::Role { name, owner: of } => ("role", name, owner(&of), Vec::new()),
            Explained::Application { id, scopes, .. } => ("application", id.to_string(), None, scopes),
        };
        let scope = |(scope, reason): (String, ScopeReason)| ScopeReasonView { scope, reason: word(reason) };
        Self {
            kind,
            name,
            of,
            has: !reasons.is_empty(),
            ways: reasons.into_iter().map(WayView::from).collect(),
            scopes: scopes.into_iter().map(scope).collect(),
        }
    }
}

fn word(reason: ScopeReason) -> &'static str {
    match reason {
        ScopeReason::Trusted => "trusted",
        ScopeReason::Allowed => "allowed",
        ScopeReason::Asked => "asked",
    }
}

/// Says why a user has a permission or a role, or may use an application. Without a question, the answer has every permission of the user.
/// The question about an application needs the permission `clients:read` too.
#[utoipa::path(
    get, path = "/users/{sub}/why", tag = "users", operation_id = "explainUser",
    params(
        ("sub" = String, Path, description = "The sub of the user"),
        ("permission" = Option<String>, Query, description = "A permission, such as users:read"),
        ("role" = Option<String>, Query, description = "The name of a role. Each role of this name is explained"),
        ("client_id" = Option<String>, Query, description = "The client_id of an application"),
    ),
    responses((status = 200, description = "What the user has or has not, with the reasons", body = Explanations))
)]
pub(super) async fn why(call: Call) -> Result<Response, Problem> {
    let context = call.reading_with(&["permission", "role", "client_id"])?;
    let permission = call.filter("permission").map(|text| {
        let expected = "a permission such as users:read";
        text.parse::<Permission>().map_err(|_| Problem::query("permission", expected, &text))
    });
    let questions = Questions {
        permission: permission.transpose()?,
        role: call.filter("role"),
        client: call.filter("client_id").map(ClientId::new),
    };
    let (_, explanations) = explain(&context, &UserId::new(call.parameter("sub")), &questions).await?;
    let items: Vec<ExplanationView> = explanations.into_iter().map(ExplanationView::from).collect();
    Ok(respond::json(StatusCode::OK, &json!({ "items": items })))
}
