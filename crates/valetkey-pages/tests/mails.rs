//! Every mail, in every language.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::sync::LazyLock;
use support::tags::tags;

use valetkey_pages::{
    Language, Mail, MailBrand, MailFacts, MailFrame, MailLinks, MailProof, Place, RenderedMail,
};

static BRAND: LazyLock<MailBrand> = LazyLock::new(|| MailBrand {
    name: "Acme & Sons".to_owned(),
    accent: "#7a1f5c".to_owned(),
    on_accent: "#fefefe".to_owned(),
});

fn frame(language: Language) -> MailFrame<'static> {
    MailFrame { language, account: Some("Ada Lovelace"), host: "id.example.org", brand: &BRAND }
}

fn every_mail() -> impl Iterator<Item = (String, RenderedMail)> {
    Language::ALL.into_iter().flat_map(|language| {
        let mails = Mail::samples().into_iter();
        mails.map(move |(name, mail)| (format!("{name} / {}", language.tag()), mail.render(&frame(language))))
    })
}

#[test]
fn every_mail_is_complete_in_every_language() {
    for (name, mail) in every_mail() {
        for part in [&mail.subject, &mail.text, &mail.html] {
            assert!(
                !part.contains("[mail-") && !part.contains("{$") && !part.contains("{{"),
                "{name}: {part}"
            );
        }
        assert!(!mail.subject.is_empty() && !mail.subject.contains('\n'), "{name}: {}", mail.subject);
        assert!(mail.text.contains("Ada Lovelace") && mail.html.contains("Ada Lovelace"), "{name}");
        assert!(mail.text.contains("id.example.org"), "{name}");
        assert!(mail.html.len() <= 20_000, "{name} has {} bytes", mail.html.len());
        assert!(!mail.text.contains("\n\n\n"), "{name}: {}", mail.text);
    }
}

#[test]
fn a_mail_shows_the_name_and_the_accent_of_the_operator() {
    for (name, mail) in every_mail() {
        assert!(mail.html.contains("<strong><bdi>Acme &#38; Sons</bdi></strong>"), "{name}: {}", mail.html);
        assert!(mail.text.ends_with("-- \nAcme & Sons\nid.example.org"), "{name}: {}", mail.text);
        let has_button = mail.html.contains("<a href");
        assert_eq!(mail.html.contains("background:#7a1f5c;color:#fefefe"), has_button, "{name}");
    }
    let neutral = MailBrand::named("id.example.org");
    let mail = Mail::Test.render(&MailFrame { brand: &neutral, ..frame(Language::English) });
    assert_eq!(mail.html.matches(">id.example.org<").count(), 1, "a host is named once: {}", mail.html);
}

#[test]
fn the_code_that_confirms_a_sign_in_stands_alone() {
    for (name, mail) in every_mail().filter(|(name, _)| name.starts_with("confirm-sign-in")) {
        assert!(mail.text.contains("1234 5678") && mail.html.contains("1234 5678"), "{name}");
        assert!(!mail.text.contains("https://") && !mail.html.contains("<a "), "{name}: {}", mail.text);
    }
}

#[test]
fn the_text_part_holds_the_link_and_the_code_as_the_html_part_does() {
    for (name, mail) in every_mail() {
        let proves = !mail.text.contains("/login\n") && mail.text.contains("token=");
        if proves {
            let link = "https://id.example.org/reset?token=";
            assert!(mail.text.contains(link) && mail.html.contains(link), "{name}");
            let has_code = mail.text.contains("1234 5678");
            assert_eq!(has_code, mail.html.contains("1234 5678"), "{name}");
            assert_eq!(has_code, !name.starts_with("invitation"), "{name}");
        }
    }
}

/// On a line from right to left, `1234 5678` would become `5678 1234`.
#[test]
fn u16_code_address_and_facts_keep_their_direction() {
    for language in [Language::Arabic, Language::Hebrew] {
        for (name, mail) in Mail::samples() {
            let mail = mail.render(&frame(language));
            let shown = |text: &str| mail.html.matches(text).count();
            assert!(mail.html.contains("<html lang=\"") && mail.html.contains(" dir=\"rtl\">"), "{name}");
            assert_eq!(shown("1234 5678"), shown("<strong dir=\"ltr\">1234 5678</strong>"), "{name}");
            assert_eq!(shown(">https://"), shown("<span dir=\"ltr\">https://"), "{name}");
            assert_eq!(shown("192.0.2.7"), shown("<bdi>192.0.2.7</bdi>"), "{name}");
            let in_text = |text: &str| mail.text.matches(text).count();
            assert_eq!(in_text("192.0.2.7"), in_text("\u{2068}192.0.2.7\u{2069}"), "{name}: {}", mail.text);
            assert!(mail.text.contains("\u{2068}Ada Lovelace\u{2069}"), "{name}: {}", mail.text);
        }
    }
}

#[test]
fn a_mail_loads_nothing_and_runs_nothing() {
    for (name, mail) in every_mail() {
        for tag in tags(&mail.html) {
            for forbidden in ["script", "img", "link", "iframe", "form", "object", "video", "audio", "base"] {
                assert_ne!(tag.name, forbidden, "{name}");
            }
            for (attribute, value) in &tag.attributes {
                assert!(!attribute.starts_with("on") && attribute != "src", "{name}: {attribute}={value}");
                assert!(!value.contains("url("), "{name}: {value}");
                assert!(
                    attribute != "href" || value.starts_with("https://id.example.org/"),
                    "{name}: {value}"
                );
            }
        }
    }
}

#[test]
fn xs1_no_value_becomes_markup_a_line_or_a_header() {
    let hostile = "</p><script>alert(1)</script>\r\nBcc: eve@example.com\u{202e}\"'";
    let proof = || MailProof {
        uri: format!("https://id.example.org/reset?{hostile}"),
        code: Some(hostile.to_owned()),
        lifetime: std::time::Duration::from_secs(600),
    };
    let links = || MailLinks { sign_in_uri: format!("https://id.example.org/{hostile}") };
    let facts = || MailFacts {
        time: hostile.to_owned(),
        network_address: Some(hostile.to_owned()),
        place: Some(Place { city: Some(hostile.to_owned()), country: Some(hostile.to_owned()) }),
        device: Some(hostile.to_owned()),
        factor: Some(hostile.to_owned()),
        deletion_day: Some(hostile.to_owned()),
        forgot_uri: format!("https://id.example.org/{hostile}"),
    };
    let mails = [
        Mail::Test,
        Mail::ResetPassword(proof()),
        Mail::AlreadyRegistered(links()),
        Mail::FactorAdded(facts()),
        Mail::NewDevice(facts()),
        Mail::ConfirmSignIn(proof()),
    ];
    for mail in mails {
        let brand = MailBrand { name: hostile.to_owned(), ..BRAND.clone() };
        let frame =
            MailFrame { language: Language::English, account: Some(hostile), host: hostile, brand: &brand };
        let rendered = mail.render(&frame);
        assert!(!rendered.html.contains("<script"), "{}", rendered.html);
        assert!(!rendered.subject.contains(['\r', '\n', '\u{202e}']), "{}", rendered.subject);
    }
}

#[test]
fn debug_shows_no_link_and_no_code() {
    for (name, mail) in Mail::samples() {
        let shown = format!("{mail:?} {:?}", mail.render(&frame(Language::English)));
        assert!(
            !shown.contains("token=") && !shown.contains("12345678") && !shown.contains("1234 5678"),
            "{name}"
        );
    }
}
