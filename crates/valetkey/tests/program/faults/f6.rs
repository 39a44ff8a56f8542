//! F6: a password is the same in every encoding of its text.

use crate::support::{browser::Browser, server::Server};

fn signs_in(server: &Server, password: &str) -> bool {
    let mut browser = Browser::default();
    let login = server.open_login(&mut browser);
    let landed = browser.press(&login, "sign-in", &[("username", "alice"), ("password", password)]);
    landed.url.contains("/consent")
}

#[test]
fn f6_a_password_set_in_one_encoding_is_right_in_the_other() {
    for (set, typed) in [
        ("caf\u{e9} au lait", "cafe\u{301} au lait"),
        ("cafe\u{301} au lait", "caf\u{e9} au lait"),
        ("caf\u{e9} au lait", "caf\u{e9}\u{a0}au lait"),
    ] {
        let server = Server::start_with_password(set, &[], &[]);
        assert!(signs_in(&server, set), "as it was set: {set:?}");
        assert!(signs_in(&server, typed), "set {set:?}, typed {typed:?}");
        assert!(!signs_in(&server, "cafe au lait"), "another letter");
    }
}
