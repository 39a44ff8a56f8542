//! Changes of trusted devices.

use valetkey_types::{TenantId, Timestamp, UserId};

use crate::record::TrustedDevice;

/// One change of the trusted devices of a user. Conditions as in [`Change`](crate::Change).
#[derive(Clone, Debug)]
pub enum TrustedDeviceChange {
    /// Stores a device that a user trusts. *Conditional*: the user does not trust it yet.
    Store(Box<TrustedDevice>),
    /// Records a sign-in with a trusted device. *Conditional*: the device is stored, so a device that was removed meanwhile does not
    /// count.
    Use {
        /// The tenant.
        tenant: TenantId,
        /// The user.
        user_id: UserId,
        /// The device.
        id: String,
        /// The time of the sign-in.
        at: Timestamp,
    },
    /// Removes a trusted device; nothing happens if it is unknown.
    Remove {
        /// The tenant.
        tenant: TenantId,
        /// The user.
        user_id: UserId,
        /// The device.
        id: String,
    },
    /// Removes every trusted device of a user.
    RemoveAll {
        /// The tenant.
        tenant: TenantId,
        /// The user.
        user_id: UserId,
    },
}
