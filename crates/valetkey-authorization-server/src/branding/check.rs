//! Checks a branding.

use url::Url;
use valetkey_types::is_loopback_host;

use super::{
    Branding, Colour,
    palette::{DARK, LIGHT, Surface, TEXT},
};

/// Why a branding is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: expected {expected}, got {got}")]
pub struct BrandingError {
    /// The field that is wrong.
    pub field: &'static str,
    /// The expected value.
    pub expected: String,
    /// The value that came, shortened.
    pub got: String,
    /// The nearest colour that passes, for a colour that is hard to read.
    pub nearest: Option<Colour>,
}

impl BrandingError {
    fn new(field: &'static str, expected: impl Into<String>, got: impl Into<String>) -> Self {
        Self { field, expected: expected.into(), got: got.into(), nearest: None }
    }
}

/// Checks a branding: colours must be readable in light and in dark (WCAG 2.2, success criterion 1.4.3).
///
/// # Errors
/// [`BrandingError`] for the first field that is wrong.
pub fn check_branding(branding: &Branding) -> Result<(), BrandingError> {
    if let Some(name) = &branding.name {
        check_name(name)?;
    }
    check_pairs(branding)?;
    check_accent("accent", branding.accent, &LIGHT)?;
    check_accent("accent_dark", branding.accent_dark, &DARK)?;
    check_background("background", branding.background, &LIGHT)?;
    check_background("background_dark", branding.background_dark, &DARK)?;
    if let Some(radius) = branding.corner_radius.filter(|radius| *radius > Branding::LARGEST_RADIUS) {
        let expected = format!("0 to {} pixels", Branding::LARGEST_RADIUS);
        return Err(BrandingError::new("corner_radius", expected, radius.to_string()));
    }
    let pages = "an https address (http only on this machine)";
    let support = "an https address (http only on this machine) or a mailto address";
    check_uri("support_uri", branding.support_uri.as_deref(), support, |uri| is_page(uri) || is_mail(uri))?;
    check_uri("privacy_uri", branding.privacy_uri.as_deref(), pages, is_page)?;
    check_uri("terms_uri", branding.terms_uri.as_deref(), pages, is_page)
}

fn check_name(name: &str) -> Result<(), BrandingError> {
    let fits = (1..=100).contains(&name.chars().count());
    if fits && !name.trim().is_empty() && !name.chars().any(char::is_control) {
        return Ok(());
    }
    let expected = "1 to 100 characters without control characters";
    Err(BrandingError::new("name", expected, quoted(name)))
}

fn check_pairs(branding: &Branding) -> Result<(), BrandingError> {
    let pairs = [
        ("logo_dark", branding.logo_dark.is_some(), "logo", branding.logo.is_some()),
        ("accent_dark", branding.accent_dark.is_some(), "accent", branding.accent.is_some()),
        ("background_dark", branding.background_dark.is_some(), "background", branding.background.is_some()),
    ];
    match pairs.into_iter().find(|(_, has_dark, _, has_light)| *has_dark && !has_light) {
        Some((dark, _, light, _)) => {
            Err(BrandingError::new(dark, format!("{light} beside it"), "a value for dark pages alone"))
        }
        None => Ok(()),
    }
}

fn check_accent(field: &'static str, accent: Option<Colour>, surface: &Surface) -> Result<(), BrandingError> {
    let Some(colour) = accent else { return Ok(()) };
    let ratio = surface.contrast_of_accent(colour);
    check_ratio(field, colour, ratio, surface, || surface.nearest_accent(colour))
}

fn check_background(
    field: &'static str,
    background: Option<Colour>,
    surface: &Surface,
) -> Result<(), BrandingError> {
    let Some(colour) = background else { return Ok(()) };
    let ratio = surface.contrast_on(colour);
    check_ratio(field, colour, ratio, surface, || surface.nearest_background(colour))
}

fn check_ratio(
    field: &'static str,
    colour: Colour,
    ratio: f64,
    surface: &Surface,
    nearest: impl FnOnce() -> Colour,
) -> Result<(), BrandingError> {
    if ratio >= TEXT {
        return Ok(());
    }
    let nearest = nearest();
    let expected = format!(
        "a contrast of at least {TEXT}:1 with the text of {} pages (WCAG 2.2 AA), such as the nearest colour that passes, {nearest}",
        surface.name
    );
    // Rounded down: 4.499 is not "4.50:1".
    let got = format!("{colour} with {:.2}:1", (ratio * 100.0).floor() / 100.0);
    Err(BrandingError { nearest: Some(nearest), ..BrandingError::new(field, expected, got) })
}

fn check_uri(
    field: &'static str,
    uri: Option<&str>,
    expected: &'static str,
    is_right: impl Fn(&str) -> bool,
) -> Result<(), BrandingError> {
    match uri.filter(|uri| !is_right(uri)) {
        Some(uri) => Err(BrandingError::new(field, expected, quoted(uri))),
        None => Ok(()),
    }
}

fn quoted(text: &str) -> String {
    format!("{:?}", text.chars().take(120).collect::<String>())
}

fn is_page(uri: &str) -> bool {
    let Ok(url) = Url::parse(uri) else { return false };
    let scheme = match url.scheme() {
        "https" => url.has_host(),
        "http" => url.host_str().is_some_and(is_loopback_host),
        _ => false,
    };
    scheme && url.username().is_empty() && url.password().is_none() && is_plain(uri)
}

/// Accepts `mailto:` with one address and nothing else: no subject, no copies.
fn is_mail(uri: &str) -> bool {
    let Some(address) = uri.strip_prefix("mailto:") else { return false };
    let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || b".-_+".contains(&byte);
    address.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && !domain.is_empty()
            && local.bytes().all(is_usual)
            && domain.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte))
    })
}

fn is_plain(uri: &str) -> bool {
    uri.len() <= 2_000 && !uri.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\')
}
