//! U1: signing out was refused when the way back was not registered, and the session lived on.

use crate::support::{browser::Browser, http::get_with, site::Site};

fn is_signed_in(site: &Site, browser: &mut Browser) -> bool {
    browser.open(&format!("{}/", site.issuer)).answer.body.contains("a@example.com")
}

#[test]
fn u1_signing_out_goes_on_without_an_unregistered_way_back() {
    let site = Site::start("");
    let client = site.add_client(&["--redirect-uri", "https://notes.example/auth/callback"]);
    let mut browser = site.signed_in();
    let unregistered = "https://elsewhere.example/bye";
    let address =
        format!("{}/logout?client_id={client}&post_logout_redirect_uri={unregistered}", site.issuer);
    let question = browser.open(&address);
    assert_eq!(question.answer.status, 200, "{}", question.answer.body);
    assert!(question.answer.body.contains("id=\"missing-return\""), "{}", question.answer.body);
    let left = browser.press(&question, "sign-out", &[]);
    assert_eq!(left.answer.status, 200);
    assert!(left.answer.body.contains("You are signed out"), "{}", left.answer.body);
    assert!(!left.answer.body.contains("id=\"return\""), "or1: no way to an unregistered address");
    assert!(!is_signed_in(&site, &mut browser));
    let log = site.stop();
    let line = log.lines().find(|line| line.contains("sign-out goes on")).expect("a line for developers");
    for fact in [client.as_str(), unregistered, "post_logout_redirect_uri"] {
        assert!(line.contains(fact), "{fact}: {line}");
    }
}

#[test]
fn u1_what_cannot_be_verified_does_not_stop_a_sign_out() {
    let site = Site::start("");
    for query in ["id_token_hint=damaged", "client_id=nobody&post_logout_redirect_uri=https://x.example/"] {
        let mut browser = site.signed_in();
        let question = browser.open(&format!("{}/logout?{query}", site.issuer));
        browser.press(&question, "sign-out", &[]);
        assert!(!is_signed_in(&site, &mut browser), "{query}");
    }
}

#[test]
fn u1_a_form_that_no_longer_counts_asks_again() {
    let site = Site::start("");
    let mut browser = site.signed_in();
    let cookies = browser.cookies("127.0.0.1");
    let form = "continue=damaged&decision=sign-out";
    for (path, form) in [("/logout", form), ("/account/sign-out", "form_state=damaged")] {
        let headers = [("accept", "text/html"), ("cookie", cookies.as_str())];
        let address = format!("{}{path}", site.issuer);
        let answer = crate::support::http::post_form_with(&address, &headers, form);
        assert_eq!((answer.status, answer.header("location")), (303, Some("/logout")), "{path}");
    }
    let asked = get_with(&format!("{}/logout", site.issuer), &[("cookie", &cookies)]);
    assert!(asked.body.contains("id=\"sign-out\""));
    assert!(is_signed_in(&site, &mut browser), "cs1: nobody is signed out without their own yes");
}

#[test]
fn u1_client_add_registers_the_usual_way_back() {
    let site = Site::start("");
    let callback = format!("{}/auth/callback", site.issuer);
    let client = site.add_client(&["--redirect-uri", &callback]);
    let back = format!("{}/", site.issuer);
    let mut browser = site.signed_in();
    let address =
        format!("{}/logout?client_id={client}&post_logout_redirect_uri={back}&state=s", site.issuer);
    let question = browser.open(&address);
    assert_eq!(question.answer.status, 200, "{}", question.answer.body);
    assert_eq!(browser.press(&question, "sign-out", &[]).url, format!("{back}?state=s"));
}
