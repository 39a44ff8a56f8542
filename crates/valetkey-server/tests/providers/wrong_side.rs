//! Answers of providers that must not count, and providers that do not answer.

use valetkey_server::testing::{Answer, Browser};

use crate::{
    people::{PASSWORD, authorize, sign_in_form},
    support::*,
};

fn is_signed_in(browser: &Browser<'_>) -> bool {
    browser.cookies().keys().any(|name| name.contains("valetkey_session"))
}

/// The answer is a page that says to start again, and nobody is signed in.
fn assert_refused(answer: &Answer, browser: &Browser<'_>, what: &str) {
    assert!((400..500).contains(&answer.status), "{what}: {}", answer.show());
    assert!(answer.text().contains("/login"), "{what}: there is a way back: {}", answer.show());
    assert!(!is_signed_in(browser), "{what}");
}

#[tokio::test]
async fn st1_an_answer_without_with_a_foreign_or_with_a_used_state_is_refused() {
    let world = World::new(&["github"]).await;
    let mut browser = world.server.browser();
    let left = world.leave(&mut browser).await;
    let callback = world.at_provider(&left, "ada").await;
    let (path, _) = callback.split_once('?').unwrap();
    let code = url::Url::parse(&format!("{ISSUER}{callback}")).unwrap();
    let code = code.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned();
    for query in [
        String::new(),
        format!("code={code}"),
        format!("code={code}&state="),
        format!("code={code}&state=foreign"),
        format!("code={code}&state={}x", state(&left)),
        "error=access_denied&state=foreign".to_owned(),
    ] {
        let answer = browser.get(&format!("{path}?{query}")).await;
        assert_refused(&answer, &browser, &query);
    }
    let twice = format!("{path}?code={code}&state={0}&state={0}", state(&left));
    assert_eq!(browser.get(&twice).await.status, 400);
    assert!(!is_signed_in(&browser));
    // Nothing of that hurt the sign-in itself.
    let answer = browser.get(&callback).await;
    assert!(is_signed_in(&browser), "{}", answer.show());

    let mut other = world.server.browser();
    let left = world.leave(&mut other).await;
    let callback = world.at_provider(&left, "ada").await;
    let cookies = other.cookies().clone();
    let used = other.get(&callback).await;
    assert_eq!(used.status, 303);
    // The same answer in a browser that kept the cookie: its code is used up.
    let mut kept = world.server.browser();
    for (name, value) in &cookies {
        kept.set_cookie(name, value);
    }
    let page = kept.open(&callback).await;
    assert!(!is_signed_in(&kept), "{}", page.show());
    let mut forgetful = world.server.browser();
    for (name, value) in cookies.iter().filter(|(name, _)| !name.contains("valetkey_provider")) {
        forgetful.set_cookie(name, value);
    }
    let answer = forgetful.get(&callback).await;
    assert_refused(&answer, &forgetful, "replayed");
}

#[tokio::test]
async fn st2_another_browser_does_not_finish_a_sign_in() {
    let world = World::new(&["github"]).await;
    let mut browser = world.server.browser();
    let left = world.leave(&mut browser).await;
    let callback = world.at_provider(&left, "ada").await;
    let mut stranger = world.server.browser();
    let answer = stranger.get(&callback).await;
    assert_refused(&answer, &stranger, "no cookie");
    stranger.open(&authorize(&[])).await;
    for (name, value) in browser.cookies().iter().filter(|(name, _)| name.contains("valetkey_provider")) {
        stranger.set_cookie(name, value);
    }
    let answer = stranger.get(&callback).await;
    assert_refused(&answer, &stranger, "the cookie alone, in a browser of another name");
}

#[tokio::test]
async fn st3_an_answer_of_another_provider_is_refused() {
    let world = World::new(&["github", "google"]).await;
    let mut browser = world.server.browser();
    let left = world.leave(&mut browser).await;
    let callback = world.at_provider(&left, "ada").await;
    assert!(callback.starts_with("/login/provider/github/"));
    let elsewhere = callback.replace("/github/", "/google/");
    let answer = browser.get(&elsewhere).await;
    assert_refused(&answer, &browser, "the redirect URI of another provider");
    let unknown = callback.replace("/github/", "/nobody/");
    let answer = browser.get(&unknown).await;
    assert_refused(&answer, &browser, "the redirect URI of no provider");
}

