//! Requests that the real providers would refuse, and the simulator's complaints about them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use support::{Application, CLIENT_ID, REDIRECT_URI, recorded};
use valetkey_fetch::{HttpRequest, HttpResponse};
use valetkey_provider_simulator::{ProviderSimulator, Running};
use valetkey_providers::{AnswerError, ClientCredentials};
use valetkey_types::{Secret, Timestamp};

async fn start(names: &[&str]) -> Running {
    ProviderSimulator::of(names).unwrap().auto().start().await.unwrap()
}

/// Returns the last complaint, which is about the last refused request.
fn last_complaint(running: &Running) -> String {
    running.complaints().last().cloned().unwrap_or_default()
}

async fn refused_at_authorization(running: &Running, application: &Application, url: &str, expected: &str) {
    let before = running.complaints().len();
    let response = application.get(url).await;
    assert_eq!(response.status, 400, "{url}");
    assert_eq!(response.header("location"), None, "{url}");
    let complaints = running.complaints().split_off(before).join("\n");
    assert!(complaints.contains(expected), "expected {expected:?} in {complaints:?}");
    let page = String::from_utf8(response.body).unwrap();
    assert!(page.contains("This request differs from what"), "{page}");
}

/// Returns the error code of a refusal in the form of the provider. Asserts that the simulator complained with this text.
async fn refused_at_token(
    running: &Running,
    application: &Application,
    request: HttpRequest,
    why: &str,
) -> String {
    let response = application.send(request).await;
    let problem = application.checked(&response).unwrap_err();
    let complaint = last_complaint(running);
    assert!(complaint.contains(why), "expected {why:?} in {complaint:?}");
    match problem {
        AnswerError::Refused { error, .. } => error,
        other => panic!("expected a refusal in the shape of the provider, got {other}"),
    }
}

#[tokio::test]
async fn authorization_requests_that_differ_are_refused_without_a_redirect() {
    let running = start(&["github", "google", "linkedin", "cognito", "facebook", "tiktok", "apple"]).await;
    let github = Application::new(&running, "github");
    let good = github.authorization_url(false);
    for (from, to, expected) in [
        ("&code_challenge_method=S256", "", "expected the parameter code_challenge_method, got none"),
        (
            "code_challenge_method=S256",
            "code_challenge_method=plain",
            "code_challenge_method: expected \"S256\"",
        ),
        ("&code_challenge=", "&other=", "expected the parameter code_challenge, got none"),
        ("&state=state-of-this-login", "", "expected the parameter state, got none"),
        ("&state=state-of-this-login", "&state=", "state: expected a random value"),
        ("response_type=code", "response_type=token", "response_type: expected \"code\""),
        ("&state=", "&nonce=n&state=", "expected no parameter nonce, got one"),
        ("&state=", "&state=twice&state=", "expected the parameter state once"),
        ("read%3Auser+", "read%3Auser%2C", "scope: expected scopes joined by spaces"),
        ("https%3A%2F%2Fapp.example", "http%3A%2F%2Fapp.example", "redirect_uri: expected"),
        ("redirect_uri=https%3A%2F%2F", "redirect_uri=javascript%3A", "redirect_uri: expected"),
        ("&state=", "&person=mallory&state=", "person: expected ada, grace or alice"),
    ] {
        let url = good.replacen(from, to, 1);
        assert_ne!(url, good, "{from}");
        refused_at_authorization(&running, &github, &url, expected).await;
    }

    let others = [
        ("google", "&nonce=nonce-of-this-login", "", "expected the parameter nonce, got none"),
        ("google", "openid+", "", "scope: expected the scope openid"),
        ("linkedin", "&state=", "&code_challenge=c&state=", "expected no parameter code_challenge, got one"),
        ("cognito", "%20profile", "+profile", "expected spaces in the query as %20, got +"),
        ("facebook", "email%2C", "email+", "scope: expected scopes joined by commas"),
        ("tiktok", "client_key=", "client_id=", "expected the parameter client_key, got none"),
        ("apple", "response_mode=form_post", "response_mode=query", "response_mode: expected \"form_post\""),
    ];
    for (name, from, to, expected) in others {
        let application = Application::new(&running, name);
        let good = application.authorization_url(false);
        let url = good.replacen(from, to, 1);
        assert_ne!(url, good, "{name}: {from}");
        refused_at_authorization(&running, &application, &url, expected).await;
    }
}

