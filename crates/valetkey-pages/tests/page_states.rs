//! The content of a page in each of its states.

#![allow(clippy::expect_used)]

mod support;

use std::time::Duration;

use support::tags::{Tag, tags};
use valetkey_pages::{
    AccountAppsPage, ConsentPage, ErrorPage, FormPostPage, Language, LoggedOutPage, LoginFailure, LoginPage,
    LogoutPage, Page,
};

fn sample<P: Page>(name: &str) -> P {
    P::samples().into_iter().find(|(own, _)| *own == name).expect("the sample exists").1
}

fn english<P: Page>(name: &str) -> String {
    sample::<P>(name).render(&Language::English.into())
}

fn by_id(html: &str, id: &str) -> Option<Tag> {
    tags(html).into_iter().find(|tag| tag.attribute("id") == Some(id))
}

fn is_focused(html: &str, id: &str) -> bool {
    by_id(html, id).expect("the field exists").attribute("autofocus").is_some()
}

#[test]
fn login_focuses_the_first_empty_field() {
    let first = english::<LoginPage>("first");
    assert!(is_focused(&first, "username") && !is_focused(&first, "password"));
    let hinted = english::<LoginPage>("login-hint");
    assert!(!is_focused(&hinted, "username") && is_focused(&hinted, "password"));
    assert_eq!(by_id(&hinted, "username").unwrap().attribute("value"), Some("ada@example.org"));
}

#[test]
fn login_lets_password_managers_help_and_never_prefills_the_password() {
    for (name, page) in LoginPage::samples() {
        let html = page.render(&Language::English.into());
        let username = by_id(&html, "username").unwrap();
        let password = by_id(&html, "password").unwrap();
        let autofill = if page.passkey.is_some() { "username webauthn" } else { "username" };
        assert_eq!(username.attribute("autocomplete"), Some(autofill), "{name}");
        assert_eq!(password.attribute("autocomplete"), Some("current-password"), "{name}");
        assert_eq!(password.attribute("value"), None, "{name}");
    }
}

#[test]
fn a_login_failure_is_announced_and_belongs_to_its_fields() {
    let html = english::<LoginPage>("wrong-credentials");
    assert_eq!(by_id(&html, "login-failure").unwrap().attribute("role"), Some("alert"));
    let password = by_id(&html, "password").unwrap();
    assert_eq!(password.attribute("aria-describedby"), Some("login-failure"));
    assert_eq!(password.attribute("aria-invalid"), Some("true"));
    assert!(by_id(&english::<LoginPage>("first"), "login-failure").is_none());
    let asked_again = english::<LoginPage>("session-too-old");
    assert_eq!(by_id(&asked_again, "password").unwrap().attribute("aria-describedby"), Some("login-reason"));
    let busy = english::<LoginPage>("busy");
    assert_eq!(by_id(&busy, "password").unwrap().attribute("aria-invalid"), None);
}

#[test]
fn pressing_enter_signs_in_and_cancel_needs_no_password() {
    let html = english::<LoginPage>("first");
    let sign_in = by_id(&html, "sign-in").unwrap();
    let cancel = by_id(&html, "cancel").unwrap();
    assert!(sign_in.position < cancel.position, "the first button is the one Enter presses");
    assert_eq!((cancel.attribute("name"), cancel.attribute("value")), (Some("action"), Some("cancel")));
    assert!(cancel.attribute("formnovalidate").is_some());
    assert!(by_id(&english::<LoginPage>("without-application"), "cancel").is_none());
}

#[test]
fn consent_shows_scopes_user_and_host() {
    let html = english::<ConsentPage>("every-scope");
    for text in [
        "Allow Notes to access your account?",
        "Signed in as Ada Lovelace",
        "You will return to notes.example",
        "See your email address and whether it is confirmed",
        "<code>calendar:write</code>",
        "Read your notes",
        "You can withdraw it at any time",
    ] {
        assert!(html.contains(text), "{text}");
    }
    assert!(!html.contains("notes:read"), "the operator's sentence stands instead of the token");
    let german = sample::<ConsentPage>("every-scope").render(&Language::German.into());
    assert!(german.contains("Ihre Postanschrift sehen") && !german.contains("postal"));
    for (id, value) in [("allow", "allow"), ("deny", "deny")] {
        let button = by_id(&html, id).unwrap();
        assert_eq!((button.attribute("name"), button.attribute("value")), (Some("decision"), Some(value)));
    }
}

