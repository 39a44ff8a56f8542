//! The operator's brand on every page.

mod support;

use std::borrow::Cow;

use support::tags::{Tag, tags};
use valetkey_pages::{
    Brand, FormPostPage, Frame, Language, Page, RenderedSample, rendered_samples, rendered_samples_in,
};

fn acme() -> Brand {
    Brand {
        logo: Some("/acme/assets/logo/light.svg".to_owned()),
        logo_dark: Some("/acme/assets/logo/dark.svg".to_owned()),
        stylesheet: Some("/acme/assets/brand/acme.css".to_owned()),
        support_uri: Some("mailto:help@acme.example".to_owned()),
        privacy_uri: Some("https://acme.example/privacy".to_owned()),
        terms_uri: Some("https://acme.example/terms".to_owned()),
        ..Brand::named(Cow::Borrowed("Acme & Söhne"))
    }
}

fn samples(brand: &Brand) -> Vec<RenderedSample> {
    rendered_samples_in(&Frame::new(Language::English, "/acme").with_brand(brand))
}

fn named<'a>(tags: &'a [Tag], name: &str) -> Vec<&'a Tag> {
    tags.iter().filter(|tag| tag.name == name).collect()
}

#[test]
fn u3_every_page_shows_the_brand_of_the_operator_and_not_ours() {
    for sample in samples(&acme()) {
        let label = format!("{} / {}", sample.page, sample.sample);
        let tags = tags(&sample.html);
        let title = sample.html.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
        assert!(title.ends_with(" – Acme &#38; Söhne"), "{label}: {title}");
        let sheets: Vec<_> =
            named(&tags, "link").into_iter().filter_map(|tag| tag.attribute("href")).collect();
        assert_eq!(sheets.last(), Some(&"/acme/assets/brand/acme.css"), "{label}: after ours");
        assert!(sheets.contains(&"/acme/assets/logo/light.svg"), "{label}: the icon");
        let logo = named(&tags, "img")[0];
        assert_eq!(logo.attribute("src"), Some("/acme/assets/logo/light.svg"), "{label}");
        assert_eq!(logo.attribute("alt"), Some("Acme &#38; Söhne"), "{label}");
        let dark = named(&tags, "source")[0];
        assert_eq!(dark.attribute("srcset"), Some("/acme/assets/logo/dark.svg"), "{label}");
        if sample.page == FormPostPage::NAME {
            continue;
        }
        for uri in ["mailto:help@acme.example", "https://acme.example/privacy", "https://acme.example/terms"]
        {
            let link = tags.iter().find(|tag| tag.attribute("href") == Some(uri));
            assert_eq!(link.and_then(|link| link.attribute("rel")), Some("noopener"), "{label}: {uri}");
        }
        assert!(!sample.html.contains("Valetkey"), "{label}");
    }
}

#[test]
fn u3_a_page_without_a_brand_has_a_name_and_nothing_of_ours() {
    for language in Language::ALL {
        for sample in rendered_samples(&language) {
            assert!(sample.html.contains("id.example</bdi></p>"), "{}: {}", sample.page, sample.html);
            assert!(!sample.html.contains("Valetkey"), "{} / {}", sample.page, sample.sample);
            assert!(!sample.html.contains("class=\"links small\"><li"), "{}", sample.page);
        }
    }
}

#[test]
fn u3_a_hostile_name_is_text() {
    let shapes = |brand: &Brand| -> Vec<Vec<String>> {
        samples(brand).iter().map(|sample| tags(&sample.html).iter().map(Tag::shape).collect()).collect()
    };
    for logo in [None, Some("/logo.svg".to_owned())] {
        let with = |name: &'static str| Brand { logo: logo.clone(), ..Brand::named(Cow::Borrowed(name)) };
        let harmless = shapes(&with("Acme"));
        for name in ["</title><script>alert(1)</script>", "\" onerror=\"alert(1)", "{{ text }}", "<!--"] {
            assert_eq!(shapes(&with(name)), harmless, "{name}");
        }
        for sample in samples(&with("Ac\u{202E}me\u{200B}")) {
            assert!(!sample.html.contains(['\u{202E}', '\u{200B}']), "{}", sample.page);
        }
    }
}

#[test]
fn u3_an_unsafe_address_is_no_link() {
    for uri in [
        "javascript:alert(1)",
        "mailto:help@acme.example?subject=x\"onclick=\"alert(1)",
        "mailto:nobody",
        "data:text/html,x",
        "//evil.example",
        "http://evil.example",
    ] {
        let set = || Some(uri.to_owned());
        let brand = Brand {
            support_uri: set(),
            privacy_uri: set(),
            terms_uri: set(),
            ..Brand::named(Cow::Borrowed("Acme"))
        };
        for sample in samples(&brand) {
            assert!(!sample.html.contains(uri), "{}: {uri}", sample.page);
            assert!(named(&tags(&sample.html), "footer").is_empty(), "{}: {uri}", sample.page);
        }
    }
}
