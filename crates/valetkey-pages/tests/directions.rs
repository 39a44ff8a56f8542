//! Values keep their direction on pages that run the other way.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use support::filled;
use valetkey_pages::{Direction, Language, assets};

/// The first mark puts a text apart from the sentence around it, the second ends that.
const MARKS: [char; 2] = ['\u{2068}', '\u{2069}'];

/// Returns the places of `value` in `html` that the text around could turn around.
fn exposed<'a>(html: &'a str, value: &str) -> Vec<&'a str> {
    let is_exposed = |start: usize| {
        let before = &html[..start];
        let opened = before.rfind('<').unwrap_or_default();
        let Some((element, text)) = before[opened..].split_once('>') else {
            return false; // The value of an attribute.
        };
        let counts = MARKS.map(|mark| text.matches(mark).count());
        let keeps =
            ["<bdi", "<code"].iter().any(|name| element.starts_with(name)) || element.contains(" dir=");
        !keeps && counts[0] <= counts[1]
    };
    let places = html.match_indices(value).filter(|(start, _)| is_exposed(*start));
    places.map(|(start, _)| html[..start].lines().next_back().unwrap()).collect()
}

#[test]
fn u16_every_value_is_kept_apart_on_a_page_from_right_to_left() {
    let languages = Language::ALL.into_iter().chain(Language::PSEUDO);
    let languages = languages.filter(|language| language.direction() == Direction::RightToLeft);
    let mut pages = 0;
    for language in languages {
        for (name, html) in filled::pages("Ada-7", "https://app.example/", &language) {
            // The console is in English for most readers.
            if name.starts_with("console-") && language.of_console() != language {
                continue;
            }
            pages += usize::from(html.contains("Ada-7"));
            let exposed = exposed(&html, "Ada-7");
            assert!(exposed.is_empty(), "{name} in {language:?}: {exposed:#?}");
        }
    }
    assert!(pages > 40, "{pages} pages with a value");
}

#[test]
fn u16_a_name_from_right_to_left_is_kept_apart_on_every_other_page() {
    for language in [Language::English, Language::Japanese] {
        for (name, html) in filled::pages("עדה", "https://app.example/", &language) {
            let exposed = exposed(&html, "עדה");
            assert!(exposed.is_empty(), "{name} in {language:?}: {exposed:#?}");
        }
    }
}

#[test]
fn u16_code_runs_from_left_to_right() {
    let style = assets().iter().find(|asset| asset.content_type.starts_with("text/css")).unwrap();
    let style = std::str::from_utf8(style.bytes).unwrap();
    let (_, rule) = style.split_once("\ncode {").unwrap();
    let (rule, _) = rule.split_once('}').unwrap();
    assert!(rule.contains("direction: ltr;") && rule.contains("unicode-bidi: isolate;"), "{rule}");
}

#[test]
fn the_search_finds_what_is_exposed() {
    assert_eq!(exposed("<p>Ada-7 x</p>", "Ada-7").len(), 1);
    assert_eq!(exposed("<p>\u{2068}a\u{2069} Ada-7</p>", "Ada-7").len(), 1);
    for kept in [
        "<bdi>Ada-7</bdi>",
        "<p>\u{2068}Ada-7\u{2069}</p>",
        "<p dir=\"ltr\">Ada-7</p>",
        "<a title=\"Ada-7\">",
    ] {
        assert_eq!(exposed(kept, "Ada-7").len(), 0, "{kept}");
    }
}
