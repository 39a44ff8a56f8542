//! Changes of attributes and scopes.

use valetkey_types::TenantId;

use crate::record::{Attribute, TenantScope};

/// A change of an attribute or scope. It stands in a list with the next state of its tenant, so that nobody decides on definitions
/// that changed meanwhile, and servers see that they have to read them again.
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
