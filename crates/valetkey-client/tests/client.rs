//! [`Client`] with an issuer in memory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use support::{Issuer, client, raw};
use valetkey_client::revocation::TokenKind;
use valetkey_client::{AuthorizationOptions, Client, ClientError, Login, PendingLogin, Problem, Stage};
use valetkey_jose::seal::{SealingKey, SealingKeys};
use valetkey_types::{Prompt, ResponseMode, Secret};

async fn begin(client: &Client) -> (PendingLogin, String) {
    let request = client.authorization_request(AuthorizationOptions::default()).await.unwrap();
    (request.pending, request.url)
}

async fn log_in(client: &Client, issuer: &Issuer) -> Result<Login, ClientError> {
    let (pending, url) = begin(client).await;
    client.finish(&pending, &raw(&issuer.authorize(&url))).await
}

#[tokio::test]
async fn a_login_returns_an_identified_user_and_tokens() {
    let issuer = Issuer::new();
    let client = client(&issuer);
    let login = log_in(&client, &issuer).await.unwrap();
    assert_eq!(login.id_token.subject(), "alice");
    let claims = client.userinfo(&login.tokens.access_token, "alice").await.unwrap();
    assert_eq!(claims.email(), Some("alice@example.com"));
    let refreshed = client.refresh(login.tokens.refresh_token.as_ref().unwrap(), "alice").await.unwrap();
    assert_ne!(refreshed.access_token.expose(), login.tokens.access_token.expose());
    client.revoke(refreshed.refresh_token.as_ref().unwrap(), TokenKind::RefreshToken).await.unwrap();
    let error = client.refresh(refreshed.refresh_token.as_ref().unwrap(), "alice").await.unwrap_err();
    assert_eq!((error.stage(), error.error_code()), (Stage::Refresh, Some("invalid_grant")));
}

#[tokio::test]
async fn the_request_contains_the_required_parameters_and_the_options() {
    let issuer = Issuer::new();
    let options = AuthorizationOptions::default()
        .prompt(Prompt::Login)
        .max_age(std::time::Duration::from_secs(60))
        .login_hint("alice")
        .ui_locales("de")
        .response_mode(ResponseMode::FormPost)
        .resource("https://api.example");
    let request = client(&issuer).authorization_request(options).await.unwrap();
    let url = url::Url::parse(&request.url).unwrap();
    let pairs: std::collections::BTreeMap<_, _> = url.query_pairs().into_owned().collect();
    for (name, value) in [
        ("tenant", "t1"),
        ("response_type", "code"),
        ("client_id", "app"),
        ("redirect_uri", "https://app.example/auth/callback"),
        ("scope", "openid email"),
        ("state", request.pending.state()),
        ("code_challenge_method", "S256"),
        ("prompt", "login"),
        ("max_age", "60"),
        ("login_hint", "alice"),
        ("ui_locales", "de"),
        ("response_mode", "form_post"),
        ("resource", "https://api.example"),
    ] {
        assert_eq!(pairs.get(name).map(String::as_str), Some(value), "{name}");
    }
    assert_eq!((pairs["state"].len(), pairs["nonce"].len(), pairs["code_challenge"].len()), (43, 43, 43));
}

