//! A validated access token.

use std::sync::Arc;

use serde_json::{Map, Value};
use valetkey_types::{Scope, Timestamp};

use crate::{Refusal, TokenProfile};

/// A validated access token. Only the validation creates one. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct AccessToken(Arc<Inner>);

#[derive(Debug, PartialEq)]
struct Inner {
    subject: String,
    client_id: String,
    is_user: bool,
    token_identifier: Option<String>,
    scope: Scope,
    expires_at: Timestamp,
    claims: Map<String, Value>,
}

impl AccessToken {
    /// Reads verified claims. The error is the name of the first claim that is missing or has a wrong type.
    pub(crate) fn from_verified(
        profile: TokenProfile,
        expires_at: Timestamp,
        claims: Map<String, Value>,
    ) -> Result<Self, &'static str> {
        let subject = text(&claims, "sub").ok_or("sub")?.to_owned();
        let names = profile.client_id();
        let client_id = names.iter().find_map(|name| text(&claims, name)).ok_or(names[0])?.to_owned();
        let token_identifier = text(&claims, "jti").map(str::to_owned);
        if profile == TokenProfile::Rfc9068 && token_identifier.is_none() {
            return Err("jti");
        }
        let scope = read_scope(&claims, profile.scope())?;
        let is_user = profile.is_user(&claims, &subject, &client_id);
        Ok(Self(Arc::new(Inner { subject, client_id, is_user, token_identifier, scope, expires_at, claims })))
    }

    /// Reads an introspection response (RFC 7662 section 2.2). Without `sub` the subject is the client.
    pub(crate) fn from_introspection(
        expires_at: Timestamp,
        claims: Map<String, Value>,
    ) -> Result<Self, &'static str> {
        let client_id = text(&claims, "client_id").ok_or("client_id")?.to_owned();
        let subject = text(&claims, "sub").unwrap_or(&client_id).to_owned();
        let token_identifier = text(&claims, "jti").map(str::to_owned);
        let scope = read_scope(&claims, &["scope"])?;
        let is_user = subject != client_id;
        Ok(Self(Arc::new(Inner { subject, client_id, is_user, token_identifier, scope, expires_at, claims })))
    }

    /// Returns the subject: a user, or the client itself (RFC 9068 section 2.2).
    pub fn subject(&self) -> &str {
        &self.0.subject
    }

    /// Returns the client that requested the token (RFC 8693 section 4.3).
    pub fn client_id(&self) -> &str {
        &self.0.client_id
    }

    /// Returns the granted scope (RFC 8693 section 4.2); empty if the token has none.
    pub fn scope(&self) -> &Scope {
        &self.0.scope
    }

    /// Returns the identifier of the token. With [`TokenProfile::Rfc9068`] it is always present.
    pub fn jti(&self) -> Option<&str> {
        self.0.token_identifier.as_deref()
    }

    /// Returns the expiry of the token. If introspection returns none, it is the expiry of the cached response.
    pub fn expires_at(&self) -> Timestamp {
        self.0.expires_at
    }

    /// Returns whether the token is for a user. If a client acts for itself, the subject is the client (RFC 9068 section 2.2).
    /// Other profiles show this in another way, see [`TokenProfile`].
    pub fn is_user(&self) -> bool {
        self.0.is_user
    }

    /// Returns the values of the claim `roles` (RFC 9068 section 2.2.3.1); empty without this claim.
    pub fn roles(&self) -> impl Iterator<Item = &str> {
        self.0.claims.get("roles").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    /// Requires a strong and recent sign-in for a request (RFC 9470): `acr` must be one of `acr_values`, unless the list is
    /// empty, and `auth_time` must be at most `max_age` seconds ago. A token without the required claim is refused.
    ///
    /// # Errors
    /// The refusal for [`Challenge`](crate::Challenge), which tells the client what to request from the issuer.
    pub fn require_authentication(
        &self,
        acr_values: &[&str],
        max_age: Option<u64>,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let is_strong = acr_values.is_empty() || self.acr().is_some_and(|acr| acr_values.contains(&acr));
        if is_strong && self.is_fresh(max_age, now) {
            return Ok(());
        }
        Err(Refusal::InsufficientUserAuthentication { acr_values: acr_values.join(" "), max_age })
    }

    /// Returns the class of the sign-in.
    pub(crate) fn acr(&self) -> Option<&str> {
        self.claim("acr").and_then(Value::as_str)
    }

    /// Returns whether the user signed in at most `max_age` seconds ago; `None` allows any time.
    pub(crate) fn is_fresh(&self, max_age: Option<u64>, now: Timestamp) -> bool {
        max_age.is_none_or(|max_age| {
            let age =
                self.claim("auth_time").and_then(Value::as_i64).map(|at| now.seconds().saturating_sub(at));
            age.is_some_and(|age| age <= i64::try_from(max_age).unwrap_or(i64::MAX))
        })
    }

    /// Returns a claim by its name.
    pub fn claim(&self, name: &str) -> Option<&Value> {
        self.0.claims.get(name)
    }

    /// Returns every claim.
    pub fn claims(&self) -> &Map<String, Value> {
        &self.0.claims
    }
}

