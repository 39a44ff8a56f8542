//! What the authorization endpoint may cost the database.

use valetkey_server::testing::TestServer;

use crate::{sqlite_file::SqliteFile, support::*};

/// What the session cookie is called under an https issuer.
const SESSION_COOKIE: &str = "__Host-valetkey_session";

async fn on_sqlite(file: &SqliteFile) -> TestServer {
    let server = TestServer::builder().storage(file.open()).build().await;
    server.add_client(client("notes")).await;
    server.add_user("alice", PASSWORD).await;
    server
}

#[tokio::test]
async fn a_stranger_costs_one_read_and_no_commit() {
    let file = SqliteFile::new();
    let server = on_sqlite(&file).await;
    let answer = server.browser().get(&authorize(&[])).await;
    assert_eq!(answer.status, 303, "{}", answer.show());
    assert_eq!((answer.cost.reads, answer.cost.commits), (1, 0));
    let mut planted = server.browser();
    let handle = server.server.environment.handle().expose();
    planted.set_cookie(SESSION_COOKIE, &handle);
    let answer = planted.get(&authorize(&[])).await;
    assert_eq!((answer.cost.reads, answer.cost.commits), (1, 0), "a session that nobody has");
}

#[tokio::test]
async fn single_sign_on_costs_one_read_and_no_commit() {
    let file = SqliteFile::new();
    let server = on_sqlite(&file).await;
    let mut browser = server.browser();
    sign_in_and_allow(&mut browser, &authorize(&[]), "alice").await;
    assert!(browser.cookies().contains_key(SESSION_COOKIE));
    let answer = browser.get(&authorize(&[("prompt", "none")])).await;
    assert!(answer.location_parameter("code").is_some(), "{}", answer.show());
    assert_eq!((answer.cost.reads, answer.cost.commits), (1, 0), "the code is not stored");
    let refused = browser.get(&authorize(&[("prompt", "none"), ("scope", "openid email")])).await;
    assert_eq!(error(&refused), "consent_required");
    assert_eq!((refused.cost.reads, refused.cost.commits), (1, 0));
}
