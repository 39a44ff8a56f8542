//! The values of providers and presets, for reading.

use valetkey_administration::identity_provider::group_mapping_lines;
use valetkey_authorization_server::{record::IdentityProvider, role_map::RoleMap};
use valetkey_pages::{ConsoleFact, ConsoleField as Field, ConsoleWord};
use valetkey_providers::{Deviation, Preset};

use super::{
    super::record::Facts,
    form::{CLAIMS_SET, FIRST_SIGN_IN, SIGN_OUT, pairs, preset_called, word},
};
use crate::{
    identity_provider::{backchannel_logout_uri, callback_path, redirect_uri},
    visit::Visit,
};

fn code(text: &str) -> ConsoleFact {
    ConsoleFact::Codes(vec![text.to_owned()])
}

fn preset_name(name: &str) -> ConsoleFact {
    let known = preset_called(name).map(|preset| preset.display_name.clone());
    ConsoleFact::Text(known.unwrap_or_else(|| name.to_owned()))
}

/// Returns the values that the list shows.
pub(super) fn row(provider: &IdentityProvider) -> Facts {
    vec![
        (Field::Preset, preset_name(&provider.preset)),
        (Field::FirstSignIn, ConsoleFact::Word(word(FIRST_SIGN_IN, provider.first_sign_in))),
    ]
}

/// Returns the values that never change.
pub(super) fn fixed(visit: &Visit<'_>, provider: &IdentityProvider) -> Facts {
    let issuer = &visit.server.issuer;
    vec![
        (Field::Preset, preset_name(&provider.preset)),
        (Field::RedirectUri, code(&redirect_uri(issuer, provider))),
        (Field::LogoutUri, code(&backchannel_logout_uri(issuer, provider))),
    ]
}

/// Returns every value of a provider that is no secret.
pub(super) fn all(visit: &Visit<'_>, provider: &IdentityProvider, map: &RoleMap) -> Facts {
    let secret = match provider.client_secret_sealed {
        Some(_) => ConsoleWord::Stored,
        None => ConsoleWord::NotStored,
    };
    let optional = |text: &Option<String>| ConsoleFact::Text(text.clone().unwrap_or_default());
    let groups = group_mapping_lines(&provider.group_mappings, map);
    let mut facts = fixed(visit, provider);
    facts.extend([
        (Field::ClientId, code(&provider.client_id)),
        (Field::ClientSecret, ConsoleFact::Word(secret)),
        (Field::Variables, ConsoleFact::Codes(pairs(&provider.variables))),
        (Field::DisplayName, optional(&provider.display_name)),
        (Field::ProviderScope, ConsoleFact::Codes(provider.scope.clone())),
        (Field::FirstSignIn, ConsoleFact::Word(word(FIRST_SIGN_IN, provider.first_sign_in))),
        (Field::Domains, ConsoleFact::Codes(provider.domains.clone())),
        (Field::MappedClaims, ConsoleFact::Lines(pairs(&provider.claim_mappings))),
        (Field::ClaimsSet, ConsoleFact::Word(word(CLAIMS_SET, provider.updates_claims))),
        (Field::MappedGroups, ConsoleFact::Lines(groups)),
        (Field::SignOut, ConsoleFact::Word(word(SIGN_OUT, provider.offers_sign_out))),
        (Field::Position, ConsoleFact::Text(provider.position.to_string())),
    ]);
    let rare = [
        (Field::AcceptedTenants, ConsoleFact::Codes(provider.accepted_tenants.clone())),
        (Field::Simulator, optional(&provider.simulator)),
    ];
    let is_set = [!provider.accepted_tenants.is_empty(), provider.simulator.is_some()];
    facts.extend(rare.into_iter().zip(is_set).filter(|(_, is_set)| *is_set).map(|(fact, _)| fact));
    facts
}

/// Returns what is known about a preset, for the form that adds a provider.
pub(super) fn of_preset(visit: &Visit<'_>, preset: &Preset) -> Facts {
    let redirect = visit.server.issuer.join(&callback_path("NAME"));
    let deviations = preset.deviations.iter().map(Deviation::in_words).collect();
    let lists = [
        (Field::PresetScope, ConsoleFact::Codes(preset.authorization.scope.clone())),
        (Field::PresetDeviations, ConsoleFact::Lines(deviations)),
        (Field::PresetNotes, ConsoleFact::Lines(preset.notes.clone())),
    ];
    let is_set = |(_, fact): &(Field, ConsoleFact)| !matches!(fact, ConsoleFact::Codes(texts) | ConsoleFact::Lines(texts) if texts.is_empty());
    let mut facts = vec![
        (Field::Preset, ConsoleFact::Text(preset.display_name.clone())),
        (Field::RedirectUri, code(&redirect)),
    ];
    facts.extend(lists.into_iter().filter(is_set));
    facts
}
