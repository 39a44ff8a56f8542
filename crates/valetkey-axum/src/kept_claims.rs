//! Selects the claims for a session cookie.

use serde_json::{Map, Value};
use valetkey_client::Claims;

/// The claims that are always kept, together with the roles.
const ALWAYS: [&str; 5] = ["name", "preferred_username", "email", "email_verified", "picture"];

/// The selection of claims.
#[derive(Clone, Debug, Default)]
pub(crate) struct KeptClaims {
    /// The names that the application added.
    pub(crate) also: Vec<String>,
}

impl KeptClaims {
    /// Returns the claims to keep. `roles_claim` is the JSON pointer of the roles (RFC 6901).
    pub(crate) fn of(&self, claims: &Claims, roles_claim: &str) -> Claims {
        let names = ALWAYS.into_iter().chain(self.also.iter().map(String::as_str));
        let found = names.filter_map(|name| Some((name.to_owned(), claims.get(name)?.clone())));
        let mut kept = Claims::new(found.collect());
        kept.extend_missing(Claims::new(part_at(claims.as_map(), roles_claim).unwrap_or_default()));
        kept
    }
}

/// Removes the largest claim and returns its name; `None` if there is none.
pub(crate) fn without_the_largest(claims: &mut Claims) -> Option<String> {
    let size = |(name, value): &(&String, &Value)| name.len() + value.to_string().len();
    let largest = claims.as_map().iter().max_by_key(size)?.0.clone();
    let rest = claims.as_map().iter().filter(|(name, _)| **name != largest);
    *claims = Claims::new(rest.map(|(name, value)| (name.clone(), value.clone())).collect());
    Some(largest)
}

/// Returns an object with only the value at the pointer, in the same place.
fn part_at(object: &Map<String, Value>, pointer: &str) -> Option<Map<String, Value>> {
    let path = pointer.strip_prefix('/')?;
    let (first, rest) = path.split_at(path.find('/').unwrap_or(path.len()));
    let name = first.replace("~1", "/").replace("~0", "~");
    let part = match object.get(&name)? {
        Value::Object(inner) if !rest.is_empty() => Value::Object(part_at(inner, rest)?),
        value => value.clone(),
    };
    Some(Map::from_iter([(name, part)]))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn claims(value: &Value) -> Claims {
        Claims::new(value.as_object().unwrap().clone())
    }

    #[test]
    fn known_claims_are_kept_and_of_the_roles_claim_only_the_roles() {
        let all = claims(&json!({
            "sub": "a", "name": "Alice", "email": "a@x.example", "email_verified": true, "picture": "p", "locale": "de",
            "address": {"country": "x"}, "realm_access": {"roles": ["r"], "more": 1}, "a/b": {"c~d": ["x"]}, "list": [["x"]],
        }));
        let kept = |also: &[&str], pointer: &str| {
            let also = also.iter().map(|name| (*name).to_owned()).collect();
            let kept = KeptClaims { also }.of(&all, pointer);
            let mut kept = kept.as_map().clone();
            for name in ALWAYS {
                kept.remove(name);
            }
            Value::Object(kept)
        };
        assert_eq!(KeptClaims::default().of(&all, "/roles").as_map().len(), 4);
        assert_eq!(kept(&[], "/roles"), json!({}));
        assert_eq!(kept(&[], ""), json!({}));
        assert_eq!(kept(&[], "/realm_access/roles"), json!({"realm_access": {"roles": ["r"]}}));
        assert_eq!(kept(&[], "/realm_access/none"), json!({}));
        assert_eq!(kept(&[], "/a~1b/c~0d"), json!({"a/b": {"c~d": ["x"]}}));
        assert_eq!(kept(&[], "/list/0"), json!({"list": [["x"]]}));
        assert_eq!(kept(&["locale", "nothing"], "/roles"), json!({"locale": "de"}));
    }

    #[test]
    fn the_largest_claim_is_dropped_first() {
        let mut all = claims(&json!({"name": "Alice", "picture": "x".repeat(100), "roles": vec!["r"; 50]}));
        let gone: Vec<_> = std::iter::from_fn(|| without_the_largest(&mut all)).collect();
        assert_eq!(gone, ["roles", "picture", "name"]);
    }
}
