//! The tenant every record belongs to.

use serde::{Deserialize, Serialize};

/// One issuer's world of clients, users and grants. The default tenant's issuer is the base URL itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TenantId(String);

impl TenantId {
    /// The name of the tenant that serves the base URL.
    pub const DEFAULT_NAME: &'static str = "default";

    /// A tenant by its name.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name as stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for TenantId {
    fn default() -> Self {
        Self(Self::DEFAULT_NAME.to_owned())
    }
}
