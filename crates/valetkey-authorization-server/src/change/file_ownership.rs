//! Changes of the things that configuration files own.

use crate::record::FileOwnership;

/// A change of the owner of a thing. Conditions as in [`Change`](crate::Change).
#[derive(Clone, Debug)]
pub enum FileOwnershipChange {
    /// Stores the owner of a thing. *Conditional*: the stored revision is that of the record; 0 means that nothing is stored. It is
    /// stored as the next revision.
    Put(FileOwnership),
    /// Removes the owner of a thing. *Conditional*: the stored revision is that of the record.
    Remove(FileOwnership),
}