#[tokio::test]
async fn documented_optional_parameters_are_accepted() {
    let running = start(&["github", "google"]).await;
    let github = Application::new(&running, "github");
    let url = format!("{}&allow_signup=false", github.authorization_url(false));
    assert_eq!(github.get(&url).await.status, 303);
    let google = Application::new(&running, "google");
    let url = format!("{}&login_hint=ada%40mail.example&hd=mail.example", google.authorization_url(true));
    assert_eq!(google.get(&url).await.status, 303);
    assert_eq!(running.complaints(), Vec::<String>::new());
}

#[tokio::test]
async fn a_code_is_valid_only_for_its_own_client_redirect_uri_and_verifier() {
    let running = start(&["github", "discord", "google", "wechat", "linkedin"]).await;
    for name in running.names() {
        let application = Application::new(&running, name);
        let expected_error = recorded(&application.recording, "error_answer", "error").unwrap();
        let (secret, verifier) = (application.secret.clone(), Secret::new(support::VERIFIER));
        let credentials = ClientCredentials { client_id: CLIENT_ID, client_secret: Some(&secret) };
        let request = |code: &Secret, redirect_uri: &str, verifier: &Secret| {
            application.provider.code_request(&credentials, code, redirect_uri, verifier).unwrap()
        };

        let code = application.code().await;
        if application.provider.uses_pkce() {
            let other = Secret::new("another-verifier-with-at-least-forty-three-characters");
            let why = "code_verifier: expected the one of the challenge";
            let error =
                refused_at_token(&running, &application, request(&code, REDIRECT_URI, &other), why).await;
            assert_eq!(error, expected_error, "{name}");
        }
        let elsewhere = request(&code, "https://app.example/elsewhere", &verifier);
        let error = refused_at_token(&running, &application, elsewhere, "redirect_uri: expected").await;
        assert_eq!(error, expected_error, "{name}");
        let invented = request(&Secret::new("invented"), REDIRECT_URI, &verifier);
        let why = "code: expected one that was issued here";
        assert_eq!(refused_at_token(&running, &application, invented, why).await, expected_error, "{name}");

        // The refused requests did not use up the code.
        application.normalised(&application.send(request(&code, REDIRECT_URI, &verifier)).await);
        let again = request(&code, REDIRECT_URI, &verifier);
        let error = refused_at_token(&running, &application, again, "got a used one").await;
        assert_eq!(error, expected_error, "{name}");
    }
}

#[tokio::test]
async fn a_code_of_one_provider_is_refused_by_another() {
    let running = start(&["discord", "spotify"]).await;
    let (discord, spotify) = (Application::new(&running, "discord"), Application::new(&running, "spotify"));
    let code = discord.code().await;
    let error = refused_at_token(&running, &spotify, spotify.code_request(&code), "issued here").await;
    assert_eq!(error, "invalid_grant");
    discord.normalised(&discord.send(discord.code_request(&code)).await);
}

/// Starts a server with a clock that the test moves.
async fn start_at(name: &str, now: &Arc<AtomicI64>) -> Running {
    let shown = Arc::clone(now);
    let clock = Arc::new(move || Timestamp(shown.load(Ordering::SeqCst)));
    ProviderSimulator::of(&[name]).unwrap().auto().clock(clock).start().await.unwrap()
}

#[tokio::test]
async fn an_access_token_is_valid_for_the_lifetime_in_the_response() {
    for (name, seconds) in [("discord", Some(3600)), ("naver", Some(3600)), ("mailchimp", None)] {
        let now = Arc::new(AtomicI64::new(1_800_000_000));
        let running = start_at(name, &now).await;
        let application = Application::new(&running, name);
        let tokens = application.log_in().await;
        let ask = || application.send(application.provider.userinfo_request(CLIENT_ID, &tokens).unwrap());
        now.fetch_add(seconds.unwrap_or(1_000_000_000) - 1, Ordering::SeqCst);
        assert_eq!(ask().await.status, 200, "{name}");
        now.fetch_add(1, Ordering::SeqCst);
        match seconds {
            Some(_) => assert_unauthorized(&running, name, &ask().await, "got an expired one"),
            None => assert_eq!(ask().await.status, 200, "{name}"),
        }
    }
}

