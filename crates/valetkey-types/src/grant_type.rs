//! `grant_type` of the token endpoint.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A grant type: one that this project implements (RFC 6749 sections 4.1.3, 4.4 and 6), or an extension.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum GrantType {
    /// RFC 6749 section 4.1.3.
    AuthorizationCode,
    /// RFC 6749 section 6.
    RefreshToken,
    /// RFC 6749 section 4.4.
    ClientCredentials,
    /// An extension grant, named by an absolute URI (RFC 6749 section 4.5). Created by parsing.
    Extension(ExtensionGrant),
}

/// The name of an extension grant: an absolute URI. It is created only by parsing a [`GrantType`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ExtensionGrant(String);

impl GrantType {
    /// All grant types that this project implements, in the order of the metadata.
    pub const ALL: [Self; 3] = [Self::AuthorizationCode, Self::RefreshToken, Self::ClientCredentials];

    /// Returns the value as it is sent.
    pub fn as_str(&self) -> &str {
        match self {
            Self::AuthorizationCode => "authorization_code",
            Self::RefreshToken => "refresh_token",
            Self::ClientCredentials => "client_credentials",
            Self::Extension(ExtensionGrant(uri)) => uri,
        }
    }
}

impl FromStr for GrantType {
    type Err = String;

    /// Parses a grant type. An absolute URI is an extension. The error is the received text.
    fn from_str(value: &str) -> Result<Self, Self::Err> {
        let known = Self::ALL.into_iter().find(|grant| grant.as_str() == value);
        let extension = || is_absolute_uri(value).then(|| Self::Extension(ExtensionGrant(value.to_owned())));
        known.or_else(extension).ok_or_else(|| value.to_owned())
    }
}

/// Returns whether a text is an absolute URI (RFC 3986 section 4.3). Checks only for a scheme, a colon, and visible ASCII
/// characters.
fn is_absolute_uri(value: &str) -> bool {
    let Some((scheme, rest)) = value.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        && !rest.is_empty()
        && rest.chars().all(|c| c.is_ascii_graphic() && c != '#')
}

impl fmt::Display for GrantType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for GrantType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for GrantType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|got| serde::de::Error::custom(format!("expected a grant type, got {got:?}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grant_type_is_read_as_it_is_written() {
        for text in ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"] {
            let grant: GrantType = text.parse().unwrap();
            assert_eq!(grant.as_str(), text);
            let json = serde_json::to_string(&grant).unwrap();
            assert_eq!(json, format!("\"{text}\""));
            assert_eq!(serde_json::from_str::<GrantType>(&json).unwrap(), grant);
        }
    }

    #[test]
    fn a_text_that_is_no_grant_type_is_refused() {
        for text in
            ["", "password", "Authorization_Code", "authorization_code ", ":x", "urn:", "a b:c", "urn:a b"]
        {
            assert_eq!(text.parse::<GrantType>(), Err(text.to_owned()));
        }
    }
}
