//! A validated access token.

use std::sync::Arc;

use serde_json::{Map, Value};
use valetkey_types::{Scope, Timestamp};

use crate::TokenProfile;

/// An access token that passed validation. Proof of validation: nothing else makes one. Cheap to clone.
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
    /// Reads verified claims. Returns the name of the first one that is missing or has the wrong type.
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

    /// The client that asked for the token (RFC 8693 section 4.3).
    pub fn client_id(&self) -> &str {
        &self.0.client_id
    }

    /// Returns the granted scope (RFC 8693 section 4.2); empty if the token has none.
    pub fn scope(&self) -> &Scope {
        &self.0.scope
    }

    /// The token's own identifier. Always there with [`TokenProfile::Rfc9068`].
    pub fn jti(&self) -> Option<&str> {
        self.0.token_identifier.as_deref()
    }

    /// Returns the expiry of the token. If introspection returns none, it is the expiry of the cached response.
    pub fn expires_at(&self) -> Timestamp {
        self.0.expires_at
    }

    /// Whether the token speaks for a user. A client that acts on its own behalf is its own subject (RFC 9068 section 2.2);
    /// other profiles have signs of their own, see [`TokenProfile`].
    pub fn is_user(&self) -> bool {
        self.0.is_user
    }

    /// Returns the values of the claim `roles` (RFC 9068 section 2.2.3.1); empty without this claim.
    pub fn roles(&self) -> impl Iterator<Item = &str> {
        self.0.claims.get("roles").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    /// Returns a claim by its name.
    pub fn claim(&self, name: &str) -> Option<&Value> {
        self.0.claims.get(name)
    }

    /// Every claim.
    pub fn claims(&self) -> &Map<String, Value> {
        &self.0.claims
    }
}

fn text<'a>(claims: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    claims.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// The scope in the first of these claims that is there: a text with tokens separated by spaces, or a list of tokens.
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
