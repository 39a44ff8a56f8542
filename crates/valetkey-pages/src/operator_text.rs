//! Texts of the operator, in one or several languages.

use std::collections::BTreeMap;

use crate::{Language, plain};

/// A text of the operator, by language tag; empty for none.
pub type OperatorText = BTreeMap<String, String>;

/// Returns the text in a language: that of its tag, else of the language without the region, else English, else any. `None` for no
/// text.
pub(crate) fn in_language(text: &OperatorText, language: Language) -> Option<String> {
    let tag = language.tag();
    let base = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let related = || text.iter().find(|(known, _)| base(known) == base(tag)).map(|(_, sentence)| sentence);
    let found = text.get(tag).or_else(related).or_else(|| text.get("en")).or_else(|| text.values().next());
    found.map(|sentence| plain(sentence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_in_the_nearest_language() {
        let text = |pairs: &[(&str, &str)]| -> OperatorText {
            pairs.iter().map(|(tag, text)| ((*tag).to_owned(), (*text).to_owned())).collect()
        };
        for (known, expected) in [
            (&[("de", "Abteilung"), ("en", "Department")][..], Some("Abteilung")),
            (&[("de-AT", "Abteilung"), ("en", "Department")], Some("Abteilung")),
            (&[("en", "Department"), ("fr", "Service")], Some("Department")),
            (&[("fr", "Service")], Some("Service")),
            (&[("de", "Ab\u{202e}teilung")], Some("Abteilung")),
            (&[], None),
        ] {
            assert_eq!(in_language(&text(known), Language::German).as_deref(), expected, "{known:?}");
        }
    }
}
