//! Reads the preferred languages of a user.

use super::Language;

/// Maximum length of a list; the rest is ignored.
const LONGEST_LIST: usize = 32;

/// Returns the first supported language of a `ui_locales` value.
pub(super) fn from_ui_locales(ui_locales: &str) -> Option<Language> {
    ui_locales.split_ascii_whitespace().take(LONGEST_LIST).find_map(spoken)
}

/// Returns the supported language with the highest weight in an `Accept-Language` value; the first of equal ones. A weight of
/// zero excludes a language; an invalid weight counts as zero.
pub(super) fn from_accept_language(accept_language: &str) -> Option<Language> {
    let mut best: Option<(Language, u16)> = None;
    for range in accept_language.split(',').take(LONGEST_LIST) {
        let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
        let weight = weight_in_thousandths(parameters);
        let Some(language) = spoken(tag.trim()) else { continue };
        if weight > best.map_or(0, |(_, weight)| weight) {
            best = Some((language, weight));
        }
    }
    best.map(|(language, _)| language)
}

/// Returns the language of a tag. Only the primary subtag counts: `de-CH` is German.
pub(super) fn spoken(tag: &str) -> Option<Language> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    Language::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
}

fn weight_in_thousandths(parameters: &str) -> u16 {
    let parameters = parameters.trim();
    if parameters.is_empty() {
        return 1000;
    }
    let value = parameters.split_once('=').filter(|(name, _)| name.trim().eq_ignore_ascii_case("q"));
    match value.and_then(|(_, value)| value.trim().parse::<f32>().ok()) {
        Some(weight) if (0.0..=1.0).contains(&weight) => (weight * 1000.0) as u16,
        _ => 0,
    }
}
