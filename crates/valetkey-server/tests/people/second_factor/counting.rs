//! What counts: a code and an attempt once, wrong codes like wrong passwords, and what the database is asked.

use super::*;
use crate::databases::on_every_database;

on_every_database! {
    en5_rc1_of_many_uses_of_one_code_on_two_nodes_one_counts,
    a_second_step_costs_four_reads_and_a_commit,
}

#[tokio::test]
async fn en5_sf2_a_code_and_an_attempt_count_once() {
    let (server, app, codes) = server_with_app().await;
    let mut browser = server.browser();
    let page = first_step(&mut browser, "/login").await;
    let code = app.code(&server);
    browser.submit_and_follow(&with_code(&page, &code), "verify").await;
    assert!(is_signed_in(&browser));

    let mut thief = server.browser();
    let watched = first_step(&mut thief, "/login").await;
    let answer = thief.submit(&with_code(&watched, &code), "verify").await;
    assert!(says(&answer, "was used before") && !is_signed_in(&thief), "{}", answer.show());

    // The page of the back button, after signing out.
    let account = browser.get("/account").await.form_with_button("sign-out");
    browser.submit(&account, "sign-out").await;
    server.advance(30);
    for (way, code) in [("authenticator", app.code(&server)), ("recovery-code", codes[0].clone())] {
        let replayed = browser.submit(&with_code(&page, &code).with("way", way), "verify").await;
        assert!(asks_for_password(&replayed) && !is_signed_in(&browser), "{way}: {}", replayed.show());
    }
}

#[tokio::test]
async fn h4_one_form_is_good_for_few_codes() {
    let (server, app, _) = server_with_app().await;
    let mut browser = server.browser();
    let page = first_step(&mut browser, &authorize(&[])).await;
    for _ in 0..5 {
        server.advance(100);
        browser.submit(&with_code(&page, "000000"), "verify").await;
    }
    let answer = browser.submit(&with_code(&page, &app.code(&server)), "verify").await;
    assert!(says(&answer, "sent too often") && !is_signed_in(&browser), "{}", answer.show());
}

async fn en5_rc1_of_many_uses_of_one_code_on_two_nodes_one_counts(storage: Arc<dyn Storage>) {
    let one = TestServer::builder().storage(storage.clone()).build().await;
    one.add_client(client("notes")).await;
    one.add_user("alice", PASSWORD).await;
    let (app, codes) = enrol(&one, &mut one.browser(), "alice").await;
    let other = TestServer::builder().storage(storage).build().await;
    other.advance(30);
    for (way, code) in [("authenticator", app.code(&one)), ("recovery-code", codes[0].clone())] {
        let mut browsers = [one.browser(), other.browser(), one.browser(), other.browser()];
        let mut forms = Vec::new();
        for browser in &mut browsers {
            let page = first_step(browser, "/login").await;
            forms.push(with_code(&page, &code).with("way", way));
        }
        let [a, b, c, d] = &mut browsers;
        let answers = tokio::join!(
            a.submit(&forms[0], "verify"),
            b.submit(&forms[1], "verify"),
            c.submit(&forms[2], "verify"),
            d.submit(&forms[3], "verify"),
        );
        let statuses = [answers.0.status, answers.1.status, answers.2.status, answers.3.status];
        let signed_in = browsers.iter().filter(|browser| is_signed_in(browser)).count();
        assert_eq!(signed_in, 1, "{way}: {statuses:?}");
        for server in [&one, &other] {
            server.advance(60);
        }
    }
}

async fn a_second_step_costs_four_reads_and_a_commit(storage: Arc<dyn Storage>) {
    let server = TestServer::builder().storage(storage).build().await;
    server.add_client(client("notes")).await;
    server.add_user("alice", PASSWORD).await;
    let (app, _) = enrol(&server, &mut server.browser(), "alice").await;
    let mut browser = server.browser();
    let page = browser.open("/login").await;
    let password = browser.submit(&sign_in_form(&page, "alice"), "sign-in").await;
    assert_eq!((password.cost.reads, password.cost.commits), (2, 0), "user and counters; no session begins");
    let page = browser.follow(password).await;
    assert_eq!((page.cost.reads, page.cost.commits), (2, 0), "user and factors");
    let done = browser.submit(&with_code(&page, &app.code(&server)), "verify").await;
    assert!(is_signed_in(&browser), "{}", done.show());
    assert_eq!((done.cost.reads, done.cost.commits), (3, 1), "user, factors and counters");
}

#[tokio::test]
async fn en2_wrong_codes_and_wrong_passwords_share_their_counters_and_no_right_password_resets_them() {
    let (server, app, codes) = server_with_app().await;
    let mut browser = server.browser();
    for _ in 0..3 {
        try_password(&mut server.browser(), "alice", "wrong password").await;
    }
    let mut page = first_step(&mut browser, &authorize(&[])).await;
    for (way, wrong) in [("authenticator", "000000"), ("recovery-code", "0000-0000-0000-0000-0000-0000")] {
        let form = with_code(&page, wrong).with("way", way);
        page = browser.submit(&form, "verify").await;
        assert!(says(&page, "That code is wrong"), "{}", page.show());
    }
    // Five failures, of both factors: the pause is that of the name, and counts for every factor.
    for (way, code) in [("authenticator", app.code(&server)), ("recovery-code", codes[0].clone())] {
        let paused = browser.submit(&with_code(&page, &code).with("way", way), "verify").await;
        assert!(says(&paused, "Wait 2 seconds") && !is_signed_in(&browser), "{way}: {}", paused.show());
    }
    let paused = try_password(&mut server.browser(), "alice", PASSWORD).await;
    assert!(says(&paused, "Wait 2 seconds"), "the password waits too: {}", paused.show());
    server.advance(3);
    let mut again = server.browser();
    first_step(&mut again, &authorize(&[])).await;
    page = browser.submit(&with_code(&page, "000000"), "verify").await;
    let page = browser.submit(&with_code(&page, "000000"), "verify").await;
    assert!(says(&page, "Wait 4 seconds"), "the right password has reset nothing: {}", page.show());
    server.advance(30);
    let form = with_code(&page, &app.code(&server)).with("way", "authenticator");
    browser.submit_and_follow(&form, "verify").await;
    assert!(is_signed_in(&browser));
    for _ in 0..FailureLimit::NAME.without_pause - 1 {
        try_password(&mut server.browser(), "alice", "wrong password").await;
    }
    let answer = try_password(&mut server.browser(), "alice", PASSWORD).await;
    assert_eq!(answer.status, 303, "the whole sign-in has reset them: {}", answer.show());
}
