//! The collection of all presets by name.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::built_in::BUILT_IN;
use crate::nearest::nearest;
use crate::{CatalogueError, Preset, PresetError, Provider, ProviderError, REFUSED};

/// Presets by name: the built-in presets and those of your own files.
#[derive(Clone, Debug, Default)]
pub struct Catalogue(BTreeMap<String, Preset>);

/// A file with several presets.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    preset: Vec<Preset>,
}

/// Returns the built-in provider with this name, with these values for its variables.
///
/// # Errors
/// [`ProviderError`], with similar names or the missing values.
pub fn provider(name: &str, variables: &[(&str, &str)]) -> Result<Provider, ProviderError> {
    Ok(Catalogue::built_in()?.get(name)?.resolve(variables)?)
}

impl Catalogue {
    /// Returns the presets of this crate.
    ///
    /// # Errors
    /// [`PresetError`] if one of them is broken. The tests of this crate check that none is.
    pub fn built_in() -> Result<Self, PresetError> {
        let mut catalogue = Self::default();
        for text in BUILT_IN {
            let preset = Preset::parse(text)?;
            catalogue.0.insert(preset.name.clone(), preset);
        }
        Ok(catalogue)
    }

    /// Adds the presets of a file: one preset, or several under `[[preset]]`. A preset replaces an existing one with the same
    /// name, so you can follow a change of a provider without a new release.
    ///
    /// # Errors
    /// [`PresetError`]. The catalogue is then unchanged.
    pub fn with_file(mut self, text: &str) -> Result<Self, PresetError> {
        let toml_error = |error: toml::de::Error| PresetError::Toml(error.to_string());
        let table: toml::Table = toml::from_str(text).map_err(toml_error)?;
        let presets = if table.contains_key("preset") {
            toml::from_str::<File>(text).map_err(toml_error)?.preset
        } else {
            vec![toml::from_str(text).map_err(toml_error)?]
        };
        let mut fresh = BTreeMap::new();
        for preset in presets {
            preset.check()?;
            let name = preset.name.clone();
            if fresh.insert(name.clone(), preset).is_some() {
                return Err(PresetError::Duplicate(name));
            }
        }
        self.0.extend(fresh);
        Ok(self)
    }

    /// Returns the preset with this name.
    ///
    /// # Errors
    /// [`CatalogueError::Refused`] for a provider that can't be supported, otherwise [`CatalogueError::Unknown`] with similar
    /// names.
    pub fn get(&self, name: &str) -> Result<&Preset, CatalogueError> {
        if let Some(preset) = self.0.get(name) {
            return Ok(preset);
        }
        if let Some(refusal) = REFUSED.iter().find(|refusal| refusal.name.eq_ignore_ascii_case(name)) {
            return Err(CatalogueError::Refused { name: name.to_owned(), reason: refusal.reason });
        }
        let nearest = nearest(name, self.0.keys().map(String::as_str));
        Err(CatalogueError::Unknown { name: name.chars().take(100).collect(), nearest })
    }

    /// Returns all presets, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = &Preset> {
        self.0.values()
    }
}

impl Preset {
    /// Reads and checks one preset.
    ///
    /// # Errors
    /// [`PresetError`] with the field and the rule.
    pub fn parse(text: &str) -> Result<Self, PresetError> {
        let preset: Self = toml::from_str(text).map_err(|error| PresetError::Toml(error.to_string()))?;
        preset.check()?;
        Ok(preset)
    }
}