#[tokio::test]
async fn st3_an_answer_that_names_another_issuer_is_refused() {
    let world = World::new(&["google"]).await;
    let mut browser = world.server.browser();
    let left = world.leave(&mut browser).await;
    let callback = world.at_provider(&left, "ada").await;
    let (without_iss, _) = callback.split_once("&iss=").unwrap_or((&callback, ""));
    let page = browser.open(&format!("{without_iss}&iss=https%3A%2F%2Fevil.example")).await;
    assert!(notice(&page).contains("did not work"), "{}", notice(&page));
    assert!(!is_signed_in(&browser));
    assert_eq!(world.links().await, []);
}

#[tokio::test]
async fn st6_a_sign_in_that_waits_is_no_session_and_no_form() {
    let world = World::new(&["github"]).await;
    let mut browser = world.server.browser();
    world.leave(&mut browser).await;
    let (_, waiting) = browser.cookies().iter().find(|(name, _)| name.contains("valetkey_provider")).unwrap();
    let waiting = waiting.clone();
    browser.set_cookie("valetkey_session_8000", &waiting);
    let account = browser.open("/account").await;
    assert!(account.form_with_button("sign-in").action.ends_with("/login"));
    let answer = browser.get(&format!("/login?continue={waiting}")).await;
    assert_eq!(answer.status, 400, "{}", answer.show());
}

#[tokio::test]
async fn st4_only_our_own_page_starts_a_sign_in() {
    let world = World::new(&["github"]).await;
    let mut browser = world.server.browser();
    let page = browser.open(&authorize(&[])).await;
    let form = page.form_with_button("provider-1");
    let fields = [("continue", form.field("continue").unwrap()), ("provider", "github")];
    let foreign = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    let refused = browser.post_form_with("/login/provider", &fields, &foreign).await;
    assert_eq!((refused.status, refused.header("location")), (400, None), "{}", refused.show());
    for fields in [&[("provider", "github")][..], &[("continue", "x"), ("provider", "github")], &fields[..1]]
    {
        let refused = browser.post_form("/login/provider", fields).await;
        assert_eq!(refused.status, 400, "{fields:?}: {}", refused.show());
    }
    for unknown in ["nobody", "../github", "<script>"] {
        let fields = [("continue", form.field("continue").unwrap()), ("provider", unknown)];
        let refused = browser.post_form("/login/provider", &fields).await;
        assert_eq!(refused.status, 404, "{unknown}");
        assert!(!refused.text().contains("<script>"), "{unknown}");
    }
    assert_eq!(browser.get("/login/provider").await.status, 405, "no way there by GET");
}

#[tokio::test]
async fn a_no_at_the_provider_returns_to_the_sign_in_page_and_nothing_is_lost() {
    let world = World::new(&["github"]).await;
    world.server.add_user("alice", PASSWORD).await;
    let mut browser = world.server.browser();
    for (error, expected) in [
        ("access_denied", "You cancelled the sign-in at GitHub."),
        ("server_error", "GitHub does not answer right now."),
        ("temporarily_unavailable", "GitHub does not answer right now."),
        ("unauthorized_client", "not set up correctly here"),
        ("<script>alert(1)</script>", "did not work"),
    ] {
        let left = world.leave(&mut browser).await;
        let iss = world.simulator.provider("github").unwrap().preset().issuer.clone().unwrap_or_default();
        let query = valetkey_types::encode_form([("error", error), ("state", &state(&left)), ("iss", &iss)]);
        let page = browser.open(&format!("/login/provider/github/callback?{query}")).await;
        assert!(notice(&page).contains(expected), "{error}: {}", notice(&page));
        assert!(!page.text().contains("<script>"), "{}", page.show());
        assert!(page.text().contains("<title>Error: "), "{}", page.show());
        assert!(!is_signed_in(&browser));
        let consent = browser.submit_and_follow(&sign_in_form(&page, "alice"), "sign-in").await;
        consent.form_with_button("allow");
        browser = world.server.browser();
    }
}

