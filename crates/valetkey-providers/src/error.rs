//! Errors of presets, names, values, requests and responses.

use std::fmt;

/// An invalid preset. Its author has to change the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PresetError {
    /// The text is no TOML, or has fields a preset does not have.
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
    /// Two presets of one file have one name.
    #[error("the file has two presets named {0:?}")]
    Duplicate(String),
}

/// A provider that can't be found.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CatalogueError {
    /// No preset has this name.
    #[error("there is no preset named {name:?}{}", suggestion(nearest))]
    Unknown {
        /// The name asked for.
        name: String,
        /// Names close to it, the closest first.
        nearest: Vec<String>,
    },
    /// The provider is known, and can't be supported.
    #[error("{reason}")]
    Refused {
        /// The name asked for.
        name: String,
        /// The reason, as a sentence.
        reason: &'static str,
    },
}

/// Values for the variables of a preset that don't fit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ResolveError {
    /// Values are missing.
    #[error("preset {preset:?} needs values for {}", list(missing))]
    Missing {
        /// The preset.
        preset: String,
        /// The variables without a value, with what belongs there.
        missing: Vec<(String, String)>,
    },
    /// The preset has no such variable.
    #[error("preset {preset:?} has no variable {name:?}; it has {known:?}")]
    UnknownVariable {
        /// The preset.
        preset: String,
        /// The variable given.
        name: String,
        /// The variables there are.
        known: Vec<String>,
    },
    /// The value has a form that can't stand there.
    #[error("preset {preset:?}, variable {name:?}: expected {expected}, got {seen:?}")]
    Value {
        /// The preset.
        preset: String,
        /// The variable.
        name: String,
        /// The form expected.
        expected: &'static str,
        /// The value, cut to 100 characters.
        seen: String,
    },
}

/// A built-in provider that can't be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProviderError {
    /// A built-in preset is broken; a test makes sure that none is.
    #[error(transparent)]
    Preset(#[from] PresetError),
    /// There is no such preset.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// Its variables don't fit.
    #[error(transparent)]
    Resolve(#[from] ResolveError),
}

/// A request that can't be made.
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
    /// A parameter of the application is one the protocol sets.
    #[error("the parameter {0:?} is set by the protocol and can't be given by the application")]
    ReservedParameter(String),
    /// The provider wants a client secret.
    #[error("{0} needs a client secret")]
    NoSecret(String),
    /// The token answer lacks a member that the next request needs.
    #[error("expected {member:?} in the token answer of {provider}, got none")]
    NoMember {
        /// The provider.
        provider: String,
        /// The member.
        member: String,
    },
    /// A signed secret would live too long.
    #[error("expected a signed client secret that lives at most {maximum} seconds, got {seen}")]
    Lifetime {
        /// The most seconds.
        maximum: i64,
        /// The seconds asked for.
        seen: i64,
    },
}

/// An answer that is no success. Never carries tokens or bodies.
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
    /// A status without an error in it.
    #[error("expected a success, got status {0}")]
    Status(u16),
    /// The answer has another form than the standard and the preset say.
    #[error("{what}: expected {expected}, got {seen}")]
    Malformed {
        /// The part of the answer.
        what: &'static str,
        /// The form expected.
        expected: String,
        /// The form that came, without values.
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
