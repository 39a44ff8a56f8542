//! Permissions of roles as arguments.

use uuid::Uuid;
use valetkey_administration::permission::Permissions;
use valetkey_authorization_server::{record::Role, role_map::RoleMap};

use crate::{failure::Failure, role_map::group_called};

/// The word for every permission.
const ALL: &str = "all";

/// Reads the permissions of an option. `all` means every permission that this version knows.
///
/// # Errors
/// A usage failure for a word that names none.
pub(super) fn read(option: &str, words: &[String]) -> Result<Permissions, Failure> {
    if words.iter().any(|word| word == ALL) {
        return Ok(Permissions::all());
    }
    Permissions::parse(words).map_err(|error| Failure::usage(format!("{option}: {error}")))
}

/// Returns permissions without those of an option.
///
/// # Errors
/// As [`read`].
pub(super) fn without(option: &str, held: &Permissions, words: &[String]) -> Result<Permissions, Failure> {
    if words.iter().any(|word| word == ALL) {
        return Ok(Permissions::default());
    }
    held.without(words).map_err(|error| Failure::usage(format!("{option}: {error}")))
}

/// Returns the identifier of the group that permissions are limited to. An empty name means no limit.
///
/// # Errors
/// A text for a name that no group has.
pub(super) fn group(name: Option<&str>, map: &RoleMap) -> Result<Option<Uuid>, Failure> {
    match name.filter(|name| !name.is_empty()) {
        Some(name) => Ok(Some(group_called(map, name)?.id)),
        None => Ok(None),
    }
}

/// Returns the name of the group that the permissions of a role are limited to; its identifier if it was removed.
pub(super) fn group_name(role: &Role, map: &RoleMap) -> Option<String> {
    let id = role.limited_to_group?;
    Some(map.group(id).map_or_else(|| id.to_string(), |group| group.name.clone()))
}
