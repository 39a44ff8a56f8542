//! Logos: small images that this server serves itself.

use std::{fmt, str::FromStr};

use valetkey_jose::digest;
use valetkey_types::TenantId;

/// The format of a logo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LogoFormat {
    /// PNG.
    Png,
    /// SVG.
    Svg,
    /// WebP.
    WebP,
}

impl LogoFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Png, Self::Svg, Self::WebP];

    /// Returns the end of its file name: `png`, `svg` or `webp`.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::WebP => "webp",
        }
    }

    /// Returns its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Svg => "image/svg+xml",
            Self::WebP => "image/webp",
        }
    }
}

/// The name of a logo: a hash of the image and its owner, and the format.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LogoId {
    hash: String,
    format: LogoFormat,
}

/// The text is no name of a logo.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected the name of a logo, got {0:?}")]
pub struct LogoIdError(String);

impl LogoId {
    /// Returns the name of an image of an owner: a client, or with an empty text the tenant. Each owner has its own names, so
    /// an image can be removed with its owner.
    pub fn of(tenant: &TenantId, owner: &str, format: LogoFormat, bytes: &[u8]) -> Self {
        let owner = format!("{}\0{owner}\0", tenant.as_str());
        let hash = digest::sha256(&[owner.as_bytes(), bytes].concat());
        let hash = hash[..16].iter().map(|byte| format!("{byte:02x}")).collect();
        Self { hash, format }
    }

    /// Returns its format.
    pub fn format(&self) -> LogoFormat {
        self.format
    }
}

impl fmt::Display for LogoId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.hash, self.format.extension())
    }
}

impl FromStr for LogoId {
    type Err = LogoIdError;

    fn from_str(text: &str) -> Result<Self, LogoIdError> {
        let parsed = text.split_once('.').and_then(|(hash, extension)| {
            let is_hash =
                hash.len() == 32 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
            let format = LogoFormat::ALL.into_iter().find(|format| format.extension() == extension);
            format.filter(|_| is_hash).map(|format| Self { hash: hash.to_owned(), format })
        });
        parsed.ok_or_else(|| LogoIdError(text.chars().take(80).collect()))
    }
}

/// Maximum size of a logo in bytes.
pub const LARGEST_LOGO: usize = 64 * 1024;

/// Why an image can't be a logo.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogoError {
    /// Too many bytes.
    #[error("expected a logo of at most 65536 bytes, got {0}")]
    TooLarge(usize),
    /// Another kind of file.
    #[error("expected a PNG, SVG or WebP image, got a file that starts with {0:?}")]
    Format(String),
    /// An SVG that does more than draw.
    #[error("expected an SVG that only draws, got {0}")]
    ActiveSvg(&'static str),
}

/// Returns the format of an image. Looks at its content only: the name of a file proves nothing.
///
/// An SVG with a script, an event handler or an address of another server is refused, although browsers run no scripts in
/// images and our answer forbids them too.
///
/// # Errors
/// [`LogoError`] says what was expected and what came.
pub fn check_logo(bytes: &[u8]) -> Result<LogoFormat, LogoError> {
    if bytes.len() > LARGEST_LOGO {
        return Err(LogoError::TooLarge(bytes.len()));
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(LogoFormat::Png);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Ok(LogoFormat::WebP);
    }
    match std::str::from_utf8(bytes).ok().filter(|text| is_svg(text)) {
        Some(text) => check_svg(text).map(|()| LogoFormat::Svg),
        None => {
            let start: String = String::from_utf8_lossy(bytes).chars().take(16).collect();
            Err(LogoError::Format(start))
        }
    }
}

/// Whether the first element is `svg`, after a byte order mark, an XML declaration and comments.
fn is_svg(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            // An SVG, which is refused for it.
            _ if rest.to_ascii_lowercase().starts_with("<!doctype svg") => return true,
            _ => break,
        };
        match rest.split_once(end) {
            Some((_, after)) => rest = after.trim_start(),
            None => return false,
        }
    }
    let name = rest.strip_prefix("<svg");
    name.is_some_and(|after| after.starts_with(|next: char| next.is_ascii_whitespace() || next == '>'))
}

/// Refuses what an image does not need. Compares without regard to case and to blanks: XML and CSS allow them in many places.
fn check_svg(text: &str) -> Result<(), LogoError> {
    let compact: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect::<String>()
        .to_ascii_lowercase();
    let refused = [
        ("<!doctype", "a DOCTYPE"),
        ("<!entity", "an entity"),
        ("<?xml-stylesheet", "a style sheet of another file"),
        ("<script", "a script"),
        (":script", "a script"),
        ("<foreignobject", "foreignObject"),
        (":foreignobject", "foreignObject"),
        ("<iframe", "a frame"),
        ("<animate", "an animation"),
        ("<set", "an animation"),
        ("javascript:", "a script"),
        ("@import", "a style sheet of another file"),
        ("&#", "a character reference"),
        ("\\", "a backslash"),
    ];
    if let Some((_, what)) = refused.into_iter().find(|(needle, _)| compact.contains(needle)) {
        return Err(LogoError::ActiveSvg(what));
    }
    let is_own = |value: &str| value.trim_start_matches(['"', '\'']).starts_with('#');
    let leads_away = |needle: &str| compact.split(needle).skip(1).any(|value| !is_own(value));
    if leads_away("href=") || leads_away("url(") {
        return Err(LogoError::ActiveSvg("an address outside of the image"));
    }
    match has_event_handler(text) {
        true => Err(LogoError::ActiveSvg("an event handler")),
        false => Ok(()),
    }
}

/// Whether a word that starts with `on` is followed by `=`: the name of an attribute such as `onload`.
fn has_event_handler(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    lower.split('=').any(|before| {
        let name = before.trim_end().rsplit(|c: char| !c.is_ascii_alphanumeric()).next();
        name.is_some_and(|name| name.len() > 2 && name.starts_with("on"))
    }) && lower.contains('=')
}
