//! Colours, and how readable one is on another.

use std::{fmt, str::FromStr};

/// An opaque sRGB colour, written `#0e5a58`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

/// The text is no colour.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a colour of six hexadecimal digits such as #0e5a58, got {0:?}")]
pub struct ColourError(String);

impl Colour {
    /// Black.
    pub const BLACK: Self = Self::new(0x00_0000);
    /// White.
    pub const WHITE: Self = Self::new(0xff_ffff);

    /// Returns the colour of a number, as in `0x0e5a58`.
    pub const fn new(number: u32) -> Self {
        let [_, red, green, blue] = number.to_be_bytes();
        Self { red, green, blue }
    }

    /// Returns the contrast ratio to another colour, from 1 to 21 (WCAG 2.2, contrast ratio).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Returns the colour with `share` of 256 parts of another one.
    #[must_use]
    pub fn mixed(self, other: Self, share: u16) -> Self {
        let mix = |own: u8, other: u8| {
            let (own, other, share) = (u32::from(own), u32::from(other), u32::from(share.min(256)));
            u8::try_from((own * (256 - share) + other * share + 128) / 256).unwrap_or(u8::MAX)
        };
        Self {
            red: mix(self.red, other.red),
            green: mix(self.green, other.green),
            blue: mix(self.blue, other.blue),
        }
    }

    /// Returns the first colour on the way to `end` that passes. The colour itself is the first one, `end` the last one.
    pub fn nearest_towards(self, end: Self, passes: impl Fn(Self) -> bool) -> Self {
        (0..=256).map(|share| self.mixed(end, share)).find(|colour| passes(*colour)).unwrap_or(end)
    }

    /// Returns the relative luminance (WCAG 2.2).
    fn luminance(self) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(self.red) + 0.7152 * channel(self.green) + 0.0722 * channel(self.blue)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl FromStr for Colour {
    type Err = ColourError;

    fn from_str(text: &str) -> Result<Self, ColourError> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        number.map(Self::new).ok_or_else(|| ColourError(text.chars().take(40).collect()))
    }
}
