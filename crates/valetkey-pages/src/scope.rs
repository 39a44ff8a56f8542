//! What a scope means, in a sentence.

use crate::{Language, plain};

/// One scope an application asks for or has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeLine {
    /// The scope token as in the request (RFC 6749, section 3.3): `notes:read`.
    pub token: String,
    /// The operator's own sentence for it. Where there is none, the scopes of OpenID Connect, `roles` and
    /// `offline_access` have ours; any other is shown as its token.
    pub sentence: Option<String>,
}

impl ScopeLine {
    /// A scope without a sentence by the operator.
    pub fn new(token: impl Into<String>) -> Self {
        Self { token: token.into(), sentence: None }
    }

    /// The sentence to show, or `None` where only the token can be shown.
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
