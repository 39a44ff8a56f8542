//! An account at a provider that a user signs in with.

use valetkey_types::{TenantId, Timestamp, Unknown, UserId};

/// An account at a provider, linked to a user. Issuer and subject identify it; name and address are for display only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedAccount {
    /// The tenant it belongs to.
    pub tenant: TenantId,
    /// The issuer of the account.
    pub issuer: String,
    /// The account, within the issuer.
    pub subject: String,
    /// The user it is linked to.
    pub user_id: UserId,
    /// The name of the provider it last signed in with.
    pub provider: String,
    /// The latest name of the account at the provider: a username, an address or a name.
    pub label: Option<String>,
    /// When it was linked.
    pub linked_at: Timestamp,
    /// When it last signed in.
    pub last_used_at: Option<Timestamp>,
    /// The stored revision that this record was read at; 0 for a record that is not stored yet. Storage sets it.
    pub revision: u64,
    /// Values that a newer version stored. Storage keeps them.
    pub unknown: Unknown,
}
