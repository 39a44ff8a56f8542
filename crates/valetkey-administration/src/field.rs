//! The field of an input that an operation refuses, for answers that name the field.

mod settings;

use valetkey_authorization_server::{
    claim_map::AttributeError,
    registration::{ClientRegistrationError, UserRegistrationError},
};

use crate::{
    NameError,
    client::{EndSecretError, RotateSecretError, UnknownClaim},
    group::GroupError,
    permission::UnknownPermission,
    role::RoleError,
};

/// A refused field, with the expected value and the value that was got.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: expected {expected}, got {got}")]
pub struct InvalidField {
    /// The name of the field.
    pub field: String,
    /// The expected value, in words.
    pub expected: String,
    /// The value that was got, shortened; never a secret.
    pub got: String,
}

impl InvalidField {
    /// Makes the refusal of a field.
    pub fn new(field: &str, expected: impl Into<String>, got: impl Into<String>) -> Self {
        Self { field: field.to_owned(), expected: expected.into(), got: got.into() }
    }

    /// Splits a sentence such as "expected a name, got nothing".
    pub fn of_sentence(field: &str, sentence: &str) -> Self {
        let after = sentence.split_once("expected ").map_or(sentence, |(_, rest)| rest);
        match after.rsplit_once(", got ") {
            Some((expected, got)) => Self::new(field, expected, got),
            None => Self::new(field, after, "another value"),
        }
    }
}

impl From<UserRegistrationError> for InvalidField {
    fn from(error: UserRegistrationError) -> Self {
        let field = match &error {
            UserRegistrationError::Username(_) => "username",
            UserRegistrationError::Email(_) => "email",
            UserRegistrationError::Claim { claim, .. } => claim.as_str(),
            UserRegistrationError::Role(_) => "roles",
        };
        Self::of_sentence(field, &error.to_string())
    }
}

impl From<ClientRegistrationError> for InvalidField {
    fn from(error: ClientRegistrationError) -> Self {
        use ClientRegistrationError as Error;
        let field = match &error {
            Error::Name(_) => "name",
            Error::RedirectUri { field, .. } | Error::Uri { field, .. } => field,
            Error::NoRedirectUri => "redirect_uris",
            Error::PublicClientCredentials | Error::RefreshTokenAlone => "grant_types",
            Error::PublicKeepsRefreshTokens => "refresh_token_rotation",
            Error::PublicWithoutPkce => "pkce",
            Error::IdTokenAlgorithm(_) => "id_token_signed_response_alg",
            Error::ClaimPlaces(_) => "claim_places",
            Error::Branding(_) => "branding",
        };
        Self::of_sentence(field, &error.to_string())
    }
}

impl From<RotateSecretError> for InvalidField {
    fn from(error: RotateSecretError) -> Self {
        let field = match error {
            RotateSecretError::PublicClient => "client",
            RotateSecretError::KeptTooLong(_) | RotateSecretError::TwoSecrets { .. } => "keep_old_for",
        };
        Self::of_sentence(field, &error.to_string())
    }
}

impl From<EndSecretError> for InvalidField {
    fn from(error: EndSecretError) -> Self {
        Self::of_sentence("number", &error.to_string())
    }
}

impl From<UnknownClaim> for InvalidField {
    fn from(error: UnknownClaim) -> Self {
        Self::of_sentence("claim_places", &error.to_string())
    }
}

impl From<AttributeError> for InvalidField {
    fn from(error: AttributeError) -> Self {
        Self::of_sentence("attributes", &error.to_string())
    }
}

impl From<UnknownPermission> for InvalidField {
    fn from(error: UnknownPermission) -> Self {
        Self::of_sentence("permissions", &error.to_string())
    }
}

impl From<RoleError> for InvalidField {
    fn from(error: RoleError) -> Self {
        let field = match &error {
            RoleError::Name(error) => field_of(error),
            RoleError::Taken { .. } | RoleError::Ambiguous { .. } => "name",
            RoleError::NotForClients(_) | RoleError::TooMany => "role",
            RoleError::NotOfTenant(_) | RoleError::NotWithinGroup(_) => "permissions",
            RoleError::UnknownGroup => "within_group",
        };
        Self::of_sentence(field, &error.to_string())
    }
}

impl From<GroupError> for InvalidField {
    fn from(error: GroupError) -> Self {
        let field = match &error {
            GroupError::Name(error) => field_of(error),
            GroupError::Taken(_) => "name",
            GroupError::UnknownParent | GroupError::Cycle(_) | GroupError::TooDeep(_) => "parent",
            GroupError::HasChildren(_) | GroupError::TooMany => "group",
        };
        Self::of_sentence(field, &error.to_string())
    }
}

fn field_of(error: &NameError) -> &'static str {
    match error {
        NameError::Name { .. } => "name",
        NameError::Description(_) => "description",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_split() {
        let field = InvalidField::from(UserRegistrationError::Email("a, got b".to_owned()));
        assert_eq!(field.field, "email");
        assert!(field.expected.starts_with("a mail address like"), "{field:?}");
        let field = InvalidField::from(GroupError::HasChildren("crew".to_owned()));
        assert_eq!(
            (field.field.as_str(), field.expected.as_str()),
            ("group", "a group without groups below it")
        );
        let field = InvalidField::from(AttributeError::Required("department".to_owned()));
        assert_eq!(field.got, "none");
        let field = InvalidField::of_sentence("password", "expected a password that is not common");
        assert_eq!(
            (field.expected.as_str(), field.got.as_str()),
            ("a password that is not common", "another value")
        );
    }
}