fn text<'a>(claims: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    claims.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// Returns the scope in the first of these claims that is present: a text with tokens separated by spaces, or a list of tokens.
fn read_scope(claims: &Map<String, Value>, names: &[&'static str]) -> Result<Scope, &'static str> {
    let Some((name, value)) = names.iter().find_map(|name| Some((*name, claims.get(*name)?))) else {
        return Ok(Scope::default());
    };
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(tokens) if name == "scp" => {
            let tokens: Option<Vec<&str>> = tokens.iter().map(Value::as_str).collect();
            tokens.ok_or(name)?.join(" ")
        }
        _ => return Err(name),
    };
    text.parse().map_err(|_| name)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Challenge;

    const MULTI: &str = "urn:valetkey:acr:multi-factor";
    const RESISTANT: &str = "urn:valetkey:acr:phishing-resistant";

    fn token(claims: Value) -> AccessToken {
        let Value::Object(mut all) = json!({"sub": "alice", "client_id": "app", "jti": "1"}) else {
            panic!()
        };
        all.extend(claims.as_object().unwrap().clone());
        AccessToken::from_verified(TokenProfile::Rfc9068, Timestamp(2_000), all).unwrap()
    }

    #[test]
    fn sf3_a_weaker_or_older_sign_in_is_refused_and_the_challenge_says_what_is_needed() {
        let now = Timestamp(1_000);
        let strong = token(json!({"acr": MULTI, "auth_time": 700}));
        for (acr_values, max_age) in
            [(&[][..], None), (&[RESISTANT, MULTI], None), (&[], Some(300)), (&[MULTI], Some(301))]
        {
            assert_eq!(strong.require_authentication(acr_values, max_age, now), Ok(()));
        }
        for claims in [
            json!({"acr": "urn:valetkey:acr:single-factor", "auth_time": 1_000}),
            json!({"acr": MULTI, "auth_time": 699}),
            json!({"acr": MULTI}),
            json!({"auth_time": 1_000}),
            json!({"acr": [MULTI], "auth_time": "1000"}),
        ] {
            let refusal = token(claims.clone()).require_authentication(&[RESISTANT, MULTI], Some(300), now);
            let challenge = Challenge::new("api", refusal.unwrap_err());
            assert_eq!(challenge.status(), 401, "{claims}");
            assert_eq!(
                challenge.header_value().unwrap(),
                format!(
                    "Bearer realm=\"api\", error=\"insufficient_user_authentication\", error_description=\"A stronger or \
                     more recent sign-in is needed\", acr_values=\"{RESISTANT} {MULTI}\", max_age=\"300\""
                )
            );
        }
    }
}
