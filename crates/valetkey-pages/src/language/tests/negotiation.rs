use std::collections::BTreeSet;

use super::super::Language::{
    self, Arabic, English, French, German, Hebrew, Portuguese, SimplifiedChinese, Ukrainian,
};

#[test]
fn ui_locales_take_precedence_over_the_browser() {
    assert_eq!(Language::negotiate(Some("de"), Some("en")), German);
    assert_eq!(Language::negotiate(Some("sv-FI sv DE-ch en"), None), German);
    assert_eq!(Language::negotiate(Some("sv"), Some("de;q=0.5")), German);
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
    let many_subtags = "de".to_owned() + &"-".repeat(8_000);
    for header in ["", "*", ",,;;q", "de;q=2", "de;q=NaN", "de;q=-1", "déutsch", "german", endless.as_str()]
    {
        assert_eq!(Language::negotiate(None, Some(header)), English, "{:.20}", header);
        assert_eq!(Language::negotiate(Some(""), Some(header)), English, "{:.20}", header);
    }
    assert_eq!(Language::of_tag(&many_subtags), Some(German));
}

#[test]
fn a_tag_loses_its_last_subtags_until_it_is_a_language() {
    for (tag, language) in [
        ("de-CH-1901", Some(German)),
        ("fr-CA", Some(French)),
        ("FR_fr", Some(French)),
        ("uk-UA", Some(Ukrainian)),
        ("ar-Latn", Some(Arabic)),
        ("he-IL", Some(Hebrew)),
        ("iw", Some(Hebrew)),
        ("iw-IL", Some(Hebrew)),
        ("pt", Some(Portuguese)),
        ("pt-PT", Some(Portuguese)),
        ("pt-br", Some(Portuguese)),
        ("zh", Some(SimplifiedChinese)),
        ("zh-CN", Some(SimplifiedChinese)),
        ("zh-SG", Some(SimplifiedChinese)),
        ("zh-Hans", Some(SimplifiedChinese)),
        ("zh-hans-cn", Some(SimplifiedChinese)),
        ("zh-Hans-TW", Some(SimplifiedChinese)),
        ("zh-TW", None),
        ("zh-HK", None),
        ("zh-MO", None),
        ("zh-Hant", None),
        ("zh-Hant-CN", None),
        ("zh_hant_tw", None),
        ("sv", None),
        ("d", None),
        ("e", None),
        ("-de", None),
        ("", None),
    ] {
        assert_eq!(Language::of_tag(tag), language, "{tag}");
    }
}

#[test]
fn readers_of_traditional_chinese_get_the_next_language_of_their_list() {
    assert_eq!(Language::negotiate(Some("zh-TW ja"), None), Language::Japanese);
    assert_eq!(Language::negotiate(None, Some("zh-HK,en-US;q=0.8,zh-CN;q=0.5")), English);
    // A user who lists `zh` too reads both.
    assert_eq!(Language::negotiate(None, Some("zh-TW,zh;q=0.9,en;q=0.8")), SimplifiedChinese);
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
fn u16_no_browser_gets_a_pseudo_language() {
    for tag in ["en-XA", "ar-XB", "en", "ar", "pseudo"] {
        let language = Language::of_tag(tag);
        assert!(language.is_none_or(|language| Language::ALL.contains(&language)), "{tag}: {language:?}");
    }
}
