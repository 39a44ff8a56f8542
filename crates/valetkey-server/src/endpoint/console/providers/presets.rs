//! The choice of the preset, before the form for a new provider.

use axum::response::Response;
use valetkey_pages::{ConsolePreset, ConsolePresetsPage, ConsoleSection, ErrorKind, NamedLink};
use valetkey_providers::{Preset, REFUSED};
use valetkey_types::{RawParams, encode_form};

use super::super::{access::Entered, answer::Stop, menu_below, path, show};
use crate::{
    identity_provider::{catalogue, takes_stored_secret},
    visit::Visit,
};

/// The parameter with the name of the preset.
const PRESET: &str = "preset";

/// Returns the preset that a request chose, if it can be added.
pub(super) fn chosen(params: &RawParams) -> Option<&'static Preset> {
    let preset = catalogue().ok()?.get(params.get(PRESET)?).ok()?;
    takes_stored_secret(preset).then_some(preset)
}

/// Returns the page with all presets if the request chose none.
pub(super) fn choose(
    visit: &Visit<'_>,
    entered: &Entered,
    params: &RawParams,
) -> Result<Option<Response>, Stop> {
    if chosen(params).is_some() {
        return Ok(None);
    }
    let catalogue = catalogue().map_err(|_| ErrorKind::ServerError)?;
    let (offered, signed): (Vec<_>, Vec<_>) = catalogue.iter().partition(|one| takes_stored_secret(one));
    let mut presets: Vec<ConsolePreset> = offered.into_iter().map(|preset| entry(visit, preset)).collect();
    presets.sort_by_key(|entry| entry.preset.name.to_lowercase());
    let signed = signed.into_iter().map(|preset| {
        (preset.display_name.clone(), "it takes signed secrets only, which are not supported yet".to_owned())
    });
    let refused = REFUSED.iter().map(|one| (one.display_name.to_owned(), one.reason.to_owned()));
    let page = ConsolePresetsPage {
        menu: menu_below(visit, entered, ConsoleSection::Providers, None)?,
        presets,
        refused: signed.chain(refused).collect(),
        back_uri: visit.server.path(path::PROVIDERS),
        command: "valetkey provider list".to_owned(),
    };
    Ok(Some(show(visit, &page)))
}

fn entry(visit: &Visit<'_>, preset: &Preset) -> ConsolePreset {
    let new = visit.server.path(path::NEW_PROVIDER);
    ConsolePreset {
        preset: NamedLink {
            name: preset.display_name.clone(),
            uri: format!("{new}?{}", encode_form([(PRESET, preset.name.as_str())])),
        },
        asks_for: preset.required_variables().map(|(name, _)| name.to_owned()).collect(),
    }
}
