//! M3: a trusted client without a secret got tokens on any port of this machine, and nobody saw a page.

use crate::support::{
    browser::Browser,
    deployment::{Deployment, text},
};

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

/// The account page listed what the user had allowed, so an application that nobody was asked about kept its access unseen.
#[test]
fn m3_an_application_that_nobody_was_asked_about_is_on_the_account_page_and_can_be_sent_away() {
    let server = Deployment::start();
    let landing = server.landing();
    let words = ["--trusted", "--scope", "openid offline_access", "--redirect-uri", &landing];
    let client = server.add_client(&words);
    let mut browser = server.signed_in();
    let account = format!("{}/account/apps", server.issuer);
    assert!(!browser.open(&account).answer.body.contains("Notes"), "nothing has access yet");

    let landed = browser.open(&server.request(&client, &[("scope", "openid offline_access")]));
    let tokens = server.redeem(&client, &landed);
    let refresh = format!("grant_type=refresh_token&refresh_token={}", text(&tokens, "refresh_token"));
    let page = browser.open(&account);
    assert!(page.answer.body.contains("Notes"), "{}", page.answer.body);
    let page = browser.press(&page, "withdraw-1", &[]);
    assert!(page.answer.body.contains("Notes no longer has access"), "{}", page.answer.body);
    assert!(!page.answer.body.contains("id=\"withdraw-1\""), "{}", page.answer.body);
    assert_eq!(server.token(&client, &refresh).status, 400, "the offline grant ended");
}

/// An administrator can do the same.
#[test]
fn m3_an_administrator_withdraws_the_access_of_an_application() {
    let server = Deployment::start();
    let landing = server.landing();
    let client = server.add_client(&["--trusted", "--redirect-uri", &landing]);
    let id = text(&client, "client_id");
    let withdraw = |id: &str| server.run(&["user", "withdraw", "alice", id, "--json"]);
    assert!(withdraw(id).refusal(1).contains("no application has access"));
    let landed = server.signed_in().open(&server.request(&client, &[]));
    let tokens = server.redeem(&client, &landed);
    let refused = withdraw("another");
    assert!(refused.refusal(1).contains(id), "{}", refused.stderr);
    assert_eq!(withdraw(id).json()["withdrawn"], id);
    let form = format!("grant_type=refresh_token&refresh_token={}", text(&tokens, "refresh_token"));
    assert_eq!(server.token(&client, &form).status, 400);
    assert!(withdraw(id).refusal(1).contains("no application has access"));
}
