//! Untrusted values never become markup, and unsafe addresses never become links.

mod support;

use support::{filled, tags::tags};
use valetkey_pages::{FormPostPage, Language, Page};

const HARMLESS_URI: &str = "https://app.example/";

const TEXT_PROBES: [&str; 9] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onfocus='alert(1)' autofocus='",
    "\" onmouseover=\"alert(1)",
    "</title><svg onload=alert(1)>",
    "<!--",
    "</form><form action=https://evil.example>",
    "javascript:alert(1)",
    "{{ text }}{% raw %}&lt;b&gt;<b>",
];

fn shapes(html: &str) -> Vec<String> {
    tags(html).iter().map(support::tags::Tag::shape).collect()
}

#[test]
fn xs1_text_never_becomes_an_element_or_an_attribute() {
    for language in Language::ALL {
        let harmless = filled::pages("harmless", HARMLESS_URI, &language);
        for probe in TEXT_PROBES {
            for ((name, html), (_, harmless)) in
                filled::pages(probe, HARMLESS_URI, &language).into_iter().zip(&harmless)
            {
                assert_eq!(shapes(&html), shapes(harmless), "{name} in {language:?} with {probe}");
                assert!(!probe.contains(['<', '"']) || !html.contains(probe), "{name}: {probe} as it came");
            }
        }
    }
}

#[test]
fn text_is_escaped_and_not_removed() {
    for (name, html) in filled::pages("a<b & \"c\"", HARMLESS_URI, &Language::English) {
        let has_no_text = ["welcome", "mail-result", "deletion-requested", "console-closed"].contains(&name);
        assert!(has_no_text || html.contains("a&#60;b &#38; &#34;c&#34;"), "{name}: {html}");
    }
}

#[test]
fn a_safe_address_with_markup_stays_inside_its_attribute() {
    let harmless = filled::pages("text", HARMLESS_URI, &Language::English);
    for probe in
        ["https://app.example/\"><script>alert(1)</script>", "https://app.example/' onclick='alert(1)"]
    {
        for ((name, html), (_, harmless)) in
            filled::pages("text", probe, &Language::English).iter().zip(&harmless)
        {
            assert_eq!(shapes(html), shapes(harmless), "{name} with {probe}");
            assert!(!html.contains("<script>") && !html.contains("onclick='"), "{name} with {probe}");
        }
    }
}

#[test]
fn xs4_an_unsafe_address_is_in_no_link_image_or_form() {
    for probe in [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "\u{1}java\nscript:alert(1)",
        "data:text/html,evil",
        "vbscript:evil",
        "//evil.example/",
        "/\\evil.example/",
        "http://evil.example/",
        "evil.example",
        "",
    ] {
        for (name, html) in filled::pages("text", probe, &Language::English) {
            for tag in tags(&html) {
                for attribute in ["href", "src", "action", "formaction", "srcset", "data", "poster"] {
                    let Some(value) = tag.attribute(attribute) else { continue };
                    let is_ours = matches!(value, "/" | "/language") || value.starts_with("/assets/");
                    assert!(is_ours, "{name} with {probe:?}: <{} {attribute}={value}>", tag.name);
                }
            }
        }
    }
}

#[test]
fn xs3_an_unsafe_redirect_uri_gets_no_authorization_response() {
    let page = FormPostPage {
        action: "http://evil.example/".to_owned(),
        parameters: vec![("code".to_owned(), "secret-code".to_owned())],
        application_name: None,
        is_request: false,
    };
    let html = page.render(&Language::English.into());
    assert!(!html.contains("secret-code"));
    assert!(!html.contains("<form"));
    assert!(html.contains("not a safe one"));
}

#[test]
fn a_name_cannot_reorder_the_sentence_around_it() {
    for (name, html) in filled::pages("No\u{202E}tes\u{2066}\u{200B}", HARMLESS_URI, &Language::English) {
        // The values of fields go back to the server unchanged, and the script reads JSON.
        let is_shown = |line: &&str| {
            !line.starts_with("<input")
                && !line.starts_with("<option value=")
                && !line.ends_with("</textarea>")
                && !line.contains(" data-")
        };
        let shown: String = html.lines().filter(is_shown).collect();
        assert!(!shown.contains(['\u{202E}', '\u{2066}', '\u{200B}']), "{name}: {shown}");
    }
}