#[test]
fn u5_consent_shows_the_values_and_sets_writing_and_offline_access_apart() {
    let usual = english::<ConsentPage>("usual");
    for value in ["Full name: Ada Lovelace, Username: ada", "Email: ada@example.org"] {
        assert!(usual.contains(value), "{value}: {usual}");
    }
    assert!(!usual.contains("It can also change things"), "nothing is changed");
    let every = english::<ConsentPage>("every-scope");
    let place = |text: &str| every.find(text).unwrap_or_else(|| panic!("no {text:?} in {every}"));
    let order = [
        "Confirm who you are",
        "See your name",
        "See your email",
        "See your phone",
        "See your postal address",
        "See which roles",
        "See which groups",
        "<code>calendar:read</code>",
        "It can also change things",
        "<code>calendar:write</code>",
        "And it keeps this access",
        "Keep this access while you are away",
        "id=\"allow\"",
    ];
    assert!(order.map(place).is_sorted(), "{every}");
}

#[test]
fn the_operator_can_reword_a_known_scope() {
    let mut page = sample::<ConsentPage>("local-tool");
    page.scopes[0].sentence = [("en".to_owned(), "Know that it is you".to_owned())].into();
    let html = page.render(&Language::English.into());
    assert!(html.contains("Know that it is you") && !html.contains("Confirm who you are"));
}

#[test]
fn each_application_has_its_own_withdraw_button() {
    let html = english::<AccountAppsPage>("two-applications");
    let clients: Vec<Tag> =
        tags(&html).into_iter().filter(|tag| tag.attribute("name") == Some("client_id")).collect();
    let identifiers: Vec<_> = clients.iter().filter_map(|tag| tag.attribute("value")).collect();
    assert_eq!(identifiers, ["notes", "calendar"]);
    for (id, name) in [("withdraw-1", "Notes"), ("withdraw-2", "Calendar")] {
        let button = by_id(&html, id).unwrap();
        assert_eq!(button.attribute("aria-label"), None, "u8: the visible words are the name");
        let (own, application) = button.attribute("aria-labelledby").unwrap().split_once(' ').unwrap();
        assert_eq!(own, id, "u8: the name begins with the visible words");
        assert!(html[by_id(&html, application).unwrap().position..].contains(name));
    }
    assert!(by_id(&html, "sign-out").is_some());
    let proofs = html.matches("name=\"form_state\" value=\"cHJvb2Y\"").count();
    assert_eq!(proofs, 3, "every form carries the proof");
    assert!(english::<AccountAppsPage>("withdrawn").contains("Calendar no longer has access"));
    assert!(
        english::<AccountAppsPage>("withdrawn").contains("may take a while to notice"),
        "a JWT lives on at an API"
    );
}

#[test]
fn sign_out_asks_first_and_then_lists_the_applications() {
    let html = english::<LogoutPage>("application");
    assert!(by_id(&html, "sign-out").is_some() && by_id(&html, "stay").is_some());
    let html = english::<LoggedOutPage>("told");
    assert!(html.contains("Told to sign you out") && html.contains("Not reached"));
    assert_eq!(by_id(&html, "return").unwrap().attribute("href"), Some("https://notes.example/goodbye"));
    assert!(by_id(&english::<LoggedOutPage>("quiet"), "return").is_none());
}

#[test]
fn c5_the_error_page_lists_what_was_expected_and_shows_what_came() {
    let html = english::<ErrorPage>("for-developers");
    let item = |uri: &str| html.find(&format!("<li><code dir=\"ltr\">{uri}</code></li>")).expect(uri);
    let (first, second) = (item("https://notes.example/callback"), item("http://localhost:3000/callback"));
    let seen = html.find("<code dir=\"ltr\">https://notes.example/callback/</code>").expect("seen");
    assert!(first < second && second < seen);
    let in_the_log = english::<ErrorPage>("expected-in-the-log");
    assert!(in_the_log.contains("The server&#39;s log has it") && !in_the_log.contains("<li>"));
    assert!(!english::<ErrorPage>("redirect-uri-mismatch").contains("<details"));
}

