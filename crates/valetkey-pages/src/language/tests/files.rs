use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;

use super::super::Language::{self, Dutch, English, French, German, Italian, Spanish};
use super::super::{Direction, pseudo};

/// Messages that are the same in any language: abbreviations only.
const SAME_EVERYWHERE: [&str; 1] = ["moment-exact"];

/// Messages that have a line in common with English because both languages say it alike. Everything else is untranslated.
const SAME_AS_ENGLISH: [(Language, &[&str]); 5] = [
    (
        German,
        &[
            "month-4",
            "month-8",
            "month-9",
            "month-11",
            "passkeys-heading",
            "passkeys-name",
            "security-passkeys",
        ],
    ),
    (Spanish, &["claim-roles", "profile-no", "title-error"]),
    (
        French,
        &[
            "account-console",
            "account-menu-apps",
            "duration-minutes",
            "export-application",
            "logged-out-told-list",
        ],
    ),
    (
        Italian,
        &[
            "account-menu",
            "authenticator-account",
            "export-account",
            "login-password",
            "mail-fact-device",
            "profile-no",
            "recovery-codes-account",
            "security-password",
        ],
    ),
    (
        Dutch,
        &[
            "account-menu",
            "authenticator-account",
            "claim-gender",
            "claim-website",
            "export-account",
            "mail-fact-device",
            "passkeys-heading",
            "recovery-codes-account",
            "security-passkeys",
        ],
    ),
];

#[test]
fn every_file_is_read_without_errors() {
    for language in Language::ALL.into_iter().chain(Language::PSEUDO) {
        for source in [Some(language.source()), language.console_source()].into_iter().flatten() {
            if let Err((_, errors)) = FluentResource::try_new(source.into_owned()) {
                panic!("{language:?}: {errors:?}");
            }
        }
    }
}

/// The console has messages in English only, so its pages are in English, whole ones. Nothing else may have a message in one language
/// only: each id of its file starts with `console-`, and no other file has such an id.
#[test]
fn only_the_console_may_have_messages_in_english_alone() {
    let console = messages(&English.console_source().unwrap());
    assert!(console.len() > 50, "the reader of this test finds the messages");
    let strange: Vec<_> = console.keys().filter(|id| !id.starts_with("console-")).collect();
    assert!(strange.is_empty(), "{strange:?}");
    for language in Language::ALL {
        let own = messages(&language.source());
        let strange: Vec<_> = own.keys().filter(|id| id.starts_with("console-")).collect();
        assert!(strange.is_empty(), "{language:?}: {strange:?}");
        assert_eq!(language.console_source().is_some(), language == English, "{language:?}");
        assert_eq!(language.of_console(), English, "{language:?}");
    }
    for language in Language::PSEUDO {
        let own = messages(&language.console_source().unwrap());
        let variables = |all: &BTreeMap<String, Vec<String>>| -> BTreeMap<String, BTreeSet<String>> {
            all.iter().map(|(id, lines)| (id.clone(), variables_of(lines))).collect()
        };
        assert_eq!(variables(&own), variables(&console), "{language:?}");
        assert_eq!(language.of_console(), language);
    }
}

#[test]
fn every_language_has_the_messages_and_variables_of_english() {
    let variables = |language: Language| -> BTreeMap<String, BTreeSet<String>> {
        messages(&language.source()).into_iter().map(|(id, lines)| (id, variables_of(&lines))).collect()
    };
    let english = variables(English);
    assert!(english.len() > 50, "the reader of this test finds the messages");
    for language in Language::ALL.into_iter().chain(Language::PSEUDO) {
        let own = variables(language);
        let missing: Vec<_> = english.keys().filter(|id| !own.contains_key(*id)).collect();
        assert!(missing.is_empty(), "{language:?} has no {missing:?}");
        let unknown: Vec<_> = own.iter().filter(|(id, found)| english.get(*id) != Some(found)).collect();
        assert!(unknown.is_empty(), "{language:?}: unknown, or other variables than in English: {unknown:?}");
    }
}

