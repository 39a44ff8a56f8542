//! U4: "wait a few minutes" for a pause of two seconds.

use crate::support::{browser::Browser, site::Site};

#[test]
fn u4_the_sign_in_page_says_how_long_the_pause_is() {
    let site = Site::start("");
    let mut browser = Browser::default();
    let mut page = browser.open(&format!("{}/login", site.issuer));
    for _ in 0..6 {
        page = browser.press(&page, "sign-in", &[("username", "alice"), ("password", "wrong")]);
    }
    let body = &page.answer.body;
    assert!(body.contains("Wait 2 seconds") || body.contains("Wait 1 second,"), "{body}");
    assert!(!body.contains("few minutes"), "{body}");
}
