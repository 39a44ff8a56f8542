use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;

use super::Language::{self, English, German, Pseudo};

#[test]
fn ui_locales_take_precedence_over_the_browser() {
    assert_eq!(Language::negotiate(Some("de"), Some("en")), German);
    assert_eq!(Language::negotiate(Some("fr-CA fr DE-ch en"), None), German);
    assert_eq!(Language::negotiate(Some("fr"), Some("de;q=0.5")), German);
}

#[test]
fn the_weights_of_the_browser_count() {
    assert_eq!(Language::negotiate(None, Some("de-AT,de;q=0.9,en;q=0.8")), German);
    assert_eq!(Language::negotiate(None, Some("de;q=0.3, en-GB;q=0.7")), English);
    assert_eq!(Language::negotiate(None, Some("en;q=0, de;q=0.1")), German);
    assert_eq!(Language::negotiate(None, Some("de;q=0")), English);
}

#[test]
fn an_invalid_value_means_english() {
    let endless = "x,".repeat(100_000) + "de";
    for header in ["", "*", ",,;;q", "de;q=2", "de;q=NaN", "de;q=-1", "déutsch", "german", endless.as_str()]
    {
        assert_eq!(Language::negotiate(None, Some(header)), English, "{:.20}", header);
        assert_eq!(Language::negotiate(Some(""), Some(header)), English, "{:.20}", header);
    }
}

#[test]
fn every_file_is_read_without_errors() {
    for language in Language::ALL.into_iter().chain(Language::PSEUDO) {
        if let Err((_, errors)) = FluentResource::try_new(language.source().into_owned()) {
            panic!("{language:?}: {errors:?}");
        }
    }
}

#[test]
fn every_language_has_the_messages_and_variables_of_english() {
    let english = messages(&English.source());
    assert!(english.len() > 50, "the reader of this test finds the messages");
    for language in Language::ALL.into_iter().chain(Language::PSEUDO) {
        assert_eq!(messages(&language.source()), english, "{language:?}");
    }
}

#[test]
fn no_translation_is_left_in_english() {
    let (source, german) = (English.source(), German.source());
    let english: BTreeSet<&str> = source.lines().filter(|line| line.contains(" = ")).collect();
    let same_on_purpose = [
        "month-",
        "moment-exact = ",
        "title-with-brand = ",
        "title-with-application = ",
        "account-applications-count = ",
        "duration-",
        "security-passkeys = ",
        "passkeys-heading = ",
        "passkeys-name = ",
    ];
    let is_text = |line: &&str| !line.ends_with("{ $count ->");
    for line in german.lines().filter(|line| english.contains(line)).filter(is_text) {
        assert!(same_on_purpose.iter().any(|start| line.starts_with(start)), "not translated: {line}");
    }
}

#[test]
fn u16_the_pseudo_language_marks_every_text_and_no_browser_gets_it() {
    assert_eq!(Pseudo.say("continue"), "⟦Çöñţïñûé···⟧");
    assert_eq!(Pseudo.say_with("signed-in-as", "account", "Ada"), "⟦Šïğñéd ïñ áš Ada·········⟧");
    assert_eq!(Pseudo.say_with_count("account-applications-count", 3).matches('⟦').count(), 1);
    for tag in ["en-XA", "ar-XB", "ar", "pseudo"] {
        assert_eq!(Language::of_tag(tag).filter(|language| !Language::ALL.contains(language)), None, "{tag}");
    }
    assert_eq!(Language::of_tag("ar-XB"), None);
}

#[test]
fn u16_every_language_has_a_tag_and_a_name_of_its_own() {
    let tags: BTreeSet<&str> = Language::ALL.iter().map(|language| language.tag()).collect();
    let names: BTreeSet<&str> = Language::ALL.iter().map(|language| language.name()).collect();
    assert_eq!((tags.len(), names.len()), (Language::ALL.len(), Language::ALL.len()));
    for language in Language::ALL {
        assert_eq!(Language::of_tag(language.tag()), Some(language));
    }
}

#[test]
fn plural_forms_are_chosen_by_number() {
    assert_eq!(
        English.say_with_count("account-applications-count", 1),
        "One application can use your account."
    );
    assert_eq!(
        German.say_with_count("account-applications-count", 3),
        "3 Anwendungen können Ihr Konto verwenden."
    );
}

#[test]
fn a_value_is_text_and_never_syntax() {
    let heading = English.say_with("login-heading-application", "application", "{ $page }\u{202E}");
    assert_eq!(heading, "Sign in to { $page }");
}

/// Message ids with the variables each uses.
fn messages(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some((id, _)) = line.split_once(" = ").filter(|(id, _)| !id.starts_with(' ')) {
            current = id.to_owned();
            assert!(found.insert(current.clone(), BTreeSet::new()).is_none(), "{current} is there twice");
        }
        for part in line.split('$').skip(1) {
            let variable = part.chars().take_while(|character| character.is_ascii_alphanumeric()).collect();
            found.entry(current.clone()).or_default().insert(variable);
        }
    }
    found
}
