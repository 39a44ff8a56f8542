//! The pages and decisions of users, and the responses to the application or the device.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use serde_json::Value;
use support::{Application, CLIENT_ID, STATE, parameter, post_form, returned};
use valetkey_fetch::{HttpRequest, HttpResponse};
use valetkey_provider_simulator::{ProviderSimulator, Running};
use valetkey_providers::normalise_callback_user;
use valetkey_types::Secret;

const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";

async fn start(names: &[&str]) -> Running {
    ProviderSimulator::of(names).unwrap().start().await.unwrap()
}

fn text(response: &HttpResponse) -> String {
    String::from_utf8(response.body.clone()).unwrap()
}

fn json(response: &HttpResponse) -> Value {
    serde_json::from_slice(&response.body).unwrap_or_else(|problem| panic!("{problem}: {}", text(response)))
}

/// Returns a token request of a public client.
fn public_request(application: &Application, pairs: &[(&str, &str)]) -> HttpRequest {
    post_form(application.provider.preset().endpoints.token.as_deref().unwrap(), pairs)
}

#[tokio::test]
async fn the_page_says_that_it_is_an_imitation_and_has_two_buttons() {
    let running = start(&["github"]).await;
    let github = Application::new(&running, "github");
    let page = github.get(&github.authorization_url(false)).await;
    assert_eq!(page.status, 200);
    let html = text(&page);
    for expected in [
        "<html lang=\"en\">",
        "GitHub (imitation)",
        "This is not GitHub.",
        CLIENT_ID,
        "read:user user:email",
        "id=\"allow\"",
        "id=\"deny\"",
        "id=\"person-ada\"",
        "id=\"person-grace\"",
        "prefers-color-scheme: dark",
    ] {
        assert!(html.contains(expected), "{expected}: {html}");
    }
    assert!(!html.contains("<script"), "{html}");
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("script-src"), "{policy}");
}

#[tokio::test]
async fn values_of_the_request_are_escaped_on_the_page() {
    let running = start(&["discord"]).await;
    let discord = Application::new(&running, "discord");
    let url = discord.authorization_url(false).replace("client_id=client-7", "client_id=%3Cscript%3E");
    let html = text(&discord.get(&url).await);
    assert!(html.contains("&#60;script&#62;") && !html.contains("<script>"), "{html}");
}

#[tokio::test]
async fn allow_redirects_with_a_code_for_the_chosen_user() {
    let running = start(&["discord"]).await;
    let discord = Application::new(&running, "discord");
    let url = discord.authorization_url(false);
    for (user, username) in [("ada", "ada"), ("grace", "grace")] {
        let decision = [("decision", "allow"), ("person", user)];
        let answer = returned(&discord.send(post_form(&url, &decision)).await);
        assert_eq!(parameter(&answer, "state"), STATE);
        let code = Secret::new(parameter(&answer, "code"));
        let tokens = discord.normalised(&discord.send(discord.code_request(&code)).await);
        let request = discord.provider.userinfo_request(CLIENT_ID, &tokens).unwrap();
        assert_eq!(json(&discord.send(request).await)["username"], username);
    }
    let undecided = discord.send(post_form(&url, &[("person", "ada")])).await;
    assert_eq!(undecided.status, 400);
}

#[tokio::test]
async fn deny_redirects_with_the_error_of_the_provider_and_without_a_code() {
    let running = start(&["discord", "github", "facebook", "wechat", "apple", "linkedin"]).await;
    for (name, error) in [
        ("discord", Some("access_denied")),
        ("github", Some("access_denied")),
        ("facebook", Some("access_denied")),
        ("wechat", None),
        ("apple", Some("user_cancelled_authorize")),
        ("linkedin", Some("user_cancelled_authorize")),
    ] {
        let application = Application::new(&running, name);
        let request = post_form(&application.authorization_url(false), &[("decision", "deny")]);
        let answer = returned(&application.send(request).await);
        let find =
            |name: &str| answer.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        assert_eq!((find("error"), find("state"), find("code")), (error, Some(STATE), None), "{name}");
        application.provider.check_iss_parameter(find("iss")).unwrap();
    }
    assert_eq!(running.complaints(), Vec::<String>::new());
}

#[tokio::test]
async fn apple_posts_its_response_and_sends_the_name_once() {
    let running = start(&["apple"]).await;
    let apple = Application::new(&running, "apple");
    let request = || post_form(&apple.authorization_url(false), &[("decision", "allow")]);
    let page = apple.send(request()).await;
    let html = text(&page);
    assert!(html.contains("id=\"continue\""), "a button for browsers without JavaScript: {html}");
    let policy = page.header("content-security-policy").unwrap();
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    assert!(html.contains(&format!("<script nonce=\"{nonce}\">")), "{html}");

    let user = parameter(&returned(&page), "user");
    let name = normalise_callback_user(apple.provider.preset(), &user);
    assert_eq!(name.as_deref(), Some("Ada Example"));
    let second = returned(&apple.send(request()).await);
    assert!(second.iter().all(|(name, _)| name != "user"), "{second:?}");
}

