//! Errors of presets, names, values, requests and responses.

use std::fmt;

/// The error for an invalid preset. Its author must change the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PresetError {
    /// The text is not TOML, or contains unknown fields.
    #[error("this is no preset: {0}")]
    Toml(String),
    /// A field breaks a rule.
    #[error("preset {preset:?}, field {field}: expected {expected}, got {seen}")]
    Field {
        /// The preset.
        preset: String,
        /// The path of the field.
        field: String,
        /// The rule.
        expected: String,
        /// The value in the file.
        seen: String,
    },
    /// Two presets of a file have the same name.
    #[error("the file has two presets named {0:?}")]
    Duplicate(String),
}

/// The error for a provider that is not found.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CatalogueError {
    /// No preset has this name.
    #[error("there is no preset named {name:?}{}", suggestion(nearest))]
    Unknown {
        /// The requested name.
        name: String,
        /// Similar names, the most similar first.
        nearest: Vec<String>,
    },
    /// The provider is known, but can't be supported.
    #[error("{reason}")]
    Refused {
        /// The requested name.
        name: String,
        /// The reason, as a sentence.
        reason: &'static str,
    },
}

/// The error for unusable values of a preset's variables.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ResolveError {
    /// Values of variables are missing.
    #[error("preset {preset:?} needs values for {}", list(missing))]
    Missing {
        /// The preset.
        preset: String,
        /// The variables without a value, with their descriptions.
        missing: Vec<(String, String)>,
    },
    /// The preset has no such variable.
    #[error("preset {preset:?} has no variable {name:?}; it has {known:?}")]
    UnknownVariable {
        /// The preset.
        preset: String,
        /// The given variable.
        name: String,
        /// The variables of the preset.
        known: Vec<String>,
    },
    /// The value has a wrong form.
    #[error("preset {preset:?}, variable {name:?}: expected {expected}, got {seen:?}")]
    Value {
        /// The preset.
        preset: String,
        /// The variable.
        name: String,
        /// The expected form.
        expected: &'static str,
        /// The value, cut to 100 characters.
        seen: String,
    },
}

/// The reason why a built-in provider is not available.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProviderError {
    /// A built-in preset is broken. A test checks that none is.
    #[error(transparent)]
    Preset(#[from] PresetError),
    /// The preset is not found.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// The values of its variables are unusable.
    #[error(transparent)]
    Resolve(#[from] ResolveError),
}

/// The reason why a request can't be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RequestError {
    /// The provider has no such endpoint, or its discovery document was not applied.
    #[error(
        "{provider} has no {endpoint} endpoint here; if it is found by discovery, apply the discovery document first"
    )]
    NoEndpoint {
        /// The provider.
        provider: String,
        /// The endpoint.
        endpoint: &'static str,
    },
    /// The application must choose the scopes.
    #[error("{0} has no default scopes: the application must say which it needs")]
    NoScope(String),
    /// A parameter of the application is set by the protocol.
    #[error("the parameter {0:?} is set by the protocol and can't be given by the application")]
    ReservedParameter(String),
    /// The provider requires a client secret.
    #[error("{0} needs a client secret")]
    NoSecret(String),
    /// The token response lacks a member that the next request needs.
    #[error("expected {member:?} in the token response of {provider}, got none")]
    NoMember {
        /// The provider.
        provider: String,
        /// The member.
        member: String,
    },
    /// The lifetime of a signed secret would be too long.
    #[error("expected a signed client secret with a lifetime of at most {maximum} seconds, got {seen}")]
    Lifetime {
        /// The maximum in seconds.
        maximum: i64,
        /// The requested lifetime in seconds.
        seen: i64,
    },
}

/// The error for a failed or unusable response. It never contains tokens or bodies.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AnswerError {
    /// The provider refused (RFC 6749 section 5.2).
    #[error("the provider refused with {error:?}{} (status {status})", described(description))]
    Refused {
        /// The provider's code, at most 200 characters.
        error: String,
        /// The provider's message, at most 200 characters.
        description: Option<String>,
        /// The HTTP status.
        status: u16,
    },
    /// The status means failure, and the response contains no error.
    #[error("expected a success, got status {0}")]
    Status(u16),
    /// The response has neither the form of the standard nor that of the preset.
    #[error("{what}: expected {expected}, got {seen}")]
    Malformed {
        /// The part of the response.
        what: &'static str,
        /// The expected form.
        expected: String,
        /// The received form, without values.
        seen: String,
    },
}

impl AnswerError {
    pub(crate) fn malformed(what: &'static str, expected: &str, seen: impl fmt::Display) -> Self {
        Self::Malformed { what, expected: expected.to_owned(), seen: seen.to_string() }
    }
}

fn described(description: &Option<String>) -> String {
    description.as_ref().map(|text| format!(" ({text})")).unwrap_or_default()
}

fn suggestion(nearest: &[String]) -> String {
    if nearest.is_empty() { String::new() } else { format!("; did you mean {}?", nearest.join(", ")) }
}

fn list(missing: &[(String, String)]) -> String {
    missing.iter().map(|(name, text)| format!("`{name}` ({text})")).collect::<Vec<_>>().join(", ")
}
