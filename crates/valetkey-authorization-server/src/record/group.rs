//! Groups of users.

use uuid::Uuid;
use valetkey_types::{TenantId, Timestamp, Unknown};

/// A group of users. Its members are members of the groups above it too. The identifier is never reused.
///
/// Which users are members stands on the records of the users.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// Its identifier.
    pub id: Uuid,
    /// Its name: unique in the tenant without regard to ASCII case.
    pub name: String,
    /// The group above it.
    pub parent: Option<Uuid>,
    /// A sentence for administrators.
    pub description: Option<String>,
    /// The roles that every member has through it. Identifiers of removed roles may remain; they count nothing.
    pub roles: Vec<Uuid>,
    /// When it was added.
    pub created_at: Timestamp,
    /// The stored revision that this record was read at; 0 for a record that is not stored yet. Storage sets it.
    pub revision: u64,
    /// Values that a newer version stored. Storage keeps them.
    pub unknown: Unknown,
}