#[tokio::test]
async fn a_code_is_valid_for_a_minute() {
    let now = Arc::new(AtomicI64::new(1_800_000_000));
    let running = start_at("discord", &now).await;
    let discord = Application::new(&running, "discord");
    let (late, in_time) = (discord.code().await, discord.code().await);
    now.fetch_add(60, Ordering::SeqCst);
    discord.normalised(&discord.send(discord.code_request(&in_time)).await);
    now.fetch_add(1, Ordering::SeqCst);
    let error = refused_at_token(&running, &discord, discord.code_request(&late), "got an older one").await;
    assert_eq!(error, "invalid_grant");
}

#[tokio::test]
async fn clients_must_authenticate_in_the_providers_way() {
    let running = start(&["reddit", "cognito", "notion", "spotify", "apple"]).await;
    let reddit = Application::new(&running, "reddit");
    let code = reddit.code().await;
    reddit.normalised(&reddit.send(reddit.code_request(&code)).await);

    let other = Secret::new("another secret of at least 32 bytes");
    let credentials = ClientCredentials { client_id: CLIENT_ID, client_secret: Some(&other) };
    let verifier = Secret::new(support::VERIFIER);
    let code = reddit.code().await;
    let request = reddit.provider.code_request(&credentials, &code, REDIRECT_URI, &verifier).unwrap();
    let error = refused_at_token(&running, &reddit, request, "expected the secret of client").await;
    assert_eq!(error, "invalid_client");

    let mut in_body = reddit.code_request(&code);
    in_body.headers.retain(|(name, _)| name != "authorization");
    in_body.body.extend_from_slice(b"&client_id=client-7&client_secret=s");
    let why = "expected client authentication by HTTP Basic, got secret in the body";
    assert_eq!(refused_at_token(&running, &reddit, in_body, why).await, "invalid_client");

    let cognito = Application::new(&running, "cognito");
    let code = cognito.code().await;
    let basic = cognito.code_request(&code).with_header("authorization", "Basic Y2xpZW50LTc6cw==");
    let error = refused_at_token(&running, &cognito, basic, "expected one client authentication").await;
    assert_eq!(error, "invalid_client");

    let apple = Application::new(&running, "apple");
    let code = apple.code().await;
    let plain = Secret::new("a plain secret");
    let credentials = ClientCredentials { client_id: CLIENT_ID, client_secret: Some(&plain) };
    let request = apple.provider.code_request(&credentials, &code, REDIRECT_URI, &verifier).unwrap();
    let error =
        refused_at_token(&running, &apple, request, "expected a client secret that is a signed JWT").await;
    assert_eq!(error, "invalid_client");
}

#[tokio::test]
async fn with_listed_clients_all_others_are_refused() {
    let server = ProviderSimulator::of(&["discord"]).unwrap().auto().client("listed", "its secret");
    let running = server.start().await.unwrap();
    let discord = Application::new(&running, "discord");
    let code = discord.code().await;
    let why = "expected a client that was set at the start";
    assert_eq!(
        refused_at_token(&running, &discord, discord.code_request(&code), why).await,
        "invalid_client"
    );
}

#[tokio::test]
async fn token_requests_in_another_form_are_refused() {
    let running = start(&["notion", "reddit", "wechat", "linkedin", "discord"]).await;
    let notion = Application::new(&running, "notion");
    let code = notion.code().await;
    let without = |request: &HttpRequest, header: &str| {
        let mut request = request.clone();
        request.headers.retain(|(name, _)| !name.eq_ignore_ascii_case(header));
        request
    };
    let request = without(&notion.code_request(&code), "notion-version");
    refused_at_token(&running, &notion, request, "expected the header notion-version, got none").await;
    let request =
        notion.code_request(&code).replacing_header("content-type", "application/x-www-form-urlencoded");
    refused_at_token(&running, &notion, request, "expected the header content-type").await;

    let reddit = Application::new(&running, "reddit");
    let code = reddit.code().await;
    // The transport adds its own user agent if the request has none.
    let request = reddit.code_request(&code).replacing_header("user-agent", "");
    refused_at_token(&running, &reddit, request, "expected the header user-agent to name the application")
        .await;

    let wechat = Application::new(&running, "wechat");
    let code = wechat.code().await;
    let get = wechat.code_request(&code);
    let (address, query) = get.url.split_once('?').unwrap();
    let posted =
        HttpRequest::post_form(address, form_urlencoded::parse(query.as_bytes()).map(|_| ("x", "y")));
    refused_at_token(&running, &wechat, posted, "expected GET, got \"POST\"").await;

    let linkedin = Application::new(&running, "linkedin");
    let code = linkedin.code().await;
    let mut request = linkedin.code_request(&code);
    request.body.extend_from_slice(b"&code_verifier=anything");
    refused_at_token(&running, &linkedin, request, "expected no parameter code_verifier, got one").await;

    let discord = Application::new(&running, "discord");
    let code = discord.code().await;
    let mut request = discord.code_request(&code);
    request.url.push_str("?code=in-the-query");
    refused_at_token(&running, &discord, request, "expected the parameters in the body").await;
}

