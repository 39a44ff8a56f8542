//! A validated access token.

use std::sync::Arc;

use serde_json::{Map, Value};
use valetkey_types::{Scope, Timestamp};

/// An access token that was found good. Proof of validation: nothing else makes one. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct AccessToken(Arc<Inner>);

#[derive(Debug, PartialEq)]
struct Inner {
    subject: String,
    client_id: String,
    token_identifier: String,
    scope: Scope,
    expires_at: Timestamp,
    claims: Map<String, Value>,
}

impl AccessToken {
    /// Takes over claims that were verified. Gives back the name of the first one that is missing or misshapen.
    pub(crate) fn from_verified(
        expires_at: Timestamp,
        claims: Map<String, Value>,
    ) -> Result<Self, &'static str> {
        let text = |name: &'static str| match claims.get(name) {
            Some(Value::String(value)) if !value.is_empty() => Ok(value.clone()),
            _ => Err(name),
        };
        let scope = match claims.get("scope") {
            None => Scope::default(),
            Some(Value::String(value)) => value.parse().map_err(|_| "scope")?,
            Some(_) => return Err("scope"),
        };
        let (subject, client_id, token_identifier) = (text("sub")?, text("client_id")?, text("jti")?);
        Ok(Self(Arc::new(Inner { subject, client_id, token_identifier, scope, expires_at, claims })))
    }

    /// Whom the token speaks for: a person, or the client itself (RFC 9068 section 2.2).
    pub fn subject(&self) -> &str {
        &self.0.subject
    }

    /// The client that asked for the token (RFC 8693 section 4.3).
    pub fn client_id(&self) -> &str {
        &self.0.client_id
    }

    /// The scope granted (RFC 8693 section 4.2); empty if the token says nothing.
    pub fn scope(&self) -> &Scope {
        &self.0.scope
    }

    /// The token's own identifier.
    pub fn jti(&self) -> &str {
        &self.0.token_identifier
    }

    /// The moment from which on the token is no longer good.
    pub fn expires_at(&self) -> Timestamp {
        self.0.expires_at
    }

    /// Whether the token speaks for a person. A client that acts on its own behalf is its own subject
    /// (RFC 9068 section 2.2).
    pub fn is_user(&self) -> bool {
        self.0.subject != self.0.client_id
    }

    /// The texts of the claim `roles` (RFC 9068 section 2.2.3.1); none if there is no such claim.
    pub fn roles(&self) -> impl Iterator<Item = &str> {
        self.0.claims.get("roles").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    /// One claim by its name.
    pub fn claim(&self, name: &str) -> Option<&Value> {
        self.0.claims.get(name)
    }

    /// Every claim.
    pub fn claims(&self) -> &Map<String, Value> {
        &self.0.claims
    }
}
