//! Changes of the audit chain.

use valetkey_types::TenantId;

use crate::record::AuditBlock;

/// One change of the audit chain. Conditions as in [`Change`](crate::Change).
#[derive(Clone, Debug)]
pub enum AuditChange {
    /// Appends a block. *Conditional*: its number is free. So of two nodes only one appends a block.
    Append(Box<AuditBlock>),
    /// Removes an expired block. Does nothing if the block is unknown.
    Remove {
        /// The tenant.
        tenant: TenantId,
        /// The number of the block.
        number: u32,
    },
}