#[tokio::test]
async fn a_device_waits_until_the_user_decides() {
    let running = start(&["github"]).await;
    let github = Application::new(&running, "github");
    let address = github.provider.preset().endpoints.device_authorization.clone().unwrap();
    let started =
        json(&github.send(post_form(&address, &[("client_id", CLIENT_ID), ("scope", "read:user")])).await);
    let (device_code, user_code) =
        (started["device_code"].as_str().unwrap(), started["user_code"].as_str().unwrap());
    let poll = || {
        let pairs = [("grant_type", DEVICE_CODE), ("device_code", device_code), ("client_id", CLIENT_ID)];
        public_request(&github, &pairs)
    };
    let waiting = github.send(poll()).await;
    assert_eq!((waiting.status, &json(&waiting)["error"]), (200, &Value::from("authorization_pending")));

    let verification = started["verification_uri"].as_str().unwrap();
    let page = text(&github.get(started["verification_uri_complete"].as_str().unwrap()).await);
    assert!(page.contains(&format!("value=\"{user_code}\"")), "{page}");
    let wrong = [("user_code", "AAAA-AAAA"), ("decision", "allow"), ("person", "ada")];
    assert_eq!(github.send(post_form(verification, &wrong)).await.status, 400);
    let typed = user_code.to_lowercase();
    let right = [("user_code", typed.as_str()), ("decision", "allow"), ("person", "grace")];
    assert_eq!(github.send(post_form(verification, &right)).await.status, 200);

    let tokens = github.normalised(&github.send(poll()).await);
    let request = github.provider.userinfo_request(CLIENT_ID, &tokens).unwrap();
    assert_eq!(json(&github.send(request).await)["login"], "grace");
    assert!(github.checked(&github.send(poll()).await).is_err(), "a device code is valid once");
}

#[tokio::test]
async fn a_denied_device_gets_the_denial_and_another_client_does_not() {
    let running = start(&["google"]).await;
    let google = Application::new(&running, "google");
    let address = google.provider.preset().endpoints.device_authorization.clone().unwrap();
    let started = json(&google.send(post_form(&address, &[("client_id", CLIENT_ID)])).await);
    let device_code = started["device_code"].as_str().unwrap();
    let deny = [("user_code", started["user_code"].as_str().unwrap()), ("decision", "deny")];
    google.send(post_form(started["verification_uri"].as_str().unwrap(), &deny)).await;
    for (client_id, error) in [("somebody-else", "invalid_grant"), (CLIENT_ID, "access_denied")] {
        let pairs = [("grant_type", DEVICE_CODE), ("device_code", device_code), ("client_id", client_id)];
        let refused = google.send(public_request(&google, &pairs)).await;
        assert_eq!((refused.status, &json(&refused)["error"]), (400, &Value::from(error)), "{client_id}");
    }
}

#[tokio::test]
async fn a_revoked_token_is_refused() {
    let running = ProviderSimulator::of(&["discord"]).unwrap().auto().start().await.unwrap();
    let discord = Application::new(&running, "discord");
    let tokens = discord.log_in().await;
    let userinfo = || discord.provider.userinfo_request(CLIENT_ID, &tokens).unwrap();
    let address = discord.provider.preset().endpoints.revocation.clone().unwrap();
    let revoke = |client_id: &str| {
        let pairs = [
            ("token", tokens["access_token"].as_str().unwrap()),
            ("client_id", client_id),
            ("client_secret", discord.secret.expose()),
        ];
        post_form(&address, &pairs)
    };
    assert_eq!(discord.send(revoke("somebody-else")).await.status, 200);
    assert_eq!(discord.send(userinfo()).await.status, 200, "only the client of a token can revoke it");
    assert_eq!(discord.send(revoke(CLIENT_ID)).await.status, 200);
    assert_eq!(discord.send(userinfo()).await.status, 401);
}

#[tokio::test]
async fn signing_out_redirects_to_the_application() {
    let running = start(&["cognito"]).await;
    let cognito = Application::new(&running, "cognito");
    let address = cognito.provider.logout_address(CLIENT_ID, "https://app.example/bye").unwrap();
    let response = cognito.get(&address).await;
    assert_eq!((response.status, response.header("location")), (303, Some("https://app.example/bye")));
}
