//! Sentences that explain scopes.

use crate::{Language, plain};

/// A scope that an application requests or has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeLine {
    /// The scope token as in the request (RFC 6749, section 3.3): `notes:read`.
    pub token: String,
    /// The operator's sentence for it. Without one, the page has a default sentence for the scopes of OpenID Connect, `roles` and
    /// `offline_access`, and shows the token of any other scope.
    pub sentence: Option<String>,
}

impl ScopeLine {
    /// Creates a scope without a sentence of the operator.
    pub fn new(token: impl Into<String>) -> Self {
        Self { token: token.into(), sentence: None }
    }

    /// Returns the sentence to show, or `None` to show the token.
    pub(crate) fn sentence_in(&self, text: Language) -> Option<String> {
        if let Some(sentence) = &self.sentence {
            return Some(plain(sentence));
        }
        let id = match self.token.as_str() {
            "openid" => "scope-openid",
            "profile" => "scope-profile",
            "email" => "scopemail",
            "address" => "scope-address",
            "phone" => "scope-phone",
            "roles" => "scope-roles",
            "offline_access" => "scope-offline-access",
            _ => return None,
        };
        Some(text.say(id))
    }
}
