//! The colours of a brand, and those that follow from them.

use super::{Branding, Colour};

/// The colours of the pages on a light and on a dark screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// On a light screen.
    pub light: Scheme,
    /// On a dark screen.
    pub dark: Scheme,
}

/// Colours that a brand changes. All text on them is readable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Around the card; `None`: the neutral one.
    pub background: Option<Colour>,
    /// Buttons, links; `None`: the neutral one.
    pub accent: Option<Accent>,
}

/// An accent with the colours that follow from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent {
    /// Buttons and links.
    pub accent: Colour,
    /// The same under the pointer.
    pub strong: Colour,
    /// Text on a button.
    pub text: Colour,
    /// The quiet background of notices.
    pub soft: Colour,
}

/// The fixed colours of the style sheet that a brand's colours stand beside. A test compares them with it.
pub(super) struct Surface {
    /// `light` or `dark`, for messages.
    pub(super) name: &'static str,
    /// Behind all text of a card.
    pub(super) card: Colour,
    /// Quiet text: the least contrast of all text.
    pub(super) quiet: Colour,
    /// Text on a button in the accent colour.
    on_accent: Colour,
    /// The direction in which a colour becomes readable on the card.
    pub(super) readable_end: Colour,
}

pub(super) const LIGHT: Surface = Surface {
    name: "light",
    card: Colour::WHITE,
    quiet: Colour::new(0x56_6166),
    on_accent: Colour::WHITE,
    readable_end: Colour::BLACK,
};

pub(super) const DARK: Surface = Surface {
    name: "dark",
    card: Colour::new(0x1b_2226),
    quiet: Colour::new(0xa9_b3b7),
    on_accent: Colour::new(0x0b_0f11),
    readable_end: Colour::WHITE,
};

/// Contrast of text (WCAG 2.2, success criterion 1.4.3).
pub(super) const TEXT: f64 = 4.5;

impl Palette {
    /// Returns the colours of a branding. Where it names no dark accent, the nearest readable one is taken.
    pub fn of(branding: &Branding) -> Self {
        let dark = branding.accent_dark.or_else(|| branding.accent.map(|accent| DARK.nearest_accent(accent)));
        Self {
            light: Scheme {
                background: branding.background,
                accent: branding.accent.map(|accent| LIGHT.accent(accent)),
            },
            dark: Scheme {
                background: branding.background_dark,
                accent: dark.map(|accent| DARK.accent(accent)),
            },
        }
    }

    /// Returns the fixed colours that a brand's colours are checked against, light and dark, by the names that the style sheet
    /// gives them.
    pub fn fixed() -> [[(&'static str, Colour); 2]; 2] {
        [LIGHT, DARK].map(|surface| [("card", surface.card), ("quiet", surface.quiet)])
    }
}

impl Surface {
    /// Returns the accent with the colours that follow.
    fn accent(&self, accent: Colour) -> Accent {
        Accent {
            accent,
            strong: accent.mixed(self.readable_end, 56),
            text: self.on_accent,
            soft: self.soft(accent),
        }
    }

    fn soft(&self, accent: Colour) -> Colour {
        self.card.mixed(accent, 18)
    }

    /// Returns the lowest contrast that text in this accent has: on the card and on the soft background, and below the text of a
    /// button.
    pub(super) fn contrast_of_accent(&self, accent: Colour) -> f64 {
        let backs = [self.card, self.soft(accent), self.on_accent];
        backs.into_iter().map(|back| accent.contrast(back)).fold(f64::INFINITY, f64::min)
    }

    /// Returns the lowest contrast that text has on this background.
    pub(super) fn contrast_on(&self, background: Colour) -> f64 {
        self.quiet.contrast(background)
    }

    pub(super) fn nearest_accent(&self, accent: Colour) -> Colour {
        accent.nearest_towards(self.readable_end, |colour| self.contrast_of_accent(colour) >= TEXT)
    }

    pub(super) fn nearest_background(&self, background: Colour) -> Colour {
        let end = if self.readable_end == Colour::BLACK { Colour::WHITE } else { Colour::BLACK };
        background.nearest_towards(end, |colour| self.contrast_on(colour) >= TEXT)
    }
}
