//! The trial of an application: an administrator signs in as the application does, and sees what comes back. No token is made, and the
//! grant is stored as ended.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use valetkey_types::{RawParams, Scope, Seconds, UserId};

use crate::{
    Change, Decision, Refusal,
    event::{Event, EventKind, FieldChange},
    facts::CodeFacts,
    preview::as_object,
    record::{ClaimPlace, Client, Grant},
    role_map::Held,
    sealed::AuthorizationCode,
    token::{AccessTokenPlan, Context, GrantContext, authorization_code},
    userinfo::{ClaimContext, claims_about},
};

/// The mark of an authorization request that the console made. The console gets the answer, and the application gets nothing.
///
/// It travels in the sealed value of the request, so no parameter makes one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    /// The `sub` of the administrator. Only this administrator can open the answer.
    #[serde(rename = "a")]
    pub administrator: UserId,
    /// The PKCE verifier of the request.
    #[serde(rename = "v")]
    pub code_verifier: String,
}

/// Leaves the verifier out.
impl std::fmt::Debug for Trial {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Trial").field("administrator", &self.administrator).finish_non_exhaustive()
    }
}

/// The contents of the token response and of userinfo. There is no token: nothing is signed or sealed.
#[derive(Clone, Debug, PartialEq)]
pub struct TrialTokens {
    /// The granted scope.
    pub scope: Scope,
    /// The lifetime of the access token.
    pub expires_in: Seconds,
    /// Whether the application would get a refresh token.
    pub has_refresh_token: bool,
    /// The claims of the ID token; `None` without the scope `openid`.
    pub id_token: Option<Map<String, Value>>,
    /// The claims of the access token; `None` for an opaque one, which holds none.
    pub access_token: Option<Map<String, Value>>,
    /// The claims of userinfo; `None` without the scope `openid`.
    pub userinfo: Option<Map<String, Value>>,
}

/// Redeems the code of a trial as the token endpoint redeems it (RFC 6749 section 4.1.3), and ends the grant in the same commit.
///
/// The consent of the user is not remembered, because the application got nothing. A second use of the code finds the ended grant and
/// is refused.
pub fn redeem(
    client: &Client,
    params: &RawParams,
    context: Context<'_>,
    (code, facts): (&AuthorizationCode, &CodeFacts),
) -> Decision<Result<TrialTokens, Refusal>> {
    let request = GrantContext { client, params, context };
    let Decision { answer, changes } = authorization_code::decide(&request, Some((code, facts)));
    let plan = match answer {
        Ok(plan) => plan,
        // A reuse has nothing to revoke: the grant of a trial has ended.
        Err(refusal) => return Decision::without_changes(Err(refusal)),
    };
    let tokens = TrialTokens {
        expires_in: plan.expires_in,
        has_refresh_token: plan.refresh_token.is_some(),
        id_token: plan.id_token.as_ref().map(as_object),
        access_token: match &plan.access_token {
            AccessTokenPlan::Jwt(claims) => Some(as_object(claims)),
            AccessTokenPlan::Opaque(_) => None,
        },
        userinfo: plan.scope.contains("openid").then(|| userinfo(client, &plan.scope, &context, facts)),
        scope: plan.scope,
    };
    let event = Change::StoreEvent(Event {
        client_id: Some(client.id.clone()),
        changed: vec![FieldChange::new("scope", "", &tokens.scope.to_string())],
        ..context.occasion.about_user(EventKind::UserClaimsPreviewed, &code.user_id)
    });
    let changes = changes.into_iter().filter_map(|change| ended(change, code, &context));
    Decision { changes: changes.chain([event]).collect(), answer: Ok(tokens) }
}

/// Returns the change of a redemption as a trial stores it: the grant has ended. Everything but the grant and its conditions is left out.
fn ended(change: Change, code: &AuthorizationCode, context: &Context<'_>) -> Option<Change> {
    match change {
        Change::RequireSession { .. } => Some(change),
        Change::StoreGrant(grant) => {
            // It tells a second use for as long as the code counts.
            let ended = Grant { revoked_at: Some(context.now), expires_at: code.expires_at, ..grant };
            Some(Change::StoreGrant(ended))
        }
        _ => None,
    }
}

fn userinfo(client: &Client, scope: &Scope, context: &Context<'_>, facts: &CodeFacts) -> Map<String, Value> {
    let Some(user) = &facts.user else { return Map::new() };
    let held = Held::in_scope(scope, user, &facts.role_map.map);
    let about = ClaimContext { user, held: &held, client, scope, claim_map: context.claim_map };
    as_object(&claims_about(&about, ClaimPlace::Userinfo))
}
