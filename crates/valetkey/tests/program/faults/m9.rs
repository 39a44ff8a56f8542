//! M9: a cookie that a neighbour planted hid ours.

use crate::support::{
    browser::Browser,
    http::{get_with, post_form_with},
    site::{PASSWORD, Site},
};

#[test]
fn m9_a_planted_cookie_does_not_hide_ours() {
    let site = Site::start("/auth");
    let cookies = site.signed_in().cookies("127.0.0.1");
    let session = cookies.split("; ").find(|pair| pair.contains("session")).expect("a session cookie");
    let (name, value) = session.split_once('=').expect("a pair");
    // The cookie of a session that has ended, one with another identifier, and text.
    let mut ended = site.signed_in();
    let of_ended = ended.cookies("127.0.0.1");
    let of_ended =
        of_ended.split("; ").find_map(|pair| pair.strip_prefix(&format!("{name}="))).expect("a cookie");
    let account = ended.open(&format!("{}/", site.issuer));
    ended.press(&account, "sign-out", &[]);
    let unknown = format!("{}{}", if value.starts_with('0') { '1' } else { '0' }, &value[1..]);
    for planted in ["nonsense", "", &unknown, of_ended] {
        for header in [format!("{name}={planted}; {cookies}"), format!("{cookies}; {name}={planted}")] {
            let answer = get_with(&format!("{}/account", site.issuer), &[("cookie", &header)]);
            assert!(answer.body.contains("a@example.com"), "{planted:?}: {}", answer.body);
        }
    }
}

#[test]
fn m9_a_planted_browser_name_does_not_stop_a_sign_in() {
    let site = Site::start("/auth");
    let (mut own, mut neighbour) = (Browser::default(), Browser::default());
    let address = format!("{}/login", site.issuer);
    let page = own.open(&address);
    neighbour.open(&address);
    let header = format!("{}; {}", neighbour.cookies("127.0.0.1"), own.cookies("127.0.0.1"));
    let (_, rest) = page.answer.body.split_once("name=\"continue\" value=\"").expect("a sealed value");
    let sealed = rest.split('"').next().expect("a value");
    let form = format!("continue={sealed}&username=alice&password={}", PASSWORD.replace(' ', "+"));
    let answer = post_form_with(&address, &[("accept", "text/html"), ("cookie", &header)], &form);
    assert_eq!((answer.status, answer.header("location")), (303, Some("/auth/account")), "{}", answer.body);
}
