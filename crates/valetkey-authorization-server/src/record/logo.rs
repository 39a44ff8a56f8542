//! A logo that an operator gave.

use valetkey_types::{TenantId, Timestamp, Unknown};

use crate::branding::LogoId;

/// An image of a tenant or of a client. It never changes: another image has another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Its name, with its format.
    pub id: LogoId,
    /// The image, as it was given.
    pub image: Vec<u8>,
    /// When it was added.
    pub added_at: Timestamp,
    /// Values that a newer version stored. Storage keeps them.
    pub unknown: Unknown,
}
