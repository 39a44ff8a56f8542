//! Claims about the user as text, for pages.

use serde_json::Value;
use valetkey_accounts::{AttributeValue, User};
use valetkey_authorization_server::{
    claim_map::{ClaimSource, MappedClaim, without_standard},
    record::{Attribute, ClaimPlace, Client},
    role_map::Held,
};
use valetkey_pages::{ClaimValue, OperatorText, ScopeLine};
use valetkey_types::{Scope, UserClaims};

use crate::Server;

/// Claims that say nothing to a user: the identifier, and what belongs to another claim.
const NOT_SHOWN: [&str; 4] = ["sub", "updated_at", "email_verified", "phone_number_verified"];

/// Returns the claims that a scope opens to a client, wherever it gets them, with their present values. Attributes that the user may
/// not see are left out.
pub(in crate::endpoint) fn claims_of(
    server: &Server,
    user: &User,
    held: &Held,
    client: &Client,
    scope: &Scope,
) -> Vec<ClaimValue> {
    let map = &server.claim_map;
    let is_shown = |mapped: &MappedClaim<'_>| {
        let is_visible = match mapped.source {
            ClaimSource::Record => true,
            ClaimSource::Attribute(attribute) => attribute.seen_by.includes_user(),
        };
        is_visible && ClaimPlace::ALL.iter().any(|place| client.gets(mapped.claim, *place))
    };
    let claims = UserClaims {
        roles: scope.contains("roles").then(|| held.roles_for(client)),
        groups: scope.contains("groups").then(|| held.groups().to_vec()),
        other: without_standard(map.claims_where(user, scope, is_shown), scope),
        ..user.claims(scope)
    };
    let Ok(Value::Object(claims)) = serde_json::to_value(claims) else { return Vec::new() };
    let shown = claims.into_iter().filter(|(claim, _)| !NOT_SHOWN.contains(&claim.as_str()));
    let mut shown: Vec<_> = shown
        .filter_map(|(claim, value)| {
            let value = in_words(&value);
            let labels = map.attribute_in(&claim).map(labels_of).unwrap_or_default();
            (!value.is_empty()).then(|| ClaimValue { labels, ..ClaimValue::new(claim, value) })
        })
        .collect();
    // In the order of the standard; others behind.
    let place = |claim: &str| UserClaims::NAMES.iter().position(|name| *name == claim);
    shown.sort_by_key(|claim| place(&claim.claim).unwrap_or(usize::MAX));
    shown
}

/// Returns the lines of a scope, in the order to show, with the operator's words.
pub(in crate::endpoint) fn scope_lines(server: &Server, scope: &Scope) -> Vec<ScopeLine> {
    let line = |token: &str| match server.claim_map.scope(token) {
        None => ScopeLine::new(token),
        Some(known) => {
            ScopeLine { sentence: known.descriptions.clone(), writes: known.writes, ..ScopeLine::new(token) }
        }
    };
    ScopeLine::sorted(scope.tokens().map(line).collect())
}

/// Returns the names that pages show for an attribute.
pub(in crate::endpoint) fn labels_of(attribute: &Attribute) -> OperatorText {
    match attribute.labels.is_empty() {
        true => [("en".to_owned(), attribute.name.clone())].into(),
        false => attribute.labels.clone(),
    }
}

/// Returns the value of an attribute as text.
pub(in crate::endpoint) fn value_in_words(value: &AttributeValue) -> String {
    in_words(&value.to_json())
}

pub(super) fn in_words(value: &Value) -> String {
    let list = |values: &mut dyn Iterator<Item = &Value>| {
        values.map(in_words).filter(|value| !value.is_empty()).collect::<Vec<_>>().join(", ")
    };
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => list(&mut values.iter()),
        Value::Object(members) => list(&mut members.values()),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn any_value_becomes_text() {
        for (value, words) in [
            (json!("Ada"), "Ada"),
            (json!(["admin", "", "staff"]), "admin, staff"),
            (json!({"locality": "London", "country": "UK"}), "UK, London"),
            (json!(7), "7"),
            (json!(null), ""),
            (json!([]), ""),
        ] {
            let mut parts: Vec<_> = in_words(&value).split(", ").map(str::to_owned).collect();
            let mut expected: Vec<_> = words.split(", ").map(str::to_owned).collect();
            parts.sort();
            expected.sort();
            assert_eq!(parts, expected, "{value}");
        }
    }
}
