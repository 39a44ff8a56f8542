//! Samples of brands, logos and pictures.

use valetkey_authorization_server::{
    branding::{Branding, Colour, LogoFormat, LogoId},
    record::{Logo, Picture, PictureFormat, PictureId},
};
use valetkey_types::{Unknown, UserId};

use super::{moment, tenant};

/// Returns a branding with every field.
pub fn branding() -> Branding {
    let uri = |path: &str| Some(format!("https://app.example/{path}"));
    Branding {
        name: Some("Ä \u{0}".to_owned()),
        logo: Some(logo(1).id),
        logo_dark: Some(logo(2).id),
        accent: Some(Colour::new(0x0e_5a58)),
        accent_dark: Some(Colour::new(0x6f_cfc6)),
        background: Some(Colour::WHITE),
        background_dark: Some(Colour::BLACK),
        corner_radius: Some(8),
        support_uri: uri("help"),
        privacy_uri: uri("privacy"),
        terms_uri: uri("terms"),
    }
}

/// Returns a logo whose image has every byte value.
pub fn logo(number: u32) -> Logo {
    let image = (0..=u8::MAX).collect();
    let id = LogoId::of(&tenant(), &number.to_string(), LogoFormat::WebP, &[]);
    Logo { tenant: tenant(), id, image, added_at: moment(1), unknown: Unknown::default() }
}

/// Returns a picture of a user.
pub fn picture(number: u8, user: &str) -> Picture {
    Picture {
        tenant: tenant(),
        id: PictureId::new([number; 16], PictureFormat::Png),
        user_id: UserId::new(user),
        image: (0..=u8::MAX).collect(),
        added_at: moment(1),
        unknown: Unknown::default(),
    }
}
