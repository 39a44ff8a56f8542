//! Changes of the audit chain.

use valetkey_types::TenantId;

use crate::record::AuditBlock;

/// One change of the audit chain. Conditions as in [`Change`](crate::Change).
#[derive(Clone, Debug)]
pub enum AuditChange {
    /// Appends a block. *Conditional*: its number is free, so of two nodes one appends, and the other looks again.
    Append(Box<AuditBlock>),
    /// Removes a block whose time is over; nothing happens if it is unknown.
    Remove {
        /// The tenant.
        tenant: TenantId,
        /// The number of the block.
        number: u32,
    },
}
