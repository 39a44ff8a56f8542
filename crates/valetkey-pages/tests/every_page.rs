//! Rules for all samples of all pages in all languages.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::collections::BTreeSet;

use support::tags::{Tag, tags};
use valetkey_pages::{
    ConsentPage, ErrorPage, FormPostPage, Frame, Language, LoginPage, LogoutPage, Page, RenderedSample,
    assets, form_field, rendered_samples, rendered_samples_in,
};

fn every_sample() -> impl Iterator<Item = (Language, RenderedSample)> {
    Language::ALL
        .into_iter()
        .flat_map(|language| rendered_samples(&language).into_iter().map(move |sample| (language, sample)))
}

/// The language that a sample is in: the console has messages in English only.
fn shown_in(language: Language, sample: &RenderedSample) -> Language {
    if sample.page.starts_with("console-") { language.of_console() } else { language }
}

fn label(language: Language, sample: &RenderedSample) -> String {
    format!("{} / {} / {}", sample.page, sample.sample, language.tag())
}

fn named<'a>(tags: &'a [Tag], name: &'a str) -> impl Iterator<Item = &'a Tag> {
    tags.iter().filter(move |tag| tag.name == name)
}

#[test]
fn the_frame_is_complete() {
    for (language, sample) in every_sample() {
        let label = label(language, &sample);
        let tags = tags(&sample.html);
        assert!(sample.html.starts_with("<!doctype html>"), "{label}");
        assert!(sample.html.trim_end().ends_with("</html>"), "{label}");
        let language = shown_in(language, &sample);
        assert_eq!(tags[0].attribute("lang"), Some(language.tag()), "{label}");
        assert_eq!(tags[0].attribute("dir"), Some(language.direction().as_str()), "{label}");
        for once in ["title", "main", "h1"] {
            assert_eq!(named(&tags, once).count(), 1, "{label}: {once}");
        }
        assert!(!sample.html.contains("<title></title>") && !sample.html.contains("<h1></h1>"), "{label}");
        assert!(sample.html.len() <= 50_000, "{label} has {} bytes", sample.html.len());
    }
}

#[test]
fn every_text_is_found_and_filled_in() {
    for (language, sample) in every_sample() {
        let label = label(language, &sample);
        for leftover in ["[login-", "[error-", "[account-", "[consent-", "[scope-", "{$", "{ $", "{{", "{%"] {
            assert!(!sample.html.contains(leftover), "{label}: {leftover}");
        }
        assert!(!has_message_id_in_brackets(&sample.html), "{label}: {}", sample.html);
    }
}

/// `[some-id]` stands where a message is missing.
fn has_message_id_in_brackets(html: &str) -> bool {
    html.split('[').skip(1).any(|rest| {
        rest.split_once(']').is_some_and(|(inside, _)| {
            !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        })
    })
}

#[test]
fn nothing_needs_a_looser_content_security_policy() {
    let known: BTreeSet<&str> = assets().iter().map(|asset| asset.path).collect();
    for (language, sample) in every_sample() {
        let label = label(language, &sample);
        for tag in tags(&sample.html) {
            assert_ne!(tag.name, "style", "{label}");
            assert_ne!(tag.name, "base", "{label}");
            assert_ne!(tag.name, "iframe", "{label}");
            for (name, value) in &tag.attributes {
                assert!(name != "style" && !name.starts_with("on"), "{label}: {name}={value}");
            }
            let loaded = match tag.name.as_str() {
                "script" => Some(tag.attribute("src").expect("a script has a source")),
                "link" => tag.attribute("href"),
                _ => None,
            };
            assert!(loaded.is_none_or(|path| known.contains(path)), "{label}: {loaded:?}");
        }
        for inline in sample.html.split("<script").skip(1) {
            assert!(inline.contains("></script>"), "{label}: a script with content");
        }
    }
}

#[test]
fn f3_every_file_of_a_page_lies_below_the_path_of_the_issuer() {
    fn check<P: Page>() {
        for (sample, page) in P::samples() {
            let html = page.render(&Frame::new(Language::English, "/tenant"));
            for tag in tags(&html) {
                let loaded = match tag.name.as_str() {
                    "script" | "img" => tag.attribute("src"),
                    "link" => tag.attribute("href"),
                    _ => None,
                };
                let is_ours = |path: &str| {
                    let below = path.strip_prefix("/tenant");
                    below.is_some_and(|below| assets().iter().any(|asset| asset.path == below))
                };
                assert!(loaded.is_none_or(is_ours), "{} / {sample}: {loaded:?}", P::NAME);
            }
        }
    }
    check::<LoginPage>();
    check::<ConsentPage>();
    check::<LogoutPage>();
    check::<FormPostPage>();
    check::<ErrorPage>();
}

#[test]
fn only_passkeys_and_the_form_post_page_have_a_script() {
    for (language, sample) in every_sample() {
        let tags = tags(&sample.html);
        let scripts = named(&tags, "script").count();
        let has_passkeys =
            ["id=\"passkey-signals\"", " data-challenge>"].iter().any(|part| sample.html.contains(part));
        let allowed = has_passkeys || sample.page == FormPostPage::NAME;
        assert_eq!(scripts, usize::from(allowed), "{}", label(language, &sample));
        if sample.page == "form-post" && sample.sample != "unsafe-action" {
            assert!(named(&tags, "button").any(|button| button.attribute("type") == Some("submit")));
        }
    }
}

