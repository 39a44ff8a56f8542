//! `/users/{sub}/claims`: the claims that an application would get about a user.

use axum::response::Response;
use http::StatusCode;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use valetkey_authorization_server::{
    Refusal,
    preview::{AccessReason, ClaimReason, NamedWay, NamedWays, PreviewedClaim},
};
use valetkey_types::{ClientId, Scope, UserId};

use super::{call::Call, problem::Problem, why::WayView};
use crate::{
    administration::{
        clients,
        preview::{ClaimsPreview, announce, claims as claims_about},
        users,
    },
    respond,
};

/// The claims that an application would get about a user now. Nothing is issued.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClaimsPreview)]
pub(super) struct ClaimsPreviewView {
    sub: String,
    client_id: String,
    /// The ways in which the user may use the application; none if the user may not.
    access: Vec<WayView>,
    /// The scope that would be granted.
    scope: Option<String>,
    /// The reason why nothing would be issued.
    refusal: Option<RefusalView>,
    /// The claims of the ID token; `null` without the scope `openid`.
    id_token: Option<Vec<ClaimView>>,
    /// The claims of the access token; `null` for an opaque one.
    access_token: Option<Vec<ClaimView>>,
    /// The claims of userinfo; `null` without the scope `openid`.
    userinfo: Option<Vec<ClaimView>>,
}

/// Why nothing would be issued.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PreviewRefusal)]
struct RefusalView {
    expected: String,
    got: String,
}

/// A claim with its reason.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PreviewedClaim)]
struct ClaimView {
    claim: String,
    /// The value; `null` if only the sign-in or the token decides it.
    value: Option<Value>,
    /// `server`, `client`, `sign_in`, `token`, `subject`, `record`, `attribute`, `roles` or `groups`.
    reason: &'static str,
    /// The scope that opens the claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    /// The attribute with the value.
    #[serde(skip_serializing_if = "Option::is_none")]
    attribute: Option<String>,
    /// The roles or groups of the value, each with the ways in which the user has it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    held: Vec<HeldView>,
}

/// A role or group of a claim.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HeldName)]
struct HeldView {
    name: String,
    ways: Vec<WayView>,
}

impl From<PreviewedClaim> for ClaimView {
    fn from(claim: PreviewedClaim) -> Self {
        let PreviewedClaim { claim, value, reason } = claim;
        let plain = |reason| Self { claim, value, reason, scope: None, attribute: None, held: Vec::new() };
        match reason {
            ClaimReason::Server => plain("server"),
            ClaimReason::Client => plain("client"),
            ClaimReason::SignIn => plain("sign_in"),
            ClaimReason::Token => plain("token"),
            ClaimReason::Subject => plain("subject"),
            ClaimReason::Record { scope } => Self { scope: Some(scope), ..plain("record") },
            ClaimReason::Attribute { attribute, scope } => {
                Self { scope: Some(scope), attribute: Some(attribute), ..plain("attribute") }
            }
            ClaimReason::Roles(held) => Self { held: views(held), ..plain("roles") },
            ClaimReason::Groups(held) => Self { held: views(held), ..plain("groups") },
        }
    }
}

fn views(held: Vec<NamedWays>) -> Vec<HeldView> {
    let way = |way| match way {
        NamedWay::ByName => WayView::plain("by_name"),
        NamedWay::Directly => WayView::plain("directly"),
        NamedWay::Through(groups) => WayView::through(groups),
    };
    let view = |held: NamedWays| HeldView { name: held.name, ways: held.ways.into_iter().map(way).collect() };
    held.into_iter().map(view).collect()
}

impl From<AccessReason> for WayView {
    fn from(reason: AccessReason) -> Self {
        match reason {
            AccessReason::Everyone => Self::plain("everyone"),
            AccessReason::Named => Self::plain("named"),
            AccessReason::Through(groups) => Self::through(groups),
        }
    }
}

impl From<ClaimsPreview> for ClaimsPreviewView {
    fn from(previewed: ClaimsPreview) -> Self {
        let ClaimsPreview { client, user, access, claims } = previewed;
        let views = |claims: Option<Vec<PreviewedClaim>>| {
            claims.map(|claims| claims.into_iter().map(ClaimView::from).collect())
        };
        let refusal = |refusal: Refusal| RefusalView {
            expected: refusal.reason.expected.into_owned(),
            got: refusal.reason.got.into_owned(),
        };
        let empty = Self {
            sub: user.id.to_string(),
            client_id: client.id.to_string(),
            access: access.into_iter().map(WayView::from).collect(),
            scope: None,
            refusal: None,
            id_token: None,
            access_token: None,
            userinfo: None,
        };
        match claims {
            Ok(preview) => Self {
                scope: Some(preview.scope.to_string()),
                id_token: views(preview.id_token),
                access_token: views(preview.access_token),
                userinfo: views(preview.userinfo),
                ..empty
            },
            Err(error) => Self { refusal: Some(refusal(error)), ..empty },
        }
    }
}

/// Shows the claims that an application would get about a user now, each with its reason. Nothing is issued. Needs the permission
/// `clients:read` too. An event says who looked at whose claims.
#[utoipa::path(
    get, path = "/users/{sub}/claims", tag = "users", operation_id = "previewClaims",
    params(
        ("sub" = String, Path, description = "The sub of the user"),
        ("client_id" = String, Query, description = "The client_id of the application"),
        ("scope" = Option<String>, Query, description = "The requested scope. Without it, everything that the application may ask for"),
    ),
    responses((status = 200, description = "The claims", body = ClaimsPreviewView))
)]
pub(super) async fn claims(call: Call) -> Result<Response, Problem> {
    let context = call.reading_with(&["client_id", "scope"])?;
    let user = UserId::new(call.parameter("sub"));
    // An administrator who may not see the user learns nothing from the other errors.
    users::show(&context, &user).await?;
    let id = call
        .filter("client_id")
        .ok_or_else(|| Problem::query("client_id", "the client_id of an application", "none"))?;
    let id = ClientId::new(id);
    let scope: Scope = match call.filter("scope") {
        Some(text) => {
            text.parse().map_err(|_| Problem::query("scope", "scope tokens, separated by spaces", &text))?
        }
        None => clients::show(&context, &id).await?.scope,
    };
    announce(&context, &user, &id, &scope).await?;
    let previewed = claims_about(&context, &user, &id, &scope).await?;
    Ok(respond::json(StatusCode::OK, &ClaimsPreviewView::from(previewed)))
}
