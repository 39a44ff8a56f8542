//! The language of the pages: the menu, and who decides.

use valetkey_accounts::User;
use valetkey_server::testing::{Answer, Browser};

use crate::support::*;

const COOKIE: &str = "valetkey_language";

fn is_german(page: &Answer) -> bool {
    let is_german = page.text().contains("<html lang=\"de\"");
    assert_eq!(page.header("content-language"), Some(if is_german { "de" } else { "en" }));
    is_german
}

/// Changes the language in the menu of a page.
async fn choose(browser: &mut Browser<'_>, page: &Answer, tag: &str) -> Answer {
    let menu = page.form_with_button("change-language").with("language", tag);
    browser.submit_and_follow(&menu, "change-language").await
}

#[tokio::test]
async fn u16_a_language_is_chosen_in_the_middle_of_a_sign_in_and_remembered() {
    let server = server().await;
    let mut browser = server.browser();
    let page = browser.get(&authorize(&[("ui_locales", "en")])).await;
    assert!(!is_german(&page));
    let page = choose(&mut browser, &page, "de").await;
    assert!(is_german(&page), "the choice counts before what the application asks for");
    let wrong = page.form_with_button("sign-in").with("username", "alice").with("password", "wrong");
    let wrong = browser.submit_and_follow(&wrong, "sign-in").await;
    assert!(is_german(&wrong) && wrong.text().contains("role=\"alert\""), "{}", wrong.show());
    let page = choose(&mut browser, &wrong, "en").await;
    assert!(!is_german(&page), "{}", page.show());
    let page = choose(&mut browser, &page, "de").await;
    let consent = browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
    assert!(is_german(&consent), "{}", consent.show());
    let consent = choose(&mut browser, &consent, "en").await;
    assert!(!is_german(&consent) && consent.text().contains("The notes"), "{}", consent.show());
    let landed = browser.submit_and_follow(&consent.form_with_button("allow"), "allow").await;
    assert_eq!(landed.location_parameter("state").as_deref(), Some("the-state"), "{}", landed.show());
    assert_eq!(browser.cookies().get(COOKIE).map(String::as_str), Some("en"));
}

#[tokio::test]
async fn u16_the_menu_returns_to_the_same_page() {
    let server = server().await;
    for path in ["/login", "/no-such-page?a=b&c=%22", "/logout"] {
        let mut browser = server.browser().with_header("accept", "text/html");
        let page = browser.get(path).await;
        let menu = page.form_with_button("change-language").with("language", "de");
        let answer = browser.submit(&menu, "change-language").await;
        assert_eq!((answer.status, answer.location()), (303, format!("https://id.example{path}").as_str()));
        assert_eq!((answer.cost.reads, answer.cost.commits), (0, 0));
        let cookie = answer.headers.get_all("set-cookie").iter();
        let cookie =
            cookie.filter_map(|cookie| cookie.to_str().ok()).find(|cookie| cookie.starts_with(COOKIE));
        let cookie = cookie.unwrap_or_else(|| panic!("{}", answer.show()));
        for part in ["=de;", "Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=31536000"] {
            assert!(cookie.contains(part), "{part}: {cookie}");
        }
        assert!(is_german(&browser.follow(answer).await), "{path}");
    }
}

#[tokio::test]
async fn u16_only_our_own_page_changes_the_language_and_only_to_one_of_ours() {
    let server = server().await;
    let fields = [("language", "de"), ("return_to", "/login")];
    for headers in [
        [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
        [("sec-fetch-site", "same-site"), ("origin", "https://other.example")],
    ] {
        let answer = server.post_form("/language", &headers, &fields).await;
        assert!(answer.status >= 400 && !answer.show().contains(COOKIE), "{}", answer.show());
    }
    assert_eq!(server.get("/language?language=de").await.status, 405);
    for language in ["", "sv", "en-XA", "de; Domain=evil.example", "../de"] {
        let answer = server.post_form("/language", &[], &[("language", language)]).await;
        assert_eq!(answer.status, 400, "{language}: {}", answer.show());
        assert!(!answer.show().contains(COOKIE), "{}", answer.show());
    }
    for away in ["https://evil.example/", "//evil.example/", "/\\evil.example", "/a\r\nset-cookie: x=y", ""] {
        let answer = server.post_form("/language", &[], &[("language", "de"), ("return_to", away)]).await;
        assert_eq!((answer.status, answer.location()), (303, "https://id.example/"), "{away:?}");
    }
}

#[tokio::test]
async fn u16_the_choice_counts_first_then_the_application_then_the_user_then_the_browser() {
    let server = server().await;
    let alice = server.storage.user_by_sign_in_name(&Default::default(), "alice").await.unwrap().unwrap();
    let with = |locale: &str| User { locale: Some(locale.to_owned()), ..alice.clone() };
    server.replace_user(&alice, with("de-AT")).await;
    let mut browser = server.browser().with_header("accept-language", "en");
    let page = browser.get(&authorize(&[])).await;
    assert!(!is_german(&page), "the browser, while nobody is known");
    let consent = browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
    assert!(is_german(&consent), "the user before the browser");
    assert!(is_german(&browser.open("/").await), "on the pages of the account too");
    let consent = browser.open(&authorize(&[("ui_locales", "sv en")])).await;
    assert!(!is_german(&consent), "the application before the user");
    browser.set_cookie(COOKIE, "de");
    assert!(is_german(&browser.open(&authorize(&[("ui_locales", "sv en")])).await), "the choice before all");
    browser.set_cookie(COOKIE, "en-XA");
    assert!(is_german(&browser.open("/").await), "an unknown choice is none");
}
