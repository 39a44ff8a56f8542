//! The permissions of administrators.
//!
//! The policy is closed: an action that no permission names is refused. The permission to write includes the permission to read, because
//! an administrator who changes a record sees it.

mod administrator;
mod checks;
mod set;

use std::{fmt, str::FromStr};

pub use administrator::{Administrator, Authority};
pub use checks::NotPermitted;
pub use set::Permissions;

/// The name of the role with every permission that the set-up adds.
pub const ADMINISTRATOR_ROLE: &str = "administrator";

/// Defines an enum of words, with a list of all of them.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$says:meta])* $variant:ident $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$says])* $variant,)+
        }

        impl $name {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Returns the word.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(self.as_str())
            }
        }
    };
}

words! {
    /// A kind of record that administrators read and write.
    Area {
        /// Users, with their sessions, factors and access.
        Users "users",
        /// Groups and their members.
        Groups "groups",
        /// Roles and their holders.
        Roles "roles",
        /// Clients.
        Clients "clients",
        /// Scopes.
        Scopes "scopes",
        /// Attributes of users.
        Attributes "attributes",
        /// Identity providers.
        Providers "providers",
        /// The settings of the tenant.
        Tenant "tenant",
        /// Signing keys.
        Keys "keys",
        /// The audit trail, and the webhooks that get its events.
        Events "events",
        /// Other tenants.
        Tenants "tenants",
    }
}

words! {
    /// An action on records.
    Verb {
        /// Read them.
        Read "read",
        /// Add, change and remove them.
        Write "write",
    }
}

/// The permission for an action on a kind of record, written as `users:read`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Permission {
    /// The kind of record.
    pub area: Area,
    /// The action.
    pub verb: Verb,
}

impl Permission {
    /// Returns the permission to read records.
    pub const fn read(area: Area) -> Self {
        Self { area, verb: Verb::Read }
    }

    /// Returns the permission to write records.
    pub const fn write(area: Area) -> Self {
        Self { area, verb: Verb::Write }
    }

    /// Returns every permission.
    pub fn all() -> impl Iterator<Item = Self> {
        Area::ALL.iter().flat_map(|area| Verb::ALL.iter().map(|verb| Self { area: *area, verb: *verb }))
    }

    /// Returns whether a role can limit it to the members of a group. Only users are members of groups.
    pub fn can_be_limited(self) -> bool {
        self.area == Area::Users
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.area, self.verb)
    }
}

/// A text that names no permission.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected an area and read or write, such as users:read, got {0:?}; the areas are {areas}", areas = words_of(Area::ALL))]
pub struct UnknownPermission(String);

impl FromStr for Permission {
    type Err = UnknownPermission;

    fn from_str(text: &str) -> Result<Self, UnknownPermission> {
        let known = Self::all().find(|permission| permission.to_string() == text);
        known.ok_or_else(|| UnknownPermission(text.chars().take(120).collect()))
    }
}

fn words_of(areas: &[Area]) -> String {
    areas.iter().map(|area| area.as_str()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_permission_reads_back_and_other_texts_are_refused() {
        for permission in Permission::all() {
            assert_eq!(permission.to_string().parse(), Ok(permission));
        }
        assert_eq!(Permission::all().count(), Area::ALL.len() * 2);
        for wrong in
            ["", "users", "users:", "users:delete", "Users:read", "users:read ", "user:read", "*:read", "*"]
        {
            let refused = wrong.parse::<Permission>().unwrap_err().to_string();
            assert!(refused.contains("such as users:read, got") && refused.contains("clients"), "{refused}");
        }
    }
}
