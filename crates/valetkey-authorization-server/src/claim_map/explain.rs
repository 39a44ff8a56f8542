//! Explains the claims that a client gets about a user: their places, scopes and sources.

use serde_json::{Map, Value};
use valetkey_types::{Scope, standard_scope_of};

use super::{ClaimMap, ClaimSource};
use crate::{
    record::{AccessTokenFormat, ClaimPlace},
    userinfo::{ClaimContext, claims_about},
};

/// A claim about a user, with its places and the source of its value.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedClaim {
    /// The claim.
    pub claim: String,
    /// Its value in each place that has it.
    pub values: Vec<(ClaimPlace, Value)>,
    /// The scope that opens it; `None` for `sub`, which needs none.
    pub scope: Option<String>,
    /// The attribute that holds the value; `None` where the user's record, groups or roles do.
    pub attribute: Option<String>,
}

/// Returns the claims about a user that a client gets for a scope, from the code that also makes tokens. The roles in an access token
/// depend on its audience; these are the roles for all audiences of the client.
pub fn explain(context: &ClaimContext<'_>) -> Vec<ExplainedClaim> {
    let mut explained: Vec<ExplainedClaim> = Vec::new();
    for place in ClaimPlace::ALL {
        for (claim, value) in claims_in(context, place) {
            match explained.iter_mut().find(|known| known.claim == claim) {
                Some(known) => known.values.push((place, value)),
                None => {
                    let (scope, attribute) = source(context, &claim);
                    explained.push(ExplainedClaim { claim, values: vec![(place, value)], scope, attribute });
                }
            }
        }
    }
    explained
}

/// Returns the claims about the user in one place.
fn claims_in(context: &ClaimContext<'_>, place: ClaimPlace) -> Map<String, Value> {
    let claims = match place {
        ClaimPlace::IdToken | ClaimPlace::Userinfo if !context.scope.contains("openid") => return Map::new(),
        ClaimPlace::IdToken | ClaimPlace::Userinfo => serde_json::to_value(claims_about(context, place)),
        ClaimPlace::AccessToken if context.client.access_token_format == AccessTokenFormat::Opaque => {
            return Map::new();
        }
        ClaimPlace::AccessToken | ClaimPlace::Introspection => {
            let ClaimContext { user, held, client, scope, claim_map } = *context;
            let mut claims = claim_map.claims(user, client, scope, place);
            claims.insert("sub".to_owned(), user.id.as_str().into());
            if scope.contains("roles") {
                claims.insert("roles".to_owned(), held.roles(client, &client.audiences).into());
            }
            if scope.contains("groups") {
                claims.insert("groups".to_owned(), held.groups().into());
            }
            serde_json::to_value(claims)
        }
    };
    match claims {
        Ok(Value::Object(claims)) => claims,
        _ => Map::new(),
    }
}

/// Returns the scope that opens a claim, and the attribute that holds its value.
fn source(context: &ClaimContext<'_>, claim: &str) -> (Option<String>, Option<String>) {
    if claim == "sub" {
        return (None, None);
    }
    let (scope, attribute) = source_of_claim(claim, context.scope, context.claim_map);
    (Some(scope), attribute)
}

/// Returns the scope that opens a claim about a user, and the attribute that holds its value. `sub` needs no scope.
pub(crate) fn source_of_claim(claim: &str, scope: &Scope, map: &ClaimMap) -> (String, Option<String>) {
    if let Some(standard) = standard_scope_of(claim).filter(|standard| scope.contains(standard)) {
        return (standard.to_owned(), None);
    }
    // A `_verified` claim comes with the claim that it is about.
    let opened = match claim {
        "email_verified" => "email",
        "phone_number_verified" => "phone_number",
        other => other,
    };
    match map.mapped(scope).iter().find(|mapped| mapped.claim == opened) {
        Some(mapped) => {
            let attribute = match mapped.source {
                ClaimSource::Attribute(attribute) => Some(attribute.name.clone()),
                ClaimSource::Record => None,
            };
            (mapped.scope.to_owned(), attribute)
        }
        None => (claim.to_owned(), None),
    }
}
