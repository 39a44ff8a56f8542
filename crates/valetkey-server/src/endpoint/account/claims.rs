//! Claims about the user as text, for pages.

use serde_json::Value;
use valetkey_accounts::User;
use valetkey_authorization_server::{record::Client, role_map::Held, userinfo::claims_about};
use valetkey_pages::ClaimValue;
use valetkey_types::{Scope, UserClaims};

/// Claims that say nothing to a user: the identifier, and what belongs to another claim.
const NOT_SHOWN: [&str; 4] = ["sub", "updated_at", "email_verified", "phone_number_verified"];

/// Returns the claims that a scope opens to a client, with their present values.
pub(in crate::endpoint) fn claims_of(
    user: &User,
    held: &Held,
    client: &Client,
    scope: &Scope,
) -> Vec<ClaimValue> {
    let claims = claims_about(user, held, client, scope);
    let Ok(Value::Object(claims)) = serde_json::to_value(claims) else { return Vec::new() };
    let shown = claims.into_iter().filter(|(claim, _)| !NOT_SHOWN.contains(&claim.as_str()));
    let mut shown: Vec<_> = shown
        .filter_map(|(claim, value)| {
            let value = in_words(&value);
            (!value.is_empty()).then(|| ClaimValue::new(claim, value))
        })
        .collect();
    // In the order of the standard; others behind.
    let place = |claim: &str| UserClaims::NAMES.iter().position(|name| *name == claim);
    shown.sort_by_key(|claim| place(&claim.claim).unwrap_or(usize::MAX));
    shown
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
