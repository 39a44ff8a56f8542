//! Reads the preferred languages of a user.

use super::Language;

/// Maximum number of entries of a list; the rest is ignored.
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

/// Ranges that stand for another tag, and ranges (`None`) that match no language although a shorter range does: readers of
/// traditional Chinese get the next language of their list.
const OTHER_RANGES: [(&str, Option<Language>); 7] = [
    ("iw", Some(Language::Hebrew)),
    ("pt", Some(Language::Portuguese)),
    ("zh", Some(Language::SimplifiedChinese)),
    ("zh-Hant", None),
    ("zh-HK", None),
    ("zh-MO", None),
    ("zh-TW", None),
];

/// Returns the language of a tag by lookup (RFC 4647, section 3.4): the tag itself, or else the tag without its last subtag, and
/// so on. `de-CH-1901` is German, `zh-Hans-SG` is `zh-Hans`, and `pt-PT` is `pt-BR` by way of `pt`.
pub(super) fn spoken(tag: &str) -> Option<Language> {
    let tag = tag.replace('_', "-");
    let mut range = Some(tag.as_str());
    while let Some(current) = range {
        if let Some(language) = known(current) {
            return language;
        }
        range = current.rsplit_once('-').map(|(shorter, _)| shorter);
    }
    None
}

/// Looks up one range. Returns `None` for an unknown range, and `Some(None)` for a range that matches no language.
fn known(range: &str) -> Option<Option<Language>> {
    let ours = Language::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(range));
    let other = || OTHER_RANGES.iter().find(|(other, _)| other.eq_ignore_ascii_case(range));
    ours.map(Some).or_else(|| Some(other()?.1))
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
