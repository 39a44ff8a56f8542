//! The refused fields of settings of a tenant.

use super::InvalidField;
use crate::{
    attribute::AttributeDefinitionError, identity_provider::IdentityProviderError,
    scope::ScopeDefinitionError, tenant::AddTenantError, webhook::WebhookError,
};

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

impl From<IdentityProviderError> for InvalidField {
    fn from(error: IdentityProviderError) -> Self {
        use IdentityProviderError as Error;
        let field = match &error {
            Error::Name(_) => "name",
            Error::DisplayName(_) => "display_name",
            Error::ClientId(_) => "client_id",
            Error::Scope(_) => "scope",
            Error::Domain(_) => "domains",
            Error::Claim(_) | Error::Pointer(_) => "claims",
            Error::GroupValue(_) | Error::TooManyGroups(_) => "groups",
        };
        Self::of_sentence(field, &error.to_string())
    }
}

impl From<WebhookError> for InvalidField {
    fn from(error: WebhookError) -> Self {
        let field = match &error {
            WebhookError::Name(_) | WebhookError::TooMany => "name",
            WebhookError::Url(_) => "url",
            WebhookError::Kind(_) => "kinds",
        };
        Self::of_sentence(field, &error.to_string())
    }
}

impl From<AddTenantError> for InvalidField {
    fn from(error: AddTenantError) -> Self {
        let field = match &error {
            AddTenantError::Name(_) | AddTenantError::Taken(_) => "tenant",
            AddTenantError::Address(_) => "issuer",
            AddTenantError::Branding(_) => "branding",
        };
        Self::of_sentence(field, &error.to_string())
    }
}
