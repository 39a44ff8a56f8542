//! Guessing (EN): every guess counts, also when many come at once.

use std::sync::Arc;

use valetkey_server::testing::{Browser, TestServer};

use crate::{sqlite_file::SqliteFile, support::*, walk::*};

async fn guess(server: &TestServer, password: &str) -> bool {
    let mut browser: Browser<'_> = server.browser();
    let page = browser.open(&authorize(&[])).await;
    let form = page.form_with_button("sign-in").with("username", "alice").with("password", password);
    browser.submit(&form, "sign-in").await;
    browser.cookies().keys().any(|name| name.contains("session"))
}

/// A hundred guesses side by side, and the right password among the last: by then the account is paused.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn en2_guesses_that_come_at_once_are_all_counted() {
    let file = SqliteFile::new();
    let server = Arc::new(
        populated(TestServer::builder().storage(file.open()).password_line(200).build().await).await,
    );
    let guesses: Vec<_> = (0..100)
        .map(|number| {
            let server = Arc::clone(&server);
            tokio::spawn(async move { guess(&server, &format!("wrong password {number}")).await })
        })
        .collect();
    for guess in guesses {
        assert!(!guess.await.unwrap());
    }
    assert!(!guess(&server, PASSWORD).await, "the right password waits like a wrong one");
}