#[tokio::test]
async fn st5_two_hundred_logins_at_once_do_not_mix() {
    let issuer = Issuer::new();
    let client = client(&issuer);
    let mut started = Vec::new();
    for _ in 0..200 {
        started.push(begin(&client).await);
    }
    let answers: Vec<String> = started.iter().map(|(_, url)| issuer.authorize(url)).collect();
    let crossed = client.finish(&started[0].0, &raw(&answers[1])).await.unwrap_err();
    assert_eq!(crossed.problem(), &Problem::Foreign("state"));
    let finishing: Vec<_> = started
        .into_iter()
        .zip(answers)
        .map(|((pending, _), answer)| {
            let client = client.clone();
            tokio::spawn(async move { client.finish(&pending, &raw(&answer)).await.map(|_| ()) })
        })
        .collect();
    for login in finishing {
        login.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_code_is_valid_once() {
    let issuer = Issuer::new();
    let client = client(&issuer);
    let (pending, url) = begin(&client).await;
    let answer = raw(&issuer.authorize(&url));
    client.finish(&pending, &answer).await.unwrap();
    let error = client.finish(&pending, &answer).await.unwrap_err();
    assert_eq!((error.stage(), error.error_code()), (Stage::CodeExchange, Some("invalid_grant")));
}

#[tokio::test]
async fn a_code_from_another_login_is_useless() {
    let issuer = Issuer::new();
    let client = client(&issuer);
    let (victim, victim_url) = begin(&client).await;
    let (_, attacker_url) = begin(&client).await;
    // The attacker's code is sent to the victim's callback; the code verifier does not match.
    let attacker_code = raw(&issuer.authorize(&attacker_url));
    let code = attacker_code.get("code").unwrap();
    let victim_answer = issuer.authorize(&victim_url);
    let injected = support::replaced(&victim_answer, "code", code);
    let error = client.finish(&victim, &raw(&injected)).await.unwrap_err();
    assert_eq!((error.stage(), error.error_code()), (Stage::CodeExchange, Some("invalid_grant")));
}

#[tokio::test]
async fn a_login_that_took_too_long_is_refused() {
    let issuer = Issuer::new();
    let client = client(&issuer);
    let (pending, url) = begin(&client).await;
    let answer = raw(&issuer.authorize(&url));
    issuer.advance(601);
    let error = client.finish(&pending, &answer).await.unwrap_err();
    assert_eq!(error.problem(), &Problem::TooLate { expected: 600, seen: 601 });
    assert!(error.public_text().contains("Please start again"));
}

#[tokio::test]
async fn a_login_that_started_at_another_issuer_is_refused() {
    let honest = Issuer::new();
    let (pending, url) = begin(&client(&honest)).await;
    let answer = raw(&honest.authorize(&url));
    let other = Client::builder("https://other.example", "app")
        .redirect_uri("https://app.example/auth/callback")
        .transport(std::sync::Arc::new(honest.clone()))
        .clock(honest.clock())
        .build()
        .unwrap();
    let error = other.finish(&pending, &answer).await.unwrap_err();
    assert!(matches!(error.problem(), Problem::Mismatch { what: "issuer of the login", .. }), "{error}");
}

#[tokio::test]
async fn a_callback_without_the_announced_iss_is_refused() {
    let issuer = Issuer::new();
    let client = client(&issuer);
    let (pending, url) = begin(&client).await;
    let answer = support::replaced(&issuer.authorize(&url), "iss", "");
    let error = client.finish(&pending, &raw(&answer)).await.unwrap_err();
    assert_eq!(error.problem(), &Problem::Missing("the iss parameter"));
}

#[tokio::test]
async fn a_rotated_key_is_found_without_a_restart() {
    let issuer = Issuer::new();
    let client = client(&issuer);
    log_in(&client, &issuer).await.unwrap();
    issuer.rotate();
    issuer.advance(11);
    log_in(&client, &issuer).await.unwrap();
}

#[tokio::test]
async fn an_issuer_that_is_down_is_a_temporary_error_with_a_text_for_the_user() {
    let issuer = Issuer::new();
    issuer.set_down(true);
    let client = client(&issuer);
    let error = client.authorization_request(AuthorizationOptions::default()).await.unwrap_err();
    assert!(error.is_temporary());
    assert_eq!(
        error.public_text(),
        "The sign-in service can't be reached right now. Please try again in a minute."
    );
    issuer.set_down(false);
    issuer.advance(1);
    log_in(&client, &issuer).await.unwrap();
}

#[tokio::test]
async fn a_sealed_login_survives_a_restart_but_no_change() {
    let issuer = Issuer::new();
    let client = client(&issuer);
    let (pending, url) = begin(&client).await;
    let keys = || SealingKeys::new(SealingKey::derive(&[7; 32], "login").unwrap());
    let sealed = pending.seal(&keys(), "/a \"b\"\\").unwrap();
    let (opened, note) = PendingLogin::open(&keys(), &sealed).unwrap();
    assert_eq!(note, "/a \"b\"\\");
    client.finish(&opened, &raw(&issuer.authorize(&url))).await.unwrap();
    for position in 0..sealed.len() {
        let mut changed = sealed.clone().into_bytes();
        changed[position] = if changed[position] == b'A' { b'B' } else { b'A' };
        assert!(PendingLogin::open(&keys(), std::str::from_utf8(&changed).unwrap()).is_err(), "{position}");
    }
    let other = SealingKeys::new(SealingKey::derive(&[8; 32], "login").unwrap());
    assert!(PendingLogin::open(&other, &sealed).is_err());
}

#[tokio::test]
async fn the_logout_url_contains_the_client_the_id_token_and_the_return_url() {
    let issuer = Issuer::new();
    let hint = Secret::new("i1");
    let url =
        client(&issuer).end_session_url(Some(&hint), Some("https://app.example/"), Some("s2")).await.unwrap();
    let expected = "https://id.example/logout?client_id=app&id_token_hint=i1\
                    &post_logout_redirect_uri=https%3A%2F%2Fapp.example%2F&state=s2";
    assert_eq!(url.as_deref(), Some(expected));
}

#[test]
fn invalid_settings_are_named() {
    for (builder, setting) in [
        (Client::builder("http://id.example", "app"), "issuer"),
        (Client::builder("https://id.example", ""), "client_id"),
        (Client::builder("https://id.example", "app").redirect_uri("/callback"), "redirect_uri"),
        (Client::builder("https://id.example", "app").redirect_uri("http://app.example/cb"), "redirect_uri"),
        (Client::builder("https://id.example", "app").scope("a\"b"), "scope"),
        (
            Client::builder("https://id.example", "app")
                .authentication_method(valetkey_types::ClientAuthenticationMethod::ClientSecretPost),
            "authentication_method",
        ),
    ] {
        let error = builder.build().unwrap_err();
        assert_eq!(error.stage(), Stage::Configuration);
        assert!(error.to_string().contains(&format!("the setting {setting} can't be used")), "{error}");
    }
}

#[test]
fn lk3_debug_shows_no_secret() {
    let issuer = Issuer::new();
    assert_eq!(format!("{:?}", client(&issuer)), "Client(app at https://id.example)");
}
