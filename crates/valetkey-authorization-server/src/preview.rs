//! Shows which claims the tokens of a client would hold about a user, each with its reason. Nothing is issued.
//!
//! The functions that issue tokens make the claims, so the preview cannot differ from them. Values that only a sign-in or a token
//! decides are left out.

use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;
use valetkey_accounts::{Amr, Authentication, User};
use valetkey_types::{GrantType, RawParams, Scope};

use crate::{
    Refusal,
    access::{AccessWay, access_ways},
    claim_map::source_of_claim,
    facts::RoleMapFacts,
    gate::{self, Admission},
    record::{ClaimPlace, Client, ClientRole, Grant, Group, Role},
    role_map::{Held, RoleMap, Way, is_in_token},
    token::{AccessTokenPlan, Context, GrantContext, audience, issue},
    userinfo::{ClaimContext, claims_about},
};

/// The input of a preview.
#[derive(Clone, Copy, Debug)]
pub struct PreviewRequest<'a> {
    /// The client.
    pub client: &'a Client,
    /// The user.
    pub user: &'a User,
    /// The requested scope. Values that the client may not request are left out.
    pub scope: &'a Scope,
    /// The groups and roles of the tenant.
    pub role_map: &'a RoleMapFacts,
    /// The surroundings.
    pub context: Context<'a>,
}

/// The claims that would be issued now.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// The granted scope.
    pub scope: Scope,
    /// The claims of the ID token; `None` without the scope `openid`.
    pub id_token: Option<Vec<PreviewedClaim>>,
    /// The claims of the access token; `None` for an opaque one, which holds none.
    pub access_token: Option<Vec<PreviewedClaim>>,
    /// The claims of userinfo; `None` without the scope `openid`.
    pub userinfo: Option<Vec<PreviewedClaim>>,
}

/// A claim with its reason.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewedClaim {
    /// The name.
    pub claim: String,
    /// The value; `None` if only the sign-in or the token decides it.
    pub value: Option<Value>,
    /// The reason.
    pub reason: ClaimReason,
}

/// The reason of a claim.
#[derive(Clone, Debug, PartialEq)]
pub enum ClaimReason {
    /// The server sets it in each token.
    Server,
    /// The registration of the client.
    Client,
    /// The sign-in of the user.
    SignIn,
    /// Each token has a value of its own.
    Token,
    /// The identifier of the user, which needs no scope.
    Subject,
    /// The record of the user. The scope opens the claim.
    Record {
        /// The scope.
        scope: String,
    },
    /// An attribute of the user. The scope opens the claim.
    Attribute {
        /// The name of the attribute.
        attribute: String,
        /// The scope.
        scope: String,
    },
    /// The roles of the user, each with its ways.
    Roles(Vec<NamedWays>),
    /// The groups of the user, each with its ways.
    Groups(Vec<NamedWays>),
}

/// A role or group with the ways in which the user has it.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedWays {
    /// The name.
    pub name: String,
    /// The ways.
    pub ways: Vec<NamedWay>,
}

/// A way in which a user has a role or is in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamedWay {
    /// The name stands on the record of the user.
    ByName,
    /// It was granted to the user, or the user is a direct member.
    Directly,
    /// Through these groups: from the group of the user upwards.
    Through(Vec<String>),
}

/// Returns the claims that would be issued now.
///
/// # Errors
/// The [`Refusal`] that the client would get: it is disabled, or the user may not use it.
pub fn preview(request: &PreviewRequest<'_>) -> Result<Preview, Refusal> {
    let PreviewRequest { client, user, scope, role_map, context } = *request;
    let map = &*role_map.map;
    let grant_type = GrantType::AuthorizationCode;
    let admission = gate::admit_user(client, &grant_type, (Some(user), map), scope)?;
    let params = RawParams::default();
    let grant_context = GrantContext { client, params: &params, context };
    let audiences = audience::select(&grant_context, &client.audiences)?;
    let grant = supposed_grant(request, &admission);
    let plan = issue::for_user(&grant_context, &admission, &grant, user, role_map, audiences.clone());
    let scope = admission.scope();
    let explain = |claims: Map<String, Value>, audience: &[String]| {
        let explain = |(claim, value)| explained(claim, value, request, scope, audience);
        let mut claims: Vec<PreviewedClaim> = claims.into_iter().map(explain).collect();
        // Claims that do not come from the user are last.
        claims.sort_by_key(|claim| !is_about_user(&claim.reason));
        claims
    };
    let own = [client.id.as_str().to_owned()];
    let has_userinfo = scope.contains("openid");
    Ok(Preview {
        id_token: plan.id_token.map(|claims| explain(as_object(&claims), &own)),
        access_token: match &plan.access_token {
            AccessTokenPlan::Jwt(claims) => Some(explain(as_object(claims), &audiences)),
            AccessTokenPlan::Opaque(_) => None,
        },
        userinfo: has_userinfo.then(|| explain(userinfo(request, scope), &own)),
        scope: scope.clone(),
    })
}

