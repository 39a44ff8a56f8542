//! The look of pages, as a member of a tenant or a client.

use std::{fmt::Display, str::FromStr};

use valetkey_authorization_server::branding::Branding;

use super::form::{Members, form};

form! {
    /// A branding as it is stored.
    BrandingForm {
        name: Option<String> = None,
        logo: Option<String> = None,
        logo_dark: Option<String> = None,
        accent: Option<String> = None,
        accent_dark: Option<String> = None,
        background: Option<String> = None,
        background_dark: Option<String> = None,
        corner_radius: Option<u8> = None,
        support_uri: Option<String> = None,
        privacy_uri: Option<String> = None,
        terms_uri: Option<String> = None,
    }
}

impl Default for BrandingForm {
    fn default() -> Self {
        Self::new(Branding::default(), Members::new())
    }
}

impl BrandingForm {
    /// Creates the stored form.
    pub(super) fn new(branding: Branding, unknown: Members) -> Self {
        Self {
            name: branding.name,
            logo: text(branding.logo),
            logo_dark: text(branding.logo_dark),
            accent: text(branding.accent),
            accent_dark: text(branding.accent_dark),
            background: text(branding.background),
            background_dark: text(branding.background_dark),
            corner_radius: branding.corner_radius,
            support_uri: branding.support_uri,
            privacy_uri: branding.privacy_uri,
            terms_uri: branding.terms_uri,
            unknown,
        }
    }

    /// Returns the branding, and the members that this version does not know. A colour or a logo that can't be read is ignored:
    /// a page without it is better than no page.
    pub(super) fn read(self) -> (Branding, Members) {
        let branding = Branding {
            name: self.name,
            logo: parsed(self.logo),
            logo_dark: parsed(self.logo_dark),
            accent: parsed(self.accent),
            accent_dark: parsed(self.accent_dark),
            background: parsed(self.background),
            background_dark: parsed(self.background_dark),
            corner_radius: self.corner_radius,
            support_uri: self.support_uri,
            privacy_uri: self.privacy_uri,
            terms_uri: self.terms_uri,
        };
        (branding, self.unknown)
    }
}

fn text(value: Option<impl Display>) -> Option<String> {
    value.map(|value| value.to_string())
}

fn parsed<T: FromStr>(text: Option<String>) -> Option<T> {
    text.and_then(|text| text.parse().ok())
}
