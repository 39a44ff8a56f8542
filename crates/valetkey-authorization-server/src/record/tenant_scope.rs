//! Scopes that an operator defines.

use valetkey_types::{TenantId, Timestamp, Unknown};

use super::OperatorText;

/// A scope that an operator defines or describes. Standard scopes keep their claims; their description may be the operator's.
#[derive(Clone, Debug, PartialEq)]
pub struct TenantScope {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// The scope token. It never changes.
    pub name: String,
    /// The claims that it opens: standard claims and claims of attributes. A claim that no attribute has means nothing.
    pub claims: Vec<String>,
    /// The sentence that users read before they allow it.
    pub descriptions: OperatorText,
    /// Whether an application changes something with it; `None`: pages guess by the words of the token.
    pub writes: Option<bool>,
    /// When it was added.
    pub created_at: Timestamp,
    /// The stored revision that this record was read at; 0 for a record that is not stored yet. Storage sets it.
    pub revision: u64,
    /// Values that a newer version stored. Storage keeps them.
    pub unknown: Unknown,
}
