//! Changes of attributes and scopes.

use valetkey_types::TenantId;

use crate::record::{Attribute, TenantScope};

/// A change of an attribute or scope. The list of changes also replaces the tenant with its next revision: a decision on outdated
/// definitions conflicts, and servers read the definitions again.
#[derive(Clone, Debug)]
pub enum ClaimMapChange {
    /// Adds an attribute. *Conditional*: the name is free.
    AddAttribute(Box<Attribute>),
    /// Replaces an attribute by an edited one. *Conditional*: the stored revision is that of the record. It is stored as the next
    /// revision.
    ReplaceAttribute(Box<Attribute>),
    /// Removes the definition of an attribute; values stay on the records of users. *Conditional*: it exists.
    RemoveAttribute {
        /// The tenant.
        tenant: TenantId,
        /// The name.
        name: String,
    },
    /// Adds a scope. *Conditional*: the name is free.
    AddScope(TenantScope),
    /// Replaces a scope by an edited one. *Conditional*: the stored revision is that of the record. It is stored as the next
    /// revision.
    ReplaceScope(TenantScope),
    /// Removes a scope. *Conditional*: it exists.
    RemoveScope {
        /// The tenant.
        tenant: TenantId,
        /// The name.
        name: String,
    },
}
