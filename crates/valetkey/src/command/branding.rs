//! The options for the look of pages, of a tenant or of a client.

use std::{
    ffi::{OsStr, OsString},
    fs::File,
    io::Read as _,
    path::Path,
};

use clap::Args;
use serde_json::{Map, Value};
use valetkey_administration::{Describe as _, logos::new_logo};
use valetkey_authorization_server::{
    branding::{Branding, BrandingError, Colour, LARGEST_LOGO, LogoId},
    event::Occasion,
    record::Logo,
};
use valetkey_types::ClientId;

use crate::failure::Failure;

#[derive(Args, Default)]
#[command(next_help_heading = "Look of the pages")]
pub(super) struct BrandingArguments {
    /// Name at the top of each page and in its title. Here and below, "" removes a value
    #[arg(long, value_name = "NAME")]
    brand_name: Option<String>,
    /// File with the logo, shown in place of the name: PNG, SVG or WebP, at most 64 KiB
    #[arg(long, value_name = "FILE")]
    brand_logo: Option<OsString>,
    /// File with the logo for dark pages
    #[arg(long, value_name = "FILE")]
    brand_logo_dark: Option<OsString>,
    /// Colour of buttons and links, such as '#0e5a58'
    #[arg(long, value_name = "COLOUR")]
    brand_accent: Option<String>,
    /// The same on dark pages [default: the nearest readable colour]
    #[arg(long, value_name = "COLOUR")]
    brand_accent_dark: Option<String>,
    /// Colour around the card
    #[arg(long, value_name = "COLOUR")]
    brand_background: Option<String>,
    /// The same on dark pages
    #[arg(long, value_name = "COLOUR")]
    brand_background_dark: Option<String>,
    /// Radius of corners in pixels, 0 to 32
    #[arg(long, value_name = "PIXELS")]
    brand_corner_radius: Option<String>,
    /// Where users get help: an https or a mailto address
    #[arg(long, value_name = "URI")]
    brand_support_uri: Option<String>,
    /// Privacy policy
    #[arg(long, value_name = "URI")]
    brand_privacy_uri: Option<String>,
    /// Terms of service
    #[arg(long, value_name = "URI")]
    brand_terms_uri: Option<String>,
}

impl BrandingArguments {
    /// Whether nothing was said.
    pub(super) fn are_empty(&self) -> bool {
        let texts = [
            &self.brand_name,
            &self.brand_accent,
            &self.brand_accent_dark,
            &self.brand_background,
            &self.brand_background_dark,
            &self.brand_corner_radius,
            &self.brand_support_uri,
            &self.brand_privacy_uri,
            &self.brand_terms_uri,
        ];
        let files = [&self.brand_logo, &self.brand_logo_dark];
        texts.into_iter().all(Option::is_none) && files.into_iter().all(Option::is_none)
    }

    /// Sets what was said in the look of a client, or without one of the tenant. Returns the logos to store.
    ///
    /// # Errors
    /// A usage failure that names the option, what was expected and what came.
    pub(super) fn set(
        self,
        branding: &mut Branding,
        client: Option<&ClientId>,
        occasion: &Occasion<'_>,
    ) -> Result<Vec<Logo>, Failure> {
        set_text(&mut branding.name, self.brand_name);
        set_text(&mut branding.support_uri, self.brand_support_uri);
        set_text(&mut branding.privacy_uri, self.brand_privacy_uri);
        set_text(&mut branding.terms_uri, self.brand_terms_uri);
        set_colour(&mut branding.accent, "--brand-accent", self.brand_accent)?;
        set_colour(&mut branding.accent_dark, "--brand-accent-dark", self.brand_accent_dark)?;
        set_colour(&mut branding.background, "--brand-background", self.brand_background)?;
        set_colour(&mut branding.background_dark, "--brand-background-dark", self.brand_background_dark)?;
        if let Some(text) = self.brand_corner_radius {
            let expected =
                || Failure::usage(format!("--brand-corner-radius: expected 0 to 32, got {text:?}"));
            let parsed = || text.parse().map_err(|_| expected());
            branding.corner_radius = if text.is_empty() { None } else { Some(parsed()?) };
        }
        let mut logos = Vec::new();
        for (id, option, file) in [
            (&mut branding.logo, "--brand-logo", self.brand_logo),
            (&mut branding.logo_dark, "--brand-logo-dark", self.brand_logo_dark),
        ] {
            if let Some(file) = file {
                *id = read_logo(option, &file, client, occasion, &mut logos)?;
            }
        }
        Ok(logos)
    }
}

/// Returns the values that are set, by name.
pub(super) fn described(branding: &Branding) -> Map<String, Value> {
    let set = branding.fields().into_iter().filter(|(_, value)| !value.is_empty());
    set.map(|(field, value)| (field.trim_start_matches("branding.").to_owned(), value.into())).collect()
}

/// Returns the failure of a look that is refused, with the option in place of the field.
pub(super) fn branding_failure(error: BrandingError) -> Failure {
    let option = error.field.replace('_', "-");
    Failure::usage(format!("--brand-{option}: expected {}, got {}", error.expected, error.got))
}

/// Reads an image, at most one byte more than a logo may have. An empty path is no image.
fn read_logo(
    option: &str,
    file: &OsStr,
    client: Option<&ClientId>,
    occasion: &Occasion<'_>,
    logos: &mut Vec<Logo>,
) -> Result<Option<LogoId>, Failure> {
    if file.is_empty() {
        return Ok(None);
    }
    let file = Path::new(file);
    let shown = file.display();
    let mut image = Vec::new();
    File::open(file)
        .and_then(|opened| opened.take(LARGEST_LOGO as u64 + 1).read_to_end(&mut image))
        .map_err(|error| Failure::usage(format!("{option}: {shown} can't be read: {error}")))?;
    let logo = new_logo(image, client, occasion)
        .map_err(|error| Failure::usage(format!("{option}: {shown}: {error}")))?;
    let id = logo.id.clone();
    logos.push(logo);
    Ok(Some(id))
}

/// An empty text removes the value.
fn set_text(field: &mut Option<String>, value: Option<String>) {
    if let Some(value) = value {
        *field = Some(value).filter(|value| !value.is_empty());
    }
}

fn set_colour(field: &mut Option<Colour>, option: &str, value: Option<String>) -> Result<(), Failure> {
    let Some(text) = value else { return Ok(()) };
    let parsed = || text.parse().map_err(|error| Failure::usage(format!("{option}: {error}")));
    *field = if text.is_empty() { None } else { Some(parsed()?) };
    Ok(())
}
