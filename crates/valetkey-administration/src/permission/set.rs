//! Sets of permissions.

use std::{collections::BTreeSet, fmt};

use valetkey_types::Scope;

use super::{Permission, UnknownPermission};

/// The scope token of every permission. Each other token is this one, a colon and the permission.
const SCOPE: &str = "admin";

/// A set of permissions. A set that is read from words has `users:read` if it has `users:write`, because an administrator who changes a
/// record sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permissions(BTreeSet<Permission>);

impl Permissions {
    /// Returns every permission.
    pub fn all() -> Self {
        Permission::all().collect()
    }

    /// Reads the words of a role. A word that this version does not know permits nothing.
    pub fn of_words(words: &[String]) -> Self {
        Self::closed(words.iter().filter_map(|word| word.parse().ok()))
    }

    /// Reads the words of an input.
    ///
    /// # Errors
    /// [`UnknownPermission`] for a word that names none.
    pub fn parse(words: &[String]) -> Result<Self, UnknownPermission> {
        let permissions = words.iter().map(|word| word.parse()).collect::<Result<Vec<_>, _>>()?;
        Ok(Self::closed(permissions))
    }

    /// Returns the permissions that a scope opens: `admin` opens all, `admin:users:read` opens `users:read`.
    pub fn of_scope(scope: &Scope) -> Self {
        if scope.contains(SCOPE) {
            return Self::all();
        }
        let words = scope.tokens().filter_map(|token| token.strip_prefix(SCOPE)?.strip_prefix(':'));
        Self::closed(words.filter_map(|word| word.parse().ok()))
    }

    /// Adds the permission to read for each permission to write.
    fn closed(permissions: impl IntoIterator<Item = Permission>) -> Self {
        let with_read = |permission: Permission| [permission, Permission::read(permission.area)];
        permissions.into_iter().flat_map(with_read).collect()
    }

    /// Returns the scope token that opens a permission.
    pub fn scope_of(permission: Permission) -> String {
        format!("{SCOPE}:{permission}")
    }

    /// Returns the words, sorted.
    pub fn words(&self) -> Vec<String> {
        self.0.iter().map(Permission::to_string).collect()
    }

    /// Returns whether the set has a permission.
    pub fn contains(&self, permission: Permission) -> bool {
        self.0.contains(&permission)
    }

    /// Returns whether the set is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the permissions.
    pub fn iter(&self) -> impl Iterator<Item = Permission> {
        self.0.iter().copied()
    }

    /// Returns the set without the permissions that these words name. Without `users:read`, `users:write` is removed too.
    ///
    /// # Errors
    /// [`UnknownPermission`] for a word that names none.
    pub fn without(&self, words: &[String]) -> Result<Self, UnknownPermission> {
        let removed = words.iter().map(|word| word.parse()).collect::<Result<Vec<Permission>, _>>()?;
        let stays = |permission: &Permission| {
            !removed.contains(permission) && !removed.contains(&Permission::read(permission.area))
        };
        Ok(self.iter().filter(stays).collect())
    }

    /// Returns the permissions of both sets.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        self.iter().chain(other.iter()).collect()
    }

    /// Returns the permissions that are in both sets.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        self.iter().filter(|permission| other.contains(*permission)).collect()
    }

    /// Returns the permissions that the other set lacks.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        self.iter().filter(|permission| !other.contains(*permission)).collect()
    }
}

impl FromIterator<Permission> for Permissions {
    fn from_iter<I: IntoIterator<Item = Permission>>(permissions: I) -> Self {
        Self(permissions.into_iter().collect())
    }
}

impl fmt::Display for Permissions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.words().join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_scope(text: &str) -> Permissions {
        Permissions::of_scope(&text.parse().unwrap())
    }

    #[test]
    fn a_scope_opens_what_it_names_and_nothing_else() {
        assert_eq!(of_scope("openid admin"), Permissions::all());
        let named = of_scope("openid admin:users:read admin:keys:write");
        assert_eq!(named.words(), ["users:read", "keys:read", "keys:write"], "keys:write includes keys:read");
        for nothing in [
            "",
            "openid",
            "administrator",
            "admin:",
            "admin:users",
            "admin:*",
            "users:read",
            "admin.users:read",
            "Admin",
            "admin:users:read:all",
        ] {
            assert!(of_scope(nothing).is_empty(), "{nothing}");
        }
    }

    #[test]
    fn a_word_of_a_newer_version_permits_nothing_and_is_refused_as_input() {
        let words = ["users:read".to_owned(), "flows:read".to_owned()];
        assert_eq!(Permissions::of_words(&words).words(), ["users:read"]);
        assert!(Permissions::parse(&words).is_err());
    }
}