#[test]
fn forms_are_usable_with_keyboard_and_screen_reader() {
    for (language, sample) in every_sample() {
        let label = label(language, &sample);
        let tags = tags(&sample.html);
        let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.attribute("id")).collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{label}: an id is there twice: {ids:?}");
        for tag in &tags {
            for reference in ["for", "aria-describedby", "aria-labelledby"] {
                for id in tag.attribute(reference).unwrap_or_default().split_whitespace() {
                    assert!(unique.contains(id), "{label}: {reference} {id}");
                }
            }
            // With -1 a script or `autofocus` can focus a notice, but the Tab key skips it.
            let tabindex = tag.attribute("tabindex");
            assert!(
                tabindex.is_none_or(|index| index == "-1"),
                "{label}: the order of the page is the order of the keys"
            );
        }
        for input in named(&tags, "input").filter(|input| input.attribute("type") != Some("hidden")) {
            let id = input.attribute("id").expect("an input has an id");
            let before = named(&tags, "label")
                .any(|label| label.attribute("for") == Some(id) && label.position < input.position);
            assert!(before, "{label}: no label before {id}");
        }
        for image in named(&tags, "img") {
            assert!(image.attribute("alt").is_some(), "{label}: an image without alt");
        }
        for form in named(&tags, "form") {
            // A search is no change: its filters are in the address.
            let is_search = form.attribute("role") == Some("search");
            let method = if is_search { "get" } else { "post" };
            assert_eq!(form.attribute("method"), Some(method), "{label}");
            assert!(form.attribute("action").is_some_and(|action| !action.is_empty()), "{label}");
        }
        assert!(tags.iter().filter(|tag| tag.attribute("autofocus").is_some()).count() <= 1, "{label}");
    }
}

#[test]
fn every_named_field_is_on_some_page() {
    let names: BTreeSet<String> = every_sample()
        .flat_map(|(_, sample)| tags(&sample.html))
        .filter_map(|tag| tag.attribute("name").map(str::to_owned))
        .collect();
    for field in [
        form_field::CONTINUE,
        form_field::FORM_STATE,
        form_field::USERNAME,
        form_field::PASSWORD,
        form_field::REGISTRATION,
        form_field::CHALLENGE,
        form_field::RESPONSE,
        form_field::PASSKEY,
        form_field::PASSKEY_OFFER,
        form_field::NAME,
        form_field::ACTION,
        form_field::CODE,
        form_field::WAY,
        form_field::SET_UP,
        form_field::DECISION,
        form_field::CLIENT_ID,
        form_field::LANGUAGE,
        form_field::RETURN_TO,
        form_field::SESSION,
        form_field::FIELDS,
        form_field::REVISION,
        form_field::CURRENT_PASSWORD,
        form_field::NEW_PASSWORD,
        form_field::NEW_PASSWORD_AGAIN,
        form_field::TERMS,
        form_field::TOKEN,
        form_field::MAIL,
        form_field::PROOF,
        form_field::PROVIDER,
        form_field::ACCOUNT,
        form_field::PICTURE,
        form_field::TRUST,
        form_field::TRUSTED_DEVICE,
        form_field::KEEP,
        form_field::SIGN_OUT,
        form_field::EMAIL,
        form_field::EMAIL_VERIFIED,
        form_field::KIND,
        form_field::REDIRECT_URIS,
        form_field::ROLE,
    ] {
        assert!(names.contains(field), "{field}");
    }
}

#[test]
fn u16_every_page_that_can_be_opened_again_has_the_language_menu() {
    for (language, sample) in every_sample() {
        let label = label(language, &sample);
        let tags = tags(&sample.html);
        // Other lists have no languages.
        let options: Vec<&Tag> =
            named(&tags, "option").filter(|option| option.attribute("lang").is_some()).collect();
        if sample.page == FormPostPage::NAME {
            assert!(options.is_empty(), "{label}: it is gone before anybody reads it");
            continue;
        }
        assert_eq!(options.len(), Language::ALL.len(), "{label}");
        let selected = options.iter().find(|option| option.attribute("selected").is_some()).unwrap();
        assert_eq!(selected.attribute("value"), Some(shown_in(language, &sample).tag()), "{label}");
        for language in Language::ALL {
            assert!(sample.html.contains(&format!(">{}</option>", language.name())), "{label}");
        }
    }
    let closed = Frame::new(Language::English, "");
    assert!(!rendered_samples_in(&closed).iter().any(|sample| sample.html.contains("name=\"language\"")));
}

