//! One login over real sockets on loopback.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use support::{Browser, Issuer, app};
use tokio::net::TcpListener;
use valetkey_axum::{Client, Login, Secret};

#[tokio::test]
async fn a_login_over_the_network() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let name = format!("http://{}", listener.local_addr().unwrap());
    let issuer = Issuer::named(&name);
    let server = tokio::spawn(axum::serve(listener, issuer.router()).into_future());
    let client =
        Client::builder(&name, "app").client_secret(Secret::new("s1")).clock(issuer.clock()).build().unwrap();
    let login = Login::builder(client, "https://app.example").build().unwrap();
    let mut browser = Browser::new(&app(&login));
    let answer = browser.sign_in(&issuer).await;
    assert_eq!((answer.status, answer.location()), (303, "https://app.example/"), "{}", answer.body);
    assert_eq!(browser.who().await, "Alice");
    let token = browser.get("/token").await.body;
    issuer.advance(271);
    assert_ne!(browser.get("/token").await.body, token);
    assert_eq!(issuer.refreshes(), 1);
    server.abort();
}