#[tokio::test]
async fn a_dead_provider_is_a_sentence_on_the_sign_in_page() {
    let world = World::new(&["google"]).await;
    world.wire(Wire::Dead);
    let mut browser = world.server.browser();
    let back = world.leave(&mut browser).await;
    let page = browser.follow(back).await;
    assert!(notice(&page).contains("Google does not answer right now"), "{}", notice(&page));
    world.wire(Wire::Straight);
    // The client library asks a dead provider again after a pause.
    world.server.advance(60);
    let left = world.press(&mut browser, &page, 1).await;
    let callback = world.at_provider(&left, "ada").await;
    world.wire(Wire::Dead);
    let page = browser.open(&callback).await;
    assert!(notice(&page).contains("Google does not answer right now"), "{}", notice(&page));
    world.wire(Wire::Straight);
    let left = world.press(&mut browser, &page, 1).await;
    let callback = world.at_provider(&left, "ada").await;
    browser.open(&callback).await.form_with_button("allow");
}

#[tokio::test]
async fn a_provider_that_never_answers_takes_a_bounded_time() {
    let world = World::new(&["google"]).await;
    world.wire(Wire::Silent);
    let mut browser = world.server.browser();
    tokio::time::pause();
    let begun = tokio::time::Instant::now();
    let back = world.leave(&mut browser).await;
    let page = browser.follow(back).await;
    assert!(begun.elapsed() < LONG / 4, "{:?}", begun.elapsed());
    assert!(notice(&page).contains("Google does not answer right now"), "{}", notice(&page));
}

#[tokio::test]
async fn a_provider_that_was_disabled_or_removed_meanwhile_signs_nobody_in() {
    let world = World::new(&["github"]).await;
    let mut browser = world.server.browser();
    let page = browser.open(&authorize(&[])).await;
    let left = world.press(&mut browser, &page, 1).await;
    let callback = world.at_provider(&left, "ada").await;
    world.edit(|provider| provider.disabled = true).await;
    let back = browser.open(&callback).await;
    assert!(notice(&back).contains("sign in with GitHub here any more."), "{}", notice(&back));
    let back = world.press(&mut browser, &page, 1).await;
    let back = browser.follow(back).await;
    assert!(notice(&back).contains("any more"), "{}", notice(&back));
    assert!(back.forms().iter().all(|form| form.button("provider-1").is_none()), "{}", back.show());
    assert!(!is_signed_in(&browser));
}

#[tokio::test]
async fn xs1_names_of_a_provider_are_text() {
    let world = World::with(&["github"], valetkey_server::testing::TestServer::builder(), |provider| {
        let display_name = Some("<b onmouseover=\"x\">Hub</b>".to_owned());
        valetkey_authorization_server::record::IdentityProvider { display_name, ..provider }
    })
    .await;
    let evil = "<img src=x onerror=alert(1)>\\u202e\\\"'".to_owned();
    world.wire(Wire::Replace("/user", "Ada Example".to_owned(), evil));
    let mut browser = world.server.browser();
    let page = browser.open(&authorize(&[])).await;
    assert!(!page.text().contains("<b onmouseover"), "{}", page.show());
    let left = world.press(&mut browser, &page, 1).await;
    let callback = world.at_provider(&left, "ada").await;
    let consent = browser.open(&callback).await;
    assert!(!consent.text().contains("<img src=x"), "{}", consent.show());
    let account = browser.open("/account").await;
    assert!(!account.text().contains("<img src=x"), "{}", account.show());
}

#[tokio::test]
async fn a_name_of_any_length_fits_into_our_addresses() {
    use valetkey_authorization_server::record::FirstSignIn;
    let world = World::ruled(FirstSignIn::Link, &[]).await;
    world.wire(Wire::Replace("/user", "Ada Example".to_owned(), "\u{1f600}".repeat(20_000)));
    let mut browser = world.server.browser();
    let back = world.sign_in(&mut browser, "ada").await;
    assert!(back.location().len() < 4_096, "{} bytes", back.location().len());
    let page = browser.follow(back).await;
    let left = world.press(&mut browser, &page, 1).await;
    let cookies: usize =
        browser.cookies().iter().map(|(name, value)| name.len() + value.len()).max().unwrap();
    assert!(cookies < 4_096 && left.status == 303, "a cookie of {cookies} bytes");
}
