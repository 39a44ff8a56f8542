//! The names of claims about a user, in the language of the reader.

use crate::{Language, OperatorText, operator_text::in_language, plain};

/// Each claim of OpenID Connect Core section 5.1 with its message.
const CLAIMS: [(&str, &str); 25] = [
    ("name", "claim-name"),
    ("given_name", "claim-given-name"),
    ("family_name", "claim-family-name"),
    ("middle_name", "claim-middle-name"),
    ("nickname", "claim-nickname"),
    ("preferred_username", "account-username"),
    ("profile", "claim-profile"),
    ("picture", "claim-picture"),
    ("website", "claim-website"),
    ("gender", "claim-gender"),
    ("birthdate", "claim-birthdate"),
    ("zoneinfo", "claim-zoneinfo"),
    ("locale", "claim-locale"),
    ("email", "account-email"),
    ("phone_number", "claim-phone-number"),
    ("address", "claim-address"),
    ("address.formatted", "claim-address"),
    ("address.street_address", "claim-street-address"),
    ("address.locality", "claim-locality"),
    ("address.region", "claim-region"),
    ("address.postal_code", "claim-postal-code"),
    ("address.country", "claim-country"),
    ("roles", "claim-roles"),
    ("groups", "claim-groups"),
    ("sub", "claim-sub"),
];

/// Returns the name of a claim; a claim of the operator keeps the name that it has.
pub(crate) fn claim_name(text: Language, claim: &str) -> String {
    let known = CLAIMS.iter().find(|(name, _)| *name == claim);
    known.map_or_else(|| plain(claim), |(_, id)| text.say(id))
}

/// Whether a name is that of a claim.
pub(crate) fn is_claim(name: &str) -> bool {
    CLAIMS.iter().any(|(known, _)| *known == name)
}

/// A claim with its value as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimValue {
    /// The name of the claim: `given_name`.
    pub claim: String,
    /// The value.
    pub value: String,
    /// The operator's name of it, for a claim of an attribute.
    pub labels: OperatorText,
}

impl ClaimValue {
    /// Creates a claim with its value.
    pub fn new(claim: impl Into<String>, value: impl Into<String>) -> Self {
        Self { claim: claim.into(), value: value.into(), labels: OperatorText::new() }
    }

    pub(crate) fn name(&self, text: Language) -> String {
        in_language(&self.labels, text).unwrap_or_else(|| claim_name(text, &self.claim))
    }
}
