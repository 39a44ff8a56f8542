//! Changes of the pictures of users, and of records that remain after a user is deleted.

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

/// A change of records that remain after a user is deleted.
#[derive(Clone, Debug)]
pub enum RemainsChange {
    /// Replaces a stored event by the same one without personal values, see [`Event::anonymous`]. Nothing happens if the event was
    /// removed.
    AnonymiseEvent(Event),
    /// Removes every grant of a user, revoked ones included.
    RemoveGrants {
        /// The tenant.
        tenant: TenantId,
        /// The user.
        user_id: UserId,
    },
}