#[test]
fn an_error_page_links_to_start_again_if_possible() {
    assert!(by_id(&english::<ErrorPage>("cookies-missing"), "back").is_none());
    let html = english::<ErrorPage>("start-again");
    assert!(by_id(&html, "back").is_some() && html.contains("Start again"));
    let html = english::<ErrorPage>("right-address");
    assert_eq!(by_id(&html, "back").unwrap().attribute("href"), Some("https://id.example/"));
    assert!(html.contains("Go to the right address"));
}

#[test]
fn u10_the_reference_is_shown_in_two_groups() {
    assert!(english::<ErrorPage>("not-found").contains("<code id=\"reference\">7F3K-9QTM</code>"));
}

#[test]
fn u16_the_title_of_a_page_that_reports_an_error_says_so() {
    let title =
        |html: &str| html.split("<title>").nth(1).unwrap().split("</title>").next().unwrap().to_owned();
    assert_eq!(title(&english::<ErrorPage>("not-found")), "Error: There is no page here – id.example");
    assert_eq!(title(&english::<LoginPage>("wrong-credentials")), "Error: Sign in – Notes – id.example");
    assert_eq!(title(&english::<LoginPage>("first")), "Sign in – Notes – id.example");
    let german = sample::<ErrorPage>("not-found").render(&Language::German.into());
    assert!(title(&german).starts_with("Fehler: "));
}

#[test]
fn u16_the_consent_page_leaves_the_flow_in_new_tabs_only() {
    for name in ["usual", "every-scope"] {
        let html = english::<ConsentPage>(name);
        for link in tags(&html).iter().filter(|tag| tag.name == "a") {
            let attributes = (link.attribute("target"), link.attribute("rel"));
            assert_eq!(attributes, (Some("_blank"), Some("noopener")), "{link:?}");
        }
        assert_eq!(html.matches("(opens in a new tab)").count(), html.matches("<a ").count());
    }
}

#[test]
fn u4_a_pause_is_shown_as_long_as_it_is() {
    let shown = |seconds| {
        let wait = Duration::from_secs(seconds);
        let page = LoginPage { failure: Some(LoginFailure::TooManyAttempts { wait }), ..sample("first") };
        page.render(&Language::English.into())
    };
    for (seconds, words) in [
        (0, "Wait 1 second, then"),
        (1, "Wait 1 second, then"),
        (2, "Wait 2 seconds, then"),
        (119, "Wait 119 seconds, then"),
        (120, "Wait 2 minutes, then"),
        (121, "Wait 3 minutes, then"),
        (900, "Wait 15 minutes, then"),
    ] {
        assert!(shown(seconds).contains(words), "{seconds}");
    }
}

#[test]
fn u8_the_notice_of_a_change_has_the_focus() {
    let html = english::<AccountAppsPage>("withdrawn");
    let notice = by_id(&html, "notice").unwrap();
    assert!(notice.attribute("autofocus").is_some());
    assert_eq!(notice.attribute("tabindex"), Some("-1"), "a paragraph takes the focus only with it");
}

#[test]
fn u1_a_missing_way_back_is_explained() {
    let html = english::<LoggedOutPage>("missing-return");
    assert!(by_id(&html, "missing-return").is_some() && by_id(&html, "return").is_none());
    assert!(html.contains("You are signed out") && html.contains("https://notes.example/goodbye"));
    let html = english::<LogoutPage>("missing-return");
    assert!(by_id(&html, "missing-return").is_some() && by_id(&html, "sign-out").is_some());
    assert!(by_id(&english::<LogoutPage>("application"), "missing-return").is_none());
}

#[test]
fn the_form_post_page_has_all_parameters_in_order() {
    let html = english::<FormPostPage>("application");
    let fields: Vec<(String, String)> = tags(&html)
        .into_iter()
        .filter(|tag| tag.name == "input")
        .map(|tag| (tag.attribute("name").unwrap().to_owned(), tag.attribute("value").unwrap().to_owned()))
        .collect();
    let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["code", "state", "iss"]);
    assert_eq!(fields[1].1, "a&#34;b&#38;c");
    assert_eq!(by_id(&html, "continue").unwrap().attribute("name"), None, "the button adds no parameter");
}
