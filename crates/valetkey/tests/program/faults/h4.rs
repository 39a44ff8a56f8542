//! H4, the part without stored records: guesses of one address end, and its flood stands behind others.

use crate::support::{
    browser::Browser,
    http::post_form_with,
    server::{PASSWORD, Server, form},
};

#[test]
fn h4_guesses_over_many_names_from_one_address_end_and_other_addresses_go_on() {
    let server = Server::start(&[], &[("VALETKEY_TRUSTED_PROXIES", "127.0.0.1/32")]);
    let mut attacker = Browser::at("203.0.113.9");
    for guess in 0..110 {
        let login = server.open_login(&mut attacker);
        let (name, password) = (format!("name{guess}"), "wrong password");
        attacker.press(&login, "sign-in", &[("username", &name), ("password", password)]);
    }
    let login = server.open_login(&mut attacker);
    let refused = attacker.press(&login, "sign-in", &[("username", "alice"), ("password", PASSWORD)]);
    assert!(refused.url.contains("/login"), "even the right password: {}", refused.url);
    let mut alice = Browser::at("198.51.100.7");
    let login = server.open_login(&mut alice);
    let landed = alice.press(&login, "sign-in", &[("username", "alice"), ("password", PASSWORD)]);
    assert!(landed.url.contains("/consent"), "{}", landed.url);
    assert!(server.stop().contains("failure=too_many_from_address"));
}

#[test]
fn h4_one_form_value_is_good_for_few_tries() {
    let server = Server::start(&[], &[]);
    let mut browser = Browser::default();
    let login = server.open_login(&mut browser);
    let (_, rest) = login.answer.body.split_once("name=\"continue\" value=\"").expect("a form value");
    let sealed = rest.split('"').next().expect("a value").to_owned();
    let cookies = browser.cookies("127.0.0.1");
    let headers = [("cookie", cookies.as_str()), ("origin", server.issuer.as_str())];
    for guess in 0..8 {
        let name = format!("name{guess}");
        let fields =
            [("continue", sealed.clone()), ("username", name), ("password", "wrong password".to_owned())];
        post_form_with(&format!("{}/login", server.issuer), &headers, &form(&fields));
    }
    let log = server.stop();
    assert_eq!(log.matches("failure=wrong_credentials").count(), 5, "{log}");
    assert_eq!(log.matches("failure=form_used_too_often").count(), 3, "{log}");
}
