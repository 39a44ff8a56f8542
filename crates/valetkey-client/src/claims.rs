//! Claims about a user, as received from the issuer.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Claims of an ID token or of userinfo (OpenID Connect Core section 5.1). Only `sub` is always present. A claim with an
/// unexpected type counts as absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Claims(Map<String, Value>);

impl Claims {
    /// Wraps a JSON object.
    pub fn new(claims: Map<String, Value>) -> Self {
        Self(claims)
    }

    /// Returns a claim by its name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// Returns a claim if it is a string.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }

    /// Returns the display name: `name`, or `preferred_username` if there is none.
    pub fn name(&self) -> Option<&str> {
        self.text("name").or_else(|| self.text("preferred_username"))
    }

    /// Returns the email address. It does not identify the user; issuer and subject do.
    pub fn email(&self) -> Option<&str> {
        self.text("email")
    }

    /// Returns whether the issuer says that the user controls the address.
    pub fn email_verified(&self) -> bool {
        self.0.get("email_verified").and_then(Value::as_bool).unwrap_or(false)
    }

    /// Returns the strings in the claim `roles`.
    pub fn roles(&self) -> impl Iterator<Item = &str> {
        self.0.get("roles").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    /// Returns every claim.
    pub fn as_map(&self) -> &Map<String, Value> {
        &self.0
    }

    /// Adds the claims of another set; they replace claims with the same names.
    pub fn replace(&mut self, other: Claims) {
        self.0.extend(other.0);
    }

    /// Adds the claims of another set; existing claims stay.
    pub fn extend_missing(&mut self, other: Claims) {
        for (name, value) in other.0 {
            self.0.entry(name).or_insert(value);
        }
    }
}
