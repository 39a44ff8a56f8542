//! The options that map claims and groups of a provider.

use std::{collections::BTreeMap, fs, path::PathBuf};

use clap::{Args, ValueEnum};
use valetkey_administration::identity_provider::{IdentityProviderSettings, split_group_mapping};
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
    let (name, pointer, value) = split_group_mapping(text).ok_or_else(wrong)?;
    let group = group_called(map, name)?;
    Ok(GroupMapping { group: group.id, pointer, value: value.to_owned() })
}
