//! Reading what languages a person prefers.

use super::Language;

/// A longer list than this is not a person's; the rest is not read.
const LONGEST_LIST: usize = 32;

/// The first tag of a `ui_locales` value that we speak.
pub(super) fn from_ui_locales(ui_locales: &str) -> Option<Language> {
    ui_locales.split_ascii_whitespace().take(LONGEST_LIST).find_map(spoken)
}

/// The spoken language with the highest weight of an `Accept-Language` value; the first of equals. A weight of zero
/// means "not this one"; a weight that cannot be read counts as zero.
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

/// The language of a tag: `de-CH` is German. Only the primary subtag decides.
fn spoken(tag: &str) -> Option<Language> {
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
