//! Changes of what a user uploaded, and of what stays of a user who is deleted.

use valetkey_types::{TenantId, UserId};

use crate::record::{Event, Picture};

/// A change of the picture of a user.
#[derive(Clone, Debug)]
pub enum PictureChange {
    /// Stores a picture. *Conditional*: the name is free.
    Store(Box<Picture>),
    /// Removes every picture of a user.
    RemoveOfUser {
        /// The tenant.
        tenant: TenantId,
        /// The user.
        user_id: UserId,
    },
}

/// A change of what stays of a user who is deleted.
#[derive(Clone, Debug)]
pub enum RemainsChange {
    /// Writes an event over the stored one, without what it says about a person, see [`Event::anonymous`]. Nothing happens if it is
    /// gone.
    AnonymiseEvent(Event),
    /// Removes every grant of a user, revoked ones included.
    RemoveGrants {
        /// The tenant.
        tenant: TenantId,
        /// The user.
        user_id: UserId,
    },
}
