//! U16: small things on the pages.

use crate::support::{browser::Browser, http::get_with, site::Site};

#[test]
fn u16_the_sign_in_page_says_who_is_signed_in() {
    let site = Site::start("");
    let mut browser = site.signed_in();
    let page = browser.open(&format!("{}/login", site.issuer));
    let body = &page.answer.body;
    assert!(body.contains("You are already signed in") && body.contains("alice"), "{body}");
    assert!(!body.contains("id=\"password\""), "{body}");
    let another = browser.open(&format!("{}/login?another=1", site.issuer));
    assert!(another.answer.body.contains("id=\"password\""), "another account can sign in");
}

#[test]
fn u16_the_title_of_an_error_says_so() {
    let site = Site::start("");
    let page = get_with(&format!("{}/no-such-page", site.issuer), &[("accept", "text/html")]);
    assert!(page.body.contains("<title>Error: "), "{}", page.body);
}

#[test]
fn u16_no_link_of_the_consent_page_leaves_the_flow() {
    let site = Site::start("");
    let callback = "https://notes.example/callback";
    let client = site.add_client(&["--redirect-uri", callback]);
    let mut browser = Browser::default();
    let login = browser.open(&site.authorize(&client, callback));
    let consent = site.sign_in(&mut browser, &login);
    assert!(consent.answer.body.contains("id=\"allow\""), "{}", consent.answer.body);
    for link in consent.answer.body.split("<a ").skip(1) {
        assert!(link.contains("target=\"_blank\""), "{link}");
    }
}
