//! The identifier of the tenant to which a record belongs.

use serde::{Deserialize, Serialize};

/// A tenant: an issuer with its own clients, users and grants. The issuer of the default tenant is the base URL itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TenantId(String);

impl TenantId {
    /// The name of the tenant that serves the base URL.
    pub const DEFAULT_NAME: &'static str = "default";

    /// Creates the identifier of the tenant with this name.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// Returns the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for TenantId {
    fn default() -> Self {
        Self(Self::DEFAULT_NAME.to_owned())
    }
}
