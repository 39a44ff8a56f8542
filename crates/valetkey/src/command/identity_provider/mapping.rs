//! The options that map claims and groups of a provider.

use std::{collections::BTreeMap, fs, path::PathBuf};

use clap::{Args, ValueEnum};
use valetkey_administration::identity_provider::IdentityProviderSettings;
use valetkey_authorization_server::{record::GroupMapping, role_map::RoleMap};

use crate::{failure::Failure, role_map::group_called};

#[derive(Args)]
pub(super) struct MappingArguments {
    /// Claim that the provider sets: our name, and a JSON pointer into its claims, such as picture=/avatar_url. Repeatable;
    /// replaces all; "" removes them
    #[arg(long = "map-claim", value_name = "CLAIM=POINTER")]
    claims: Vec<String>,
    /// When mapped claims are set: first (where the sign-in adds the user) or each (at each sign-in) [default: first]
    #[arg(long, value_name = "WHEN", value_enum, hide_possible_values = true)]
    set_claims: Option<When>,
    /// Group of the users whom the provider lists: our group, a JSON pointer to its list, and a text of the list, such as
    /// engineering=/groups:eng. A colon in the pointer is written \:. Repeatable; replaces all; "" removes them
    #[arg(long = "map-group", value_name = "GROUP=POINTER:TEXT", conflicts_with = "groups_file")]
    groups: Vec<String>,
    /// The same from a file, one group a line
    #[arg(long = "map-groups-file", value_name = "FILE")]
    groups_file: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum When {
    First,
    Each,
}

impl MappingArguments {
    /// Whether nothing is set.
    pub(super) fn are_empty(&self) -> bool {
        let no_groups = self.groups.is_empty() && self.groups_file.is_none();
        self.claims.is_empty() && self.set_claims.is_none() && no_groups
    }

    /// Sets what the arguments name.
    ///
    /// # Errors
    /// A text that names the option, what was expected and what came.
    pub(super) fn set(&self, settings: &mut IdentityProviderSettings, map: &RoleMap) -> Result<(), Failure> {
        if !self.claims.is_empty() {
            let given = self.claims.iter().filter(|text| !text.is_empty());
            settings.claim_mappings = given.map(|text| claim(text)).collect::<Result<BTreeMap<_, _>, _>>()?;
        }
        if let Some(when) = self.set_claims {
            settings.updates_claims = matches!(when, When::Each);
        }
        let lines = match &self.groups_file {
            Some(path) => read_lines(path)?,
            None if self.groups.is_empty() => return Ok(()),
            None => self.groups.iter().filter(|text| !text.is_empty()).cloned().collect(),
        };
        settings.group_mappings = lines.iter().map(|line| group(line, map)).collect::<Result<_, _>>()?;
        Ok(())
    }
}

/// Returns the mappings of groups as the option takes them.
pub(super) fn group_mappings(mappings: &[GroupMapping], map: &RoleMap) -> Vec<String> {
    let shown = |mapping: &GroupMapping| {
        let name = map.group(mapping.group).map_or("(a removed group)", |group| group.name.as_str());
        format!("{name}={}:{}", mapping.pointer.replace(':', "\\:"), mapping.value)
    };
    mappings.iter().map(shown).collect()
}

fn read_lines(path: &PathBuf) -> Result<Vec<String>, Failure> {
    let text = fs::read_to_string(path).map_err(|error| {
        Failure::failed(format!("--map-groups-file: {} can't be read: {error}", path.display()))
    })?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(lines.map(str::to_owned).collect())
}

fn claim(text: &str) -> Result<(String, String), Failure> {
    let (claim, pointer) = text.split_once('=').ok_or_else(|| {
        Failure::usage(format!(
            "--map-claim: expected CLAIM=POINTER, such as picture=/avatar_url, got {text:?}"
        ))
    })?;
    Ok((claim.to_owned(), pointer.to_owned()))
}

fn group(text: &str, map: &RoleMap) -> Result<GroupMapping, Failure> {
    let wrong = || {
        let expected = "expected GROUP=POINTER:TEXT, such as engineering=/groups:eng";
        Failure::usage(format!("--map-group: {expected}, got {text:?}"))
    };
    let (name, rest) = text.split_once("=/").ok_or_else(wrong)?;
    let (pointer, value) = split_pointer(rest).ok_or_else(wrong)?;
    let group = group_called(map, name)?;
    Ok(GroupMapping { group: group.id, pointer: format!("/{pointer}"), value: value.to_owned() })
}

/// Splits at the first colon without a backslash before it.
fn split_pointer(text: &str) -> Option<(String, &str)> {
    let colon = text.match_indices(':').find(|(place, _)| !text[..*place].ends_with('\\'));
    let (place, _) = colon?;
    Some((text[..place].replace("\\:", ":"), &text[place + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_ends_at_the_first_colon_that_is_not_escaped() {
        let split = |text| split_pointer(text).map(|(pointer, value)| (pointer, value.to_owned()));
        for (text, pointer, value) in [
            ("groups:eng", "groups", "eng"),
            ("groups:/eng/team", "groups", "/eng/team"),
            ("groups:urn:x:eng", "groups", "urn:x:eng"),
            ("https\\:~1~1acme.example~1roles:admin", "https:~1~1acme.example~1roles", "admin"),
            ("realm_access/roles:a", "realm_access/roles", "a"),
        ] {
            assert_eq!(split(text), Some((pointer.to_owned(), value.to_owned())), "{text}");
        }
        assert_eq!(split("groups"), None);
        assert_eq!(split("groups\\:eng"), None);
    }
}
