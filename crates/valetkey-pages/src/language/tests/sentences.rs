use super::super::Language::{
    self, Arabic, Dutch, English, French, German, Hebrew, Italian, Japanese, Polish, Portuguese, Pseudo,
    SimplifiedChinese, Spanish, Turkish, Ukrainian,
};

#[test]
fn u16_the_pseudo_language_marks_every_text() {
    assert_eq!(Pseudo.say("continue"), "⟦Çöñţïñûé···⟧");
    assert_eq!(Pseudo.say_with("signed-in-as", "account", "Ada"), "⟦Šïğñéd ïñ áš Ada·········⟧");
    assert_eq!(Pseudo.say_with_count("account-applications-count", 3).matches('⟦').count(), 1);
}

#[test]
fn plural_forms_are_chosen_by_number() {
    let cases: [(Language, &[(usize, &str)]); 14] = [
        (German, &[(1, "1 Minute"), (2, "2 Minuten")]),
        (English, &[(0, "0 minutes"), (1, "1 minute"), (2, "2 minutes")]),
        (Spanish, &[(1, "1 minuto"), (2, "2 minutos")]),
        (French, &[(0, "0 minute"), (1, "1 minute"), (2, "2 minutes")]),
        (Italian, &[(1, "1 minuto"), (2, "2 minuti")]),
        (Dutch, &[(1, "1 minuut"), (2, "2 minuten")]),
        (Polish, &[(1, "1 minutę"), (2, "2 minuty"), (5, "5 minut"), (12, "12 minut"), (22, "22 minuty")]),
        (Portuguese, &[(0, "0 minuto"), (1, "1 minuto"), (2, "2 minutos")]),
        (Turkish, &[(1, "1 dakika"), (2, "2 dakika")]),
        (
            Ukrainian,
            &[(1, "1 хвилину"), (3, "3 хвилини"), (5, "5 хвилин"), (11, "11 хвилин"), (21, "21 хвилину")],
        ),
        (Hebrew, &[(1, "דקה אחת"), (2, "שתי דקות"), (3, "3 דקות"), (20, "20 דקות")]),
        (Arabic, &[(1, "دقيقة واحدة"), (2, "دقيقتين"), (3, "3 دقائق"), (11, "11 دقيقة"), (100, "100 دقيقة")]),
        (Japanese, &[(1, "1分"), (2, "2分")]),
        (SimplifiedChinese, &[(1, "1 分钟"), (2, "2 分钟")]),
    ];
    assert_eq!(
        cases.map(|(language, _)| language),
        Language::ALL,
        "every language, in the order of the list"
    );
    for (language, forms) in cases {
        for (count, expected) in forms {
            assert_eq!(language.say_with_count("duration-minutes", *count), *expected, "{language:?}");
        }
    }
}

#[test]
fn a_value_is_text_and_never_syntax() {
    let heading = English.say_with("login-heading-application", "application", "{ $page }\u{202E}");
    assert_eq!(heading, "Sign in to { $page }");
}

#[test]
fn u16_a_value_of_the_other_direction_is_kept_apart_from_its_sentence() {
    let signed_in = |language: Language, account| language.say_with("signed-in-as", "account", account);
    assert_eq!(signed_in(English, "Ada"), "Signed in as Ada");
    assert_eq!(signed_in(English, "עדה"), "Signed in as \u{2068}עדה\u{2069}");
    assert!(signed_in(Hebrew, "Ada").contains("\u{2068}Ada\u{2069}"));
    assert!(signed_in(Arabic, "192.0.2.7").contains("\u{2068}192.0.2.7\u{2069}"));
    assert!(!signed_in(Hebrew, "עדה").contains('\u{2068}'), "marks only where they change something");
    assert!(
        signed_in(Hebrew, "Ada\u{2069}\u{2068}x").contains("\u{2068}Adax\u{2069}"),
        "a value cannot leave"
    );
}

#[test]
fn lists_and_labels_have_the_signs_of_their_language() {
    assert_eq!(English.list_separator(), ", ");
    assert_eq!(Arabic.list_separator(), "، ");
    assert_eq!(Japanese.list_separator(), "、");
    assert_eq!(English.say_label("Email"), "Email:");
    assert_eq!(French.say_label("Adresse"), "Adresse\u{a0}:");
    assert_eq!(SimplifiedChinese.say_pair("姓名", "Ada"), "姓名：Ada");
}
