//! `[tenant.branding]` and `[client.branding]`.

use std::{fs::File, io::Read as _, path::Path};

use valetkey_administration::files::Images;
use valetkey_authorization_server::{
    branding::{Branding, Colour, LARGEST_LOGO},
    record::Logo,
};
use valetkey_jose::digest::{base64url, base64url_decode};

use crate::files::{reader::Fields, writer::Writer};

/// Reads a branding.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>) -> (Branding, Images) {
    fields.table("branding", table).unwrap_or_default()
}

fn table(fields: &mut Fields<'_, '_, '_>) -> (Branding, Images) {
    let colour = |text: &str| text.parse::<Colour>().map_err(|error| error.to_string());
    let largest = Branding::LARGEST_RADIUS;
    let branding = Branding {
        name: fields.text("name"),
        logo: None,
        logo_dark: None,
        accent: fields.parsed("accent", colour),
        accent_dark: fields.parsed("accent_dark", colour),
        background: fields.parsed("background", colour),
        background_dark: fields.parsed("background_dark", colour),
        corner_radius: fields
            .number("corner_radius", largest.into())
            .and_then(|pixels| u8::try_from(pixels).ok()),
        support_uri: fields.text("support_uri"),
        privacy_uri: fields.text("privacy_uri"),
        terms_uri: fields.text("terms_uri"),
    };
    let images = Images { logo: image(fields, "logo"), logo_dark: image(fields, "logo_dark") };
    (branding, images)
}

/// Reads an image: a file beside this one, or its bytes.
fn image(fields: &mut Fields<'_, '_, '_>, key: &'static str) -> Option<Vec<u8>> {
    let folder = fields.reading.folder.clone();
    let read = fields.table(key, |fields| {
        let span = fields.span();
        let image = match (fields.text("file"), fields.text("base64url")) {
            (Some(file), None) => read_file(&folder.join(file)),
            (None, Some(text)) => base64url_decode(&text)
                .map_err(|_| "expected base64url without padding, got another text".to_owned()),
            _ => {
                Err("expected { file = \"PATH\" } or { base64url = \"BYTES\" }, got another table".to_owned())
            }
        };
        (image, span)
    });
    match read? {
        (Ok(image), _) => Some(image),
        (Err(label), span) => {
            fields.wrong(key, span, label);
            None
        }
    }
}

/// Reads at most one byte more than a logo may have.
fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    let mut image = Vec::new();
    let opened = File::open(path).and_then(|file| file.take(LARGEST_LOGO as u64 + 1).read_to_end(&mut image));
    let shown = path.display();
    opened.map(|_| image).map_err(|error| format!("expected a file, got an error for {shown}: {error}"))
}

/// Writes a branding that is not empty.
pub(super) fn write(branding: &Branding, logos: &[Logo], heading: &str, writer: &mut Writer) {
    if branding.is_empty() {
        return;
    }
    writer.heading(heading);
    writer.optional("name", branding.name.as_ref());
    for (key, id) in [("logo", &branding.logo), ("logo_dark", &branding.logo_dark)] {
        let logo = logos.iter().find(|logo| Some(&logo.id) == id.as_ref());
        if let Some(logo) = logo {
            let bytes = ("base64url".to_owned(), base64url(&logo.image).into());
            writer.value(key, toml::Value::Table([bytes].into_iter().collect()));
        }
    }
    for (key, colour) in [
        ("accent", branding.accent),
        ("accent_dark", branding.accent_dark),
        ("background", branding.background),
        ("background_dark", branding.background_dark),
    ] {
        writer.optional(key, colour.map(|colour| colour.to_string()).as_ref());
    }
    if let Some(radius) = branding.corner_radius {
        writer.value("corner_radius", i64::from(radius));
    }
    writer.optional("support_uri", branding.support_uri.as_ref());
    writer.optional("privacy_uri", branding.privacy_uri.as_ref());
    writer.optional("terms_uri", branding.terms_uri.as_ref());
}
