//! Row L: a sign-in made for something else satisfied `prompt=login` with a short `max_age`.

use crate::support::{browser::Browser, deployment::Deployment};

#[test]
fn l_a_sign_in_made_for_something_else_does_not_satisfy_prompt_login() {
    let server = Deployment::start();
    let client = server.add_client(&["--redirect-uri", &server.landing(), "--trusted"]);
    let mut browser = Browser::default();
    let strict = server.request(&client, &[("prompt", "login"), ("max_age", "5")]);
    let waiting = browser.open(&strict);
    let other_tab = browser.open(&format!("{}/login", server.issuer));
    server.sign_in(&mut browser, &other_tab);

    let (_, rest) = waiting.answer.body.split_once("name=\"continue\" value=\"").expect("what waits");
    let sealed = rest.split('"').next().expect("a value");
    let resumed = browser.open(&format!("{}/authorize?continue={sealed}", server.issuer));
    assert!(resumed.answer.body.contains("id=\"sign-in\""), "sf3: {}", resumed.url);

    let landed = server.sign_in(&mut browser, &resumed);
    assert!(landed.url.starts_with(&server.landing()), "its own sign-in counts: {}", landed.url);
}