/// Returns every way in which the user may use the client, as names; none if the user may not.
pub fn access(client: &Client, user: &User, map: &RoleMap) -> Vec<AccessReason> {
    let reason = |way: AccessWay<'_>| match way {
        AccessWay::Everyone => AccessReason::Everyone,
        AccessWay::Named => AccessReason::Named,
        AccessWay::Through(groups) => AccessReason::Through(names(&groups)),
    };
    access_ways(client, user, map).into_iter().map(reason).collect()
}

/// The reason why a user may use a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccessReason {
    /// Every user may.
    Everyone,
    /// The user is named.
    Named,
    /// Through these groups: from the group of the user upwards.
    Through(Vec<String>),
}

/// Returns a grant as a sign-in at this moment would make it. It is not stored.
fn supposed_grant(request: &PreviewRequest<'_>, admission: &Admission) -> Grant {
    let PreviewRequest { client, user, context, .. } = *request;
    Grant {
        tenant: client.tenant.clone(),
        id: context.fresh.refresh_token,
        client_id: client.id.clone(),
        user_id: user.id.clone(),
        sid: context.fresh.refresh_token,
        scope: admission.scope().clone(),
        audiences: client.audiences.clone(),
        authentication: Authentication::by(Amr::Password, context.now),
        created_at: context.now,
        expires_at: context.now.plus(context.lifetimes.grant),
        revoked_at: None,
        redeemed_refresh_token: None,
    }
}

fn userinfo(request: &PreviewRequest<'_>, scope: &Scope) -> Map<String, Value> {
    let PreviewRequest { client, user, role_map, context, .. } = *request;
    let held = Held::in_scope(scope, user, &role_map.map);
    let about = ClaimContext { user, held: &held, client, scope, claim_map: context.claim_map };
    as_object(&claims_about(&about, ClaimPlace::Userinfo))
}

fn explained(
    claim: String,
    value: Value,
    request: &PreviewRequest<'_>,
    scope: &Scope,
    audience: &[String],
) -> PreviewedClaim {
    let reason = match claim.as_str() {
        "iss" | "exp" | "iat" => ClaimReason::Server,
        "aud" | "azp" | "client_id" | "scope" => ClaimReason::Client,
        "acr" | "amr" | "auth_time" | "sid" => ClaimReason::SignIn,
        "jti" | "grant_id" => ClaimReason::Token,
        "sub" => ClaimReason::Subject,
        "roles" => ClaimReason::Roles(ways_of_roles(&value, request, audience)),
        "groups" => ClaimReason::Groups(ways_of_groups(&value, request)),
        other => {
            let (opened_by, attribute) = source_of_claim(other, scope, request.context.claim_map);
            match attribute {
                Some(attribute) => ClaimReason::Attribute { attribute, scope: opened_by },
                None => ClaimReason::Record { scope: opened_by },
            }
        }
    };
    let is_known = !matches!(reason, ClaimReason::SignIn | ClaimReason::Token);
    PreviewedClaim { claim, value: is_known.then_some(value), reason }
}

fn is_about_user(reason: &ClaimReason) -> bool {
    !matches!(reason, ClaimReason::Server | ClaimReason::Client | ClaimReason::SignIn | ClaimReason::Token)
}

/// Returns the ways of each role of a token with this audience.
fn ways_of_roles(value: &Value, request: &PreviewRequest<'_>, audience: &[String]) -> Vec<NamedWays> {
    let PreviewRequest { client, user, role_map, .. } = *request;
    let map = &*role_map.map;
    let ways = |name: String| {
        let is_meant =
            |role: &&Role| role.name == name && is_in_token(&ClientRole::from(*role), client, audience);
        let by_name = user.roles.contains(&name).then_some(NamedWay::ByName);
        let granted = map.roles().into_iter().filter(is_meant).flat_map(|role| map.ways(user, role.id));
        let granted = granted.map(|way| match way {
            Way::Directly => NamedWay::Directly,
            Way::Through(groups) => NamedWay::Through(names(&groups)),
        });
        NamedWays { ways: by_name.into_iter().chain(granted).collect(), name }
    };
    texts(value).map(ways).collect()
}

fn ways_of_groups(value: &Value, request: &PreviewRequest<'_>) -> Vec<NamedWays> {
    let (user, map) = (request.user, &*request.role_map.map);
    let ways = |name: String| {
        let path = |id: &Uuid| {
            let upwards = map.upwards(*id);
            let place = upwards.iter().position(|group| group.name == name)?;
            let is_own = place == 0;
            Some(if is_own { NamedWay::Directly } else { NamedWay::Through(names(&upwards[..=place])) })
        };
        NamedWays { ways: user.groups.iter().filter_map(path).collect(), name }
    };
    texts(value).map(ways).collect()
}

fn names(groups: &[&Group]) -> Vec<String> {
    groups.iter().map(|group| group.name.clone()).collect()
}

fn texts(value: &Value) -> impl Iterator<Item = String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned)
}

/// Returns claims as a JSON object.
pub(crate) fn as_object(claims: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(claims) {
        Ok(Value::Object(claims)) => claims,
        _ => Map::new(),
    }
}
