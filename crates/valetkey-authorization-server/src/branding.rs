//! The operator's brand on the pages: name, logos, colours and addresses, checked before they are stored.

mod check;
mod colour;
mod logo;
mod palette;

pub use check::{BrandingError, check_branding};
pub use colour::{Colour, ColourError};
pub use logo::{LARGEST_LOGO, LogoError, LogoFormat, LogoId, LogoIdError, check_logo};
pub use palette::{Accent, Palette, Scheme};

/// What a tenant or a client shows instead of the neutral look. Absent values leave it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Branding {
    /// The name at the top of each page and in its title.
    pub name: Option<String>,
    /// The logo at the top of each page, in place of the name.
    pub logo: Option<LogoId>,
    /// The logo on a dark page; without it, `logo` is shown there too.
    pub logo_dark: Option<LogoId>,
    /// The colour of buttons and links.
    pub accent: Option<Colour>,
    /// The same on a dark page; without it, the nearest readable colour.
    pub accent_dark: Option<Colour>,
    /// The colour around the card.
    pub background: Option<Colour>,
    /// The same on a dark page; without it, the neutral one.
    pub background_dark: Option<Colour>,
    /// The radius of the card's corners in CSS pixels. Those of buttons and fields follow.
    pub corner_radius: Option<u8>,
    /// Where users get help: an https or a mailto address.
    pub support_uri: Option<String>,
    /// The privacy policy.
    pub privacy_uri: Option<String>,
    /// The terms of service.
    pub terms_uri: Option<String>,
}

impl Branding {
    /// Maximum [`corner_radius`](Self::corner_radius).
    pub const LARGEST_RADIUS: u8 = 32;

    /// Returns this branding, with the values of `base` where it has none. A light and a dark value belong together: a base
    /// never adds the dark half.
    #[must_use]
    pub fn over(&self, base: &Self) -> Self {
        let pair = |own: (Option<Colour>, Option<Colour>), base| if own.0.is_some() { own } else { base };
        let (accent, accent_dark) = pair((self.accent, self.accent_dark), (base.accent, base.accent_dark));
        let (background, background_dark) =
            pair((self.background, self.background_dark), (base.background, base.background_dark));
        let logos = if self.logo.is_some() { self } else { base };
        Self {
            name: self.name.clone().or_else(|| base.name.clone()),
            logo: logos.logo.clone(),
            logo_dark: logos.logo_dark.clone(),
            accent,
            accent_dark,
            background,
            background_dark,
            corner_radius: self.corner_radius.or(base.corner_radius),
            support_uri: self.support_uri.clone().or_else(|| base.support_uri.clone()),
            privacy_uri: self.privacy_uri.clone().or_else(|| base.privacy_uri.clone()),
            terms_uri: self.terms_uri.clone().or_else(|| base.terms_uri.clone()),
        }
    }

    /// Returns its logos.
    pub fn logos(&self) -> impl Iterator<Item = &LogoId> {
        self.logo.iter().chain(&self.logo_dark)
    }

    /// Whether it says anything about colours or corners.
    pub fn has_look(&self) -> bool {
        self.accent.is_some() || self.background.is_some() || self.corner_radius.is_some()
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests;
