//! Logins of programs on the user's own machine. A socket replaces the browser.

use std::sync::Arc;

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use valetkey_client::{AuthorizationOptions, Problem, Stage};
use valetkey_types::Seconds;

use crate::fake::{Fake, bearer, form, query};

/// Sends one request to the port and returns the complete response.
async fn visit(port: u16, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer).await;
    answer
}

fn get(port: u16, target: &str) -> String {
    format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n")
}

/// Returns the port of the redirect URI and the state in an authorization URL.
fn began(url: &str) -> (u16, String) {
    let parameters = query(url);
    let redirect_uri = url::Url::parse(&parameters["redirect_uri"]).unwrap();
    assert_eq!(redirect_uri.host_str(), Some("127.0.0.1"));
    (redirect_uri.port().unwrap(), parameters["state"].clone())
}

async fn log_in<F>(browser: impl FnOnce(u16, String) -> F + Send + 'static) -> Arc<Fake>
where
    F: Future<Output = ()> + Send + 'static,
{
    let fake = Fake::new(json!({}), |_| bearer());
    let client = fake.builder().scope("notes").without_id_token().build().unwrap();
    let open = |url: &str| {
        let (port, state) = began(url);
        tokio::spawn(browser(port, state));
    };
    let options = AuthorizationOptions::default();
    let login = client.log_in_in_browser(options, Seconds(20), open).await.unwrap();
    assert_eq!(login.tokens.access_token.expose(), "a1");
    fake
}

#[tokio::test]
async fn the_callback_is_received_and_the_browser_gets_a_page() {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    let fake = log_in(|port, state| async move {
        let answer = visit(port, &get(port, &format!("/callback?code=c1&state={state}"))).await;
        sender.send((port, answer)).unwrap();
    })
    .await;
    let (port, answer) = receiver.await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.contains("content-security-policy: default-src 'none'"));
    assert!(answer.contains("You can close this page.") && !answer.contains("c1"));
    let exchange = form(&fake.requests()[0]);
    assert_eq!(exchange["code"], "c1");
    assert_eq!(exchange["redirect_uri"], format!("http://127.0.0.1:{port}/callback"));
    assert!(TcpStream::connect(("127.0.0.1", port)).await.is_err(), "the port is closed again");
}

#[tokio::test]
async fn requests_of_others_are_ignored() {
    let fake = log_in(|port, state| async move {
        let good = format!("/callback?code=c1&state={state}");
        for request in [
            get(port, "/favicon.ico"),
            get(port, "/callback"),
            get(port, "/callback?code=evil&state=foreign"),
            get(port, "/callback?code=evil"),
            get(port, &format!("/other?code=evil&state={state}")),
            get(port, &format!("/callback?code=evil&code=evil&state={state}")),
            format!("POST {good} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"),
            format!("GET {good} HTTP/1.1\r\nHost: evil.example:{port}\r\n\r\n"),
            format!("GET {good} HTTP/1.1\r\n\r\n"),
            format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(20_000)),
            "\u{1}\u{2}\r\n\r\n".to_owned(),
        ] {
            let answer = visit(port, &request).await;
            assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 404 "), "{request:.80}: {answer}");
        }
        // This connection sends nothing.
        let silent = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        visit(port, &get(port, &good)).await;
        drop(silent);
    })
    .await;
    assert_eq!(form(&fake.requests()[0])["code"], "c1");
}

#[tokio::test]
async fn a_user_who_cancels_ends_the_waiting() {
    let fake = Fake::new(json!({}), |_| bearer());
    let client = fake.builder().scope("notes").without_id_token().build().unwrap();
    let open = |url: &str| {
        let (port, state) = began(url);
        tokio::spawn(async move {
            visit(port, &get(port, &format!("/callback?error=access_denied&state={state}"))).await
        });
    };
    let options = AuthorizationOptions::default();
    let error = client.log_in_in_browser(options, Seconds(20), open).await.unwrap_err();
    assert_eq!((error.stage(), error.error_code()), (Stage::Callback, Some("access_denied")));
}

#[tokio::test]
async fn waiting_ends_without_a_callback() {
    let fake = Fake::new(json!({}), |_| bearer());
    let client = fake.builder().scope("notes").without_id_token().build().unwrap();
    let options = AuthorizationOptions::default();
    let error = client.log_in_in_browser(options, Seconds(0), |_| {}).await.unwrap_err();
    assert_eq!(error.problem(), &Problem::GaveUp { what: "the browser", seconds: 0 });
    assert_eq!(error.stage(), Stage::Loopback);
}
