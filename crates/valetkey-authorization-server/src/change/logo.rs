//! Changes of logos.

use valetkey_types::TenantId;

use crate::{branding::LogoId, record::Logo};

/// One change of the logos of a tenant. Conditions as in [`Change`](crate::Change).
#[derive(Clone, Debug)]
pub enum LogoChange {
    /// Stores a logo. *Conditional*: the name is free.
    Store(Box<Logo>),
    /// Removes a logo that no page shows any more.
    Remove {
        /// The tenant.
        tenant: TenantId,
        /// The logo.
        id: LogoId,
    },
}
