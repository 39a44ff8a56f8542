//! M3: a trusted client without a secret got tokens on any port of this machine, and nobody saw a page.

use crate::support::{browser::Browser, deployment::Deployment};

#[test]
fn m3_trust_counts_only_for_a_client_that_nobody_can_stand_in_for() {
    let server = Deployment::start();
    let words = ["--trusted", "--scope", "openid offline_access"];
    let landing = server.landing();
    let on_a_device = server.add_client(&[&words[..], &["--public", "--redirect-uri", &landing]].concat());
    let with_secret = server.add_client(&[&words[..], &["--redirect-uri", &landing]].concat());
    let mut browser: Browser = server.signed_in();
    let cookies = browser.cookies("127.0.0.1");
    let silent = [("prompt", "none"), ("scope", "openid offline_access")];
    let location = |client| {
        let answer = server.ask(&server.request(client, &silent), &cookies);
        answer.header("location").unwrap_or_else(|| panic!("{} {}", answer.status, answer.body)).to_owned()
    };
    assert!(location(&on_a_device).contains("error=consent_required"), "{}", location(&on_a_device));
    assert!(location(&with_secret).contains("code="), "{}", location(&with_secret));

    let page = browser.open(&server.request(&on_a_device, &[]));
    assert!(page.answer.body.contains("id=\"allow\""), "the user is asked: {}", page.answer.body);
    let landed = browser.press(&page, "allow", &[]);
    assert!(landed.url.contains("code="), "{}", landed.url);
    assert!(location(&on_a_device).contains("error=consent_required"), "every time");
}
