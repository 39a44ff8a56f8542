//! An expired access token is refreshed once, for any number of calls and processes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test may panic")]

mod support;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use support::{APP, Browser, Issuer, Kept, TemporaryFile, app, client};
use tokio::net::TcpListener;
use valetkey_axum::{Client, Login, Secret, SessionStore, SqliteStore, Timestamp, Uuid};

const COOKIE: &str = "__Host-valetkey_session";

/// Makes this many calls at once and returns their responses.
async fn calls(app: &axum::Router, session: &str, count: usize) -> Vec<String> {
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..count {
        let mut window = Browser::new(app);
        window.cookies = [(COOKIE.to_owned(), session.to_owned())].into();
        calls.spawn(async move { window.get("/token").await.body });
    }
    calls.join_all().await
}

fn sqlite_login(client: Client, store: &Arc<SqliteStore>) -> Login {
    Login::builder(client, APP).cookie_secret([7; 32]).session_store(store.clone()).build().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_calls_with_an_expired_token_make_one_refresh_for_each_way_to_keep_sessions() {
    for kept in Kept::every_way() {
        let issuer = Issuer::new();
        let app = app(&kept.login(&issuer));
        let mut browser = Browser::new(&app);
        browser.sign_in(&issuer).await;
        let first = browser.get("/token").await.body;
        issuer.advance(300);
        let tokens: BTreeSet<String> =
            calls(&app, &browser.cookie(COOKIE).unwrap(), 100).await.into_iter().collect();
        assert_eq!((tokens.len(), issuer.refreshes()), (1, 1), "{tokens:?}");
        assert!(!tokens.contains(&first) && !tokens.contains("sign in again"), "{tokens:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_calls_in_two_processes_make_one_refresh() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let name = format!("http://{}", listener.local_addr().unwrap());
    let issuer = Issuer::named(&name);
    let server = tokio::spawn(axum::serve(listener, issuer.router()).into_future());
    let file = TemporaryFile::new();
    let store = Arc::new(SqliteStore::open(file.path()).unwrap());
    let app = app(&sqlite_login(client_over_network(&name, issuer.now()), &store));
    let mut browser = Browser::new(&app);
    assert_eq!(browser.sign_in(&issuer).await.status, 303);
    let first = browser.get("/token").await.body;
    issuer.advance(300);

    let session = browser.cookie(COOKIE).unwrap();
    let mut children: Vec<Child> = (0..2)
        .map(|_| {
            Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "fifty_calls_of_one_process", "--ignored", "--nocapture"])
                .env("TEST_ISSUER", &name)
                .env("TEST_FILE", file.path())
                .env("TEST_SESSION", &session)
                .env("TEST_NOW", issuer.now().to_string())
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let tokens = tokio::task::spawn_blocking(move || {
        // Both processes are ready before one of them starts.
        let mut lines: Vec<_> =
            children.iter_mut().map(|child| BufReader::new(child.stdout.take().unwrap()).lines()).collect();
        for lines in &mut lines {
            lines.find(|line| line.as_ref().unwrap().ends_with("READY")).unwrap().unwrap();
        }
        for child in &mut children {
            child.stdin.take().unwrap().write_all(b"go\n").unwrap();
        }
        let mut tokens = Vec::new();
        for line in lines.into_iter().flatten() {
            tokens.extend(line.unwrap().strip_prefix("TOKEN ").map(str::to_owned));
        }
        for child in &mut children {
            assert!(child.wait().unwrap().success());
        }
        tokens
    })
    .await
    .unwrap();
    server.abort();
    assert_eq!(tokens.len(), 100, "{tokens:?}");
    let tokens: BTreeSet<String> = tokens.into_iter().collect();
    assert_eq!((tokens.len(), issuer.refreshes()), (1, 1), "{tokens:?}");
    assert!(!tokens.contains(&first) && !tokens.contains("sign in again"), "{tokens:?}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "one of the processes of the test above, which starts it"]
async fn fifty_calls_of_one_process() {
    let variable = |name: &str| std::env::var(name).unwrap();
    let store = Arc::new(SqliteStore::open(variable("TEST_FILE")).unwrap());
    let client = client_over_network(&variable("TEST_ISSUER"), variable("TEST_NOW").parse().unwrap());
    let app = app(&sqlite_login(client, &store));
    println!("READY");
    std::io::stdin().read_line(&mut String::new()).unwrap();
    for token in calls(&app, &variable("TEST_SESSION"), 50).await {
        println!("TOKEN {token}");
    }
}

fn client_over_network(issuer: &str, now: i64) -> Client {
    let builder = Client::builder(issuer, "app").client_secret(Secret::new("s1"));
    builder.clock(Arc::new(move || Timestamp(now))).build().unwrap()
}

#[tokio::test]
async fn the_lease_of_a_dead_process_expires() {
    let (issuer, file) = (Issuer::new(), TemporaryFile::new());
    let store = Arc::new(SqliteStore::open(file.path()).unwrap());
    let mut browser = Browser::new(&app(&sqlite_login(client(&issuer), &store)));
    browser.sign_in(&issuer).await;
    let first = browser.get("/token").await.body;
    issuer.advance(300);
    let sessions = rusqlite::Connection::open(file.path()).unwrap();
    let id = sessions.query_row("SELECT id FROM valetkey_session", [], |row| row.get(0)).unwrap();
    let now = Timestamp(issuer.now());
    let until = Timestamp(issuer.now() + 30);
    assert!(store.take_refresh_lease(Uuid::from_bytes(id), Uuid::from_u128(1), now, until).await.unwrap());
    let waiting = tokio::spawn(async move { browser.get("/token").await.body });
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    assert_eq!(
        (waiting.is_finished(), issuer.refreshes()),
        (false, 0),
        "it waits for the holder of the lease"
    );
    issuer.advance(30);
    assert_ne!(waiting.await.unwrap(), first);
    assert_eq!(issuer.refreshes(), 1);
}

#[tokio::test]
async fn tokens_that_another_process_stored_meanwhile_are_used() {
    let (issuer, file) = (Issuer::new(), TemporaryFile::new());
    let store = Arc::new(SqliteStore::open(file.path()).unwrap());
    let (here, there) =
        (app(&sqlite_login(client(&issuer), &store)), app(&sqlite_login(client(&issuer), &store)));
    let mut browser = Browser::new(&here);
    browser.sign_in(&issuer).await;
    let session = browser.cookie(COOKIE).unwrap();
    issuer.advance(300);
    let fresh = calls(&there, &session, 1).await;
    assert_eq!(calls(&here, &session, 1).await, fresh);
    assert_eq!(issuer.refreshes(), 1);
}

#[tokio::test]
async fn the_file_contains_no_readable_token() {
    let (issuer, file) = (Issuer::new(), TemporaryFile::new());
    let store = Arc::new(SqliteStore::open(file.path()).unwrap());
    let mut browser = Browser::new(&app(&sqlite_login(client(&issuer), &store)));
    browser.sign_in(&issuer).await;
    let token = browser.get("/token").await.body;
    let mut bytes = std::fs::read(file.path()).unwrap();
    let mut log = file.path().as_os_str().to_owned();
    log.push("-wal");
    bytes.extend(std::fs::read(log).unwrap_or_default());
    let contains = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(contains("https://id.example"), "the session is in the file");
    assert!(!contains(&token) && !contains(&browser.cookie(COOKIE).unwrap()));
}
