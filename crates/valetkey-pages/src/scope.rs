//! Sentences that explain scopes.

use crate::{ClaimValue, Language, OperatorText, operator_text::in_language};

/// The scopes about the user, in the order of pages. Those of applications follow, by alphabet.
const ORDER: [&str; 7] = ["openid", "profile", "email", "phone", "address", "roles", "groups"];

/// Words of a scope token that say that something is changed: `notes:write`, `calendar.events.delete`.
const WRITING: [&str; 12] = [
    "write",
    "readwrite",
    "edit",
    "create",
    "update",
    "delete",
    "remove",
    "manage",
    "admin",
    "send",
    "publish",
    "full",
];

/// A scope that an application requests or has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeLine {
    /// The scope token as in the request (RFC 6749, section 3.3): `notes:read`.
    pub token: String,
    /// The operator's sentence for it. Without one, the page has a default sentence for the scopes of OpenID Connect, `roles`,
    /// `groups` and `offline_access`, and shows the token of any other scope.
    pub sentence: OperatorText,
    /// Whether applications change something with it, as the operator says; `None`: the page guesses from the words of the token.
    pub writes: Option<bool>,
    /// The present values that the application sees.
    pub claims: Vec<ClaimValue>,
}

impl ScopeLine {
    /// Creates a scope without a sentence of the operator and without values.
    pub fn new(token: impl Into<String>) -> Self {
        Self { token: token.into(), sentence: OperatorText::new(), writes: None, claims: Vec::new() }
    }

    /// Creates the lines of these scopes in the order to show: about the user, what applications read, what they change, and
    /// last the access while the user is away.
    pub fn in_order<'a>(tokens: impl IntoIterator<Item = &'a str>) -> Vec<Self> {
        Self::sorted(tokens.into_iter().map(Self::new).collect())
    }

    /// Sorts lines into the order of [`in_order`](Self::in_order).
    pub fn sorted(mut lines: Vec<Self>) -> Vec<Self> {
        let place = |token: &str| ORDER.iter().position(|known| *known == token).unwrap_or(ORDER.len());
        lines.sort_by_cached_key(|line| {
            (line.is_offline(), line.is_writing(), place(&line.token), line.token.clone())
        });
        lines
    }

    /// Whether applications change something with it. If the operator does not say so, guesses from the words of the token: no
    /// standard defines it.
    pub(crate) fn is_writing(&self) -> bool {
        if let Some(writes) = self.writes {
            return writes;
        }
        let words = self.token.split(|c: char| !c.is_ascii_alphanumeric());
        words.into_iter().any(|word| WRITING.iter().any(|writing| writing.eq_ignore_ascii_case(word)))
    }

    /// Whether it keeps access while the user is away (OpenID Connect Core section 11).
    pub(crate) fn is_offline(&self) -> bool {
        self.token == "offline_access"
    }

    /// Returns the sentence to show, or `None` to show the token.
    pub(crate) fn sentence_in(&self, text: Language) -> Option<String> {
        if let Some(sentence) = in_language(&self.sentence, text) {
            return Some(text.isolated(&sentence));
        }
        let id = match self.token.as_str() {
            "openid" => "scope-openid",
            "profile" => "scope-profile",
            "email" => "scope-email",
            "address" => "scope-address",
            "phone" => "scope-phone",
            "roles" => "scope-roles",
            "groups" => "scope-groups",
            "offline_access" => "scope-offline-access",
            _ => return None,
        };
        Some(text.say(id))
    }

    /// Returns the values in one text: `Full name: Ada Lovelace, Username: ada`; empty without any.
    pub(crate) fn values_in(&self, text: Language) -> String {
        let pair = |claim: &ClaimValue| text.say_pair(&claim.name(text), &claim.value);
        self.claims.iter().map(pair).collect::<Vec<_>>().join(&text.list_separator())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u5_scopes_have_a_fixed_order_with_writing_and_offline_access_last() {
        let tokens = [
            "address",
            "calendar:write",
            "email",
            "groups",
            "mail.send",
            "notes:read",
            "offline_access",
            "openid",
            "phone",
            "profile",
            "roles",
            "typewriter:read",
        ];
        let lines = ScopeLine::in_order(tokens);
        let shown: Vec<&str> = lines.iter().map(|line| line.token.as_str()).collect();
        assert_eq!(
            shown,
            [
                "openid",
                "profile",
                "email",
                "phone",
                "address",
                "roles",
                "groups",
                "notes:read",
                "typewriter:read",
                "calendar:write",
                "mail.send",
                "offline_access",
            ]
        );
        assert_eq!(lines.iter().filter(|line| line.is_writing()).count(), 2, "whole words only");
    }

    #[test]
    fn u5_the_operator_says_whether_a_scope_writes() {
        let says = |token: &str, writes| ScopeLine { writes, ..ScopeLine::new(token) };
        let lines = ScopeLine::sorted(vec![
            says("openid", Some(true)),
            says("send", Some(false)),
            says("write", None),
            says("x", None),
        ]);
        let shown: Vec<_> = lines.iter().map(|line| (line.token.as_str(), line.is_writing())).collect();
        assert_eq!(shown, [("send", false), ("x", false), ("openid", true), ("write", true)]);
    }

    #[test]
    fn every_standard_scope_has_a_sentence() {
        for token in ["openid", "profile", "email", "address", "phone", "roles", "groups", "offline_access"] {
            for language in Language::ALL {
                let sentence = ScopeLine::new(token).sentence_in(language).unwrap();
                assert!(!sentence.starts_with('['), "{token} in {language:?}: {sentence}");
            }
        }
    }
}
