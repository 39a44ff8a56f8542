//! One session, several applications; `prompt` and `max_age`.

use crate::support::*;

#[tokio::test]
async fn a_second_application_knows_the_person_without_a_password() {
    let server = server().await;
    server.add_client(client("calendar")).await;
    let mut browser = server.browser();
    let first = sign_in_and_allow(&mut browser, &authorize(&[]), "alice").await;
    let page = browser.open(&authorize(&[("client_id", "calendar")])).await;
    let second = browser.submit_and_follow(&page.form_with_button("allow"), "allow").await;
    let first = claims(&redeem(&server, "notes", &first).await.json()["id_token"]);
    let second = claims(&redeem(&server, "calendar", &second).await.json()["id_token"]);
    assert_eq!((&first["sub"], &first["sid"]), (&second["sub"], &second["sid"]));
    assert_ne!(first["aud"], second["aud"]);
}

#[tokio::test]
async fn cp1_a_code_of_one_application_is_worth_nothing_to_another() {
    let server = server().await;
    server.add_client(client("calendar")).await;
    let landed = sign_in_and_allow(&mut server.browser(), &authorize(&[]), "alice").await;
    let stolen = redeem(&server, "calendar", &landed).await;
    assert_eq!((stolen.status, stolen.json()["error"].as_str()), (400, Some("invalid_grant")));
}

#[tokio::test]
async fn prompt_login_and_max_age_give_a_visible_sign_in_and_a_later_auth_time() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in_and_allow(&mut browser, &authorize(&[]), "alice").await;
    server.advance(30);
    for changes in [[("prompt", "login")], [("max_age", "10")]] {
        server.advance(30);
        let address = authorize(&changes);
        let page = browser.open(&address).await;
        assert_eq!(page.form_with_button("sign-in").field("username"), Some("alice"), "{changes:?}");
        let landed = sign_in_and_allow(&mut browser, &address, "alice").await;
        let id_token = claims(&redeem(&server, "notes", &landed).await.json()["id_token"]);
        assert_eq!(id_token["auth_time"], server.server.environment.now().seconds(), "{changes:?}");
    }
    let fresh_enough = browser.open(&authorize(&[("max_age", "10000")])).await;
    assert!(fresh_enough.location_parameter("code").is_some());
}

#[tokio::test]
async fn sf2_prompt_login_is_not_settled_by_going_back_to_authorize() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    let page = browser.open(&authorize(&[("prompt", "login")])).await;
    let form = page.form_with_button("sign-in");
    let sealed = valetkey_types::encode_form([("continue", form.field("continue").unwrap())]);
    for path in ["/authorize", "/consent", "/accounts"] {
        let answer = browser.open(&format!("{path}?{sealed}")).await;
        assert_eq!(answer.header("location"), None, "{path} gave {}", answer.show());
    }
}

#[tokio::test]
async fn prompt_none_is_silent_in_every_case() {
    let server = server().await;
    let mut browser = server.browser();
    let silent = authorize(&[("prompt", "none")]);
    assert_eq!(error(&browser.open(&silent).await), "login_required");
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    assert!(browser.open(&silent).await.location_parameter("code").is_some());
    server.advance(13 * 3600);
    assert_eq!(error(&browser.open(&silent).await), "login_required", "the session has ended");
}

#[tokio::test]
async fn the_account_chooser_goes_on_or_changes_the_person() {
    let server = server().await;
    server.add_user("bob", PASSWORD).await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    let address = authorize(&[("prompt", "select_account")]);
    let page = browser.open(&address).await;
    let chosen = browser.submit_and_follow(&page.form_with_button("continue-as"), "continue-as").await;
    assert!(chosen.location_parameter("code").is_some());
    let page = browser.open(&address).await;
    let page = browser.submit_and_follow(&page.form_with_button("another-account"), "another-account").await;
    let page = browser.submit_and_follow(&sign_in_form(&page, "bob"), "sign-in").await;
    let landed = browser.submit_and_follow(&page.form_with_button("allow"), "allow").await;
    assert_eq!(claims(&redeem(&server, "notes", &landed).await.json()["id_token"])["sub"], "user-bob");
}

#[tokio::test]
async fn an_id_token_hint_asks_for_that_person() {
    let server = server().await;
    server.add_user("bob", PASSWORD).await;
    let mut browser = server.browser();
    let landed = sign_in_and_allow(&mut browser, &authorize(&[]), "alice").await;
    let tokens = redeem(&server, "notes", &landed).await.json();
    let hint = tokens["id_token"].as_str().unwrap();
    let silent = authorize(&[("id_token_hint", hint), ("prompt", "none")]);
    assert!(browser.open(&silent).await.location_parameter("code").is_some());
    let mut other = server.browser();
    sign_in_and_allow(&mut other, &authorize(&[]), "bob").await;
    assert_eq!(error(&other.open(&silent).await), "login_required");
    let access_token = tokens["access_token"].as_str().unwrap();
    let wrong_kind = browser.open(&authorize(&[("id_token_hint", access_token)])).await;
    assert_eq!(error(&wrong_kind), "invalid_request", "jo3: an access token is no hint");
}

#[tokio::test]
async fn m9_the_session_is_found_behind_planted_cookies() {
    let server = server().await;
    let mut browser = server.browser();
    sign_in_and_redeem(&server, &mut browser, &authorize(&[]), "alice").await;
    let (name, own) = browser.cookies().iter().find(|(name, _)| name.contains("session")).unwrap();
    let mut ended = server.browser();
    sign_in(&mut ended, "/login", "alice").await;
    let of_ended = ended.cookies()[name].clone();
    let account = ended.get("/account").await;
    ended.submit(&account.form_with_button("sign-out"), "sign-out").await;
    for planted in ["nonsense".to_owned(), of_ended] {
        let cookies = format!("{name}={planted}; {name}={own}");
        let headers = [("cookie", cookies.as_str()), ("accept", "text/html")];
        let answer = server.request("GET", &authorize(&[("prompt", "none")]), &headers, "").await;
        assert!(answer.location_parameter("code").is_some(), "{planted}: {}", answer.show());
    }
    let cookies = format!("{name}=nonsense; {name}={own}");
    let answer = server.request("GET", "/account", &[("cookie", &cookies)], "").await;
    assert!(answer.text().contains("alice@example.org"));
    assert!(answer.cost.reads <= 2, "nonsense is not looked up: {:?}", answer.cost);
}
