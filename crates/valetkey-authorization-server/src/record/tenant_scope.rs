//! Scopes that an operator defines.

use valetkey_types::{TenantId, Timestamp, Unknown};

use super::OperatorText;

/// A scope that an operator defines or describes. A standard scope keeps its claims, but the operator may describe it.
#[derive(Clone, Debug, PartialEq)]
pub struct TenantScope {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// The scope token. It never changes.
    pub name: String,
    /// The claims that it opens: standard claims and claims of attributes. Any other claim is ignored.
    pub claims: Vec<String>,
    /// The sentence that users read before they allow it.
    pub descriptions: OperatorText,
    /// Whether applications change data with it; `None`: pages decide by the words of the token.
    pub writes: Option<bool>,
    /// When it was added.
    pub created_at: Timestamp,
    /// The stored revision that this record was read at; 0 for a record that is not stored yet. Storage sets it.
    pub revision: u64,
    /// Values that a newer version stored. Storage keeps them.
    pub unknown: Unknown,
}
