//! The colours of the style sheet are readable: WCAG 2.2, success criteria 1.4.3 (text, 4.5 to 1) and 1.4.11 (borders of
//! controls, 3 to 1), in light and in dark.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use valetkey_pages::{STYLE_PATH, assets};

const TEXT: [(&str, &str); 14] = [
    ("text", "card"),
    ("text", "soft"),
    ("quiet", "card"),
    ("quiet", "soft"),
    ("accent", "card"),
    ("accent", "soft"),
    ("accent-strong", "card"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("bad", "card"),
    ("bad", "bad-soft"),
    ("good", "good-soft"),
    ("warn", "warn-soft"),
    ("quiet", "ground"),
];

#[test]
fn every_pair_of_colours_is_readable() {
    let palettes = palettes();
    assert_eq!(palettes.len(), 2, "light and dark");
    for palette in palettes {
        for (front, back) in TEXT {
            let ratio = contrast(palette[front], palette[back]);
            assert!(ratio >= 4.5, "{front} on {back}: {ratio:.2}");
        }
        let ratio = contrast(palette["control-line"], palette["card"]);
        assert!(ratio >= 3.0, "border of controls: {ratio:.2}");
    }
}

#[test]
fn contrast_is_computed_as_in_the_standard() {
    assert_eq!(contrast(0x00_0000, 0xFF_FFFF).round(), 21.0);
    assert!((contrast(0x77_7777, 0xFF_FFFF) - 4.48).abs() < 0.01);
}

/// The colours named in each `:root` block.
fn palettes() -> Vec<BTreeMap<String, u32>> {
    let style = assets().iter().find(|asset| asset.path == STYLE_PATH).unwrap();
    let style = std::str::from_utf8(style.bytes).unwrap();
    style.split(":root {").skip(1).map(|block| colours(block.split('}').next().unwrap_or_default())).collect()
}

fn colours(block: &str) -> BTreeMap<String, u32> {
    block
        .lines()
        .filter_map(|line| line.trim().strip_prefix("--")?.strip_suffix(';')?.split_once(": #"))
        .map(|(name, digits)| (name.to_owned(), u32::from_str_radix(digits, 16).unwrap()))
        .collect()
}

fn contrast(one: u32, other: u32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: u32) -> f64 {
    let channel = |shift: u32| {
        let value = f64::from((colour >> shift) & 0xFF) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
}
