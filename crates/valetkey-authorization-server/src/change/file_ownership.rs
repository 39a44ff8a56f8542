//! Changes of the things that configuration files own.

use valetkey_types::TenantId;

use crate::record::{FileOwnership, OwnedKind};

/// A change of the owner of a thing. Conditions as in [`Change`](crate::Change).
#[derive(Clone, Debug)]
pub enum FileOwnershipChange {
    /// Stores the owner of a thing. *Conditional*: the stored revision is that of the record; 0 means that nothing is stored. It is
    /// stored as the next revision.
    Put(FileOwnership),
    /// Removes the owner of a thing. *Conditional*: there is one.
    Remove {
        /// The tenant.
        tenant: TenantId,
        /// The kind of the thing.
        kind: OwnedKind,
        /// The key of the thing.
        name: String,
    },
}
