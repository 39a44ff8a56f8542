//! The style sheet of a brand. Its address holds the colours and a hash of the content, so each node can answer it without
//! looking anything up, and browsers may keep it for a year.

use std::fmt::Write as _;

use valetkey_authorization_server::branding::{Accent, Branding, Colour, Palette, Scheme};
use valetkey_jose::digest;

/// The colours and corners of a brand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stylesheet {
    look: Branding,
}

/// The letters before each value in the address.
const ACCENT: char = 'a';
const ACCENT_DARK: char = 'd';
const BACKGROUND: char = 'b';
const BACKGROUND_DARK: char = 'n';
const CORNER_RADIUS: char = 'r';

impl Stylesheet {
    /// Returns the style sheet of a branding.
    pub(crate) fn of(branding: &Branding) -> Self {
        Self {
            look: Branding {
                accent: branding.accent,
                accent_dark: branding.accent_dark,
                background: branding.background,
                background_dark: branding.background_dark,
                corner_radius: branding.corner_radius,
                ..Branding::default()
            },
        }
    }

    /// Returns the end of its address: `0011223344556677-a0e5a58-r16.css`.
    pub(crate) fn file_name(&self) -> String {
        let hash = digest::sha256(self.content().as_bytes());
        let mut name: String = hash[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        for (letter, colour) in [
            (ACCENT, self.look.accent),
            (ACCENT_DARK, self.look.accent_dark),
            (BACKGROUND, self.look.background),
            (BACKGROUND_DARK, self.look.background_dark),
        ] {
            if let Some(colour) = colour {
                let _ = write!(name, "-{letter}{}", colour.to_string().trim_start_matches('#'));
            }
        }
        if let Some(radius) = self.look.corner_radius {
            let _ = write!(name, "-{CORNER_RADIUS}{radius}");
        }
        name + ".css"
    }

    /// Reads the end of an address. Only what [`file_name`](Self::file_name) makes is one.
    pub(crate) fn parse(file_name: &str) -> Option<Self> {
        let (_, values) = file_name.strip_suffix(".css")?.split_once('-')?;
        let mut look = Branding::default();
        for value in values.split('-') {
            let letter = value.chars().next()?;
            let rest = value.get(letter.len_utf8()..)?;
            let colour = || format!("#{rest}").parse::<Colour>().ok();
            match letter {
                ACCENT => look.accent = Some(colour()?),
                ACCENT_DARK => look.accent_dark = Some(colour()?),
                BACKGROUND => look.background = Some(colour()?),
                BACKGROUND_DARK => look.background_dark = Some(colour()?),
                CORNER_RADIUS => look.corner_radius = Some(rest.parse().ok()?),
                _ => return None,
            }
        }
        let sheet = Self { look };
        (sheet.file_name() == file_name).then_some(sheet)
    }

    /// Returns the custom properties that differ from the neutral look.
    pub(crate) fn content(&self) -> String {
        let palette = Palette::of(&self.look);
        let radius = self.look.corner_radius.map(|radius| format!(":root{{--radius:{radius}px;}}\n"));
        // A light colour without a dark one must not reach dark pages: this style sheet comes last.
        format!(
            "{}@media not all and (prefers-color-scheme:dark){{:root{{{}}}}}\n\
             @media (prefers-color-scheme:dark){{:root{{{}}}}}\n",
            radius.unwrap_or_default(),
            properties(palette.light),
            properties(palette.dark)
        )
    }
}

fn properties(scheme: Scheme) -> String {
    let mut properties = String::new();
    let mut set = |name: &str, colour: Colour| {
        let _ = write!(properties, "--{name}:{colour};");
    };
    if let Some(Accent { accent, strong, text, soft }) = scheme.accent {
        set("accent", accent);
        set("accent-strong", strong);
        set("on-accent", text);
        set("soft", soft);
    }
    if let Some(background) = scheme.background {
        set("ground", background);
    }
    properties
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(accent: &str) -> Stylesheet {
        Stylesheet::of(&Branding {
            accent: Some(accent.parse().unwrap()),
            background_dark: Some(Colour::BLACK),
            corner_radius: Some(4),
            ..Branding::default()
        })
    }

    #[test]
    fn an_address_gives_the_style_sheet_back() {
        let sheet = sheet("#7a1f5c");
        let name = sheet.file_name();
        assert!(name.ends_with("-a7a1f5c-n000000-r4.css"), "{name}");
        assert_eq!(Stylesheet::parse(&name), Some(sheet.clone()));
        let content = sheet.content();
        let (light, dark) = content.split_once("@media (prefers-color-scheme:dark)").unwrap();
        assert!(light.contains("@media not all and (prefers-color-scheme:dark){:root{--accent:#7a1f5c;"));
        assert!(!light.contains("--ground:") && !dark.contains("#7a1f5c"), "{content}");
        assert!(content.contains("--radius:4px;") && content.contains("--ground:#000000;"), "{content}");
    }

    #[test]
    fn u3_nobody_makes_a_style_sheet_of_their_own() {
        let name = sheet("#7a1f5c").file_name();
        let other = name.replace("a7a1f5c", "affff00");
        for wrong in [
            other.as_str(),
            &name.replace("-r4", "-r04"),
            &name.replace("-r4", "-r999"),
            &name.replace("a7a1f5c", "a7A1F5C"),
            &name.replace("a7a1f5c", "a7a1f5c}*{"),
            &name.replace("-r4", "-é"),
            &name.replace("-r4", ""),
            "",
            ".css",
            "-.css",
            "0011223344556677.css",
            "style.css",
        ] {
            assert_eq!(Stylesheet::parse(wrong), None, "{wrong:?}");
        }
    }
}
