//! The refused fields of settings of a tenant.

use super::InvalidField;
use crate::{attribute::AttributeDefinitionError, scope::ScopeDefinitionError};

impl From<ScopeDefinitionError> for InvalidField {
    fn from(error: ScopeDefinitionError) -> Self {
        use ScopeDefinitionError as Error;
        let field = match &error {
            Error::Name(_) | Error::Taken(_) | Error::TooMany | Error::NoSuch(_) => "scope",
            Error::Standard(_) | Error::Claim { .. } | Error::TooManyClaims(_) => "claims",
            Error::Description(_) => "descriptions",
        };
        Self::of_sentence(field, &error.to_string())
    }
}

impl From<AttributeDefinitionError> for InvalidField {
    fn from(error: AttributeDefinitionError) -> Self {
        use AttributeDefinitionError as Error;
        let field = match &error {
            Error::Name(_) | Error::Taken(_) | Error::TooMany => "attribute",
            Error::Kind(_) => "type",
            Error::Choices(_) => "choices",
            Error::Label(_) => "labels",
            Error::Claim(_) | Error::Reserved(_) | Error::Standard(_) | Error::ClaimTaken { .. } => "claim",
            Error::Unseen { .. } => "edited_by",
            Error::NobodyEdits => "required",
            Error::NoClaim(_) | Error::Scope(_) => "scopes",
        };
        Self::of_sentence(field, &error.to_string())
    }
}
