//! The form that adds or edits a provider.

use std::collections::BTreeMap;

use valetkey_administration::{
    InvalidField,
    identity_provider::{IdentityProviderSettings, group_mapping_lines, split_group_mapping},
};
use valetkey_authorization_server::{
    record::{FirstSignIn, GroupMapping, IdentityProvider},
    role_map::RoleMap,
};
use valetkey_pages::{ConsoleField as Field, ConsoleInput, ConsoleWord};
use valetkey_providers::{Deviation, Preset};
use valetkey_types::Secret;

use super::super::record::Values;
use crate::identity_provider::catalogue;

pub(super) const FIRST_SIGN_IN: [(ConsoleWord, FirstSignIn); 3] = [
    (ConsoleWord::Link, FirstSignIn::Link),
    (ConsoleWord::Create, FirstSignIn::Create),
    (ConsoleWord::Refuse, FirstSignIn::Refuse),
];
pub(super) const CLAIMS_SET: [(ConsoleWord, bool); 2] =
    [(ConsoleWord::First, false), (ConsoleWord::Each, true)];
pub(super) const SIGN_OUT: [(ConsoleWord, bool); 2] =
    [(ConsoleWord::Here, false), (ConsoleWord::Offer, true)];

/// Returns the word that stands for a value.
pub(super) fn word<T: Copy + PartialEq, const N: usize>(
    words: [(ConsoleWord, T); N],
    value: T,
) -> ConsoleWord {
    let found = words.into_iter().find(|(_, known)| *known == value);
    found.map_or(words[0].0, |(word, _)| word)
}

fn choice<T: Copy + PartialEq, const N: usize>(
    field: Field,
    words: [(ConsoleWord, T); N],
    value: T,
) -> ConsoleInput {
    ConsoleInput::choice(field, &words.map(|(word, _)| word), word(words, value).value())
}

/// Returns the preset of a provider.
pub(super) fn preset_called(name: &str) -> Option<&'static Preset> {
    catalogue().ok()?.get(name).ok()
}

/// Returns lines such as `name=value`.
pub(super) fn pairs(values: &BTreeMap<String, String>) -> Vec<String> {
    values.iter().map(|(name, value)| format!("{name}={value}")).collect()
}

fn has_tenants(preset: &Preset) -> bool {
    preset.deviations.iter().any(|one| matches!(one, Deviation::IssuerTemplate { .. }))
}

fn blank(preset: &str) -> IdentityProviderSettings {
    IdentityProviderSettings {
        preset: preset.to_owned(),
        variables: BTreeMap::new(),
        accepted_tenants: Vec::new(),
        simulator: None,
        display_name: None,
        client_id: String::new(),
        scope: Vec::new(),
        first_sign_in: FirstSignIn::default(),
        domains: Vec::new(),
        claim_mappings: BTreeMap::new(),
        updates_claims: false,
        group_mappings: Vec::new(),
        offers_sign_out: false,
        position: 0,
        disabled: false,
    }
}

/// Returns the form for a new provider.
pub(super) fn new_inputs(preset: &Preset) -> Vec<ConsoleInput> {
    let mut inputs = vec![
        ConsoleInput::hidden(Field::Preset, &preset.name),
        ConsoleInput::token(Field::ProviderName, &preset.name).required(),
    ];
    inputs.extend(credentials(&blank(&preset.name), Field::ClientSecret));
    inputs.extend(variables(preset, &BTreeMap::new()));
    inputs.extend(rules(Some(preset), &blank(&preset.name), &[]));
    inputs
}

/// Returns the form for a stored provider.
pub(super) fn inputs(provider: &IdentityProvider, map: &RoleMap) -> Vec<ConsoleInput> {
    let settings = IdentityProviderSettings::from(provider);
    let preset = preset_called(&provider.preset);
    let mut inputs: Vec<ConsoleInput> = credentials(&settings, Field::NewClientSecret).into();
    inputs.extend(preset.iter().flat_map(|preset| variables(preset, &settings.variables)));
    inputs.extend(rules(preset, &settings, &group_mapping_lines(&settings.group_mappings, map)));
    inputs.push(ConsoleInput::checkbox(Field::Disabled, settings.disabled));
    inputs
}

fn credentials(settings: &IdentityProviderSettings, secret: Field) -> [ConsoleInput; 2] {
    [ConsoleInput::token(Field::ClientId, &settings.client_id).required(), ConsoleInput::secret(secret)]
}

/// Returns an input for each value that a preset asks for.
fn variables(preset: &Preset, values: &BTreeMap<String, String>) -> Vec<ConsoleInput> {
    let input = |(name, variable): (&String, &valetkey_providers::Variable)| {
        let value = values.get(name).map(String::as_str).unwrap_or_default();
        let description = match &variable.default {
            Some(default) => format!("{} ({default})", variable.description),
            None => variable.description.clone(),
        };
        let input = ConsoleInput::variable(name, &description, value);
        if variable.default.is_none() { input.required() } else { input }
    };
    preset.variables.iter().map(input).collect()
}