#[test]
fn u16_a_page_that_reports_an_error_says_so_in_its_title_and_no_other_does() {
    for (language, sample) in every_sample() {
        let tags = tags(&sample.html);
        let reports = tags.iter().any(|tag| {
            // A script shows a hidden one, and nobody has seen it yet.
            let is_shown = tag.attribute("hidden").is_none();
            is_shown && tag.attribute("role") == Some("alert")
                || tag.attribute("aria-invalid") == Some("true")
        });
        let (_, title) = sample.html.split_once("<title>").unwrap();
        let error_title = error_title(shown_in(language, &sample));
        let says_so = title.trim_start_matches('\u{2068}').starts_with(&error_title);
        // On these pages the whole page is the report.
        let may_say_so = reports || [ErrorPage::NAME, "mail-result"].contains(&sample.page);
        let must_say_so = reports || sample.page == ErrorPage::NAME;
        let label = label(language, &sample);
        assert!(says_so || !must_say_so, "{label}: an error that the title does not tell");
        assert!(may_say_so || !says_so, "{label}: no error");
    }
}

/// Returns the start of the title of a page that reports an error: `Error: `.
fn error_title(language: Language) -> String {
    let file = format!("{}/languages/{}.ftl", env!("CARGO_MANIFEST_DIR"), language.tag());
    let messages = std::fs::read_to_string(file).unwrap();
    let message = messages.lines().find_map(|line| line.strip_prefix("title-error = ")).unwrap();
    message.strip_suffix("{ $page }").unwrap().to_owned()
}

#[test]
fn u16_no_template_has_text_of_its_own() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "html") {
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        // The only literal of a block is a class.
        let classes = ["%}card wide{%", "%}card console{%", "%}card{%"];
        let source = classes.into_iter().fold(source, |source, class| source.replace(class, "%}{%"));
        let markup = without(&without(&source, "{%", "%}"), "{{", "}}");
        let text = without(&markup, "<", ">");
        assert!(!text.contains(|letter: char| letter.is_alphabetic()), "{}: {text}", path.display());
        for attribute in ["aria-label", "alt", "title", "placeholder"] {
            for value in markup.split(&format!(" {attribute}=\"")).skip(1) {
                assert!(value.starts_with('"'), "{}: {attribute}", path.display());
            }
        }
    }
}

fn without(text: &str, start: &str, end: &str) -> String {
    let mut parts = text.split(start);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once(end).map_or("", |(_, rest)| rest))
}

#[test]
fn u16_every_page_is_complete_in_the_pseudo_language_and_from_right_to_left() {
    for language in Language::PSEUDO {
        for sample in rendered_samples(&language) {
            let label = label(language, &sample);
            let (opened, closed) = (sample.html.matches('⟦').count(), sample.html.matches('⟧').count());
            assert!(opened >= 3 && opened == closed, "{label}: a text is missing or cut");
            assert!(sample.html.len() <= 50_000, "{label} has {} bytes", sample.html.len());
            let html = &tags(&sample.html)[0];
            assert_eq!(html.attribute("dir"), Some(language.direction().as_str()), "{label}");
        }
    }
}

/// Physical sides would not turn with the text.
#[test]
fn u16_the_style_sheet_knows_start_and_end_and_no_left_and_right() {
    let style = assets().iter().find(|asset| asset.content_type.starts_with("text/css")).unwrap();
    let style = std::str::from_utf8(style.bytes).unwrap();
    for line in style.lines() {
        let Some((property, value)) = line.trim().trim_end_matches(';').split_once(": ") else { continue };
        let is_physical = |word: &str| word.split('-').any(|part| part == "left" || part == "right");
        assert!(!is_physical(property) && !value.split(' ').any(is_physical), "{line}");
    }
}

#[test]
fn every_message_is_used() {
    let folder = env!("CARGO_MANIFEST_DIR");
    let mut sources = String::new();
    for part in ["src", "src/account", "src/console", "templates"] {
        for entry in std::fs::read_dir(format!("{folder}/{part}")).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                sources.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let read = |file: &str| std::fs::read_to_string(format!("{folder}/languages/{file}.ftl")).unwrap();
    let messages = read("en") + &read("console/en");
    for line in messages.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase())) {
        let (id, _) = line.split_once(" = ").unwrap();
        let error_kind = ["-heading", "-text", "-advice"].iter().find_map(|part| id.strip_suffix(part));
        let is_error_text = error_kind.and_then(|kind| kind.strip_prefix("error-"));
        let needle = is_error_text.unwrap_or(id);
        assert!(sources.contains(&format!("\"{needle}\"")), "{id} is used nowhere");
    }
}

/// Text browsers show what is `hidden`. A button that needs a script is made by the script.
#[test]
fn a_hidden_form_has_no_button() {
    let mut hidden = 0;
    for sample in rendered_samples(&Language::English) {
        let forms = sample.html.split("<form ").skip(1);
        for form in forms.filter_map(|form| form.split("</form>").next()) {
            let is_hidden = form.split('>').next().is_some_and(|start| start.ends_with(" hidden"));
            hidden += usize::from(is_hidden);
            let has_button = form.contains("<button");
            assert!(!(is_hidden && has_button), "{} / {}: {form}", sample.page, sample.sample);
        }
    }
    assert!(hidden > 3, "the passkey forms are hidden until the script shows them: {hidden}");
}
