//! `[branding]`: the look of the default tenant.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use valetkey_authorization_server::{
    branding::{Branding, Colour, LARGEST_LOGO, LogoId, check_branding, check_logo},
    record::Logo,
};
use valetkey_types::{TenantId, Timestamp, Unknown};

use super::check::{ConfigurationProblem, problem};
use crate::ConfiguredBrand;

/// `[branding]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BrandingSettings {
    /// The name at the top of each page and in its title. Default: the host of the issuer.
    pub name: Option<String>,
    /// A file with the logo, in place of the name: PNG, SVG or WebP, at most 64 KiB.
    pub logo: Option<PathBuf>,
    /// A file with the logo for dark pages.
    pub logo_dark: Option<PathBuf>,
    /// The colour of buttons and links, such as `"#0e5a58"`.
    pub accent: Option<String>,
    /// The same on dark pages. Default: the nearest readable colour.
    pub accent_dark: Option<String>,
    /// The colour around the card.
    pub background: Option<String>,
    /// The same on dark pages. Default: the neutral one.
    pub background_dark: Option<String>,
    /// The radius of corners in pixels, 0 to 32.
    pub corner_radius: Option<u8>,
    /// Where users get help: an https or a mailto address.
    pub support_uri: Option<String>,
    /// The privacy policy.
    pub privacy_uri: Option<String>,
    /// The terms of service.
    pub terms_uri: Option<String>,
}

impl BrandingSettings {
    /// Returns the look without the logos, checked.
    ///
    /// # Errors
    /// The problem of the first value that is wrong.
    pub(super) fn look(&self) -> Result<Branding, ConfigurationProblem> {
        let branding = Branding {
            name: self.name.clone(),
            logo: None,
            logo_dark: None,
            accent: colour("accent", self.accent.as_deref())?,
            accent_dark: colour("accent_dark", self.accent_dark.as_deref())?,
            background: colour("background", self.background.as_deref())?,
            background_dark: colour("background_dark", self.background_dark.as_deref())?,
            corner_radius: self.corner_radius,
            support_uri: self.support_uri.clone(),
            privacy_uri: self.privacy_uri.clone(),
            terms_uri: self.terms_uri.clone(),
        };
        if self.logo_dark.is_some() && self.logo.is_none() {
            return Err(problem("branding.logo_dark", "logo beside it", "a value for dark pages alone"));
        }
        match check_branding(&branding) {
            Ok(()) => Ok(branding),
            Err(error) => Err(problem(&format!("branding.{}", error.field), &error.expected, &error.got)),
        }
    }

    /// Reads the logos and returns the look.
    ///
    /// # Errors
    /// The problem of the first value, or file, that is wrong.
    pub(super) fn brand(&self) -> Result<ConfiguredBrand, ConfigurationProblem> {
        let mut brand = ConfiguredBrand { branding: self.look()?, logos: Vec::new() };
        let mut add = |key: &str, file: &Option<PathBuf>| -> Result<Option<LogoId>, ConfigurationProblem> {
            let Some(file) = file else { return Ok(None) };
            let logo = read_logo(key, file)?;
            let id = logo.id.clone();
            brand.logos.push(logo);
            Ok(Some(id))
        };
        let (logo, logo_dark) =
            (add("branding.logo", &self.logo)?, add("branding.logo_dark", &self.logo_dark)?);
        (brand.branding.logo, brand.branding.logo_dark) = (logo, logo_dark);
        Ok(brand)
    }
}

fn colour(key: &str, text: Option<&str>) -> Result<Option<Colour>, ConfigurationProblem> {
    let parsed = text.map(str::parse::<Colour>).transpose();
    parsed.map_err(|_| {
        let expected = "a colour of six hexadecimal digits such as #0e5a58";
        problem(&format!("branding.{key}"), expected, text.unwrap_or_default())
    })
}

fn read_logo(key: &str, file: &Path) -> Result<Logo, ConfigurationProblem> {
    let shown = file.display();
    let wrong = |expected: &str, got: String| problem(key, expected, got);
    let metadata = std::fs::metadata(file)
        .map_err(|error| wrong("a file that can be read", format!("{shown} ({error})")))?;
    let expected = format!("a file of at most {LARGEST_LOGO} bytes");
    if !metadata.is_file() || metadata.len() > LARGEST_LOGO as u64 {
        return Err(wrong(&expected, format!("{shown} ({} bytes)", metadata.len())));
    }
    let image = std::fs::read(file)
        .map_err(|error| wrong("a file that can be read", format!("{shown} ({error})")))?;
    let format = check_logo(&image)
        .map_err(|error| wrong("a PNG, SVG or WebP image that only draws", format!("{shown} ({error})")))?;
    let tenant = TenantId::default();
    let id = LogoId::of(&tenant, "", format, &image);
    Ok(Logo { tenant, id, image, added_at: Timestamp(0), unknown: Unknown::default() })
}