#[test]
fn no_translation_is_left_in_english() {
    let english = messages(&English.source());
    for language in Language::ALL.into_iter().filter(|language| *language != English) {
        let own = messages(&language.source());
        let is_same = |id: &str| {
            own[id]
                .iter()
                .any(|line| has_words(line) && english.get(id).is_some_and(|lines| lines.contains(line)))
        };
        let same: BTreeSet<&str> = own.keys().map(String::as_str).filter(|id| is_same(id)).collect();
        let same: BTreeSet<&str> = same.into_iter().filter(|id| !SAME_EVERYWHERE.contains(id)).collect();
        let listed = SAME_AS_ENGLISH.iter().find(|(listed, _)| *listed == language);
        let listed: BTreeSet<&str> = listed.into_iter().flat_map(|(_, ids)| ids.iter().copied()).collect();
        assert_eq!(same, listed, "{language:?}: the same as in English, and listed as such");
    }
}

/// Fluent has a message for a number that no variant fits. Then the message would be an error.
#[test]
fn every_choice_by_number_has_a_default() {
    for language in Language::ALL {
        let console = language.console_source().map(|source| messages(&source)).unwrap_or_default();
        for (id, lines) in messages(&language.source()).into_iter().chain(console) {
            if lines[0].ends_with("->") {
                assert_eq!(
                    lines.iter().filter(|line| line.starts_with("*[other] ")).count(),
                    1,
                    "{language:?}: {id}"
                );
            }
        }
    }
}

/// In Arabic and Hebrew a date such as 1815-12-10 turns around, and the plus sign of a telephone number changes sides.
#[test]
fn u16_examples_with_digits_keep_their_direction() {
    let mut found = 0;
    for language in
        Language::ALL.into_iter().filter(|language| language.direction() == Direction::RightToLeft)
    {
        for (id, lines) in messages(&language.source()) {
            for line in lines {
                let kept = line.replace("{ \"\\u2068\" }", "\u{2068}").replace("{ \"\\u2069\" }", "\u{2069}");
                found += kept.matches('\u{2068}').count();
                assert!(!has_number_with_signs(&without_isolates(&kept)), "{language:?}: {id}: {line}");
            }
        }
    }
    assert!(found > 0, "the examples exist");
    assert!(has_number_with_signs("+44 20") && has_number_with_signs("a 1815-12"));
    assert!(!has_number_with_signs("1 - 2, pt-BR, 256."));
}

fn without_isolates(text: &str) -> String {
    let outside =
        |part: &str| part.split_once('\u{2069}').map_or(part.to_owned(), |(_, after)| after.to_owned());
    let (first, rest) = text.split_once('\u{2068}').unwrap_or((text, "\u{2069}"));
    rest.split('\u{2068}').map(outside).fold(first.to_owned(), |kept, part| kept + &part)
}

fn has_number_with_signs(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    letters.windows(2).any(|pair| "+-/:".contains(pair[0]) && pair[1].is_ascii_digit())
}

#[test]
fn the_pseudo_language_keeps_variables_and_choices() {
    let source = "a = Hi { $name }\nb = { $count ->\n    [one] One\n   *[other] { $count } ones\n  }\n";
    let marked = messages(&pseudo::of(source));
    assert_eq!(marked["a"], ["⟦Hï { $name }····⟧"]);
    assert_eq!(marked["b"][1], "[one] ⟦Øñé·⟧");
}

/// Message ids with the lines of each, without the indentation.
fn messages(source: &str) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        if let Some((id, text)) = line.split_once(" = ").filter(|(id, _)| !id.starts_with(' ')) {
            current = id.to_owned();
            let before = found.insert(current.clone(), vec![text.to_owned()]);
            assert!(before.is_none(), "{current} is there twice");
        } else {
            found.entry(current.clone()).or_default().push(line.trim().to_owned());
        }
    }
    found
}

fn variables_of(lines: &[String]) -> BTreeSet<String> {
    let name = |part: &str| part.chars().take_while(char::is_ascii_alphanumeric).collect();
    lines.iter().flat_map(|line| line.split('$').skip(1).map(name).collect::<Vec<_>>()).collect()
}

/// Whether a line has a letter outside of variables and of the name of its variant.
fn has_words(line: &str) -> bool {
    let text = line.split_once("] ").filter(|_| line.starts_with(['[', '*'])).map_or(line, |(_, text)| text);
    let outside = |part: &str| part.split_once('}').map_or(String::new(), |(_, after)| after.to_owned());
    let (first, rest) = text.split_once('{').unwrap_or((text, ""));
    first.chars().any(char::is_alphabetic)
        || rest.split('{').any(|part| outside(part).chars().any(char::is_alphabetic))
}