fn rules(
    preset: Option<&Preset>,
    settings: &IdentityProviderSettings,
    groups: &[String],
) -> Vec<ConsoleInput> {
    let mut rules = vec![
        ConsoleInput::text(Field::DisplayName, settings.display_name.as_deref().unwrap_or_default()),
        ConsoleInput::token(Field::ProviderScope, &settings.scope.join(" ")),
        choice(Field::FirstSignIn, FIRST_SIGN_IN, settings.first_sign_in),
        ConsoleInput::lines(Field::Domains, &settings.domains),
    ];
    if preset.is_some_and(has_tenants) {
        rules.push(ConsoleInput::lines(Field::AcceptedTenants, &settings.accepted_tenants));
    }
    rules.extend([
        ConsoleInput::lines(Field::MappedClaims, &pairs(&settings.claim_mappings)),
        choice(Field::ClaimsSet, CLAIMS_SET, settings.updates_claims),
        ConsoleInput::lines(Field::MappedGroups, groups),
        choice(Field::SignOut, SIGN_OUT, settings.offers_sign_out),
        ConsoleInput::token(Field::Position, &settings.position.to_string()),
    ]);
    rules
}

/// Reads the form for a new provider.
pub(super) fn read_new(
    values: &Values<'_>,
    map: &RoleMap,
) -> Result<(String, IdentityProviderSettings, Option<Secret>), InvalidField> {
    let mut settings = blank(values.text(Field::Preset));
    apply(values, &mut settings, map)?;
    Ok((values.text(Field::ProviderName).to_owned(), settings, secret(values)?))
}

/// Returns the typed client secret; `None` if nothing was typed, which keeps a stored one.
pub(super) fn secret(values: &Values<'_>) -> Result<Option<Secret>, InvalidField> {
    let text = values.text(Field::ClientSecret);
    if text.chars().any(char::is_control) {
        return Err(InvalidField::new("client_secret", "a secret of one line", "another text"));
    }
    Ok((!text.is_empty()).then(|| Secret::new(text)))
}

/// Sets the values in the settings of a provider.
pub(super) fn apply(
    values: &Values<'_>,
    settings: &mut IdentityProviderSettings,
    map: &RoleMap,
) -> Result<(), InvalidField> {
    let preset = preset_called(&settings.preset);
    if let Some(preset) = preset {
        let value = |name: &String| Some((name.clone(), values.variable(name)?));
        settings.variables = preset.variables.keys().filter_map(value).collect();
    }
    if preset.is_some_and(has_tenants) {
        settings.accepted_tenants = values.lines(Field::AcceptedTenants);
    }
    values.text(Field::ClientId).clone_into(&mut settings.client_id);
    settings.display_name = values.optional(Field::DisplayName);
    settings.scope = values.text(Field::ProviderScope).split_whitespace().map(str::to_owned).collect();
    settings.first_sign_in = values.one_of(Field::FirstSignIn, &FIRST_SIGN_IN)?;
    settings.domains = values.lines(Field::Domains);
    settings.claim_mappings = values.pairs(Field::MappedClaims, "picture=/avatar_url")?;
    settings.updates_claims = values.one_of(Field::ClaimsSet, &CLAIMS_SET)?;
    let groups = values.lines(Field::MappedGroups);
    settings.group_mappings = groups.iter().map(|line| group(line, map)).collect::<Result<_, _>>()?;
    settings.offers_sign_out = values.one_of(Field::SignOut, &SIGN_OUT)?;
    settings.position = position(values)?;
    settings.disabled = values.is_checked(Field::Disabled.name());
    Ok(())
}

fn position(values: &Values<'_>) -> Result<u32, InvalidField> {
    let text = values.text(Field::Position);
    let wrong = || InvalidField::new(Field::Position.name(), "a number from 0", format!("{text:?}"));
    if text.is_empty() { Ok(0) } else { text.parse().map_err(|_| wrong()) }
}

fn group(line: &str, map: &RoleMap) -> Result<GroupMapping, InvalidField> {
    let wrong = |expected| InvalidField::new(Field::MappedGroups.name(), expected, format!("{line:?}"));
    let (name, pointer, value) =
        split_group_mapping(line).ok_or_else(|| wrong("lines such as engineering=/groups:eng"))?;
    let group = map.group_called(name).ok_or_else(|| wrong("the name of a group before the ="))?;
    Ok(GroupMapping { group: group.id, pointer, value: value.to_owned() })
}