#[tokio::test]
async fn apis_require_the_token_and_the_headers_in_their_places() {
    let running = start(&["github", "yandex", "shopify", "twitch-api", "hubspot", "facebook", "vk"]).await;
    for (name, header, why) in [
        ("github", "authorization", "expected an access token that was issued here, got none"),
        ("shopify", "x-shopify-access-token", "expected an access token that was issued here, got none"),
        ("twitch-api", "client-id", "expected the header client-id, got none"),
        ("vk", "authorization", "expected the header authorization, got none"),
    ] {
        let application = Application::new(&running, name);
        let tokens = application.log_in().await;
        let good = application.provider.userinfo_request(CLIENT_ID, &tokens).unwrap();
        assert_eq!(application.send(good.clone()).await.status, 200, "{name}");
        let mut request = good;
        request.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(header));
        assert_unauthorized(&running, name, &application.send(request).await, why);
    }

    let yandex = Application::new(&running, "yandex");
    let token = yandex.log_in().await["access_token"].as_str().unwrap().to_owned();
    let address = yandex.provider.preset().endpoints.userinfo.clone().unwrap();
    let bearer = HttpRequest::get(&address).with_header("authorization", format!("Bearer {token}"));
    let why = "expected the header authorization to be `OAuth …`";
    assert_unauthorized(&running, "yandex", &yandex.send(bearer).await, why);

    let github = Application::new(&running, "github");
    let tokens = github.log_in().await;
    let request = github.provider.userinfo_request(CLIENT_ID, &tokens).unwrap();
    let nameless = github.send(request.replacing_header("user-agent", "")).await;
    assert_unauthorized(
        &running,
        "github",
        &nameless,
        "expected the header user-agent to name the application",
    );

    let facebook = Application::new(&running, "facebook");
    let tokens = facebook.log_in().await;
    let mut request = facebook.provider.userinfo_request(CLIENT_ID, &tokens).unwrap();
    request.url = request.url.split('?').next().unwrap().to_owned();
    assert_unauthorized(&running, "facebook", &facebook.send(request).await, "expected the documented query");

    let invented = serde_json::json!({ "access_token": "invented" });
    let request = github.provider.userinfo_request(CLIENT_ID, &invented).unwrap();
    assert_unauthorized(&running, "github", &github.send(request).await, "issued here, got none");
    let mails = github.provider.email_request(&invented).unwrap().unwrap();
    assert_unauthorized(
        &running,
        "github",
        &github.send(mails).await,
        "mail request: expected an access token",
    );
}

#[tokio::test]
async fn a_token_of_one_provider_is_refused_by_another() {
    let running = start(&["discord", "spotify"]).await;
    let (discord, spotify) = (Application::new(&running, "discord"), Application::new(&running, "spotify"));
    let tokens = discord.log_in().await;
    let request = spotify.provider.userinfo_request(CLIENT_ID, &tokens).unwrap();
    assert_unauthorized(&running, "spotify", &spotify.send(request).await, "issued here, got none");
}

#[tokio::test]
async fn an_unknown_address_is_reported() {
    let running = start(&["github"]).await;
    let github = Application::new(&running, "github");
    let response = github.get(&format!("{}/discord.com/oauth2/authorize", running.base_url())).await;
    assert_eq!(response.status, 404);
    assert!(last_complaint(&running).contains("expected an address of a simulated provider"));
}

fn assert_unauthorized(running: &Running, name: &str, response: &HttpResponse, why: &str) {
    assert_eq!(response.status, 401, "{name}");
    assert!(response.header("www-authenticate").is_some(), "{name}");
    let complaint = last_complaint(running);
    assert!(complaint.contains(why), "{name}: expected {why:?} in {complaint:?}");
}
