//! The three steps with a small provider on this machine, with correct and wrong requests.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test may panic")]

mod provider;

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};

use example_web_application_client::{Application, Attempt};
use provider::{Provider, callback};
use valetkey_client::{HttpRequest, HttpResponse, HttpTransport, Problem, ReqwestTransport, Timestamp};

const NOW: Timestamp = Timestamp(1_700_000_000);

fn application(provider: &Provider) -> Application {
    let address = &provider.address;
    Application {
        client_id: "notes".to_owned(),
        client_secret: "s3cret".to_owned(),
        redirect_uri: "https://notes.example/callback".to_owned(),
        scope: "read:user user:email".to_owned(),
        authorization_endpoint: format!("{address}/login/oauth/authorize"),
        token_endpoint: format!("{address}/login/oauth/access_token"),
        user_endpoint: format!("{address}/user"),
        issuer: address.clone(),
    }
}

async fn send(request: HttpRequest) -> HttpResponse {
    ReqwestTransport::builder().allow_loopback().build().unwrap().send(request).await.unwrap()
}

#[tokio::test]
async fn three_steps_lead_to_the_user() {
    let provider = Provider::start().await;
    let (application, attempt) = (application(&provider), Attempt::fresh());
    let url = application.authorization_url(&attempt, &[("allow_signup", "false")]).unwrap();
    assert!(url.ends_with("&allow_signup=false"), "{url}");
    let request = application.token_request(&attempt, &callback(&url)).unwrap();
    let token = application.read_token(&send(request).await, NOW).unwrap();
    assert_eq!(token.scope, ["read:user", "user:email"]);
    assert_eq!(token.tokens.expires_in.unwrap().0, 28_800);
    assert_eq!(token.expires_at, Some(Timestamp(1_700_028_800)));
    assert_eq!(token.tokens.refresh_token.as_ref().unwrap().expose(), "refresh-1");
    let user = send(application.user_request(&token)).await;
    assert_eq!(user.json::<serde_json::Value>().unwrap()["login"], "octocat");
}

#[tokio::test]
async fn a_code_without_its_verifier_is_refused() {
    let provider = Provider::start().await;
    let application = application(&provider);
    let (mine, thief) = (Attempt::fresh(), Attempt::fresh());
    let url = application.authorization_url(&mine, &[]).unwrap();
    let stolen = callback(&url).replace(&mine.state, &thief.state);
    let request = application.token_request(&thief, &stolen).unwrap();
    // This provider, like GitHub, refuses with status 200.
    let answer = send(request).await;
    assert_eq!(answer.status, 200);
    let problem = application.read_token(&answer, NOW).err().unwrap();
    assert!(matches!(problem, Problem::Refused { .. }), "{problem}");
    assert!(problem.to_string().contains("bad_verification_code"), "{problem}");
}

#[tokio::test]
async fn a_callback_of_another_login_makes_no_request() {
    let provider = Provider::start().await;
    let (application, attempt) = (application(&provider), Attempt::fresh());
    let url = application.authorization_url(&attempt, &[]).unwrap();
    let good = callback(&url);
    assert!(application.token_request(&attempt, &good).is_ok());
    let state = &attempt.state;
    for (wrong, expected) in [
        ("https://notes.example/callback".to_owned(), "query"),
        (good.replace(state, "made-up"), "state"),
        (format!("{good}&state={state}"), "read"),
        (good.replace("&iss=", "&iss=https://evil.example/"), "iss"),
        (format!("https://notes.example/callback?state={state}"), "code"),
        (format!("https://notes.example/callback?state={state}&error=access_denied"), "access_denied"),
    ] {
        let problem = application.token_request(&attempt, &wrong).err().unwrap();
        assert!(problem.to_string().contains(expected), "{wrong}: {problem}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_prints_the_steps_and_no_secret() {
    let provider = Provider::start().await;
    let address = provider.address.clone();
    let printed = tokio::task::spawn_blocking(move || run_program(&address)).await.unwrap();
    for expected in ["1. Open", "2. The token request", "3. The token", "\"expires_in\": 28800", "octocat"] {
        assert!(printed.contains(expected), "{expected} is missing in:\n{printed}");
    }
    for secret in ["s3cret", "refresh-1", "access-1"] {
        assert!(!printed.contains(secret), "{secret} was printed:\n{printed}");
    }
}

/// Runs the program, agrees at the provider, and returns the output of the program.
fn run_program(address: &str) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_example-web-application-client"))
        .args(["--client-id", "notes", "--client-secret", "s3cret", "--issuer", address])
        .args(["--authorization-endpoint", &format!("{address}/login/oauth/authorize")])
        .args(["--token-endpoint", &format!("{address}/login/oauth/access_token")])
        .args(["--user-endpoint", &format!("{address}/user")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(program.stdout.take().unwrap());
    let mut printed = String::new();
    let url = loop {
        let start = printed.len();
        assert_ne!(output.read_line(&mut printed).unwrap(), 0, "{printed}");
        if printed[start..].starts_with("http") {
            break printed[start..].trim().to_owned();
        }
    };
    writeln!(program.stdin.take().unwrap(), "{}", callback(&url)).unwrap();
    output.read_to_string(&mut printed).unwrap();
    assert!(program.wait().unwrap().success(), "{printed}");
    printed
}
